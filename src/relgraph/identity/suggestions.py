"""Pairs that may be one, as a queue with age: what speaks for each, until somebody judges (method M1, ADR 0023)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, NamedTuple

from pydantic import BaseModel, BeforeValidator

from relgraph.graph.client import Graph, Reader, Transaction
from relgraph.graph.query import Query
from relgraph.identity.matching.model import Because, Match
from relgraph.record.model import as_stored
from relgraph.record.outcome import Counted

OPERATION = "suggest"
AT_ONCE = 1_000
"""So many are kept in one write transaction."""


class Suggestion(BaseModel, frozen=True):
    """Two that may be one: how alike they are, 0..1, and why. `found_at` is when that was noticed first."""

    id: str
    one: str
    other: str
    of: str
    score: float
    reasons: list[Annotated[Because, BeforeValidator(Because.kept)]]
    found_at: datetime


class QueuePlace(NamedTuple):
    """Where a pair stands in the queue: how alike the two are, and its id."""

    score: float
    id: str

    def __str__(self) -> str:
        return f"{self.score:g} {self.id}"

    @classmethod
    def read(cls, text: str) -> "QueuePlace":
        """What was told as text."""
        score, id_ = text.split(" ", 1)
        return cls(float(score), id_)


class Suggested(BaseModel, frozen=True):
    """Two that may be one, as found just now. Their order does not matter."""

    one: str
    other: str
    of: str
    score: float
    reasons: tuple[Because, ...]

    @classmethod
    def found(cls, match: Match, of: str) -> "Suggested":
        """A pair that matches."""
        return cls(one=match.one, other=match.other, of=of, score=match.score, reasons=match.reasons)


PUT_SUGGESTIONS = Query("identity/put_suggestions", Counted)
FIND_SUGGESTIONS = Query("identity/find_suggestions", Suggestion)
COUNT_SUGGESTIONS = Query("identity/count_suggestions", Counted)


async def suggest(graph: Graph, found: Sequence[Suggested]) -> int:
    """Keep pairs, unless they were judged or are one by now; gives back how many are new in the queue."""
    new = 0
    for first in range(0, len(found), AT_ONCE):
        part = found[first : first + AT_ONCE]

        async def work(transaction: Transaction, part: Sequence[Suggested] = part) -> int:
            rows = [_row(each) for each in part]
            now = as_stored(transaction.clock.now())
            return (await transaction.fetch_one(PUT_SUGGESTIONS, rows=rows, now=now)).count

        new += await graph.write(work, operation=OPERATION)
    return new


def _row(each: Suggested) -> dict[str, object]:
    one, other = sorted((each.one, each.other))
    return {
        "id": f"{one}|{other}",
        "one": one,
        "other": other,
        "of": each.of,
        "score": each.score,
        "reasons": [reason.stored() for reason in each.reasons],
    }


async def list_suggestions(
    reader: Reader, *, of: str | None = None, about: str | None = None, limit: int = 50, after: QueuePlace | None = None
) -> list[Suggestion]:
    """Pairs that nobody has judged, the most alike first; of one kind, or about one entity, where that is asked for."""
    place = after._asdict() if after else None
    return await reader.fetch(FIND_SUGGESTIONS, of=of, about=about, after=place, limit=limit)


async def count_suggestions(reader: Reader) -> int:
    """How many pairs wait for a judgement."""
    return (await reader.fetch_one(COUNT_SUGGESTIONS)).count
