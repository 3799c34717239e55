"""Which strength of a tie counts where several are known."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, field_validator

from relgraph.playbook.fields import PlaybookPart, days, told


class StrengthOrigin(StrEnum):
    """Where a strength of a tie comes from: somebody corrected what was computed, a source recorded it, or it follows
    from interactions."""

    CORRECTED = "corrected"
    RECORDED = "recorded"
    COMPUTED = "computed"


class EffectiveStrength(PlaybookPart):
    """Which strength of a tie counts where several are known."""

    precedence: Annotated[
        tuple[StrengthOrigin, ...],
        Field(min_length=1, json_schema_extra={"uniqueItems": True}),
        told(
            "Which strength counts where a tie has several: the first that is known. One left out never counts.",
            "一条联系有多个强度时以何者为准：取第一个已知者；未列出的从不采用。",
        ),
    ]
    correction_days: Annotated[int, days("How long a correction by a person counts.", "人工修正的有效期。")]

    @field_validator("precedence")
    @classmethod
    def _each_once(cls, precedence: tuple[StrengthOrigin, ...]) -> tuple[StrengthOrigin, ...]:
        if len(set(precedence)) < len(precedence):
            raise ValueError("an origin stands there twice: keep one of them")
        return precedence
