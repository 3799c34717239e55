"""Rank the hubs of an account."""

from datetime import date

from relgraph.graph.client import Reader
from relgraph.hubs.model import Hub, HubMeasure


async def find_hubs(
    graph: Reader, account: str, *, as_of: date, order_by: HubMeasure = HubMeasure.INFLUENCE, limit: int = 25
) -> list[Hub]:
    """The people of an account, the strongest hubs first."""
    raise NotImplementedError
