"""Who was told of a run, and who could not be; dead deliveries are tried again by hand."""

from collections.abc import Sequence

from relgraph.core.errors import InputError, NotFoundError
from relgraph.graph.client import Graph, Reader, Transaction
from relgraph.graph.query import Query
from relgraph.notify.deliveries.model import Delivery, DeliveryState
from relgraph.record.outcome import Counted

MOST = 10_000
"""Deliveries that are read at most."""

FIND_DELIVERIES = Query("deliveries/find_deliveries", Delivery)
RETRY_DELIVERIES = Query("deliveries/retry_deliveries", Counted)


async def list_deliveries(
    reader: Reader, *, states: Sequence[DeliveryState] | None = None, limit: int = MOST
) -> list[Delivery]:
    """Deliveries, the latest first."""
    return await reader.fetch(FIND_DELIVERIES, states=states and [state.value for state in states], limit=limit)


async def retry_deliveries(graph: Graph, id: str | None = None) -> int:  # noqa: A002
    """Let a dead delivery, or all of them, be tried again at once.

    Raises NotFoundError, and InputError for one that is not dead.
    """

    async def work(transaction: Transaction) -> int:
        count = (await transaction.fetch_one(RETRY_DELIVERIES, id=id)).count
        if id and not count:
            if any(delivery.id == id for delivery in await list_deliveries(transaction, limit=MOST)):
                raise InputError(f"'{id}' is not dead.", field="id", remedy="Only dead ones are tried again by hand.")
            raise NotFoundError("delivery", id, field="id")
        return count

    return await graph.write(work, operation="retry deliveries")
