"""What may be asked of contacts, and what we promised them (method M15)."""

from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import model_validator

from relgraph.playbook.fields import NumberUnit, PlaybookPart, days, number, told


class AskWeight(StrEnum):
    """How much an ask asks (method M15)."""

    LIGHT = "light"
    NORMAL = "normal"
    HEAVY = "heavy"


def _points(en: str, zh: str) -> Any:  # noqa: ANN401  (as pydantic's own)
    return number(NumberUnit.POINTS, en, zh, least=1, most=100)


class AskPoints(PlaybookPart):
    """How many points of credit an ask takes, by its weight."""

    light: Annotated[int, _points("What a light ask takes of the credit with somebody.", "轻诉求消耗的信用。")]
    normal: Annotated[int, _points("What a normal ask takes of it.", "一般诉求消耗的信用。")]
    heavy: Annotated[int, _points("What a heavy ask takes of it.", "重诉求消耗的信用。")]

    @model_validator(mode="after")
    def _heavier_is_no_less(self) -> Self:
        if not self.light <= self.normal <= self.heavy:
            raise ValueError(f"light, normal and heavy ({self.light}, {self.normal}, {self.heavy}) must not fall")
        return self


class HeaviestAsk(PlaybookPart):
    """The heaviest ask that somebody can be asked, by the class of their layer."""

    executive: Annotated[AskWeight, told("The heaviest ask of an executive.", "对高管层可提出的最重诉求。")]
    senior: Annotated[AskWeight, told("The heaviest ask of senior management.", "对高级管理层可提出的最重诉求。")]
    working: Annotated[AskWeight, told("The heaviest ask of the working level.", "对工作层可提出的最重诉求。")]


class AskLimits(PlaybookPart):
    """What may be asked of contacts before their credit is exhausted (method M15)."""

    points: Annotated[AskPoints, told("How much an ask takes of the credit.", "每项诉求消耗的信用。")]
    most_open_points: Annotated[
        int,
        number(
            NumberUnit.POINTS,
            "Most points of open asks of one contact.",
            "同一联系人未了诉求的最高点数。",
            least=1,
            most=1000,
        ),
    ]
    heaviest: Annotated[HeaviestAsk, told("The heaviest ask for a layer.", "各层可承受的最重诉求。")]
    balance_days: Annotated[
        int,
        days("Over how many days give and take are weighed.", "衡量付出与索取平衡的时间窗口。"),
    ]


class CommitmentLimits(PlaybookPart):
    """When a promise made to a contact is overdue (method M15)."""

    grace_days: Annotated[
        int,
        days(
            "How many days after the day due a commitment may still be kept; later it is overdue.",
            "承诺到期后宽限的天数，过后即逾期；0表示到期次日即逾期。",
            least=0,
        ),
    ]
