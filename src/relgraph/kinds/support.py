"""Support: where people stand in opportunities (method M2)."""

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from relgraph.record.fields import OpportunityId, PersonId, Said
from relgraph.record.kind import KindWords, Listed, fact
from relgraph.record.model import Fact


def _question_mark_is_unknown(value: object) -> object:
    return None if isinstance(value, str) and value.strip() == "?" else value


SupportLevel = Annotated[Annotated[int, Field(ge=-1, le=3)] | None, BeforeValidator(_question_mark_is_unknown)]
"""-1 opposed, 0 known to be neutral, 1 supportive, 2 strongly supportive, 3 coach-grade; None is `?`, unknown."""


class Support(Fact):
    """Where a person stands in an opportunity, as assessed on `valid_from`. Level None is `?`, never 0."""

    noun: ClassVar[str] = "support"
    file: ClassVar[str] = "supports"
    natural_key: ClassVar[tuple[str, ...]] = ("person", "opportunity")

    person: Annotated[PersonId, Said("Who.")]
    opportunity: Annotated[OpportunityId, Said("In which opportunity.")]
    level: Annotated[
        SupportLevel,
        Said(
            "The level of support; UNKNOWN is a state of its own.",
            given="The level; null is UNKNOWN.",
            column="`-1` `0` `1` `2` `3`, `?` unknown",
        ),
    ] = None


SUPPORTS = fact(
    Support,
    "HAS_SUPPORT",
    KindWords(
        shown="Where a person stands in an opportunity, as assessed on `validFrom`.",
        one="an assessment",
        this="The assessment",
        given=": where a person stands in an opportunity. `validFrom` is its day, today when left out, so that each "
        "assessment keeps the earlier ones.",
        record="Record an assessment of where a person stands, or correct one.",
        end="End an assessment: from this day on nothing is known.",
        days="`valid_from` is the day of the assessment",
    ),
    ("support for", "support of"),
    lists={
        "person": Listed("supports", "Where they stand in opportunities."),
        "opportunity": Listed("supports", "Where people stand in it."),
    },
    begins_today=True,
)
