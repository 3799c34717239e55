"""Audits that a service makes in the background, for whoever started them and does not wait for their end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Self

import structlog

from relgraph.audit.runs.failure import StoppedError
from relgraph.audit.runs.model import Run
from relgraph.core.errors import BusyError, ConfigurationError, InputError, RelgraphError
from relgraph.graph.client import Graph
from relgraph.notify.deliveries.outbox import require_targets
from relgraph.notify.deliveries.runs import run_audit

log = structlog.get_logger(__name__)

AT_ONCE = 2
"""Audits under way in one process: each keeps the database busy for as long as it takes."""
GRACE = 3.0
"""Seconds that an audit gets to end its batch when the service stops; whoever starts it again goes on from there."""


class TooManyAuditsError(BusyError):
    """This process makes as many audits as it may."""

    def __init__(self) -> None:
        super().__init__(AT_ONCE, 0)
        self.message = f"{AT_ONCE} audits are under way here; that is the most."
        self.remedy = "Try again when one of them has ended; `auditRuns` tells."


class AuditsUnderWay:
    """The audits that this process makes in the background."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Run]] = set()
        self._stopping = False

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[Self]:
        """Open for the length of the block; what is under way when it ends stops after its batch."""
        try:
            yield self
        finally:
            self._stopping = True
            if self._running:
                await asyncio.wait(self._running, timeout=GRACE)
            for task in self._running:
                task.cancel()
            await asyncio.gather(*self._running, return_exceptions=True)

    async def start(self, graph: Graph, *, account: str | None, as_of: date, notify: bool) -> Run:
        """Begin an audit, or go on with one that was stopped, and answer when it has begun.

        It is made under the name and the rights of who started it, whose time limits end with the answer. Raises as
        `run_audit` until it has begun, InputError where nobody could be told, BusyError when too many others are.
        """
        if notify:
            _require_targets(graph)
        own = graph.for_caller("audit", await graph.bookmarks(), clock=graph.clock, principal=graph.principal)
        if len(self._running) >= AT_ONCE:
            raise TooManyAuditsError
        begun: asyncio.Future[Run] = asyncio.get_running_loop().create_future()
        task = asyncio.create_task(
            run_audit(
                own,
                account=account,
                as_of=as_of,
                notify=notify,
                on_progress=self._after_each_batch,
                on_begun=begun.set_result,
            )
        )
        self._running.add(task)
        task.add_done_callback(self._ended)
        await asyncio.wait([task, begun], return_when=asyncio.FIRST_COMPLETED)
        return begun.result() if begun.done() else await task

    def _after_each_batch(self, _: int) -> None:
        if self._stopping:
            raise StoppedError

    def _ended(self, task: "asyncio.Task[Run]") -> None:
        self._running.discard(task)
        if task.cancelled():
            return
        error = task.exception()
        if error is None:
            log.info("started audit finished", run=task.result().number)
        elif isinstance(error, RelgraphError):
            log.warning("started audit not finished", error=type(error).__name__)
        else:
            log.error("started audit failed", exc_info=error)


def _require_targets(graph: Graph) -> None:
    try:
        require_targets(graph.settings)
    except ConfigurationError as error:
        raise InputError(error.message, field="notify", remedy=error.remedy) from error
