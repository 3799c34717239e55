"""What becomes of the computed strength of a pair: nothing, another version, or none any more (ADR 0026)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from relgraph.kinds.tie import TieOrigin, computed_id
from relgraph.record.fields import OURS
from relgraph.record.model import fingerprint
from relgraph.strength.in_force import Counting
from relgraph.strength.pair import Computed, PairRow, day_of
from relgraph.strength.score import Brief, Scorer

BASIS = "contact"
LAST_CONTACT_STEP = timedelta(days=30)
"""A last contact that is so much later begins a version of its own, so that earlier days keep theirs."""
_PLACES = 4


class ScoredVersion(NamedTuple):
    """A version of a tie that is computed: what it says, since when, and the first day on which it holds no more."""

    strength: float
    last_contact: date
    since: date
    until: date | None


@dataclass(frozen=True)
class TieScore:
    """What is to be written of a pair: a version of the tie that is computed, or, without one, that none holds.

    `fresh`: nothing that is computed of the two held on the day.
    """

    one: str
    other: str
    version: ScoredVersion | None
    due: date | None
    fresh: bool

    @property
    def ends(self) -> tuple[str, str]:
        """The two, in the order in which a tie has them."""
        return (self.one, self.other) if self.one < self.other else (self.other, self.one)

    @cached_property
    def id(self) -> str:
        """The id of the tie."""
        return computed_id(self.one, self.other)

    def row(self) -> dict[str, object]:
        """As `strength/write_scores` and `strength/create_scores` take it."""
        one, other = self.ends
        row: dict[str, object] = {"one": one, "other": other, "id": self.id, "due": _text(self.due)}
        if self.version is None:
            return {**row, "key": None, "said": None}
        strength, last, since, until = self.version
        content = {
            "id": row["id"],
            "strength": strength,
            "basis": BASIS,
            "last_contact": _text(last),
            "origin": TieOrigin.COMPUTED.value,
            "valid_from": _text(since),
            "source": OURS,
        }
        digest = fingerprint(content, {"person_a": one, "person_b": other})
        return {**row, "key": f"{row['id']}@{since}", "said": {**content, "digest": digest, "until": _text(until)}}


# The driver makes of each day an object of many parts.
def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


@dataclass(frozen=True)
class Scored:
    """What was found out of pairs: what is to be written, and when recorded ties end, by their keys."""

    pairs: int
    known: int
    scores: Sequence[TieScore]
    noted: Sequence[tuple[str, date]]

    def counts(self) -> dict[str, int]:
        """How many pairs there were, of how many the strength is known, how many versions are written, and end."""
        ended = sum(score.version is None for score in self.scores)
        return {"pairs": self.pairs, "known": self.known, "written": len(self.scores) - ended, "ended": ended}


def score_rows(rows: Iterable[PairRow], as_of: date, counting: Counting) -> Scored:
    """What becomes of pairs on a day."""
    scorer = Scorer(as_of, counting.numbers)
    scores: list[TieScore] = []
    noted: list[tuple[str, date]] = []
    pairs = known = 0
    for row in rows:
        pairs += 1
        if row.covered or not counting.counts:
            scores += [] if row.before is None else [TieScore(row.one, row.other, None, None, fresh=False)]
            if row.touched and row.covered_until is not None:
                noted.append((row.touched, day_of(row.covered_until)))
            continue
        found = scorer.brief(row.flows, row.encounters(counting.kinds) if row.met else ())
        known += found.strength is not None
        scores += _written(row, found, as_of, counting.numbers.step)
    return Scored(pairs, known, scores, noted)


def _written(row: PairRow, found: Brief, as_of: date, step: float) -> Iterator[TieScore]:
    before, last = row.before, found.last
    if found.strength is None or last is None:
        if before:
            yield TieScore(row.one, row.other, None, None, fresh=False)
        return
    strength = round(found.strength, _PLACES)
    since = as_of
    if before and not _moved(before, strength, last, step):
        if before.last_contact == last:
            return
        strength, since = before.strength, before.since
    until = None if row.next_covered is None else day_of(row.next_covered)
    yield TieScore(row.one, row.other, ScoredVersion(strength, last, since, until), found.due, fresh=before is None)


def _moved(before: Computed, strength: float, last: date, step: float) -> bool:
    far = before.last_contact is None or abs(last - before.last_contact) >= LAST_CONTACT_STEP
    return abs(strength - before.strength) > step or far
