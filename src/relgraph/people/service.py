"""People at a place or at a glance, and the org chart."""

from collections.abc import Mapping, Sequence
from datetime import date

from pydantic import BaseModel

from relgraph.core.errors import InputError, NotFoundError
from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.kinds.organization import ORGANIZATIONS
from relgraph.kinds.person import PEOPLE
from relgraph.kinds.unit import UNITS
from relgraph.people.model import MAX_CHART, MAX_LEVELS, OrgChart, OrgChartEntry, PersonCard
from relgraph.record.kind import Kind
from relgraph.record.model import Recorded
from relgraph.record.read import find_by_ids


class _CardRow(BaseModel, frozen=True):
    card: PersonCard


FIND_PERSON_CARDS = Query("people/find_person_cards", _CardRow)
FIND_ORG_CHART = Query("people/find_org_chart", OrgChartEntry)


async def find_org_chart(
    reader: Reader,
    *,
    organization: str | None = None,
    unit: str | None = None,
    person: str | None = None,
    as_of: date,
    max_depth: int = MAX_LEVELS,
) -> OrgChart:
    """Who stands under whom, by solid lines: at an organisation, in a unit, or below a person (exactly one of them)."""
    top = {"organization": organization, "unit": unit, "person": person}
    named = {name: id_ for name, id_ in top.items() if id_ is not None}
    if len(named) != 1:
        raise InputError(
            f"An org chart needs one top, not {len(named)}.", remedy="Name an organization, a unit or a person."
        )
    if not 0 <= max_depth <= MAX_LEVELS:
        raise InputError(f"maxDepth is {max_depth}.", field="maxDepth", remedy=f"Give 0 to {MAX_LEVELS}.")
    entries = await reader.fetch(FIND_ORG_CHART, **top, as_of=as_of, max_depth=max_depth, limit=MAX_CHART + 1)
    if not entries:
        await _must_exist(reader, named, as_of)
    return OrgChart(entries=entries[:MAX_CHART], truncated=len(entries) > MAX_CHART)


async def _must_exist(reader: Reader, named: Mapping[str, str], as_of: date) -> None:
    kinds: dict[str, Kind[Recorded]] = {"organization": ORGANIZATIONS, "unit": UNITS, "person": PEOPLE}
    for name, id_ in named.items():
        if not await find_by_ids(reader, kinds[name], [id_], as_of=as_of):
            raise NotFoundError(name, id_, field=name)


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
