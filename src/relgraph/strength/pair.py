"""A pair as the graph tells of it: its contact, and what strengths are recorded and computed of it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from pydantic import BaseModel, SkipValidation

from relgraph.strength.model import Encounter, EncounterKind, PairEvidence, TrafficMonth
from relgraph.traffic.model import SPREAD, TrafficChannel, first_of

_EPOCH = date(1970, 1, 1)
_MASK = SPREAD - 1

EncounterKinds = Mapping[str, EncounterKind]
"""What kinds of interaction are to strength; others tell nothing of it."""


class Computed(NamedTuple):
    """A strength that was computed: what it is, the last contact then known, and since when it holds."""

    strength: float
    last_contact: date | None
    since: date


class PairRow(BaseModel, frozen=True):
    """A pair as it is read; days are numbers of days since 1970 (`strength/read_pairs`)."""

    one: str
    other: str
    # What our own query gives back of millions of pairs: to look at each number would take longer than to score them.
    flows: SkipValidation[list[tuple[bool, str, list[int], list[int]]]]
    met: list[tuple[int, str, int, bool]]
    covered: bool
    next_covered: int | None
    covered_until: int | None
    computed: tuple[float, int | None, int] | None
    touched: str | None

    def evidence(self, kinds: EncounterKinds) -> PairEvidence:
        """All its contact."""
        traffic = [
            TrafficMonth(by_one, TrafficChannel(channel), first_of(month), mask & _MASK, 0, bool(mask & SPREAD))
            for by_one, channel, months, days in self.flows
            for month, mask in zip(months, days, strict=True)
        ]
        return PairEvidence(traffic, self.encounters(kinds))

    def encounters(self, kinds: EncounterKinds) -> list[Encounter]:
        """When the two met."""
        return [
            Encounter(day_of(day), kinds[kind], people, came) for day, kind, people, came in self.met if kind in kinds
        ]

    @property
    def before(self) -> Computed | None:
        """What is computed of it and holds."""
        if self.computed is None:
            return None
        strength, last, since = self.computed
        return Computed(strength, None if last is None else day_of(last), day_of(since))


def day_of(number: int) -> date:
    """The day of a number of days since 1970."""
    return _EPOCH + timedelta(days=number)
