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
            "Which strength counts where two people have several: the first that is known, in the order corrected, "
            "recorded, computed. One left out never counts.",
            "两人之间有多个强度时以何者为准：按修正、记录、计算的顺序取第一个已知者；未列出的从不采用。",
        ),
    ]
    correction_days: Annotated[int, days("How long a correction by a person counts.", "人工修正的有效期。")]

    @field_validator("precedence")
    @classmethod
    def _in_order(cls, precedence: tuple[StrengthOrigin, ...]) -> tuple[StrengthOrigin, ...]:
        if len(set(precedence)) < len(precedence):
            raise ValueError("an origin stands there twice: keep one of them")
        if list(precedence) != [origin for origin in StrengthOrigin if origin in precedence]:
            raise ValueError("keep the order corrected, recorded, computed: what people say goes first")
        return precedence
