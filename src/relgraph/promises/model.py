"""Promises as they stand on a day, and the balance of give and take (method M15)."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, Field, computed_field

from relgraph.core.errors import InputError
from relgraph.interactions.model import Occasion
from relgraph.kinds.commitment import Closing
from relgraph.people.model import PersonCard
from relgraph.playbook.asks import AskWeight
from relgraph.playbook.model import Playbook

MAX_DAYS = 36_500
"""The longest time that can be looked back."""


class Side(StrEnum):
    """Who does something: ours for theirs, or they for ours."""

    OURS = "ours"
    THEIRS = "theirs"


class PromiseState(StrEnum):
    """How a promise stands on a day. Open: not closed, and not overdue."""

    OPEN = "open"
    OVERDUE = "overdue"
    CLOSED = "closed"


class PromiseStanding(BaseModel, frozen=True):
    """A promise between one of ours and somebody else, as it stands on a day. `side`: who promised.

    `made_on` and `due` are None where no day was said; `days_overdue` is None without a due day, 0 in time, and of a
    closed promise how late it was closed. `closed` is None while it is open, and where nobody has said how.
    """

    id: str
    key: str
    rank: int
    promiser: PersonCard
    promisee: PersonCard
    side: Side
    promise: str
    made_on: date | None
    due: date | None
    state: PromiseState
    days_overdue: int | None
    closed: Closing | None
    closed_on: date | None
    interaction: Occasion | None

    @property
    def place(self) -> tuple[int, str]:
        """Where it stands in the list."""
        return self.rank, self.key


class PromisesWanted(BaseModel, frozen=True):
    """Which promises; None: all.

    `account`: with contacts who held a seat there when it was made; `by`: who promised; `owner`: the one of ours who
    promised or was promised; `side`: who promised; `states`; `due_by`: those due by that day. Ids are of relgraph.
    """

    account: str | None = None
    by: str | None = None
    owner: str | None = None
    side: Side | None = None
    states: tuple[PromiseState, ...] = (PromiseState.OVERDUE, PromiseState.OPEN)
    due_by: date | None = None


class BalanceTerms(BaseModel, frozen=True):
    """By what give and take are measured, as the playbook has it.

    What asks are worth by weight; how many days what was closed counts; how many after its day a promise is overdue.
    """

    light: int
    normal: int
    heavy: int
    days: Annotated[int, Field(ge=1, le=MAX_DAYS)]
    grace_days: int

    @classmethod
    def of(cls, playbook: Playbook, days: int | None = None) -> Self:
        """The playbook's; with `days` instead of its own. Raises InputError."""
        if days is not None and not 1 <= days <= MAX_DAYS:
            raise InputError(f"days is {days}.", field="days", remedy=f"Give 1 to {MAX_DAYS}.")
        asks = playbook.asks
        grace = playbook.commitments.grace_days
        return cls(**asks.points.model_dump(), days=days or asks.balance_days, grace_days=grace)

    def points(self, weight: AskWeight) -> int:
        """What an ask of this weight is worth."""
        return {AskWeight.LIGHT: self.light, AskWeight.NORMAL: self.normal, AskWeight.HEAVY: self.heavy}[weight]


class DealingCount(BaseModel, frozen=True):
    """How many promises or asks of one sort there are; see the query. `weight` is None of promises, and if unknown."""

    of: str
    side: Side
    kind: str
    state: str
    weight: AskWeight | None
    number: int


class Weighed(BaseModel, frozen=True):
    """Asks: how many, their points, and how many are of unknown weight, which have none."""

    number: int = 0
    points: int = 0
    unweighed: int = 0

    def plus(self, number: int, points: int | None) -> "Weighed":
        """With so many more of so many points each; None: unknown."""
        return Weighed(
            number=self.number + number,
            points=self.points + number * (points or 0),
            unweighed=self.unweighed + (number if points is None else 0),
        )


class GivenAndOwed(BaseModel, frozen=True):
    """What one side did for the other, did not do, and still has to do.

    Promises it made (`kept`, `late`, `dropped`, `broken`; `unsaid`: closed, and nobody has said how; `open`, of which
    `overdue`), and asks made of it (`asks_granted`, `asks_refused`, `asks_dropped`, `asks_unsaid`, `asks_open`).
    """

    kept: int = 0
    late: int = 0
    dropped: int = 0
    broken: int = 0
    unsaid: int = 0
    open: int = 0
    overdue: int = 0
    asks_granted: Weighed = Weighed()
    asks_refused: Weighed = Weighed()
    asks_dropped: Weighed = Weighed()
    asks_unsaid: Weighed = Weighed()
    asks_open: Weighed = Weighed()

    @computed_field  # type: ignore[prop-decorator]
    @property
    def favours(self) -> int:
        """How many it did: promises kept, in time or late, and asks granted, whatever they weigh."""
        return self.kept + self.late + self.asks_granted.number


class Balance(BaseModel, frozen=True):
    """Give and take with a person, between two, or with an account, on a day: what `ours` did, and what `theirs` did.

    What was closed after `since` counts, and whatever is open.
    """

    as_of: date
    since: date
    ours: GivenAndOwed
    theirs: GivenAndOwed
