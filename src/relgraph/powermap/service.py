"""Opportunities, roles and support."""

from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.powermap.model import Opportunity, Role, Support
from relgraph.record.kind import Kind
from relgraph.record.model import Counted, RowOutcome

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
    return await graph.fetch_maybe(OPPORTUNITIES.find, ids=[id], accounts=None, as_of=None, after="", limit=1)
