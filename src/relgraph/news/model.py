"""What we hear of an account: how well it is confirmed, through whom, and from where nothing comes (method M19)."""

from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel

from relgraph.interactions.model import Occasion
from relgraph.kinds.news import Audience
from relgraph.people.model import PersonCard


class NewsState(StrEnum):
    """How well a piece of news is confirmed.

    Confirmed: through two channels that are independent of each other, which are two people of different departments.
    Single channel: who said it is known, and nobody independent has confirmed it. Unknown source: who said it is not.
    """

    CONFIRMED = "confirmed"
    SINGLE_CHANNEL = "single_channel"
    UNKNOWN_SOURCE = "unknown_source"


class NewsSubject(BaseModel, frozen=True):
    """An account, a department, a deal or a competitor, by id and name."""

    id: str
    name: str


class Witness(BaseModel, frozen=True):
    """Who confirmed a piece of news, by id and name, and on which day; None where that is not known."""

    id: str
    name: str
    on: date | None


class HeardNews(BaseModel, frozen=True):
    """A piece of news of an account that holds on a day. What it is not about, and who is not known, is None."""

    id: str
    claim: str
    told_on: date
    audience: Audience | None
    state: NewsState
    said_by: PersonCard | None
    said_to: PersonCard | None
    unit: NewsSubject | None
    opportunity: NewsSubject | None
    person: PersonCard | None
    confirmed_by: list[Witness]

    @property
    def place(self) -> tuple[str, str]:
        """Where it stands in the list."""
        return self.told_on.isoformat(), self.id


class NewsConfirmation(BaseModel, frozen=True):
    """Who confirmed a piece of news; `on` is None where the day is not known.

    `independent_of`: names of those who told it, too, and of whom they are independent. `independent` is None where
    nobody can say: a department is not known, or nobody else is who told it.
    """

    person: PersonCard
    on: date | None
    independent: bool | None
    independent_of: list[str]


class NewsFacts(BaseModel, frozen=True):
    """A piece of news as it stands on a day. What it is not about, and what nobody has said, is None.

    `until` is the first day on which it no longer holds.
    """

    id: str
    claim: str
    told_on: date
    until: date | None
    audience: Audience | None
    state: NewsState
    said_by: PersonCard | None
    said_to: PersonCard | None
    interaction: Occasion | None
    account: NewsSubject | None
    unit: NewsSubject | None
    opportunity: NewsSubject | None
    competitor: NewsSubject | None
    person: PersonCard | None
    confirmations: list[NewsConfirmation]
    source: str | None
    recorded_at: datetime
    recorded_by: str | None


class NewsProfile(NewsFacts, frozen=True):
    """The same, and what follows from its age: `old` is what is not confirmed and was told too long ago."""

    holds: bool
    days: int
    old: bool


class NewsWanted(BaseModel, frozen=True):
    """Which news of an account: about this `unit`, this `opportunity` (ids; None: all), in these `states`."""

    account: str
    unit: str | None = None
    opportunity: str | None = None
    states: tuple[NewsState, ...] = tuple(NewsState)


class SilentKind(StrEnum):
    """What can be silent."""

    UNIT = "unit"
    OPPORTUNITY = "opportunity"


class SilentPart(BaseModel, frozen=True):
    """A department from which, or a live deal of which, nothing was heard for long.

    `last_heard` is None where nothing ever was; `people` how many sit in the department, None of a deal.
    """

    kind: SilentKind
    id: str
    name: str
    people: int | None
    last_heard: date | None


class ChannelRow(BaseModel, frozen=True):
    """As `NewsChannel`, with those to whom they told by id."""

    person: PersonCard
    claims: int
    confirmed: int
    last_told: date
    told_to: list[str]
    alone: bool | None


class NewsChannel(BaseModel, frozen=True):
    """Somebody through whom news of an account reached us by a day: `claims` they said, and others they `confirmed`.

    `told_to`: those of ours to whom they said something. `alone`: nobody else of their department told anything; None
    where they sit in none.
    """

    person: PersonCard
    claims: int
    confirmed: int
    last_told: date
    told_to: list[PersonCard]
    alone: bool | None
