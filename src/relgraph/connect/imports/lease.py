"""One import at a time: a lease, kept in the graph, of whoever imports (docs/import.md, ADR 0027)."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

from pydantic import BaseModel

from relgraph.core.errors import ConflictError, RelgraphError
from relgraph.graph.client import Graph, Transaction
from relgraph.graph.query import Nothing, Query

LEASE = 60.0
"""Seconds after which whoever does not renew the lease is taken for dead."""


class ImportHolder(BaseModel, frozen=True):
    """Who imports now: what, in whose name, since when; `taken`: whether that is whoever asked."""

    taken: bool
    source: str
    by: str | None
    begun_at: datetime


TAKE_LOCK = Query("imports/take_lock", ImportHolder)
RENEW_LOCK = Query("imports/renew_lock", Nothing)
FREE_LOCK = Query("imports/free_lock", Nothing)


class ImportUnderWayError(ConflictError):
    """Another import is under way."""

    def __init__(self, other: ImportHolder) -> None:
        by = f"'{other.by}'" if other.by else "somebody"
        begun_at = other.begun_at.astimezone(UTC)
        super().__init__(
            f"An import of {other.source} is under way, begun by {by} at {begun_at:%Y-%m-%d %H:%M:%S} UTC.",
            remedy=f"Wait until it ends; if it died, another may begin {LEASE:.0f} seconds later.",
        )


@asynccontextmanager
async def only_import(graph: Graph, source: str) -> AsyncIterator[None]:
    """Nobody else imports into the database for the length of the block.

    Whoever stands still for longer than the lease may find another import beside it. Nothing is lost by that: each
    batch locks what it records. Raises ImportUnderWayError, which tells of the other one.
    """
    owner, lease = uuid.uuid4().hex, int(LEASE * 1000)

    async def take(transaction: Transaction) -> ImportHolder:
        by = graph.principal.name
        return await transaction.fetch_one(TAKE_LOCK, owner=owner, source=source, by=by, lease=lease)

    async def renew(transaction: Transaction) -> None:
        await transaction.fetch(RENEW_LOCK, owner=owner, lease=lease)

    async def free(transaction: Transaction) -> None:
        await transaction.fetch(FREE_LOCK, owner=owner)

    async def beat() -> None:
        while True:
            await asyncio.sleep(LEASE / 3)
            with suppress(RelgraphError):
                await graph.write(renew, operation="keep import lock")

    holder = await graph.write(take, operation="take import lock")
    if not holder.taken:
        raise ImportUnderWayError(holder)
    heart = asyncio.create_task(beat())
    try:
        yield
    finally:
        heart.cancel()
        await asyncio.gather(heart, return_exceptions=True)
        # Where the database is gone the lease ends by itself.
        with suppress(RelgraphError):
            await graph.write(free, operation="free import lock")
