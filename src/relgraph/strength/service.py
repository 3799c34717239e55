"""Computing the strengths of ties from contact, of all pairs or of those for whom something is new (ADR 0026)."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import aclosing
from datetime import date, datetime, timedelta
from typing import Any

from pydantic import BaseModel

from relgraph.core.ahead import one_ahead
from relgraph.core.workers import Workers
from relgraph.graph.client import Graph, Reader, Transaction
from relgraph.graph.query import Query
from relgraph.record.lock import lock_together
from relgraph.record.model import as_stored
from relgraph.record.notes import FIND_MARK
from relgraph.record.outcome import Counted
from relgraph.record.service import note_derived
from relgraph.strength.in_force import Counting
from relgraph.strength.model import PairStrength
from relgraph.strength.pair import PairRow
from relgraph.strength.score import Scorer
from relgraph.strength.scoring import Scored, TieScore, score_rows

PEOPLE = 400
"""The pairs of so many people are read at once."""
MOST_NEWS = 300_000
"""Where more flows and ties than this have news, all pairs are looked at, page by page: no list of them is held."""
BATCH = 5_000
"""So many versions are written in one transaction."""
_LATE = timedelta(minutes=10)
"""A transaction that began so long before may be seen only later."""


class _Id(BaseModel, frozen=True):
    id: str


class _Pair(BaseModel, frozen=True):
    one: str
    other: str


class _Left(BaseModel, frozen=True):
    left: list[str]


class _Concerned(BaseModel, frozen=True):
    people: list[str]
    complete: bool


class _Scoring(BaseModel, frozen=True):
    feed: str | None
    number: int
    began_at: datetime
    numbers: str
    day: date


COUNT_EVIDENCE = Query("strength/count_evidence", Counted)
READ_PAIRS = Query("strength/read_pairs", PairRow, packed=True)
PAGE_PEOPLE = Query("strength/page_people", _Id)
COUNT_DUE = Query("strength/count_due", Counted)
FIND_DUE = Query("strength/find_due", _Pair, packed=True)
FIND_PEOPLE_SINCE = Query("strength/find_people_since", _Concerned)
FIND_SCORING = Query("strength/find_scoring", _Scoring)
KEEP_SCORING = Query("strength/keep_scoring", Counted)
CREATE_SCORES = Query("strength/create_scores", _Left)
WRITE_SCORES = Query("strength/write_scores", Counted)
NOTE_DUE = Query("strength/note_due", Counted)

_WORKERS = Workers("strength", 1)

Asked = list[dict[str, object]]
"""Whose pairs are read: rows of READ_PAIRS."""
Tell = Callable[[int], None]
"""Told how many pairs are done."""


class ScoreReport(BaseModel, frozen=True):
    """What computing strengths did: how many pairs it looked at, how many of them have a strength that is computed and
    counts, and how many versions were written or ended. `everything`: all pairs, not only those with news."""

    as_of: date
    everything: bool
    pairs: int
    known: int
    written: int
    ended: int


async def score_ties(
    graph: Graph,
    counting: Counting,
    *,
    as_of: date | None = None,
    everything: bool = False,
    tell: Tell | None = None,
) -> ScoreReport:
    """Compute the strengths of ties as of a day, from contact up to it; recorded ones go before them.

    Only of pairs with something new, where that is known: traffic, interactions or ties recorded since the last time,
    and pairs whose strength has faded by a step; of all with `everything`, on another day than today, and where the
    numbers were changed or there are too many news. A version is written where the strength moved by more than a step.
    """
    today = graph.clock.today()
    day = as_of or today
    if not (await graph.fetch_one(COUNT_EVIDENCE)).count:
        return ScoreReport(as_of=day, everything=True, pairs=0, known=0, written=0, ended=0)
    state = await graph.fetch_maybe(FIND_SCORING)
    mark = await graph.fetch_one(FIND_MARK)
    now, of = as_stored(graph.clock.now()), _fingerprint(counting)
    known = state is not None and (state.feed, state.numbers) == (mark.feed, of) and state.day <= day == today
    news = None if everything or not known or state is None else await _news(graph, state, mark.number, day)
    counts = Counter[str]()
    # Two of whom both have news are one pair, which may come again: it is read when what was written of it is there.
    coming = _scored(graph, _all(graph) if news is None else _these(news), day, counting)
    async with aclosing(one_ahead(coming) if news is None else coming) as parts:
        async for part in parts:
            await _keep(graph, part, day)
            counts.update(part.counts())
            if tell:
                tell(counts["pairs"])
    if day == today:
        kept: dict[str, Any] = {"feed": mark.feed, "number": mark.number, "began_at": now, "numbers": of, "day": day}
        await graph.write(lambda tx: tx.fetch_one(KEEP_SCORING, **kept), operation="score")
    return ScoreReport(
        as_of=day, everything=news is None, **{of: counts[of] for of in ("pairs", "known", "written", "ended")}
    )


async def strength_of(reader: Reader, one: str, other: str, counting: Counting, *, as_of: date) -> PairStrength | None:
    """What contact of two people tells on a day, whatever is recorded of them; None when they had none."""
    found = await strengths_of(reader, one, [other], counting, as_of=as_of)
    return found.get(other)


async def strengths_of(
    reader: Reader, one: str, others: Sequence[str], counting: Counting, *, as_of: date
) -> dict[str, PairStrength]:
    """The same of one person with each of some others; nothing of those without contact."""
    asked: Asked = [{"id": one, "others": list(others), "above": False}]
    rows = await reader.fetch(READ_PAIRS, rows=asked, as_of=as_of, crowd=counting.numbers.crowd)
    scorer = Scorer(as_of, counting.numbers)
    scored = {row.other: scorer.score(row.evidence(counting.kinds)) for row in rows}
    return {other: each for other, each in scored.items() if each.evidence.days}


async def _news(graph: Graph, state: _Scoring, until: int, day: date) -> Asked | None:
    """Whose pairs something is new of; None when that is not known any more."""
    concerned = await graph.fetch_one(FIND_PEOPLE_SINCE, number=state.number, until=until)
    if not concerned.complete:
        return None
    told: dict[str, Any] = {"since": int((state.began_at - _LATE).timestamp()), "as_of": day}
    if (await graph.fetch_one(COUNT_DUE, **told)).count > MOST_NEWS:
        return None
    asked: Asked = [{"id": id_, "others": None, "above": False} for id_ in concerned.people]
    whole = set(concerned.people)
    pairs: dict[str, list[str]] = defaultdict(list)
    for pair in await graph.fetch(FIND_DUE, **told):
        if not {pair.one, pair.other} & whole:
            pairs[pair.one].append(pair.other)
    return asked + [{"id": one, "others": others, "above": False} for one, others in pairs.items()]


async def _all(graph: Graph) -> AsyncIterator[Asked]:
    after = ""
    while page := await graph.fetch(PAGE_PEOPLE, after=after, limit=PEOPLE):
        yield [{"id": each.id, "others": None, "above": True} for each in page]
        after = page[-1].id


async def _these(news: Asked) -> AsyncIterator[Asked]:
    for start in range(0, len(news), PEOPLE):
        yield news[start : start + PEOPLE]


async def _scored(
    graph: Graph, asked: AsyncIterator[Asked], day: date, counting: Counting
) -> AsyncGenerator[Scored, None]:
    async for part in asked:
        rows = await graph.fetch(READ_PAIRS, rows=part, as_of=day, crowd=counting.numbers.crowd)
        # Two people who both have news are one pair all the same.
        pairs = {frozenset((row.one, row.other)): row for row in rows}
        yield await _WORKERS.run(lambda pairs=pairs: score_rows(pairs.values(), day, counting))  # type: ignore[misc]


async def _keep(graph: Graph, scored: Scored, day: date) -> None:
    for start in range(0, len(scored.scores), BATCH):
        part = scored.scores[start : start + BATCH]
        await graph.write(lambda tx, part=part: _write(tx, part, day), operation="score")  # type: ignore[misc]
    if scored.noted:
        await graph.write(lambda tx: _note(tx, scored.noted), operation="score")


async def _write(transaction: Transaction, scores: Sequence[TieScore], day: date) -> None:
    await lock_together(transaction, (), {score.id for score in scores})
    of_day = {"as_of": day, "now": as_stored(transaction.clock.now())}
    fresh: dict[str, list[dict[str, object]]] = defaultdict(list)
    rows: dict[str, dict[str, object]] = {}
    for score in scores:
        row = rows[score.id] = score.row()
        if score.fresh:
            fresh[score.ends[0]].append(row)
    left: set[str] = set()
    if fresh:
        asked = [{"one": one, "others": others} for one, others in fresh.items()]
        left.update((await transaction.fetch_one(CREATE_SCORES, rows=asked, **of_day)).left)
    others = [rows[score.id] for score in scores if not score.fresh or score.id in left]
    if others:
        await transaction.fetch_one(WRITE_SCORES, rows=others, **of_day)
    await note_derived(transaction, {id_ for score in scores for id_ in (score.one, score.other)})


async def _note(transaction: Transaction, noted: Sequence[tuple[str, date]]) -> None:
    await transaction.fetch_one(NOTE_DUE, rows=[{"key": key, "due": due} for key, due in noted])


def _fingerprint(counting: Counting) -> str:
    said = f"{counting.numbers.model_dump_json()} {sorted(counting.kinds.items())} {counting.counts}"
    return hashlib.blake2b(said.encode(), digest_size=12).hexdigest()
