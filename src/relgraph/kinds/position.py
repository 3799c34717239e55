"""Seats that people hold (method M1)."""

from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from relgraph.graph.query import Query
from relgraph.record.fields import OrganizationId, PersonId, Said, Text, UnitId
from relgraph.record.kind import KindWords, Listed, fact
from relgraph.record.model import Fact
from relgraph.record.outcome import RowOutcome

NO_LAYER = 999
"""Where a seat without a known layer is sorted: after all others; also a literal in query files."""


class Position(Fact):
    """A seat held at an organisation, in one of its units where known. Layer 1 is the top."""

    noun: ClassVar[str] = "position"
    file: ClassVar[str] = "positions"
    natural_key: ClassVar[tuple[str, ...]] = ("person", "organization", "unit", "title")

    person: Annotated[PersonId, Said("Who holds it.")]
    organization: Annotated[OrganizationId, Said("The organisation.")]
    unit: Annotated[
        UnitId | None, Said("The unit; null where unknown.", given="The unit, of the same organisation.")
    ] = None
    title: Annotated[Text | None, Said("The title as on the card.")] = None
    english_title: Annotated[Text | None, Said("The title in English.")] = None
    layer: Annotated[
        Annotated[int, Field(ge=1, le=100)] | None,
        Said(
            "The layer of the hierarchy; 1 is the top.",
            given="The layer of the hierarchy: 1 (top) to 100.",
            column="1 = top",
        ),
    ] = None
    primary: Annotated[bool | None, Said("Whether it is the person's main seat.", column="`true`/`false`")] = None


def main_seat(positions: Sequence[Position]) -> Position | None:
    """The primary one of a person's seats on a day, else that of the highest layer; None without seats."""
    return min(positions, key=lambda seat: (not seat.primary, seat.layer or NO_LAYER, seat.id), default=None)


POSITIONS = fact(
    Position,
    "HOLDS",
    KindWords(
        shown="A seat that a person holds at an organisation, in one of its units where known.",
        one="a seat",
        this="The seat",
        given=". Without `id` it is the person's at this organisation and unit with this title.",
    ),
    ("seat in", "seat of"),
    lists={
        "person": Listed("positions", "The seats they hold."),
        "organization": Listed("positions", "All seats there, in its units or directly."),
        "unit": Listed("positions", "The seats in the unit itself."),
    },
    # It ends at the unit where one is known, else at the organisation.
    record=Query("kinds/record_positions", RowOutcome),
    find=Query("kinds/find_positions", Position, packed=True),
)
