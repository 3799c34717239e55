"""Carry out schedules in the background of the service (ADR 0010).

A due moment is taken by one replica in a write transaction, and kept as long as that one stirs. Whoever stopped or
died on the way leaves the moment to the next, which continues the same run, as runs can be.
"""

import asyncio
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import structlog

from relgraph.audit.runs.failure import StoppedError
from relgraph.audit.runs.model import BOOK, Run, RunState
from relgraph.audit.runs.service import BATCH, list_runs
from relgraph.core.errors import (
    ConflictError,
    DatabaseError,
    DatabaseTimeoutError,
    DatabaseUnavailableError,
    RelgraphError,
)
from relgraph.graph.client import Graph
from relgraph.notify.deliveries.runs import run_audit
from relgraph.notify.schedules.clock import day_of, due, next_moments
from relgraph.notify.schedules.model import Due, MomentOutcome, Schedule
from relgraph.notify.schedules.service import ScheduleReading, claim_moment, end_moment, keep_moment, see_schedules
from relgraph.strength.in_force import counting_of
from relgraph.strength.service import score_ties

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Pace:
    """Seconds: `poll` at most between two looks, `lease` until who does not stir has lost a moment, `turn` until a run
    that met another is tried again, `grace` that a run gets to end its batch when the service stops."""

    poll: float = 10.0
    lease: float = 60.0
    turn: float = 15.0
    grace: float = 3.0


class _Stopped(StoppedError):  # noqa: N818  (nothing went wrong)
    """The service stops, or the moment is somebody else's now."""


@dataclass(frozen=True)
class Scheduler:
    """One replica's part in carrying out schedules, one moment at a time."""

    graph: Graph
    pace: Pace = field(default_factory=Pace)
    batch_size: int = BATCH
    owner: str = field(default_factory=lambda: uuid.uuid4().hex)

    async def step(self, stopping: asyncio.Event) -> float:
        """Carry out one moment that is due, if any; seconds until it is worth to look again."""
        seen = await see_schedules(self.graph)
        for each in seen:
            found = due(each.schedule, each.now)
            if found and await claim_moment(self.graph, each.schedule, found, owner=self.owner, lease=self.pace.lease):
                await self._see_to(each.schedule, found, stopping)
                return 0.0
        return min([self.pace.poll, *(_until_next(each) for each in seen)])

    async def _see_to(self, schedule: Schedule, found: Due, stopping: asyncio.Event) -> None:
        if found.missed:
            log.warning("scheduled audit missed", schedule=schedule.name)
            await self._end(schedule, MomentOutcome.MISSED, error=found.missed)
            return
        try:
            run = await self._ended_before(schedule, found) or await self._run(schedule, found, stopping)
        except _Stopped:
            # What was held until now may be taken at once, and continued.
            await keep_moment(self.graph, schedule.name, owner=self.owner, wait=0)
        except DatabaseUnavailableError:
            raise  # nothing can be recorded; when the lease is over somebody goes on
        except RelgraphError as error:
            await self._not_run(schedule, error)
        except Exception as error:
            log.exception("scheduled audit failed", schedule=schedule.name)
            await self._end(schedule, MomentOutcome.FAILED, error=f"A defect of relgraph: {type(error).__name__}.")
        else:
            log.info("scheduled audit finished", schedule=schedule.name, run=run.number)
            await self._end(schedule, MomentOutcome.FINISHED, run=run.number)

    async def _not_run(self, schedule: Schedule, error: RelgraphError) -> None:
        """Try again soon where that may help: another audit ends, a leader is elected. Else it has failed."""
        passing = isinstance(error, ConflictError | DatabaseError) and not isinstance(error, DatabaseTimeoutError)
        log.warning("scheduled audit not run", schedule=schedule.name, error=type(error).__name__, again=passing)
        told = error.message.strip()
        if passing:
            await keep_moment(self.graph, schedule.name, owner=self.owner, wait=self.pace.turn, error=told)
        else:
            await self._end(schedule, MomentOutcome.FAILED, error=told)

    async def _ended_before(self, schedule: Schedule, found: Due) -> Run | None:
        """The run of a moment whose holder died after the run had ended and before that was recorded."""
        if schedule.holder is None:
            return None
        scope, day = schedule.account or BOOK, day_of(schedule, found.moment)
        for run in await list_runs(self.graph, account=schedule.account):
            if (run.scope, run.as_of, run.state) == (scope, day, RunState.FINISHED) and run.started_at >= found.moment:
                return run
        return None

    async def _audited(self, schedule: Schedule, found: Due, after_each_batch: Callable[[int], None]) -> Run:
        """An audit, of strengths that are up to date."""
        await score_ties(self.graph, counting_of(self.graph.settings), tell=after_each_batch)
        return await run_audit(
            self.graph,
            account=schedule.account,
            as_of=day_of(schedule, found.moment),
            batch_size=self.batch_size,
            lease_seconds=self.pace.lease,
            notify=True,
            on_progress=after_each_batch,
        )

    async def _run(self, schedule: Schedule, found: Due, stopping: asyncio.Event) -> Run:
        """The run of a moment. Raises _Stopped when it is stopped on the way."""
        leave = asyncio.Event()

        def after_each_batch(_: int) -> None:
            if leave.is_set():
                raise _Stopped

        running = asyncio.create_task(self._audited(schedule, found, after_each_batch))
        watching = [asyncio.create_task(stopping.wait()), asyncio.create_task(self._keep(schedule))]
        try:
            await asyncio.wait([running, *watching], return_when=asyncio.FIRST_COMPLETED)
            leave.set()
            if not running.done():
                await asyncio.wait([running], timeout=self.pace.grace)
        finally:
            for task in (running, *watching):
                task.cancel()
            await asyncio.gather(*watching, return_exceptions=True)
        try:
            return await running
        except asyncio.CancelledError:
            raise _Stopped from None

    async def _keep(self, schedule: Schedule) -> None:
        """Keep the moment; returns when it is lost."""
        while True:
            await asyncio.sleep(self.pace.lease / 3)
            with suppress(RelgraphError):
                if not await keep_moment(self.graph, schedule.name, owner=self.owner, wait=self.pace.lease):
                    return

    async def _end(
        self, schedule: Schedule, outcome: MomentOutcome, *, run: int | None = None, error: str | None = None
    ) -> None:
        await end_moment(self.graph, schedule.name, owner=self.owner, outcome=outcome, run=run, error=error)


def _until_next(seen: ScheduleReading) -> float:
    coming = next_moments(seen.schedule, seen.now, 1)
    # A moment has come when the database's clock says so: a little later is early enough.
    return (coming[0] - seen.now).total_seconds() + 0.05 if coming else float("inf")
