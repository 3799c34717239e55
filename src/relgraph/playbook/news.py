"""How fresh what we hear has to be, and how much contact general relations need (method M10, M19)."""

from typing import Annotated

from relgraph.playbook.fields import NumberUnit, PlaybookPart, days, number


class NewsLimits(PlaybookPart):
    """How fresh what we hear has to be (method M19)."""

    claim_days: Annotated[
        int,
        days(
            "Days after which a claim of a live deal that one channel alone told is old.",
            "进行中的项目里，仅由单一渠道得知的说法超过此天数即为陈旧。",
        ),
    ]
    silent_days: Annotated[
        int,
        days(
            "Days without news after which a department counts as silent.",
            "部门超过此天数没有任何消息即视为沉默。",
        ),
    ]


class GeneralRelations(PlaybookPart):
    """How much contact supporters and influencers (S, I) should have: neither neglected nor wearied (method M10)."""

    most_contacts: Annotated[
        int,
        number(
            NumberUnit.CONTACTS,
            "Most contacts with one supporter or influencer; more weary.",
            "与同一支持者或影响者的接触次数上限；再多则过度。",
            least=1,
            most=1000,
        ),
    ]
    neglected_days: Annotated[
        int,
        days(
            "Days without contact after which a supporter or influencer counts as neglected.",
            "支持者或影响者超过此天数无接触即视为被忽视。",
        ),
    ]
