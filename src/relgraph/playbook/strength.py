"""The numbers of the strength that is told from contact (docs/strength.md); the playbook's section `strength`."""

from typing import Annotated

from relgraph.playbook.fields import NumberUnit, PlaybookPart, number


class StrengthNumbers(PlaybookPart):
    """Every number of the model. Each says its unit, range, default and where it comes from.

    "Measured" is what `bench/strength` found on the mail of a manufacturer before its last cut; "assumption" is what
    no data at hand could tell. A *full day* is the unit of contact: a day on which both wrote to each other.
    """

    half_life_days: Annotated[
        float,
        number(
            NumberUnit.DAYS,
            "Days after which a day of contact counts half. Measured: from 45 to 180 days hardly differ.",
            "接触日效力减半所需天数。",
            least=1,
            most=36_500,
        ),
    ]
    one_way_share: Annotated[
        float,
        number(
            NumberUnit.SHARE,
            "What a day of mail counts when the other never writes; the rest, up to 1, is times the "
            "balance. Measured: from 1/8 to 0.4 hardly differ.",
            "对方从不回复时一天邮件的份量；其余部分乘以均衡度。",
            least=0,
            most=1,
        ),
    ]
    message_weight: Annotated[
        float,
        number(
            NumberUnit.WEIGHT,
            "What a day of messages counts, in days of mail. Assumption.",
            "一天消息相当于多少天邮件。",
            least=0,
            most=100,
        ),
    ]
    call_weight: Annotated[
        float,
        number(
            NumberUnit.WEIGHT,
            "What a day of calls counts, in days of mail. Assumption: a voice tells more.",
            "一天通话相当于多少天邮件。",
            least=0,
            most=100,
        ),
    ]
    meeting_weight: Annotated[
        float,
        number(
            NumberUnit.FULL_DAYS,
            "What a day with a meeting of the two alone counts, in full days: visits, exchanges, "
            "meals. Assumption: no data with meetings is at hand.",
            "仅两人会面的一天相当于多少个完整接触日。",
            least=0,
            most=100,
        ),
    ]
    event_weight: Annotated[
        float,
        number(
            NumberUnit.FULL_DAYS,
            "What a day with an event counts likewise: forums, summits, trainings, socials. Assumption.",
            "有活动的一天相当于多少个完整接触日。",
            least=0,
            most=100,
        ),
    ]
    dilution: Annotated[
        float,
        number(
            NumberUnit.POWER,
            "How far a group dilutes a meeting: of n people it counts (n - 1) to the power of minus "
            "this. Assumption between what mail shows (0 to 0.5) and what is used for papers written "
            "together (1; Newman 2001).",
            "人数对会面的稀释：n 人会面按 (n - 1) 的负此次方计。",
            least=0,
            most=4,
        ),
    ]
    crowd: Annotated[
        int,
        number(
            NumberUnit.PEOPLE,
            "Meetings of more people are no contact between two of them; nor are mails to more, which"
            " whoever counts mails leaves out. Measured on mail: from 15 to 50 hardly differ.",
            "超过此人数的会面不算两人之间的接触。",
            least=2,
            most=100_000,
        ),
    ]
    half_at: Annotated[
        float,
        number(
            NumberUnit.FULL_DAYS,
            "The calibrated curve: so many full days, faded, make a strength of 0.5; twice as many "
            "0.75, and so on. Measured: fitted to which pairs wrote to each other in the quarter "
            "after.",
            "校准曲线：多少个（衰减后的）完整接触日对应强度 0.5，加倍为 0.75，以此类推。",
            least=0.01,
            most=10_000,
        ),
    ]
    floor: Annotated[
        float,
        number(
            NumberUnit.SHARE,
            "What old friends fade to: this much of the strength that all their contact would make "
            "had nothing faded. Assumption after Levin, Walter & Murnighan (2011): dormant ties keep "
            "value.",
            "老关系的底线：若无衰减所达强度的这一份额。",
            least=0,
            most=1,
        ),
    ]
    silence_factor: Annotated[
        float,
        number(
            NumberUnit.GAPS,
            "A pair is silent when nothing is heard for so many times its usual gap, the mean between"
            " two days of contact. Measured: such pairs come back a third less often than the others.",
            "超过平常间隔的多少倍没有联系，即为沉默。",
            least=0.01,
            most=1000,
        ),
    ]
    silence_least_days: Annotated[
        int,
        number(
            NumberUnit.DAYS,
            "With fewer days of contact no gap is usual. Assumption.",
            "接触日少于此数，则无平常间隔可言。",
            least=2,
            most=10_000,
        ),
    ]
    silence_shortest_days: Annotated[
        int,
        number(
            NumberUnit.DAYS,
            "No silence is shorter: holidays are none. Assumption.",
            "沉默的最短天数：假期不算。",
            least=1,
            most=36_500,
        ),
    ]
    step: Annotated[
        float,
        number(
            NumberUnit.SHARE,
            "A pair is due to be scored again when its strength has moved by this much. Convention.",
            "强度变动达到此值即应重新计算。",
            least=0.001,
            most=1,
        ),
    ]
