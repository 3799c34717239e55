"""A schedule: when which audit is due, and what was done last (docs/audit-schedule.md)."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, Field

NAME = r"[a-z0-9][a-z0-9._-]{0,62}"
"""What a schedule may be called."""


class Missed(StrEnum):
    """What becomes of moments that nobody was there for: the last of them is carried out late, or none."""

    RUN = "run"
    SKIP = "skip"


class MomentOutcome(StrEnum):
    """What became of a moment."""

    FINISHED = "finished"
    FAILED = "failed"
    MISSED = "missed"


class Schedule(BaseModel, frozen=True):
    """When an audit of one account, or of the whole book without one, is due.

    `cron` has five fields and is read in `zone`. A moment may be carried out for `grace` minutes. Moments count from
    `since`. `moment` is the one under way, which `holder` has until `free_at`; without a holder it waits for another
    try. `last_…` say what was done last, `last_error` also why one waits.
    """

    name: str
    cron: str
    zone: str
    account: str | None
    missed: Missed
    grace: int = Field(ge=1, le=10_080)
    paused: bool
    since: datetime
    moment: datetime | None
    holder: str | None
    free_at: datetime | None
    last_moment: datetime | None
    last_outcome: MomentOutcome | None
    last_run: int | None
    last_error: str | None
    last_ended_at: datetime | None


class Due(BaseModel, frozen=True):
    """A moment to see to: to be carried out, or, with `missed`, only to be recorded as missed, and why."""

    moment: datetime
    missed: str | None = None


class ListedSchedule(BaseModel, frozen=True):
    """A schedule as `audit schedule list` shows it, with its next moments in its zone; none while it is paused."""

    schedule: Schedule
    next: list[datetime]
