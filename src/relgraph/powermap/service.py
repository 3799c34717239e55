"""Opportunities, and the power map made of their roles and assessments."""

from collections.abc import Mapping, Sequence
from datetime import date

from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.kinds.opportunity import OPPORTUNITIES, Opportunity
from relgraph.kinds.role import ROLES
from relgraph.kinds.support import SUPPORTS
from relgraph.kinds.tie import ASSUMED_STRENGTH
from relgraph.powermap.model import MAX_CARDS, PowerMap, Surroundings, power_map
from relgraph.record.read import around, find, find_by_ids, list_around

FIND_SURROUNDINGS = Query("powermap/find_surroundings", Surroundings)

_find_roles = around(ROLES, "opportunity")
_find_supports = around(SUPPORTS, "opportunity")


async def find_opportunity(graph: Reader, id: str) -> Opportunity | None:  # noqa: A002
    """One opportunity, whenever it is or was; None when the id is unknown."""
    return next(iter(await find(graph, OPPORTUNITIES, ids=[id], as_of=None, limit=1)), None)


async def list_opportunities(
    reader: Reader, *, live: bool = True, as_of: date, after: str, limit: int
) -> list[Opportunity]:
    """Opportunities live on the day, or those that ended by it, in the order of their ids."""
    return await find(reader, OPPORTUNITIES, ended=not live, as_of=as_of, after=after, limit=limit)


async def list_opportunities_of(
    reader: Reader, accounts: Sequence[str], *, live: bool = True, as_of: date, after: str, limit: int
) -> Mapping[str, list[Opportunity]]:
    """Each account's opportunities live on the day, or ended by it, at most `limit` after the id `after`."""
    return await list_around(
        reader, OPPORTUNITIES, "account", accounts, ended=not live, as_of=as_of, after=after, limit=limit
    )


async def draw_power_maps(reader: Reader, opportunities: Sequence[str], *, as_of: date) -> Mapping[str, PowerMap]:
    """The power map of each opportunity: everyone with a role or an assessment on the day."""
    deals = await find_by_ids(reader, OPPORTUNITIES, opportunities, as_of=as_of)
    most = MAX_CARDS + 1
    roles = await _find_roles(reader, opportunities, as_of=as_of, after="", limit=most)
    supports = await _find_supports(reader, opportunities, as_of=as_of, after="", limit=most)
    return {id_: power_map(deal, roles[id_], supports[id_], as_of) for id_, deal in deals.items()}


async def find_surroundings(reader: Reader, people: Sequence[str], *, as_of: date) -> Mapping[str, Surroundings]:
    """Who of ours and of competitors stands nearest to each person (by id) on the day, and whom they report to."""
    found = await reader.fetch(FIND_SURROUNDINGS, people=list(people), assumed=ASSUMED_STRENGTH, as_of=as_of)
    return {**{id_: Surroundings(person=id_) for id_ in people}, **{each.person: each for each in found}}
