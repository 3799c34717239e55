"""Opportunities, roles, support, and the power map made of them."""

from collections.abc import Mapping, Sequence
from datetime import date

from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.powermap.model import MAX_CARDS, Opportunity, PowerMap, Role, Support, power_map
from relgraph.record.kind import Kind
from relgraph.record.model import Counted, RowOutcome
from relgraph.record.read import find, find_by_ids, grouped

OPPORTUNITIES = Kind(
    model=Opportunity,
    record=Query("powermap/record_opportunities", RowOutcome),
    find=Query("powermap/find_opportunities", Opportunity),
)
ROLES = Kind(
    model=Role,
    record=Query("powermap/record_roles", RowOutcome),
    find=Query("powermap/find_roles", Role),
    close=Query("powermap/close_roles", Counted),
)
SUPPORTS = Kind(
    model=Support,
    record=Query("powermap/record_supports", RowOutcome),
    find=Query("powermap/find_supports", Support),
    close=Query("powermap/close_supports", Counted),
)


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
    rows = await find(reader, OPPORTUNITIES, accounts=accounts, ended=not live, as_of=as_of, after=after, limit=limit)
    return grouped(rows, accounts, lambda opportunity: (opportunity.account,), limit)


async def list_roles(
    reader: Reader, people: Sequence[str], *, as_of: date, after: str, limit: int
) -> Mapping[str, list[Role]]:
    """Each person's roles, at most `limit` after the key `after`."""
    rows = await find(reader, ROLES, people=people, as_of=as_of, after=after, limit=limit)
    return grouped(rows, people, lambda role: (role.person,), limit)


async def list_roles_in(
    reader: Reader, opportunities: Sequence[str], *, as_of: date, after: str, limit: int
) -> Mapping[str, list[Role]]:
    """The roles played in each opportunity, at most `limit` after the key `after`."""
    rows = await find(reader, ROLES, opportunities=opportunities, as_of=as_of, after=after, limit=limit)
    return grouped(rows, opportunities, lambda role: (role.opportunity,), limit)


async def list_supports(
    reader: Reader, people: Sequence[str], *, as_of: date, after: str, limit: int
) -> Mapping[str, list[Support]]:
    """Where each person stands, at most `limit` opportunities after the key `after`."""
    rows = await find(reader, SUPPORTS, people=people, as_of=as_of, after=after, limit=limit)
    return grouped(rows, people, lambda support: (support.person,), limit)


async def list_supports_in(
    reader: Reader, opportunities: Sequence[str], *, as_of: date, after: str, limit: int
) -> Mapping[str, list[Support]]:
    """Who stands where in each opportunity, at most `limit` after the key `after`."""
    rows = await find(reader, SUPPORTS, opportunities=opportunities, as_of=as_of, after=after, limit=limit)
    return grouped(rows, opportunities, lambda support: (support.opportunity,), limit)


async def draw_power_maps(reader: Reader, opportunities: Sequence[str], *, as_of: date) -> Mapping[str, PowerMap]:
    """The power map of each opportunity: everyone with a role or an assessment on the day."""
    deals = await find_by_ids(reader, OPPORTUNITIES, opportunities, as_of=as_of)
    most = MAX_CARDS + 1
    roles = await list_roles_in(reader, opportunities, as_of=as_of, after="", limit=most)
    supports = await list_supports_in(reader, opportunities, as_of=as_of, after="", limit=most)
    return {id_: power_map(deal, roles[id_], supports[id_], as_of) for id_, deal in deals.items()}
