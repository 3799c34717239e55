"""Ties: acquaintance between people (method M1)."""

from datetime import date
from typing import Annotated, ClassVar

from relgraph.record.fields import Fraction, PersonId, Said, Text
from relgraph.record.kind import KindWords, Listed, fact
from relgraph.record.model import Fact

ASSUMED_STRENGTH = 0.3
"""What a tie of unknown strength counts as where one is needed, which is then told (ADR 0013)."""


class Tie(Fact):
    """Acquaintance between two people, within or across organisations. It has no direction."""

    noun: ClassVar[str] = "tie"
    file: ClassVar[str] = "ties"
    natural_key: ClassVar[tuple[str, ...]] = ("person_a", "person_b", "basis")
    undirected: ClassVar[tuple[str, str] | None] = ("person_a", "person_b")

    person_a: Annotated[PersonId, Said("One of the two.")]
    person_b: Annotated[PersonId, Said("The other one.")]
    strength: Annotated[
        Fraction | None,
        Said(
            "How likely an introduction over it works, 0..1; null is unknown, never 0.",
            given="How likely an introduction over it works, 0..1.",
            column="0..1",
        ),
    ] = None
    basis: Annotated[
        Text | None,
        Said("What it rests on, e.g. `worked together`, `alumni`.", given="What it rests on, e.g. `worked together`."),
    ] = None
    last_contact: Annotated[date | None, Said("Day of the last contact.", column="day")] = None


TIES = fact(
    Tie,
    "TIE",
    KindWords(
        shown="Two people know each other, within or across organisations. A tie has no direction.",
        one="a tie",
        this="The tie",
        given=". Without `id` it is the one between the two people with this basis.",
    ),
    ("knows", "knows"),
    lists={"person_a": Listed("ties", "Whom they know.")},
)
