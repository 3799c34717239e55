"""Ties, influence and friction between people (method M1)."""

from datetime import date
from typing import ClassVar

from relgraph.record.model import EntityKind, Fact, Fraction, Id, Text

_UNKNOWN = 9_999_999
_TWO_PEOPLE = {"person_a": EntityKind.PERSON, "person_b": EntityKind.PERSON}


class Tie(Fact):
    """Acquaintance between two people, within or across organisations. It has no direction."""

    noun: ClassVar[str] = "tie"
    file: ClassVar[str] = "ties"
    references: ClassVar[dict[str, EntityKind]] = _TWO_PEOPLE
    natural_key: ClassVar[tuple[str, ...]] = ("person_a", "person_b", "basis")
    undirected: ClassVar[tuple[str, str] | None] = ("person_a", "person_b")

    person_a: Id
    person_b: Id
    strength: Fraction | None = None
    basis: Text | None = None
    last_contact: date | None = None

    @property
    def rank(self) -> str:
        """The strongest first, unknown ones last; the same text as in `find_ties`."""
        weakness = _UNKNOWN if self.strength is None else int((1.0 - self.strength) * 1_000_000)
        return f"{weakness:07}{self.key}"


class Influence(Fact):
    """One person sways another: the influenced listens to the influencer."""

    noun: ClassVar[str] = "influence"
    file: ClassVar[str] = "influences"
    references: ClassVar[dict[str, EntityKind]] = {
        "influencer": EntityKind.PERSON,
        "influenced": EntityKind.PERSON,
    }
    natural_key: ClassVar[tuple[str, ...]] = ("influencer", "influenced", "basis")

    influencer: Id
    influenced: Id
    weight: Fraction | None = None
    basis: Text | None = None


class Friction(Fact):
    """Rivalry or distrust between two people: nothing passes between them. It has no direction."""

    noun: ClassVar[str] = "friction"
    file: ClassVar[str] = "frictions"
    references: ClassVar[dict[str, EntityKind]] = _TWO_PEOPLE
    natural_key: ClassVar[tuple[str, ...]] = ("person_a", "person_b")
    undirected: ClassVar[tuple[str, str] | None] = ("person_a", "person_b")

    person_a: Id
    person_b: Id
    basis: Text | None = None
