"""Schedules in the graph: kept, carried out once, taken over, waited for."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from neo4j import AsyncGraphDatabase

from relgraph.audit.runs.model import RunState
from relgraph.audit.runs.service import list_runs
from relgraph.core.assets import asset_dir
from relgraph.core.background import GRACE, repeated
from relgraph.core.errors import ConflictError, InputError, NotFoundError
from relgraph.graph.client import Graph
from relgraph.notify.deliveries import runs
from relgraph.notify.schedules.model import Due, Missed, MomentOutcome, Schedule
from relgraph.notify.schedules.scheduler import Pace, Scheduler
from relgraph.notify.schedules.service import (
    add_schedule,
    claim_moment,
    end_moment,
    find_schedule,
    keep_moment,
    list_schedules,
    pause_schedule,
    remove_schedule,
)
from tests.draw import Drawing, tid

PACE = Pace(poll=0.05, lease=1.0, turn=0.1, grace=2.0)
WEEK = 7 * 24 * 60
MOMENT = (datetime.now(UTC) - timedelta(hours=12)).replace(minute=0, second=0, microsecond=0)
"""When daily schedules came last: as far from now on both sides as can be, so that no test meets the next moment."""


@pytest.fixture
async def d(drawing: Drawing) -> Drawing:
    """Six customers."""
    drawing.org("us", "vendor").person("ann", at="us")
    for name in "abcdef":
        drawing.org(name).opportunity(f"deal-{name}", name).person(f"p-{name}", at=name)
        drawing.role(f"p-{name}", f"deal-{name}", "D")
    await drawing.save()
    return drawing


async def due_since(graph: Graph, name: str = "daily", hours: int = 25, **given: object) -> Schedule:
    """A daily schedule that was added so long ago: exactly one moment is due."""
    await add_schedule(graph, name=name, cron=f"0 {MOMENT.hour} * * *", **{"grace": WEEK, **given})
    await graph.driver.execute_query(
        "MATCH (s:AuditSchedule {name: $name}) SET s.since = datetime.realtime() - duration({hours: $hours})",
        name=name,
        hours=hours,
    )
    return (await find_schedule(graph, name)).schedule


async def until(graph: Graph, done: Callable[[Schedule], object], name: str = "daily") -> Schedule:
    async with asyncio.timeout(300):
        while not done(seen := (await find_schedule(graph, name)).schedule):  # noqa: ASYNC110  (it is in the database)
            await asyncio.sleep(0.05)
    return seen


def ended(schedule: Schedule) -> bool:
    return schedule.last_moment is not None and schedule.moment is None


def scheduler(graph: Graph, **given: object) -> Scheduler:
    return Scheduler(graph.for_caller(), PACE, **given)


async def test_kept_paused_resumed_removed(d: Drawing) -> None:
    added = await add_schedule(d.graph, name="weekly", cron="0  7 * * mon", zone="Asia/Shanghai", account=tid("a"))
    assert (added.schedule.cron, added.schedule.account, added.schedule.missed) == ("0 7 * * mon", tid("a"), Missed.RUN)
    assert [(moment.isoweekday(), moment.hour, moment.tzname()) for moment in added.next] == [(1, 7, "CST")] * 3
    assert await list_schedules(d.graph) == [added]
    with pytest.raises(ConflictError, match="There is a schedule 'weekly' already"):
        await add_schedule(d.graph, name="weekly", cron="* * * * *")
    paused = await pause_schedule(d.graph, "weekly", paused=True)
    assert (paused.schedule.paused, paused.next) == (True, [])
    resumed = await pause_schedule(d.graph, "weekly", paused=False)
    assert resumed.schedule.since > added.schedule.since
    await remove_schedule(d.graph, "weekly")
    for change in (remove_schedule(d.graph, "weekly"), pause_schedule(d.graph, "weekly", paused=True)):
        with pytest.raises(NotFoundError, match="No schedule has the id 'weekly'"):
            await change


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": "Week ly"}, "name"),
        ({"name": "weekly\n"}, "name"),
        ({"cron": "99 * * * *"}, "cron"),
        ({"zone": "Mars"}, "zone"),
        ({"grace": 0}, "grace"),
        ({"account": "t:nobody"}, "account"),
    ],
)
async def test_what_cannot_be_names_its_field(d: Drawing, given: dict, field: str) -> None:
    with pytest.raises(InputError) as caught:
        await add_schedule(d.graph, **{"name": "weekly", "cron": "0 7 * * MON", **given})
    assert (caught.value.field, bool(caught.value.remedy)) == (field, True)
    assert await list_schedules(d.graph) == []


async def test_a_due_moment_is_carried_out_for_its_day(d: Drawing) -> None:
    await due_since(d.graph, account=tid("a"))
    wait = await scheduler(d.graph).step(asyncio.Event())
    (run,) = await list_runs(d.graph)
    assert (run.state, run.as_of, run.scope, wait) == (RunState.FINISHED, MOMENT.date(), tid("a"), 0.0)
    done = (await find_schedule(d.graph, "daily")).schedule
    assert (done.last_moment, done.last_outcome, done.last_run) == (MOMENT, MomentOutcome.FINISHED, run.number)
    assert (done.moment, done.holder, done.last_error) == (None, None, None)
    assert 0 < await scheduler(d.graph).step(asyncio.Event()) <= PACE.poll
    assert len(await list_runs(d.graph)) == 1


async def test_one_moment_follows_another(d: Drawing) -> None:
    await due_since(d.graph, hours=49, account=tid("a"))
    for number in (1, 2):
        assert await scheduler(d.graph).step(asyncio.Event()) == 0.0
        assert (await find_schedule(d.graph, "daily")).schedule.last_run == number
        # A day ago it was the same.
        await d.graph.driver.execute_query(
            "MATCH (s:AuditSchedule) SET s.last_moment = s.last_moment - duration({days: 1})"
        )


async def test_many_replicas_run_a_moment_once(d: Drawing) -> None:
    await due_since(d.graph, hours=100)  # four were missed: one stands for all
    await asyncio.gather(*(scheduler(d.graph).step(asyncio.Event()) for _ in range(8)))
    await asyncio.gather(*(scheduler(d.graph).step(asyncio.Event()) for _ in range(8)))
    assert [run.state for run in await list_runs(d.graph)] == [RunState.FINISHED]
    assert (await find_schedule(d.graph, "daily")).schedule.last_outcome is MomentOutcome.FINISHED


async def test_who_looked_before_another_was_done_takes_nothing(d: Drawing) -> None:
    seen = await due_since(d.graph)
    late, moment = scheduler(d.graph), Due(moment=MOMENT)
    assert await claim_moment(d.graph, seen, moment, owner="first", lease=60)
    assert not await claim_moment(d.graph, seen, moment, owner=late.owner, lease=60)
    assert await end_moment(d.graph, "daily", owner="first", outcome=MomentOutcome.FINISHED)
    assert not await claim_moment(d.graph, seen, moment, owner=late.owner, lease=60)
    # Nor can it keep or end what is not its own.
    assert not await keep_moment(d.graph, "daily", owner=late.owner, wait=60)
    assert not await end_moment(d.graph, "daily", owner=late.owner, outcome=MomentOutcome.FAILED)
    again = (await find_schedule(d.graph, "daily")).schedule
    paused = await pause_schedule(d.graph, "daily", paused=True)
    assert not await claim_moment(d.graph, again, moment, owner=late.owner, lease=60)
    assert paused.schedule.last_outcome is MomentOutcome.FINISHED


async def test_what_is_too_late_is_recorded_and_not_run(d: Drawing) -> None:
    await due_since(d.graph, "skipped", missed=Missed.SKIP)
    await due_since(d.graph, "graceless", grace=1)
    step = scheduler(d.graph).step
    await step(asyncio.Event())
    await step(asyncio.Event())
    for name in ("skipped", "graceless"):
        seen = (await find_schedule(d.graph, name)).schedule
        assert (seen.last_outcome, seen.last_moment, seen.last_run) == (MomentOutcome.MISSED, MOMENT, None)
        assert str(seen.last_error).startswith("Nobody was there to carry it out")
    assert await list_runs(d.graph) == []


async def test_a_run_that_cannot_be_is_recorded_with_its_reason(d: Drawing) -> None:
    await runs.run_audit(d.graph, as_of=MOMENT.date() + timedelta(days=1))
    await due_since(d.graph)
    await scheduler(d.graph).step(asyncio.Event())
    seen = (await find_schedule(d.graph, "daily")).schedule
    assert (seen.last_outcome, seen.last_moment) == (MomentOutcome.FAILED, MOMENT)
    assert str(seen.last_error).startswith("The audit remembers")


async def test_stopping_leaves_the_run_to_another_replica(d: Drawing, tmp_path: Path) -> None:
    await due_since(d.graph)
    slow = with_slow_rule(d.graph, tmp_path, 1_000_000)
    first = scheduler(slow, batch_size=1)
    async with repeated(first.step, "scheduler"):
        async with asyncio.timeout(300):
            while not (begun := await list_runs(d.graph)) or not begun[0].accounts:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        asked = time.monotonic()
    assert time.monotonic() - asked < GRACE
    (left,) = await list_runs(d.graph)
    assert left.state is RunState.RUNNING
    # Nobody waits for a lease: the moment was given back.
    await scheduler(slow).step(asyncio.Event())
    (run,) = await list_runs(d.graph)
    assert (run.number, run.state, run.accounts) == (left.number, RunState.FINISHED, 6)
    assert (await find_schedule(d.graph, "daily")).schedule.last_outcome is MomentOutcome.FINISHED


async def test_who_died_after_the_run_is_not_followed_by_another_run(d: Drawing) -> None:
    schedule = await due_since(d.graph)
    dead = Due(moment=MOMENT)
    assert await claim_moment(d.graph, schedule, dead, owner="dead", lease=0)
    run = await runs.run_audit(d.graph, as_of=MOMENT.date(), notify=True)
    await scheduler(d.graph).step(asyncio.Event())
    done = (await find_schedule(d.graph, "daily")).schedule
    assert (done.last_outcome, done.last_run) == (MomentOutcome.FINISHED, run.number)
    assert len(await list_runs(d.graph)) == 1


async def test_a_run_meeting_another_waits_for_its_turn(d: Drawing) -> None:
    await due_since(d.graph)
    await d.graph.driver.execute_query(
        "MERGE (gate:AuditGate {name: 'audit'}) CREATE (gate)-[:HAS]->(:AuditLock {scope: 't:c', owner: 'another', "
        "expires_at: datetime.realtime() + duration({milliseconds: 700})})"
    )
    async with repeated(scheduler(d.graph).step, "scheduler"):
        waiting = await until(d.graph, lambda seen: seen.moment and seen.holder is None)
        assert (waiting.last_outcome, await list_runs(d.graph)) == (None, [])
        assert waiting.last_error == "Another audit of this scope is under way."
        done = await until(d.graph, ended)
        assert (done.last_outcome, done.last_error) == (MomentOutcome.FINISHED, None)
    assert len(await list_runs(d.graph)) == 1


async def test_a_replica_whose_moment_was_taken_stops(d: Drawing, tmp_path: Path) -> None:
    await due_since(d.graph)
    slow = with_slow_rule(d.graph, tmp_path, 20_000_000)
    running = asyncio.create_task(scheduler(slow).step(asyncio.Event()))
    await until(d.graph, lambda seen: seen.moment)
    await remove_schedule(d.graph, "daily")
    await running
    (run,) = await list_runs(d.graph)
    assert run.state is RunState.RUNNING
    # It gave its lock back, too.
    assert (await runs.run_audit(d.graph, as_of=run.as_of)).state is RunState.FINISHED


async def test_without_a_database_it_waits_and_goes_on(d: Drawing, settings, capsys) -> None:
    await due_since(d.graph)
    async with AsyncGraphDatabase.driver(
        "bolt://127.0.0.1:1", connection_timeout=0.2, max_transaction_retry_time=0
    ) as nowhere:
        graphs = iter([Graph(nowhere, settings), Graph(nowhere, settings)])

        async def step(stopping: asyncio.Event) -> float:
            return await Scheduler(next(graphs, d.graph), PACE).step(stopping)

        async with repeated(step, "scheduler", pause=0.05):
            assert (await until(d.graph, ended)).last_outcome is MomentOutcome.FINISHED
    told = capsys.readouterr().out
    assert told.count("scheduler waits") == 1
    assert told.count("scheduler goes on") == 1


def with_slow_rule(graph: Graph, folder: Path, steps: int) -> Graph:
    rules = slow_rule(folder, steps)
    return replace(graph, settings=graph.settings.model_copy(update={"audit_rules": rules}))


def slow_rule(folder: Path, steps: int) -> Path:
    """A folder with a rule that takes its time."""
    rule = (asset_dir("cypher") / "audit" / "opportunity_without_coach.cypher").read_text()
    head, _, body = rule.partition("\nMATCH")
    slow = f"\nCALL () {{ UNWIND range(1, {steps}) AS n RETURN sum(n % 7) AS busy }}\nWITH *\nMATCH"
    (folder / "slow_rule.cypher").write_text(head + slow + body)
    return folder
