"""What is high and what is low of closeness and support, whatever the deal (method M6)."""

from typing import Annotated, Self

from pydantic import model_validator

from relgraph.playbook.fields import NumberUnit, PlaybookPart, number, told


class LevelLimits(PlaybookPart):
    """Which levels from -3 to 3 are high and which are low; those between are neither."""

    high_from: Annotated[
        int,
        number(NumberUnit.LEVEL, "The lowest level that is high.", "达到此级及以上为高。", least=-2, most=3),
    ]
    low_to: Annotated[
        int,
        number(NumberUnit.LEVEL, "The highest level that is low.", "此级及以下为低。", least=-3, most=2),
    ]

    @model_validator(mode="after")
    def _low_is_below_high(self) -> Self:
        if self.low_to >= self.high_from:
            raise ValueError(f"low_to ({self.low_to}) must be below high_from ({self.high_from})")
        return self


class Relationship(PlaybookPart):
    """What is high and what is low of what ours assess of a contact (method M6)."""

    closeness: Annotated[LevelLimits, told("How close a contact is to us.", "联系人与我方的亲密度。")]
    support: Annotated[LevelLimits, told("How far a contact backs us in the long run.", "联系人对我方的长期支持度。")]
