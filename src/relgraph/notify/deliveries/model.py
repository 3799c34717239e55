"""Who is told of a run that ended, and how far that is (docs/audit-schedule.md)."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel


class Channel(StrEnum):
    """How somebody is told."""

    WEBHOOK = "webhook"
    MAIL = "mail"


class DeliveryState(StrEnum):
    """How far a delivery is. A `quiet` one had nothing to tell, a `dead` one was given up."""

    PENDING = "pending"
    SENT = "sent"
    DEAD = "dead"
    QUIET = "quiet"


class Delivery(BaseModel, frozen=True):
    """A message about a run to one target. The target is told as host and a short hash: addresses may be secrets."""

    id: str
    run: int
    channel: Channel
    target: str
    state: DeliveryState
    attempts: int
    created_at: datetime
    due_at: datetime | None
    ended_at: datetime | None
    error: str | None


class Claimed(BaseModel, frozen=True):
    """A delivery that is being tried; `attempts` counts this time too."""

    id: str
    run: int
    channel: Channel
    target: str
    attempts: int


class Attempt(BaseModel, frozen=True):
    """What came of an attempt: sent when there is no error. A `final` error is not tried again; `wait` are the seconds
    that the receiver asked for."""

    error: str | None = None
    final: bool = False
    wait: float | None = None


class Scores(BaseModel, frozen=True):
    """The scores of a run: their mean, None when none is known, and how many accounts have one."""

    mean: float | None
    known: int
    unknown: int
