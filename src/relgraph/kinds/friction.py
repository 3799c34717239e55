"""Friction between people (method M1)."""

from typing import Annotated, ClassVar

from relgraph.record.fields import PersonId, Said, Text
from relgraph.record.kind import KindWords, Listed, fact
from relgraph.record.model import Fact


class Friction(Fact):
    """Rivalry or distrust between two people: nothing passes between them. It has no direction."""

    noun: ClassVar[str] = "friction"
    file: ClassVar[str] = "frictions"
    natural_key: ClassVar[tuple[str, ...]] = ("person_a", "person_b")
    undirected: ClassVar[tuple[str, str] | None] = ("person_a", "person_b")

    person_a: Annotated[PersonId, Said("One of the two.")]
    person_b: Annotated[PersonId, Said("The other one.")]
    basis: Annotated[Text | None, Said("What it rests on.")] = None


FRICTIONS = fact(
    Friction,
    "FRICTION",
    KindWords(
        shown="Rivalry or distrust between two people: nothing passes between them. It has no direction.",
        one="friction",
        this="The friction",
        given=". Without `id` it is the one between the two people.",
    ),
    ("at odds with", "at odds with"),
    lists={"person_a": Listed("frictions", "With whom they are at odds.")},
)
