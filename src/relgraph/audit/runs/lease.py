"""One audit at a time: a lease of its scope, kept in the graph (docs/audit.md, ADR 0008)."""

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


TAKE_LEASE = Query("runs/take_lease", _Taken)
RENEW_LEASE = Query("runs/renew_lease", _Taken)
FREE_LEASE = Query("runs/free_lease", Nothing)


@dataclass(frozen=True)
class Lease:
    """One run at a time: the scope is ours as long as we renew the lease before its `seconds` are over."""

    graph: Graph
    scope: str
    owner: str
    seconds: float

    async def take(self, transaction: Transaction) -> None:
        if not (await transaction.fetch_one(TAKE_LEASE, **self._asked())).taken:
            raise ConflictError(
                "Another audit of this scope is under way.",
                remedy=f"Wait until it ends; if it died, its lock is free after {self.seconds:.0f} seconds.",
            )

    async def renew(self, transaction: Transaction) -> None:
        if not (await transaction.fetch_one(RENEW_LEASE, **self._asked())).taken:
            raise ConflictError("This audit stood still for too long and lost its lock.", remedy="Run it again.")

    async def free(self, transaction: Transaction) -> None:
        await transaction.fetch(FREE_LEASE, scope=self.scope, owner=self.owner)

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[None]:
        """Keep the lease meanwhile, also while a batch takes long."""
        heart = asyncio.create_task(self._beat())
        try:
            yield
        finally:
            heart.cancel()
            with suppress(asyncio.CancelledError):
                await heart

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(self.seconds / 3)
            # A failure shows in the next batch, which renews the lock in its own transaction.
            with suppress(Exception):
                await self.graph.write(self.renew, operation="keep audit lock")

    def _asked(self) -> dict[str, object]:
        return {"scope": self.scope, "owner": self.owner, "lease": int(self.seconds * 1000)}
