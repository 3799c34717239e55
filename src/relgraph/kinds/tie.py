"""Ties: acquaintance between people (method M1)."""

import hashlib
from base64 import b32encode
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from relgraph.graph.query import Query
from relgraph.record.fields import OURS, Fraction, PersonId, Said, Text
from relgraph.record.kind import Explained, KindWords, Listed, fact
from relgraph.record.model import Fact
from relgraph.record.outcome import Counted

ASSUMED_STRENGTH = 0.3
"""What a tie of unknown strength counts as where one is needed, which is then told (ADR 0013)."""


_DIGEST, _LETTERS = 10, 14


class TieOrigin(StrEnum):
    """Where the strength of a tie comes from, where nobody recorded it as such."""

    COMPUTED = "computed"
    CORRECTED = "corrected"


def computed_id(one: str, other: str) -> str:
    """The id of the tie between two that relgraph computes from their contact."""
    digest = hashlib.blake2b("\x1f".join(sorted((one, other))).encode(), digest_size=_DIGEST).digest()
    # There may be a million: keys, which end in a day, of up to 36 letters are kept in place by Neo4j.
    return f"{OURS}:t.{b32encode(digest).decode().lower()[:_LETTERS]}"


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
    origin: Annotated[
        TieOrigin | None,
        Said(
            "Where the strength comes from: null where it was recorded with the tie.",
            given="Where the strength comes from: left out, it is recorded with the tie.",
            column="`computed`, `corrected`; empty: recorded",
        ),
    ] = None

    def locks(self) -> Iterable[str]:
        """A recorded strength takes the place of the one that is computed."""
        return (self.id, computed_id(self.person_a, self.person_b))


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
    enums=(
        Explained(
            TieOrigin,
            "Where the strength of a tie comes from, where it was not recorded with it.",
            {
                "COMPUTED": "relgraph computed it from contact, as no other strength of the two is recorded.",
                "CORRECTED": "Somebody corrected what was recorded or computed; it holds for a while.",
            },
        ),
    ),
    follow=Query("kinds/computed_gives_way", Counted),
)
