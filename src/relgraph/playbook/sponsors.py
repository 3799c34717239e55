"""When a sponsorship is alive, and how sponsors are proposed (method M8)."""

from typing import Annotated, Any

from relgraph.playbook.fields import NumberUnit, PlaybookPart, days, number, told


def _times(en: str, zh: str) -> Any:  # noqa: ANN401  (as pydantic's own)
    return number(NumberUnit.TIMES, en, zh, least=1, most=100)


class SponsorWeights(PlaybookPart):
    """How many times each reason counts when a sponsor is proposed."""

    parity: Annotated[int, _times("That both sit on the same layer.", "层级对等。")]
    line: Annotated[int, _times("That both work in the same line of business.", "业务条线一致。")]
    dealings: Annotated[int, _times("That they have dealt with each other.", "以往交往。")]
    ability: Annotated[int, _times("That they keep what they promise.", "解决问题的能力与意愿（兑现承诺）。")]


class SponsorLimits(PlaybookPart):
    """When a sponsorship is alive, and how sponsors are proposed (method M8)."""

    cadence_days: Annotated[
        int,
        days(
            "Most days between two contacts of a sponsor with whom they sponsor, where the sponsorship says none.",
            "赞助人与对象两次接触之间的最长间隔（未另行约定时）。",
        ),
    ]
    far_below: Annotated[
        int,
        number(
            NumberUnit.LAYERS,
            "From how many layers below the contact on a sponsor is no match.",
            "赞助人低于对方多少层即不对等。",
            least=1,
            most=20,
        ),
    ]
    most_carried: Annotated[
        int,
        number(
            NumberUnit.SPONSORSHIPS,
            "Most sponsorships of one senior; whoever carries so many is not proposed.",
            "一名高管最多承担的赞助数，达到者不再推荐。",
            least=1,
            most=100,
        ),
    ]
    proposals: Annotated[
        int,
        number(NumberUnit.PEOPLE, "How many are proposed for a contact.", "每位联系人推荐多少人。", least=1, most=20),
    ]
    dealings_days: Annotated[
        int, days("How long dealings and promises count for proposals.", "推荐时考虑多久以内的交往与承诺。")
    ]
    weights: Annotated[SponsorWeights, told("What counts how many times.", "各项理由的权重。")]
