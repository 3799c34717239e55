"""Cron expressions and time zones: which moments a schedule means, and which of them is due. Pure functions.

Expressions mean what they mean to Debian's cron, also when clocks are turned: a fixed time that does not exist that
day is the moment after the gap, one that comes twice is the first. Where minute or hour begin with `*`, the expression
follows the clock as it goes: what does not exist is left out, what comes twice is twice.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from relgraph.core.errors import InputError
from relgraph.notify.schedules.model import Due, Missed, Schedule

FIELDS = {
    "minute": "0-59",
    "hour": "0-23",
    "day-of-month": "1-31, or L for the last, and a day that its month has",
    "month": "1-12 or JAN-DEC",
    "day-of-week": "0-7 (0 and 7 are Sunday) or SUN-SAT",
}
WINDOWS = (1, 8, 40, 400)
"""Days that are looked back for the latest moment, before all of the time is."""
ON_TIME = 120.0
"""Seconds for which a moment is not called missed."""


def check_cron(cron: str) -> str:
    """The expression with single blanks. Raises InputError naming the part that cannot be, and what it takes."""
    parts = cron.split()
    if len(parts) != len(FIELDS):
        raise InputError(
            f"'{cron}' has {len(parts)} fields.",
            field="cron",
            remedy="Give five: minute, hour, day of month, month, day of week; e.g. '0 7 * * MON'.",
        )
    told = " ".join(parts)
    try:
        next(CronSim(told, datetime.now(UTC)))
    except CronSimError as error:
        name = str(error).removeprefix("Bad ")
        raise InputError(
            f"The {name.replace('-', ' ')} of '{told}' cannot be.",
            field="cron",
            remedy=f"It takes {FIELDS.get(name, 'other values')}; lists (1,2), ranges (1-5) and steps (*/2).",
        ) from None
    except StopIteration:
        raise InputError(
            f"'{told}' never comes.", field="cron", remedy="Name a day that exists in a month it names."
        ) from None
    return told


def moments(cron: str, zone: str, after: datetime) -> Iterator[datetime]:
    """The moments after a moment, each later than the one before, in the zone."""
    last = after
    for moment in CronSim(cron, after.astimezone(ZoneInfo(zone))):
        # Around a turn of the clock the same moment, or an earlier one, may come again.
        if moment.astimezone(UTC) > last.astimezone(UTC):
            last = moment
            yield moment


def latest(cron: str, zone: str, after: datetime, until: datetime) -> datetime | None:
    """The last moment after `after` and not after `until`."""
    starts = [until - timedelta(days=days) for days in WINDOWS]
    for start in (*(start for start in starts if start > after), after):
        found = None
        for found in takewhile(lambda moment: moment <= until, moments(cron, zone, start)):  # noqa: B007
            pass
        if found:
            return found
    return None


def next_moments(schedule: Schedule, now: datetime, count: int) -> list[datetime]:
    """The next moments after now, in the schedule's zone; none while it is paused."""
    return [] if schedule.paused else list(islice(moments(schedule.cron, schedule.zone, now), count))


def day_of(schedule: Schedule, moment: datetime) -> date:
    """The day that the run of a moment looks at: the one it is then in the schedule's zone."""
    return moment.astimezone(ZoneInfo(schedule.zone)).date()


def due(schedule: Schedule, now: datetime) -> Due | None:
    """What is to be seen to now: a moment that was begun and left, else the latest that came."""
    if schedule.paused:
        return None
    grace = timedelta(minutes=schedule.grace)
    if schedule.moment and schedule.free_at:
        return _due_again(schedule, schedule.moment, schedule.free_at, now, grace)
    moment = latest(schedule.cron, schedule.zone, max(schedule.since, schedule.last_moment or schedule.since), now)
    if moment is None:
        return None
    moment = moment.astimezone(UTC)
    late = now - moment
    if schedule.missed is Missed.SKIP and late > min(grace, timedelta(seconds=ON_TIME)):
        return Due(moment=moment, missed="Nobody was there to carry it out.")
    if late > grace:
        return Due(moment=moment, missed=f"Nobody was there to carry it out within {schedule.grace} minutes.")
    return Due(moment=moment)


def _due_again(schedule: Schedule, moment: datetime, free_at: datetime, now: datetime, grace: timedelta) -> Due | None:
    if free_at > now:
        return None
    if schedule.holder is None and now > moment + grace:
        return Due(moment=moment, missed=f"Not within {schedule.grace} minutes: {schedule.last_error}")
    if now > free_at + grace:
        return Due(moment=moment, missed=f"It was stopped, and nobody went on within {schedule.grace} minutes.")
    return Due(moment=moment)
