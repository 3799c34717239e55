"""Keep the index of steps in step with the graph, and answer from it (ADR 0007).

Each question first asks what changed since the table was last brought up to date: a note or none, by a short read in
the caller's own session, so that callers see their own writes. The people concerned are read anew, and taken in by the
one thread that the table belongs to, where all searches run in turn. So nobody waits for what another reads from the
database, and nothing changes under a search.

In the background the table is kept near what is recorded, however much that is. While it is too far behind, as after an
import, and until everything was read for the first time, there is no answer from here.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date
from functools import partial
from typing import TypeVar

import structlog

from relgraph.core.background import repeated
from relgraph.core.errors import SearchTimeoutError
from relgraph.core.workers import Workers
from relgraph.graph.client import Graph, Reader
from relgraph.paths.index.held import Held
from relgraph.paths.index.news import NotedNews, read_everything, read_news
from relgraph.paths.index.search import Question, Workspace, find_in_table, warm_up
from relgraph.paths.model import PathOptions, no_way
from relgraph.paths.places import Places, find_places
from relgraph.paths.search import KBest, KBestSearch
from relgraph.record.model import Mark

R = TypeVar("R")

log = structlog.get_logger(__name__)


MOST_ANEW = 2_000
"""So many people are read anew within a question; when more have changed, they are in the background."""
TRIES = 5
"""How often a question reads what has changed, when others were faster and took in a part of it."""
KEPT = 100
"""Answers about places that are kept until something changes."""
FOLLOWED = 2.0
"""Seconds after which the background looks for changes that nobody asked about; and again after a failure."""
LONGEST_PAUSE = 60.0
"""Seconds at most between two attempts to read everything, when changes were forgotten before they could be read."""
STUCK = 15.0
"""Seconds after which a search, or a change to the table, is taken to have no end. A search ends after a few."""
_BEGUN_LATE = 1.1
"""Who waits does so a little longer: the thread that works may have begun a moment after the wait."""


class PathIndex:
    """Who leads to whom, in memory."""

    def __init__(self) -> None:
        self._answering: Held | None = None
        self._behind: Held | None = None
        """What questions cannot bring up to date; the background does."""
        self._workspace = Workspace()
        self._thread = Workers("relgraph path search", 1)
        self._wanted = asyncio.Event()
        self._told: dict[tuple[object, ...], tuple[Mark, Places]] = {}
        self._lost = 0
        self._current_at: float | None = None

    @property
    def ready(self) -> bool:
        """Questions are answered from here."""
        return self._answering is not None and not self.stuck

    @property
    def stuck(self) -> bool:
        """The thread of searches does not come back. Only a new process helps; Neo4j answers until then."""
        return self._thread.busy_for > STUCK

    @property
    def age(self) -> float | None:
        """Seconds since it was last known to hold all that was recorded; None before it did."""
        return None if self._current_at is None else time.monotonic() - self._current_at

    @property
    def people(self) -> Mapping[str, int]:
        """Everybody by id, as of the last search; nobody while the index is not ready."""
        return self._answering.table.number if self._answering else {}

    @asynccontextmanager
    async def kept(self, graph: Graph) -> AsyncIterator["PathIndex"]:
        """Read everybody in the background, and follow what changes, for the length of the block."""
        step = partial(self._keep, graph)
        async with repeated(step, "path index", pause=FOLLOWED, wake=self._wanted):
            yield self

    async def read(self, graph: Reader) -> None:
        """Read everybody, and answer from then on."""
        await self._read(graph, asyncio.Event())

    async def search(
        self,
        graph: Reader,
        *,
        targets: list[str],
        starts: list[str] | None,
        opportunity: str | None,
        options: PathOptions,
        as_of: date,
    ) -> KBestSearch | None:
        """A search in the graph as this reader sees it now; None while the index is not ready.

        All are ids; `starts` is None for all of ours.
        """
        held = None if self.stuck else await self._up_to_date(graph)
        if held is None:
            return None
        of = opportunity if options.unknown_support < 1 else None
        places = await self._places_of(graph, held.mark, options, of)

        def find(k: int, **barred: Sequence[str]) -> KBest:
            begin = held.all_of_ours(places.ours, as_of) if starts is None else held.table.numbers(starts)
            question = Question(targets, begin, opportunity, places, options=options, as_of=as_of)
            return find_in_table(held.table, self._workspace, question, k, **barred)

        async def best(k: int, **barred: Sequence[str]) -> KBest:
            return await self._in_thread(partial(find, k, **barred))

        return best

    async def _in_thread(self, work: Callable[[], R]) -> R:
        try:
            return await asyncio.wait_for(self._thread.run(work), STUCK * _BEGUN_LATE)
        except TimeoutError:
            raise self._too_slow() from None

    def _too_slow(self) -> SearchTimeoutError:
        if self.stuck:
            return SearchTimeoutError(
                "The search for paths does not come to an end.",
                remedy="Ask again: the database answers now. Restart the server; /readyz tells whether it has to be.",
            )
        return SearchTimeoutError(
            f"The search for paths did not get its turn within {STUCK:g} seconds.",
            remedy="Ask again later, or fewer questions at a time.",
        )

    async def _up_to_date(self, graph: Reader) -> Held | None:
        """What holds all that this reader can see."""
        for _ in range(TRIES):
            held = self._answering
            if held is None:
                return None
            news = await read_news(graph, held.mark, most=MOST_ANEW)
            # A reader that lags behind sees less than the table holds: that is no reason to read anything.
            if news.nothing:
                self._is_current()
                return held
            if not news.told or news.too_much:
                self._step_aside(held)
                return None
            if await self._take_in(held, news):
                self._is_current()
                return held
        return None

    def _is_current(self) -> None:
        self._current_at = time.monotonic()

    async def _take_in(self, held: Held, news: NotedNews) -> bool:
        try:
            return await self._in_thread(partial(held.take_in, news))
        except SearchTimeoutError:
            raise
        except Exception:
            # Nobody knows how much of the table still holds.
            self._give_up(held)
            raise

    def _step_aside(self, held: Held) -> None:
        if self._answering is held:
            self._answering, self._behind = None, held
            self._wanted.set()

    def _give_up(self, held: Held) -> None:
        self._answering = None if self._answering is held else self._answering
        self._behind = None if self._behind is held else self._behind
        self._wanted.set()

    async def _places_of(self, graph: Reader, mark: Mark, options: PathOptions, opportunity: str | None) -> Places:
        """Places that matter to a question; told again without looking until something changes."""
        asked = no_way(options), options.avoid, options.prefer, opportunity
        read_at, places = self._told.get(asked, (None, None))
        if places is None or read_at != mark:
            places = await find_places(graph, options, opportunity)
            self._told = self._told if len(self._told) < KEPT else {}
            # Read after the mark was: they stand at least as they did then.
            self._told[asked] = mark, places
        return places

    async def _keep(self, graph: Graph, stopping: asyncio.Event) -> float:
        """One step in the background: bring the table up to date, or read everything. Returns when to look again."""
        if self.stuck:
            return FOLLOWED
        held = self._answering or self._behind
        if held is not None and await self._follow(graph, held, stopping):
            self._lost = 0
            if self._behind is held:
                self._answering, self._behind = held, None
                log.info("path index caught up", people=len(held.table.number))
            return FOLLOWED
        if stopping.is_set():
            return FOLLOWED
        if held is not None:
            self._give_up(held)
        if await self._read(graph, stopping) or stopping.is_set():
            return FOLLOWED
        # More was written meanwhile than the record of changes keeps: an import. Not over and over again.
        self._lost += 1
        return min(FOLLOWED * 2.0 ** min(self._lost, 9), LONGEST_PAUSE)

    async def _follow(self, graph: Reader, held: Held, stopping: asyncio.Event) -> bool:
        """Take in what has changed, as long as it is much; False when not all is told, or nobody wants it any more.

        Each round has less to read: people who changed often are read once.
        """
        while not stopping.is_set():
            news = await read_news(graph, held.mark)
            if not news.told:
                return False
            if not news.nothing:
                await self._take_in(held, news)
            if not news.more or await self._is_near(graph, held):
                self._is_current()
                return True
        return False

    async def _is_near(self, graph: Reader, held: Held) -> bool:
        """A question can do the rest."""
        news = await read_news(graph, held.mark, most=MOST_ANEW)
        return news.told and not news.too_much and await self._take_in(held, news)

    async def _read(self, graph: Reader, stopping: asyncio.Event) -> bool:
        """Read everything, then what changed meanwhile. Returns whether questions are answered now."""
        read = await read_everything(graph, stopping)
        if read is None:
            return False
        table, opportunities, mark = read
        making = Workers("relgraph path index", 1)
        for work in (partial(table.finish, opportunities), warm_up):
            await _unless(stopping, making.run(work))
        held = Held(table, mark)
        if stopping.is_set() or not await self._follow(graph, held, stopping):
            return False
        self._answering, self._behind = held, None
        log.info("path index read", people=len(table.number), mib=round(table.nbytes / 2**20))
        return True


async def _unless(stopping: asyncio.Event, work: Coroutine[None, None, None]) -> None:
    """Wait for work that nobody needs any more once it is to stop: compiling takes a while."""
    working, stopped = asyncio.create_task(work), asyncio.create_task(stopping.wait())
    await asyncio.wait([working, stopped], return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if working.done():
        await working
    else:
        working.cancel()
