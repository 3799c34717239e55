"""Opportunities, and the power map made of their roles and assessments."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.kinds.opportunity import OPPORTUNITIES, Opportunity
from relgraph.kinds.role import ROLES
from relgraph.kinds.support import SUPPORTS
from relgraph.kinds.tie import ASSUMED_STRENGTH
from relgraph.powermap.model import MAX_CARDS, PowerMap, Surroundings, power_map
from relgraph.record.read import find, find_by_ids, list_around

FIND_SURROUNDINGS = Query("powermap/find_surroundings", Surroundings)


async def find_opportunity(graph: Reader, id: str) -> Opportunity | None:  # noqa: A002
    """One opportunity, whenever it is or was; None when the id is unknown."""
    return next(iter(await find(graph, OPPORTUNITIES, ids=[id], as_of=None, limit=1)), None)


async def draw_power_maps(reader: Reader, opportunities: Sequence[str], *, as_of: date) -> Mapping[str, PowerMap]:
    """The power map of each opportunity: everyone with a role or an assessment on the day."""
    deals = await find_by_ids(reader, OPPORTUNITIES, opportunities, as_of=as_of)
    cards: dict[str, Any] = {"as_of": as_of, "after": "", "limit": MAX_CARDS + 1}
    roles = await list_around(reader, ROLES, "opportunity", opportunities, **cards)
    supports = await list_around(reader, SUPPORTS, "opportunity", opportunities, **cards)
    return {id_: power_map(deal, roles[id_], supports[id_], as_of) for id_, deal in deals.items()}


async def find_surroundings(reader: Reader, people: Sequence[str], *, as_of: date) -> Mapping[str, Surroundings]:
    """Who of ours and of competitors stands nearest to each person (by id) on the day, and whom they report to."""
    found = await reader.fetch(FIND_SURROUNDINGS, people=list(people), assumed=ASSUMED_STRENGTH, as_of=as_of)
    return {**{id_: Surroundings(person=id_) for id_ in people}, **{each.person: each for each in found}}
