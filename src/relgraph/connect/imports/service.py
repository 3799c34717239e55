"""Imports that a service makes, one at a time, for whoever starts them and does not wait for their end."""

import asyncio
import uuid
from collections import OrderedDict
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from typing import Self

import structlog

from relgraph.connect.imports.lease import only_import
from relgraph.connect.imports.order import ImportOrder, check_order, laid_out
from relgraph.connect.imports.status import FollowedImport, ImportState, ImportStatus
from relgraph.connect.imports.work import ImportWork, private_folder
from relgraph.core.elsewhere import in_own_loop, in_thread
from relgraph.core.errors import NotFoundError, RelgraphError
from relgraph.core.logs import describe_exception
from relgraph.core.principal import Right
from relgraph.graph.client import Graph

log = structlog.get_logger(__name__)

KEPT = 10
"""So many imports are remembered, the latest of this process."""
PAUSE = 0.25
"""Seconds between two things that a follower is told."""

STOPPED, RUN_AGAIN = "The service was stopped.", "Start the same import again: what is loaded is found unchanged."
UNEXPECTED, LOOK = "Something went wrong on our side.", "The log of the server says what, under import_id {}."


class ImportsUnderWay:
    """The imports of this process: the one that goes on, and the last that ended."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, FollowedImport] = OrderedDict()
        self._running: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[Self]:
        """Open for the length of the block; what is under way when it ends is interrupted, and says so."""
        try:
            yield self
        finally:
            # A task that is cancelled before it begins would not close what it was given.
            await asyncio.sleep(0)
            for task in self._running:
                task.cancel()
            await asyncio.gather(*self._running, return_exceptions=True)

    async def start(self, graph: Graph, order: ImportOrder) -> ImportStatus:
        """Begin an import, and answer when it has begun; what was handed over is not needed any more then.

        It is made under the name and the rights of who started it, whose time limits end with the answer.
        Raises ForbiddenError where they may not write, InputError for what cannot be imported, MissingExtraError, and
        ImportUnderWayError, which tells of another that is under way, here or elsewhere.
        """
        graph.principal.require(Right.WRITE)
        check_order(order, graph.settings)
        own = graph.for_caller(None, await graph.bookmarks(), clock=graph.clock, principal=graph.principal)
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(only_import(own, order.source))
            folder = await stack.enter_async_context(private_folder())
            path, given = await in_thread(partial(laid_out, order, graph.settings, folder))
            work = ImportWork(own, await own.bookmarks(), order, path, given, folder)
            told = FollowedImport(
                ImportStatus(
                    id=uuid.uuid4().hex,
                    source=order.source,
                    what=order.what,
                    by=own.principal.name,
                    begun_at=own.clock.now(),
                    dry_run=order.dry_run,
                    complete=order.complete,
                )
            )
            task = asyncio.create_task(self._run(told, work, stack.pop_all()))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        self._keep(told)
        return told.status

    def find(self, id_: str, *, field: str | None = None) -> ImportStatus:
        """The import with this id. Raises NotFoundError where this process does not know it, or not any more."""
        return self._find(id_, field).status

    def latest(self, count: int) -> list[ImportStatus]:
        """The last imports, the latest first."""
        return [told.status for told in reversed(self._known.values())][:count]

    async def follow(self, id_: str, *, field: str | None = None) -> AsyncGenerator[ImportStatus, None]:
        """How an import goes, whenever that changes, until it has ended. Raises as `find`."""
        told = self._find(id_, field)
        while True:
            status = told.status
            yield status
            if status.ended:
                return
            await asyncio.sleep(PAUSE)
            await told.changed_since(status)

    def _find(self, id_: str, field: str | None) -> FollowedImport:
        if id_ not in self._known:
            error = NotFoundError("import", id_, field=field)
            error.remedy = f"A server knows the last {KEPT} imports that it made itself."
            raise error
        return self._known[id_]

    def _keep(self, told: FollowedImport) -> None:
        self._known[told.status.id] = told
        while len(self._known) > KEPT:
            self._known.popitem(last=False)

    async def _run(self, told: FollowedImport, work: ImportWork, closing: AsyncExitStack) -> None:
        """Do the work, and say how it ended once another import may begin."""
        loop = asyncio.get_running_loop()

        def tell(changes: Mapping[str, object]) -> None:
            loop.call_soon_threadsafe(partial(told.tell, **changes))

        interrupted = False
        async with closing:
            try:
                report = await in_own_loop(partial(work.load, tell), "import")
                end: dict[str, object] = {"state": ImportState.FINISHED, "report": report}
            except asyncio.CancelledError:
                interrupted = True
                end = {"state": ImportState.INTERRUPTED, "failure": STOPPED, "remedy": RUN_AGAIN}
            except RelgraphError as error:
                end = {"state": ImportState.FAILED, **work.told(error)}
            except Exception as error:
                log.error("import failed", import_id=told.status.id, exception=describe_exception(error))
                end = {"state": ImportState.FAILED, "failure": UNEXPECTED, "remedy": LOOK.format(told.status.id)}
        told.tell(**end, ended_at=work.graph.clock.now())
        log.info("import ended", import_id=told.status.id, source=told.status.source, state=told.status.state.value)
        if interrupted:
            raise asyncio.CancelledError
