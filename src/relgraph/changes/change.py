"""A change in what is recorded: when relgraph learnt it, and from which day it holds (docs/changes.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel

from relgraph.kinds import KINDS
from relgraph.record.kind import Kind
from relgraph.record.model import Fact, Recorded
from relgraph.record.timeline import ChangedValue, Values, differences, differing, said


class RecordChangeKind(StrEnum):
    """What became of a thing."""

    RECORDED = "recorded"
    CHANGED = "changed"
    CORRECTED = "corrected"
    ENDED = "ended"


_KINDS = {kind.label: kind for kind in KINDS}


class RecordChange(BaseModel, frozen=True):
    """A thing that was recorded, corrected or ended; `before` and `now` are what it said, as stored."""

    label: str
    id: str
    key: str
    place: int
    kind: RecordChangeKind
    at: datetime
    by: str | None
    operation: str | None
    before: dict[str, object] | None
    now: dict[str, object]
    refers: list[str]

    @property
    def of(self) -> Kind[Recorded]:
        """The kind of the thing."""
        return _KINDS[self.label]

    @property
    def rank(self) -> str:
        """Its place among the changes of one moment, or of one transaction: it never moves."""
        return f"{self.key} {self.place:06}"

    @property
    def valid_from(self) -> date | None:
        """The first day of what it says since."""
        return _day(self.now.get("valid_from"))

    @property
    def valid_to(self) -> date | None:
        """The first day on which that no longer holds."""
        return _day(self.now.get("valid_to"))

    @property
    def changed(self) -> Sequence[ChangedValue]:
        """The fields that say something else since; none where it is new. A further version has days of its own."""
        if self.before is None:
            return ()
        compare = differing if self.kind is RecordChangeKind.CHANGED else differences
        return compare(self._said(self.before), self._said(self.now))

    def _said(self, values: dict[str, object]) -> Values:
        model = self.of.model
        if issubclass(model, Fact):
            # It is always between the same two, which are stored as what it leads from and to.
            return {name: value for name, value in said(model, values).items() if name not in model.between_fields()}
        then = values.get("ends")
        ends = then if isinstance(then, list) else [] if "noun" in values else self.refers
        return said(model, {**values, **dict(zip(model.references, ends, strict=False))})


class NotedChange(RecordChange, frozen=True):
    """A change, and whom it concerns: ids of the entity or of what the fact is between, and of organisations."""

    ends: list[str]
    accounts: list[str]


@dataclass(frozen=True)
class ChangesOf:
    """Where changes are looked for: at an organisation, at people, or in an opportunity. One of them is named."""

    account: str | None = None
    people: Sequence[str] | None = None
    opportunity: str | None = None

    def fits(self, change: NotedChange) -> bool:
        """Whether it is one of them."""
        if self.account is not None:
            return self.account in change.accounts
        wanted = [self.opportunity] if self.people is None else self.people
        return not set(wanted).isdisjoint(change.ends)


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
