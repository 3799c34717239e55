"""Interactions: what took place, who of both sides took part, and what was promised, asked and told (method M14)."""

from datetime import date, datetime

from pydantic import BaseModel

from relgraph.kinds.ask import AskOutcome
from relgraph.kinds.commitment import Closing
from relgraph.kinds.opportunity import Stage
from relgraph.kinds.participation import ParticipationPart
from relgraph.playbook.asks import AskWeight


class Attendee(BaseModel, frozen=True):
    """Somebody at an interaction, with their main seat on its day; seat fields are None where no seat is known.

    `ours`: they were one of ours on that day. `part` and `came` are None where nobody has said.
    """

    id: str
    name: str
    english_name: str | None
    ours: bool
    part: ParticipationPart | None
    came: bool | None
    title: str | None
    layer: int | None
    organization: str | None


class Occasion(BaseModel, frozen=True):
    """The interaction in which something came about: a promise was made, a piece of news told."""

    id: str
    kind: str
    on: date
    purpose: str | None


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


class SomeoneNamed(BaseModel, frozen=True):
    """A person by name."""

    id: str
    name: str
    english_name: str | None


class PromiseMade(BaseModel, frozen=True):
    """A promise as it stands on a day. `due` is None where no day was said; `closed` where it is open, or unknown."""

    id: str
    promiser: SomeoneNamed
    promisee: SomeoneNamed
    promise: str
    since: date | None
    due: date | None
    open: bool
    closed: Closing | None

    def overdue_on(self, day: date) -> bool:
        """It is open after the day by which it was due."""
        return self.open and self.due is not None and self.due < day


class AskMade(BaseModel, frozen=True):
    """An ask as it stands on a day. `outcome` is None where it is open, or where nobody has said."""

    id: str
    asker: SomeoneNamed
    asked: SomeoneNamed
    about: str | None
    weight: AskWeight | None
    since: date | None
    open: bool
    outcome: AskOutcome | None


class NewsTold(BaseModel, frozen=True):
    """A piece of news told in an interaction; `said_by` and `said_to` are None where nobody has said."""

    id: str
    claim: str
    said_by: SomeoneNamed | None
    said_to: SomeoneNamed | None


class InteractionFacts(BaseModel, frozen=True):
    """An interaction with the steps of a visit, and what was promised, asked and told in it, as of a day."""

    id: str
    stage: Stage | None
    preparing: str | None
    opening: str | None
    needs: str | None
    proposal: str | None
    objections: str | None
    closing: str | None
    source: str | None
    recorded_at: datetime
    recorded_by: str | None
    promises: list[PromiseMade]
    asks: list[AskMade]
    news: list[NewsTold]


class InteractionProfile(InteractionFacts, frozen=True):
    """The same, and the interaction at a glance."""

    glance: InteractionCard
