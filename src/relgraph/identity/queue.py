"""The queue of pairs that may be one, as people read it: who they are, why, for how long, what a merge would move."""

from collections.abc import Sequence

from pydantic import BaseModel

from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.identity.matching.model import Because
from relgraph.identity.service import COUNT_AROUND, warnings
from relgraph.identity.suggestions import QueuePlace, Suggestion, list_suggestions


class OneOfTwo(BaseModel, frozen=True):
    """One of two: the id, all names, and seats or kind, as far as known."""

    id: str
    names: list[str]
    places: list[str]

    @property
    def shown(self) -> str:
        """Names and places in one line."""
        return " · ".join([" / ".join(self.names), *self.places])


class Moved(BaseModel, frozen=True):
    """So much of a type of relationship, or of findings, is around the smaller one of two."""

    type: str
    number: int


class Pair(BaseModel, frozen=True):
    """Two that may be one. `moves`: what would move to `one`; `days`: for how long it has waited."""

    id: str
    one: OneOfTwo
    other: OneOfTwo
    of: str
    score: float
    reasons: list[Because]
    days: int
    moves: list[Moved]
    warnings: list[str]


NAME_TWO = Query("identity/name_two", OneOfTwo)
FINDINGS = "findings"


async def waiting(
    reader: Reader, *, of: str | None = None, about: str | None = None, limit: int = 50, after: QueuePlace | None = None
) -> list[Pair]:
    """Pairs that wait for a judgement, the most alike first. `one` is the one with more around it."""
    found = await list_suggestions(reader, of=of, about=about, limit=limit, after=after)
    return await told(reader, found)


async def told(reader: Reader, found: Sequence[Suggestion]) -> list[Pair]:
    """Suggestions with all that a judgement needs."""
    ids = sorted({id_ for each in found for id_ in (each.one, each.other)})
    if not ids:
        return []
    today = reader.clock.today()
    named = {each.id: each for each in await reader.fetch(NAME_TWO, ids=ids, as_of=today)}
    around = {each.id: each for each in await reader.fetch(COUNT_AROUND, ids=ids)}
    size = {id_: sum(count.number for count in each.counts) for id_, each in around.items()}
    there = [each for each in found if each.one in named and each.other in named]
    ranked = [sorted((each.one, each.other), key=lambda id_: (-size[id_], id_)) for each in there]
    warned = await warnings(reader, [(kept, gone) for kept, gone in ranked])
    pairs = []
    for each, (kept, gone), warning in zip(there, ranked, warned, strict=True):
        moves = [Moved(type=count.type, number=count.number) for count in around[gone].counts]
        moves += [Moved(type=FINDINGS, number=around[gone].findings)] if around[gone].findings else []
        pairs.append(
            Pair(
                id=each.id,
                one=named[kept],
                other=named[gone],
                of=each.of,
                score=each.score,
                reasons=each.reasons,
                days=(today - each.found_at.date()).days,
                moves=moves,
                warnings=warning,
            )
        )
    return pairs
