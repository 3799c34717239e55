"""How close key contacts are to us, and how far they back us, as ours assess it (method M6)."""

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from relgraph.record.fields import PersonId, Said, Text, WithinAccount
from relgraph.record.kind import Heading, KindWords, Listed, fact
from relgraph.record.model import Fact

LOWEST, HIGHEST = -3, 3

RelationshipLevel = Annotated[int, Field(ge=LOWEST, le=HIGHEST)]
"""From -3 to 3; 0 is the middle, which is known, and not unknown."""


class RelationshipAssessment(Fact):
    """One of ours assessed a contact of an account on `valid_from`, whatever the deal: closeness, support, or both.

    A level of None is unknown, never 0. Each assessment of a rater ends their earlier one on its day.
    """

    noun: ClassVar[str] = "relationship_assessment"
    file: ClassVar[str] = "relationship_assessments"
    natural_key: ClassVar[tuple[str, ...]] = ("rater", "contact", "account")

    rater: Annotated[PersonId, Said("Who of ours assessed it.", column="ours")]
    contact: Annotated[PersonId, Said("Whom they assessed.")]
    account: Annotated[WithinAccount, Said("The customer as whose contact.", column="a customer")]
    closeness: Annotated[
        RelationshipLevel | None,
        Said(
            "How close they are to us, -3 to 3; null is unknown, never 0.",
            given="How close they are to us, -3 to 3; `support` or this is needed.",
            column="`-3` .. `3`; empty: unknown",
        ),
    ] = None
    support: Annotated[
        RelationshipLevel | None,
        Said(
            "How far they back us in the long run, -3 to 3; null is unknown, never 0.",
            given="How far they back us in the long run, -3 to 3; `closeness` or this is needed.",
            column="`-3` .. `3`; empty: unknown; one of the two is needed",
        ),
    ] = None
    reason: Annotated[Text | None, Said("What it rests on.")] = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.closeness is None and self.support is None:
            raise ValueError("an assessment says something: give closeness, support, or both, from -3 to 3")
        return self


RELATIONSHIP_ASSESSMENTS = fact(
    RelationshipAssessment,
    "ASSESSES_RELATIONSHIP",
    KindWords(
        shown="How close a contact is to us, and how far they back us, whatever the deal, as one of ours assessed it "
        "on `validFrom` (method M6). Of several the newest that holds counts.",
        one="an assessment of a relationship",
        this="The assessment",
        given=": how close a contact of an account is to us, and how far they back us. `validFrom` is its day, today "
        "when left out, so that each assessment keeps the earlier ones. Without `id` it is the one of this contact at "
        "this account by this rater.",
        record="Record an assessment of the relationship with a contact, or correct one.",
        end="End an assessment of a relationship: from this day on it does not count.",
        days="`valid_from` is the day of the assessment",
    ),
    ("assessed the relationship with", "relationship assessed by"),
    lists={
        "contact": Listed(
            "relationship_assessments",
            "How close they are to us and how far they back us, as ours assessed it.",
            Heading("relationship", "closeness and support"),
        ),
        "account": Listed(
            "relationship_assessments",
            "How close its contacts are to us and how far they back us, as ours assessed it.",
        ),
        "rater": Listed("relationships_assessed", "Relationships as they assessed them, when they are one of ours."),
    },
    begins_today=True,
)
