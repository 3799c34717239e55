"""One audit at a time: a lock in the graph with a lease (docs/audit.md, ADR 0008)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from pydantic import BaseModel

from relgraph.core.errors import ConflictError
from relgraph.graph.client import Graph, Transaction
from relgraph.graph.query import Nothing, Query


class _Taken(BaseModel, frozen=True):
    taken: bool


TAKE_LOCK = Query("runs/take_lock", _Taken)
RENEW_LOCK = Query("runs/renew_lock", _Taken)
FREE_LOCK = Query("runs/free_lock", Nothing)


@dataclass(frozen=True)
class Lock:
    """One run at a time: the scope is ours as long as we stir at least once a lease."""

    graph: Graph
    scope: str
    owner: str
    lease: float

    async def take(self, transaction: Transaction) -> None:
        if not (await transaction.fetch_one(TAKE_LOCK, **self._asked())).taken:
            raise ConflictError(
                "Another audit of this scope is under way.",
                remedy=f"Wait until it ends; if it died, its lock is free after {self.lease:.0f} seconds.",
            )

    async def renew(self, transaction: Transaction) -> None:
        if not (await transaction.fetch_one(RENEW_LOCK, **self._asked())).taken:
            raise ConflictError("This audit stood still for too long and lost its lock.", remedy="Run it again.")

    async def free(self, transaction: Transaction) -> None:
        await transaction.fetch(FREE_LOCK, scope=self.scope, owner=self.owner)

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[None]:
        """Keep the lock meanwhile, also while a batch takes long."""
        heart = asyncio.create_task(self._beat())
        try:
            yield
        finally:
            heart.cancel()
            with suppress(asyncio.CancelledError):
                await heart

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(self.lease / 3)
            # A failure shows in the next batch, which renews the lock in its own transaction.
            with suppress(Exception):
                await self.graph.write(self.renew, operation="keep audit lock")

    def _asked(self) -> dict[str, object]:
        return {"scope": self.scope, "owner": self.owner, "lease": int(self.lease * 1000)}
