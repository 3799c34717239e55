"""What recording does with rows."""

from enum import StrEnum
from typing import Any

from pydantic import BaseModel


class OutcomeKind(StrEnum):
    """What recording a row did."""

    CREATED = "created"
    CORRECTED = "corrected"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    MISSING = "missing"
    CYCLE = "cycle"
    INVALID = "invalid"


class RowOutcome(BaseModel, frozen=True):
    """What a `record_<kind>` query did with some rows. `siblings`: other versions of the fact were there.

    One answer stands for many rows: a batch of thousands is answered in a handful.
    """

    outcome: OutcomeKind
    siblings: bool
    numbers: list[int]


class Cycle(BaseModel, frozen=True):
    """A circle that the thing with this key closes: keys of its parts."""

    key: str
    cycle: list[str]


class Counted(BaseModel, frozen=True):
    """How many a query changed."""

    count: int


class Kept(BaseModel, frozen=True):
    """A value that was not taken: what is kept instead; `by_hand`: since somebody set it."""

    field: str
    kept: Any
    told: Any
    by_hand: bool


class Outcome(BaseModel, frozen=True):
    """What recording did with one row; `field` and `problem` say what stood in the way, where something did.

    `kept` are values of an accepted row that were not taken.
    """

    kind: OutcomeKind
    kept: tuple[Kept, ...] = ()
    field: str | None = None
    problem: str | None = None
    remedy: str | None = None

    @property
    def accepted(self) -> bool:
        """The row is in the graph now."""
        return self.kind in (OutcomeKind.CREATED, OutcomeKind.CORRECTED, OutcomeKind.UNCHANGED)
