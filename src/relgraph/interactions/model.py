"""Interactions at a glance: what took place, when, and who of both sides took part (method M14)."""

from datetime import date, datetime

from pydantic import BaseModel

from relgraph.kinds.participation import Part


class Attendee(BaseModel, frozen=True):
    """Somebody at an interaction, with their main seat on its day; seat fields are None where no seat is known.

    `ours`: they were one of ours on that day. `part` and `came` are None where nobody has said.
    """

    id: str
    name: str
    english_name: str | None
    ours: bool
    part: Part | None
    came: bool | None
    title: str | None
    layer: int | None
    organization: str | None


class InteractionCard(BaseModel, frozen=True):
    """An interaction at a glance. `at` is None where only the day is known; what nobody has said is None."""

    id: str
    kind: str
    on: date
    at: datetime | None
    minutes: int | None
    channel: str | None
    purpose: str | None
    outcome: str | None
    next_step: str | None
    account_id: str | None
    account: str | None
    unit: str | None
    opportunity: str | None
    attendees: list[Attendee]
