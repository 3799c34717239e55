"""Asks made of people."""

from collections.abc import Mapping, Sequence
from datetime import date

from relgraph.asks.model import Ask
from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.record.kind import Kind
from relgraph.record.model import Counted, RowOutcome
from relgraph.record.read import find, grouped

ASKS = Kind(
    model=Ask,
    record=Query("asks/record_asks", RowOutcome),
    find=Query("asks/find_asks", Ask),
    close=Query("asks/close_asks", Counted),
)


async def list_asks(
    reader: Reader, asked: Sequence[str], *, as_of: date, after: str, limit: int
) -> Mapping[str, list[Ask]]:
    """What is asked of each of these people and open on the day, at most `limit` after the key `after`."""
    rows = await find(reader, ASKS, asked=asked, as_of=as_of, after=after, limit=limit)
    return grouped(rows, asked, lambda ask: (ask.asked,), limit)


async def list_asks_made(
    reader: Reader, askers: Sequence[str], *, as_of: date, after: str, limit: int
) -> Mapping[str, list[Ask]]:
    """What each of these people asks of others and is open on the day, at most `limit` after the key `after`."""
    rows = await find(reader, ASKS, askers=askers, as_of=as_of, after=after, limit=limit)
    return grouped(rows, askers, lambda ask: (ask.asker,), limit)
