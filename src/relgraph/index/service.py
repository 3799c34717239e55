"""Keep the index of steps in step with the graph, and answer from it (ADR 0007).

Each question first asks what changed since the table was last brought up to date: a note or none, by a short read in
the caller's own session, so that callers see their own writes. The people concerned are read anew. After a change that
concerns too many, such as an import, the table is given up, and read anew once the graph has been quiet for a while;
until then there is no answer from here.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import date
from functools import partial
from threading import Thread

import structlog

from relgraph.errors import RelgraphError
from relgraph.graph.client import Graph, Reader
from relgraph.graph.query import Query
from relgraph.index.arrays import Numbers, day_number
from relgraph.index.model import Changes, Mark, OpportunitiesRead, PeopleRead, Places
from relgraph.index.search import Question, Workspace, find_in_table, warm_up
from relgraph.index.table import Table
from relgraph.paths.model import PathOptions, no_way
from relgraph.paths.search import Best, Found

log = structlog.get_logger(__name__)

READ_PEOPLE = Query("index/read_people", PeopleRead)
READ_OPPORTUNITIES = Query("index/read_opportunities", OpportunitiesRead)
FIND_PLACES = Query("index/find_places", Places)
FIND_CHANGES = Query("index/find_changes", Changes)

PAGE = 1_000
"""People read at a time."""
MOST_ANEW = 2_000
"""So many people are read anew within a question; when more have changed, everybody is, in the background."""
GRACE = 5.0
"""Seconds that reading gets to stop at the end of a page."""
KEPT = 100
"""Answers about places, and sets of our people, that are kept until something changes."""
QUIET = 2.0
"""Everybody is read once the graph has not changed for so many seconds; and again as long after a failure."""


class PathIndex:
    """Who leads to whom, in memory."""

    def __init__(self) -> None:
        self._table: Table | None = None
        self._mark = Mark(feed=None, number=0)
        self._workspace = Workspace()
        self._busy = asyncio.Lock()
        self._outdated, self._stopping = asyncio.Event(), asyncio.Event()
        self._told: dict[tuple[object, ...], Places] = {}
        self._ours: dict[date, Numbers] = {}

    @property
    def ready(self) -> bool:
        """Questions are answered from here."""
        return self._table is not None

    @property
    def people(self) -> Mapping[str, int]:
        """Everybody by id, as of the last search; nobody while the index is not ready."""
        return self._table.number if self._table else {}

    @asynccontextmanager
    async def kept(self, graph: Graph) -> AsyncIterator["PathIndex"]:
        """Read everybody in the background, again whenever too much has changed, for the length of the block."""
        self._outdated.set()
        keeping = asyncio.create_task(self._keep(graph))
        try:
            yield self
        finally:
            # A query under way is let come to its end: the driver would leave its connection open.
            self._stopping.set()
            self._outdated.set()
            await asyncio.wait([keeping], timeout=GRACE)
            keeping.cancel()

    async def read(self, graph: Reader) -> Table:
        """Read everybody. What changes meanwhile is read anew by the next question."""
        begun = await graph.fetch_one(FIND_CHANGES, feed=None, number=0)
        table, after = Table(), ""
        while page := await self._page(graph, after):
            table.add(page)
            after = page.ids[-1]
        opportunities = await graph.fetch_one(READ_OPPORTUNITIES, ids=None)
        await self._unless_stopping(_in_background(partial(table.finish, opportunities)))
        await self._unless_stopping(_in_background(warm_up))
        async with self._busy:
            if not self._stopping.is_set():  # else it may not hold everybody
                self._table, self._mark = table, begun.mark
                self._forget()
        return table

    async def _page(self, graph: Reader, after: str) -> PeopleRead | None:
        """The next people; None when there are no more, or nobody wants them any more."""
        if self._stopping.is_set():
            return None
        page = await graph.fetch_one(READ_PEOPLE, ids=None, after=after, limit=PAGE)
        return page if page.ids else None

    async def search(
        self,
        graph: Reader,
        *,
        targets: list[str],
        starts: list[str] | None,
        opportunity: str | None,
        options: PathOptions,
        as_of: date,
    ) -> Best | None:
        """A search in the graph as this reader sees it now; None while the index is not ready.

        All are ids; `starts` is None for all of ours.
        """
        async with self._busy:
            table = await self._up_to_date(graph)
            if table is None:
                return None
            of = opportunity if options.unknown_support < 1 else None
            places = await self._places_of(graph, options, of)
            begin = self._all_of_ours(table, places, as_of) if starts is None else table.numbers(starts)
        question = Question(targets, begin, opportunity, places, options=options, as_of=as_of)
        return partial(self._find, table, question)

    async def _find(self, table: Table, question: Question, k: int, **barred: Sequence[str]) -> Found:
        async def alone() -> Found:
            async with self._busy:
                return await asyncio.to_thread(find_in_table, table, self._workspace, question, k, **barred)

        # A thread cannot be stopped: when the caller gives up, nobody else may search before it has ended.
        return await asyncio.shield(alone())

    async def _up_to_date(self, graph: Reader) -> Table | None:
        """The table with all that this reader can see."""
        if self._table is None:
            return None
        changes = await graph.fetch_one(FIND_CHANGES, **self._mark.model_dump())
        # A reader that lags behind sees less than the table holds: that is no reason to read anything.
        if changes.feed == self._mark.feed and changes.number <= self._mark.number:
            return self._table
        if not changes.all_told or len(changes.people) > MOST_ANEW:
            self._table = None
            self._forget()
            self._outdated.set()
            return None
        await self._read_anew(graph, self._table, changes)
        self._mark = changes.mark
        self._forget()
        return self._table

    async def _read_anew(self, graph: Reader, table: Table, changes: Changes) -> None:
        people, opportunities = sorted(set(changes.people)), sorted(set(changes.opportunities))
        if people:
            table.replace(await graph.fetch_one(READ_PEOPLE, ids=people, after="", limit=len(people)))
        if opportunities:
            table.set_opportunities(await graph.fetch_one(READ_OPPORTUNITIES, ids=opportunities))

    async def _places_of(self, graph: Reader, options: PathOptions, opportunity: str | None) -> Places:
        """Places that matter to a question; told again without looking until something changes."""
        asked = no_way(options), options.avoid, options.prefer, opportunity
        if asked not in self._told:
            self._told = self._told if len(self._told) < KEPT else {}
            self._told[asked] = await graph.fetch_one(
                FIND_PLACES,
                kinds=asked[0],
                avoid=list(options.avoid),
                prefer=list(options.prefer),
                opportunity=opportunity,
            )
        return self._told[asked]

    def _all_of_ours(self, table: Table, places: Places, as_of: date) -> Numbers:
        """Our people of that day; told again without looking until something changes."""
        if as_of not in self._ours:
            self._ours = self._ours if len(self._ours) < KEPT else {}
            self._ours[as_of] = table.seated(places.ours, day_number(as_of))
        return self._ours[as_of]

    def _forget(self) -> None:
        self._told, self._ours = {}, {}

    async def _keep(self, graph: Graph) -> None:
        while True:
            await self._outdated.wait()
            self._outdated.clear()
            if self._stopping.is_set():
                return
            try:
                await self._wait_for_quiet(graph)
                table = await self.read(graph)
                if self.ready:
                    log.info("path index read", people=len(table.number), mib=round(table.nbytes / 2**20))
            except RelgraphError as error:
                log.warning("path index not read", error=type(error).__name__)
                await self._pause()
                self._outdated.set()

    async def _wait_for_quiet(self, graph: Reader) -> None:
        """Return when two looks at the record of changes see the same. The first time nobody is known to write."""
        if self._mark == Mark(feed=None, number=0):
            return
        before = None
        while (now := (await graph.fetch_one(FIND_CHANGES, feed=None, number=0)).mark) != before:
            before = now
            await self._pause()

    async def _unless_stopping(self, work: Coroutine[None, None, None]) -> None:
        """Wait for work that nobody needs any more when the block ends."""
        working, stopping = asyncio.create_task(work), asyncio.create_task(self._stopping.wait())
        await asyncio.wait([working, stopping], return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if working.done():
            await working
        else:
            working.cancel()

    async def _pause(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), QUIET)


async def _in_background(work: Callable[[], None]) -> None:
    """Do work in a thread of its own that nobody waits for when the process ends: compiling takes a while."""
    loop = asyncio.get_running_loop()
    done = loop.create_future()

    def run() -> None:
        error: BaseException | None = None
        try:
            work()
        except Exception as caught:
            error = caught
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(_settle, done, error)

    Thread(target=run, daemon=True, name="relgraph path index").start()
    await done


def _settle(done: "asyncio.Future[None]", error: BaseException | None) -> None:
    if done.done():
        return
    if error is None:
        done.set_result(None)
    else:
        done.set_exception(error)
