"""People, positions and reporting lines."""

from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel

from relgraph.errors import NotFoundError
from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.people.model import Person, PersonCard, Position, ReportingLine
from relgraph.record.kind import Kind
from relgraph.record.model import Counted, Cycle, RowOutcome

PEOPLE = Kind(
    model=Person,
    record=Query("people/record_people", RowOutcome),
    find=Query("people/find_people", Person),
)
POSITIONS = Kind(
    model=Position,
    record=Query("people/record_positions", RowOutcome),
    find=Query("people/find_positions", Position),
    close=Query("people/close_positions", Counted),
)
REPORTING_LINES = Kind(
    model=ReportingLine,
    record=Query("people/record_reporting_lines", RowOutcome),
    find=Query("people/find_reporting_lines", ReportingLine),
    close=Query("people/close_reporting_lines", Counted),
    cycles=Query("people/find_reporting_cycles", Cycle),
    cycle_field="manager",
)


class _CardRow(BaseModel, frozen=True):
    card: PersonCard


FIND_PERSON_CARDS = Query("people/find_person_cards", _CardRow)


async def find_person_cards(graph: Reader, ids: Sequence[str], *, as_of: date) -> dict[str, PersonCard]:
    """People at a glance by id; ids that nobody has are left out."""
    rows = await graph.fetch(FIND_PERSON_CARDS, ids=list(ids), as_of=as_of)
    return {row.card.id: row.card for row in rows}


async def get_person_card(graph: Reader, id: str, *, as_of: date, field: str | None = None) -> PersonCard:  # noqa: A002
    """One person at a glance. Raises NotFoundError."""
    cards = await find_person_cards(graph, [id], as_of=as_of)
    if id not in cards:
        raise NotFoundError("person", id, field=field)
    return cards[id]
