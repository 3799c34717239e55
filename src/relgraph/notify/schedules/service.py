"""Keep schedules in the graph, and hand their moments to one replica at a time (ADR 0010)."""

import re
from datetime import datetime

from pydantic import BaseModel

from relgraph.core.clock import check_zone
from relgraph.core.errors import ConflictError, InputError, NotFoundError
from relgraph.graph.client import Graph, Reader, Transaction
from relgraph.graph.query import Query
from relgraph.notify.schedules.clock import check_cron, next_moments
from relgraph.notify.schedules.model import NAME, Due, ListedSchedule, Missed, MomentOutcome, Schedule
from relgraph.record.fields import EntityKind
from relgraph.record.service import require

GRACE = 60
"""Minutes for which a moment may be carried out, where nobody says otherwise."""
MOST_GRACE = 10_080
"""Minutes of a week."""
SHOWN = 3
"""Next moments that are listed."""


class ScheduleReading(BaseModel, frozen=True):
    """A schedule and the database's time when it was read."""

    schedule: Schedule
    now: datetime


class _Name(BaseModel, frozen=True):
    name: str


class _Held(BaseModel, frozen=True):
    held: bool


ADD_SCHEDULE = Query("schedules/add_schedule", _Name)
FIND_SCHEDULES = Query("schedules/find_schedules", ScheduleReading)
PAUSE_SCHEDULE = Query("schedules/pause_schedule", _Name)
REMOVE_SCHEDULE = Query("schedules/remove_schedule", _Name)
CLAIM_MOMENT = Query("schedules/claim_moment", _Held)
KEEP_MOMENT = Query("schedules/keep_moment", _Held)
END_MOMENT = Query("schedules/end_moment", _Held)


async def see_schedules(reader: Reader) -> list[ScheduleReading]:
    """All schedules by name, with the database's time."""
    return await reader.fetch(FIND_SCHEDULES, name=None)


async def list_schedules(reader: Reader) -> list[ListedSchedule]:
    """All schedules by name, with their next moments."""
    return [
        ListedSchedule(schedule=seen.schedule, next=next_moments(seen.schedule, seen.now, SHOWN))
        for seen in await see_schedules(reader)
    ]


async def find_schedule(reader: Reader, name: str) -> ListedSchedule:
    """A schedule by name, with its next moments. Raises NotFoundError."""
    seen = await reader.fetch_maybe(FIND_SCHEDULES, name=name)
    if seen is None:
        raise NotFoundError("schedule", name, field="name")
    return ListedSchedule(schedule=seen.schedule, next=next_moments(seen.schedule, seen.now, SHOWN))


async def add_schedule(
    graph: Graph,
    *,
    name: str,
    cron: str,
    zone: str = "UTC",
    account: str | None = None,
    missed: Missed = Missed.RUN,
    grace: int = GRACE,
) -> ListedSchedule:
    """Add a schedule: of the whole book, or of one account.

    Raises InputError for a name, expression, zone or grace that cannot be, ConflictError when there is one of that
    name, NotFoundError for an unknown account.
    """
    if not re.fullmatch(NAME, name):
        raise InputError(
            f"'{name}' is no name of a schedule.",
            field="name",
            remedy="Take up to 63 small letters, digits, dots, hyphens and underscores; begin with a letter or digit.",
        )
    if not 1 <= grace <= MOST_GRACE:
        raise InputError(f"The grace is {grace}.", field="grace", remedy=f"Give 1 to {MOST_GRACE} minutes.")
    given = {"cron": check_cron(cron), "zone": check_zone(zone), "missed": missed.value, "grace": grace}

    async def work(transaction: Transaction) -> ListedSchedule:
        if account:
            await require(transaction, EntityKind.ORGANIZATION, [account], field="account")
        if await transaction.fetch_maybe(ADD_SCHEDULE, name=name, account=account, **given) is None:
            raise ConflictError(
                f"There is a schedule '{name}' already.", field="name", remedy="Remove it first, or take another name."
            )
        return await find_schedule(transaction, name)

    return await graph.write(work, operation="add schedule")


async def pause_schedule(graph: Graph, name: str, *, paused: bool) -> ListedSchedule:
    """Let a schedule rest, or go on; what fell due meanwhile is not made up for. Raises NotFoundError."""

    async def work(transaction: Transaction) -> ListedSchedule:
        await transaction.fetch_maybe(PAUSE_SCHEDULE, name=name, paused=paused)
        return await find_schedule(transaction, name)

    return await graph.write(work, operation="pause schedule")


async def remove_schedule(graph: Graph, name: str) -> ListedSchedule:
    """Remove a schedule; the answer is as it was. A run under way is stopped, its findings stay.

    Raises NotFoundError.
    """

    async def work(transaction: Transaction) -> ListedSchedule:
        found = await find_schedule(transaction, name)
        await transaction.fetch_maybe(REMOVE_SCHEDULE, name=name)
        return found

    return await graph.write(work, operation="remove schedule")


async def claim_moment(graph: Graph, schedule: Schedule, due: Due, *, owner: str, lease: float) -> bool:
    """Take a moment for one replica; False when another was faster."""
    read = {"name": schedule.name, "last_moment": schedule.last_moment}
    return await _hold(graph, CLAIM_MOMENT, moment=due.moment, owner=owner, lease=int(lease * 1000), **read)


async def keep_moment(graph: Graph, name: str, *, owner: str, wait: float, error: str | None = None) -> bool:
    """Keep a moment for `wait` seconds, after which anybody may take it. False: it is lost.

    With an error nobody holds it meanwhile: it waits for another try.
    """
    asked = {"name": name, "owner": owner, "holder": None if error else owner, "wait": int(wait * 1000)}
    return await _hold(graph, KEEP_MOMENT, error=error, **asked)


async def end_moment(
    graph: Graph, name: str, *, owner: str, outcome: MomentOutcome, run: int | None = None, error: str | None = None
) -> bool:
    """Record what became of a moment. False: it was not the owner's any more."""
    asked = {"name": name, "owner": owner, "outcome": outcome.value, "run": run, "error": error}
    return await _hold(graph, END_MOMENT, **asked)


async def _hold(graph: Graph, query: Query[_Held], **params: object) -> bool:
    async def work(transaction: Transaction) -> bool:
        return (await transaction.fetch_one(query, **params)).held

    return await graph.write(work, operation=query.name)
