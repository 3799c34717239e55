"""Ties, influence and friction."""

from collections.abc import Mapping, Sequence
from datetime import date

from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.record.kind import Kind
from relgraph.record.model import Counted, RowOutcome
from relgraph.record.read import find, grouped
from relgraph.ties.model import Friction, Influence, Tie

TIES = Kind(
    model=Tie,
    record=Query("ties/record_ties", RowOutcome),
    find=Query("ties/find_ties", Tie),
    close=Query("ties/close_ties", Counted),
)
INFLUENCES = Kind(
    model=Influence,
    record=Query("ties/record_influences", RowOutcome),
    find=Query("ties/find_influences", Influence),
    close=Query("ties/close_influences", Counted),
)
FRICTIONS = Kind(
    model=Friction,
    record=Query("ties/record_frictions", RowOutcome),
    find=Query("ties/find_frictions", Friction),
    close=Query("ties/close_frictions", Counted),
)


async def list_ties(
    reader: Reader, people: Sequence[str], *, as_of: date, after: str, limit: int
) -> Mapping[str, list[Tie]]:
    """Each person's ties, the strongest first, at most `limit` after the rank `after`."""
    rows = await find(reader, TIES, people=people, as_of=as_of, after=after, limit=limit)
    return grouped(rows, people, lambda tie: (tie.person_a, tie.person_b), limit)


async def list_influences(
    reader: Reader, influencers: Sequence[str], *, as_of: date, after: str, limit: int
) -> Mapping[str, list[Influence]]:
    """Whom each of these people sways, at most `limit` after the key `after`."""
    rows = await find(reader, INFLUENCES, influencers=influencers, as_of=as_of, after=after, limit=limit)
    return grouped(rows, influencers, lambda influence: (influence.influencer,), limit)


async def list_influences_on(
    reader: Reader, influenced: Sequence[str], *, as_of: date, after: str, limit: int
) -> Mapping[str, list[Influence]]:
    """Who sways each of these people, at most `limit` after the key `after`."""
    rows = await find(reader, INFLUENCES, influenced=influenced, as_of=as_of, after=after, limit=limit)
    return grouped(rows, influenced, lambda influence: (influence.influenced,), limit)


async def list_frictions(
    reader: Reader, people: Sequence[str], *, as_of: date, after: str, limit: int
) -> Mapping[str, list[Friction]]:
    """Each person's frictions, at most `limit` after the key `after`."""
    rows = await find(reader, FRICTIONS, people=people, as_of=as_of, after=after, limit=limit)
    return grouped(rows, people, lambda friction: (friction.person_a, friction.person_b), limit)
