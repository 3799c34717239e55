"""What becomes of the computed strength of a pair: nothing, another version, or none any more (ADR 0026)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from relgraph.kinds.tie import Tie, TieOrigin, computed_id
from relgraph.record.fields import OURS
from relgraph.strength.in_force import Counting
from relgraph.strength.model import PairStrength
from relgraph.strength.pair import Computed, PairRow, day_of
from relgraph.strength.score import Scorer

BASIS = "contact"
LAST_CONTACT_STEP = timedelta(days=30)
"""A last contact that is so much later begins a version of its own, so that earlier days keep theirs."""
_PLACES = 4


@dataclass(frozen=True)
class TieScore:
    """What is to be written of a pair: a version of the tie that is computed, or, without one, that none holds."""

    one: str
    other: str
    tie: Tie | None
    due: date | None

    def concerns(self) -> Tie:
        """A tie between the two."""
        return self.tie or Tie(id=computed_id(self.one, self.other), person_a=self.one, person_b=self.other)

    def row(self, now: object) -> dict[str, object]:
        """As `strength/write_scores` takes it."""
        one, other = sorted((self.one, self.other))
        row = {"id": computed_id(one, other), "one": one, "other": other, "due": self.due}
        if self.tie is None:
            return {**row, "key": None, "properties": None, "until": None}
        said = self.tie.row(0)["properties"]
        properties = {**(said if isinstance(said, dict) else {}), "recorded_at": now}
        return {**row, "key": self.tie.key, "properties": properties, "until": self.tie.valid_to}


@dataclass(frozen=True)
class Scored:
    """What was found out of pairs: what is to be written, and when recorded ties end, by their keys."""

    pairs: int
    known: int
    scores: Sequence[TieScore]
    noted: Sequence[tuple[str, date]]


def score_rows(rows: Iterable[PairRow], as_of: date, counting: Counting) -> Scored:
    """What becomes of pairs on a day."""
    scorer = Scorer(as_of, counting.numbers)
    scores: list[TieScore] = []
    noted: list[tuple[str, date]] = []
    pairs = known = 0
    for row in rows:
        pairs += 1
        if row.covered or not counting.counts:
            scores += [] if row.before is None else [TieScore(row.one, row.other, None, None)]
            if row.touched and row.covered_until is not None:
                noted.append((row.touched, day_of(row.covered_until)))
            continue
        found = scorer.score(row.evidence(counting.kinds))
        known += found.strength is not None
        scores += _written(row, found, counting.numbers.step)
    return Scored(pairs, known, scores, noted)


def _written(row: PairRow, found: PairStrength, step: float) -> Iterator[TieScore]:
    before, last = row.before, found.evidence.last
    if found.strength is None or last is None:
        if before:
            yield TieScore(row.one, row.other, None, None)
        return
    strength = round(found.strength, _PLACES)
    since = found.as_of
    if before and not _moved(before, strength, last, step):
        if before.last_contact == last:
            return
        strength, since = before.strength, before.since
    until = None if row.next_covered is None else day_of(row.next_covered)
    tie = Tie(
        id=computed_id(row.one, row.other),
        person_a=row.one,
        person_b=row.other,
        strength=strength,
        basis=BASIS,
        last_contact=last,
        origin=TieOrigin.COMPUTED,
        valid_from=since,
        valid_to=until,
        source=OURS,
    )
    yield TieScore(row.one, row.other, tie, found.due)


def _moved(before: Computed, strength: float, last: date, step: float) -> bool:
    far = before.last_contact is None or abs(last - before.last_contact) >= LAST_CONTACT_STEP
    return abs(strength - before.strength) > step or far
