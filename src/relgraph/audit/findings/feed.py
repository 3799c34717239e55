"""Follow what runs open: each finding once, run after run, whatever process made the run (ADR 0011).

A run is told when it has ended. One poller a process looks for such runs, and only while somebody follows. What a run
opened is read once for all who follow; when it is much, everybody reads it at their own pace, page by page. So nobody
waits for a slow follower, and nothing is held for one.
"""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from pydantic import BaseModel

from relgraph.audit.findings.service import list_findings
from relgraph.audit.rules.model import Severity
from relgraph.audit.runs.model import Finding, FindingOrder, Run, RunState
from relgraph.audit.runs.service import find_run
from relgraph.core.errors import InputError
from relgraph.core.following import Followed
from relgraph.graph.client import Graph, Reader
from relgraph.graph.query import Query

PAUSE = 1.0
"""Seconds between two looks for runs that ended."""
SETTLED = timedelta(seconds=1)
"""A run is told so long after it ended: by then all that ended before it can be seen, and their order is final."""
MOST = 50_000
"""Runs that can be followed from; what earlier ones opened is not told any more."""
SHARED = 200
"""Findings of one run that are held for all; of larger runs nothing is."""
KEPT = 20
"""Runs whose findings are held."""
FRESH = 10.0
"""Seconds for which what was read serves all; whoever comes later is told how findings are by then."""


class _Looked(BaseModel, frozen=True):
    number: int
    ended: bool


FIND_ENDED = Query("findings/find_ended", _Looked)


@dataclass(frozen=True)
class Wanted:
    """Which findings somebody wants to hear of; None does not matter."""

    account: str | None = None
    rules: Sequence[str] | None = None
    severities: Sequence[Severity] | None = None

    def fits(self, finding: Finding) -> bool:
        """Whether it is one of them."""
        return (
            self.account in (None, finding.account)
            and (self.rules is None or finding.rule in self.rules)
            and (self.severities is None or finding.severity in self.severities)
        )


@dataclass(frozen=True)
class Opened:
    """Some of the findings that a run opened, by key."""

    run: Run
    findings: list[Finding]


@dataclass(frozen=True)
class _Told:
    """A run that ended, and all that it opened; None when that is too much to hold."""

    run: Run
    findings: list[Finding] | None


class FindingFeed(Followed):
    """The runs that ended, in order, and those who follow them."""

    looking_for = "reading of ended runs"

    def __init__(self, graph: Graph) -> None:
        super().__init__()
        self._graph = graph
        self._ended: list[int] = []
        self._places: dict[int, int] = {}
        self._seen_to = 0
        """The largest number of a run that was looked at; those up to it that have not ended are pending."""
        self._pending: set[int] = set()
        self._told: dict[int, tuple[float, asyncio.Task[_Told]]] = {}
        self._looking = asyncio.Lock()

    def _pause(self) -> float:
        return PAUSE

    def _reading(self) -> Iterable["asyncio.Task[Any]"]:
        return [task for _, task in self._told.values()]

    async def follow(
        self, reader: Reader, wanted: Wanted, *, after_run: int | None = None, after_key: str | None = None, size: int
    ) -> AsyncGenerator[Opened, None]:
        """What runs open, at most `size` findings at a time, for as long as the caller goes on asking.

        Begins with the runs that end from now on; with `after_run` with those that ended after that one, 0 for the
        that is known; with `after_key` as well within that run, after the finding with the key. Raises NotFoundError
        for an unknown run, InputError for one that has not ended or did so too long ago.
        """
        async with self._followed():
            place, key = await self._begin(reader, after_run, after_key)
            while True:
                await self._wait_for(place)
                while opened := await self._page(reader, self._ended[place], wanted, key, size):
                    key = opened.findings[-1].key
                    yield opened
                place, key = place + 1, ""

    async def _begin(self, reader: Reader, after_run: int | None, after_key: str | None) -> tuple[int, str]:
        """The place of the run to begin with, and the key in it to begin after."""
        if after_run is None:
            return len(self._ended), ""
        if after_run == 0:
            return 0, ""
        run = await find_run(reader, after_run, field="afterRun")
        if run.state is RunState.RUNNING:
            raise InputError(f"Run {after_run} has not ended.", field="afterRun", remedy="Name one that has.")
        told = after_run in self._places or after_run in self._pending
        if not told and after_run <= self._seen_to:
            remedy = "Name a later one, or 0 for all that is known; read what was before with `auditFindings`."
            raise InputError(f"Run {after_run} ended too long ago.", field="afterRun", remedy=remedy)
        # It may have ended just now: another server may have told of it a moment earlier.
        async with self._changed:
            await self._changed.wait_for(lambda: after_run in self._places)
        place = self._places[after_run]
        return (place + 1, "") if after_key is None else (place, after_key)

    async def _wait_for(self, place: int) -> None:
        async with self._changed:
            await self._changed.wait_for(lambda: place < len(self._ended))

    async def _page(self, reader: Reader, number: int, wanted: Wanted, key: str, size: int) -> Opened | None:
        """The next findings that a run opened; None when there are no more."""
        told = await self._tell(number)
        if told.findings is None:
            found = await list_findings(
                reader,
                opened_by=number,
                account=wanted.account,
                rules=wanted.rules,
                severities=wanted.severities,
                order=FindingOrder.KEY,
                after=key,
                limit=size,
            )
        else:
            found = [finding for finding in told.findings if finding.key > key and wanted.fits(finding)][:size]
        return Opened(told.run, found) if found else None

    async def _tell(self, number: int) -> _Told:
        """What a run opened, read once for all who ask at about the same time."""
        now = asyncio.get_running_loop().time()
        since, task = self._told.get(number, (0.0, None))
        if task is None or now - since > FRESH or (task.done() and task.exception()):
            task = asyncio.create_task(self._read(number))
            self._told[number] = now, task
            while len(self._told) > KEPT:
                del self._told[next(iter(self._told))]
        # Whoever leaves while it is read leaves the others waiting for it.
        return await asyncio.shield(task)

    async def _read(self, number: int) -> _Told:
        run = await find_run(self._graph, number)
        found = await list_findings(self._graph, opened_by=number, order=FindingOrder.KEY, limit=SHARED + 1)
        return _Told(run, found if len(found) <= SHARED else None)

    async def _look(self) -> None:
        """Take note of the runs that ended. Only those that are new, or had not ended, are read again."""
        async with self._looking:
            asked = {"after": self._seen_to, "pending": sorted(self._pending), "limit": MOST}
            rows = await self._graph.fetch(FIND_ENDED, until=self._graph.clock.now() - SETTLED, **asked)
            self._pending = {row.number for row in rows if not row.ended}
            self._seen_to = max([self._seen_to, *(row.number for row in rows)])
            new = [row.number for row in rows if row.ended]
            if not new:
                return
            async with self._changed:
                self._places |= {number: len(self._ended) + n for n, number in enumerate(new)}
                self._ended += new
                self._changed.notify_all()
