"""Strengths computed in the graph: which pairs, which days, and what goes before them."""

import asyncio
from datetime import date, timedelta
from itertools import pairwise

import pytest

from relgraph.graph.client import Graph
from relgraph.kinds import KINDS
from relgraph.kinds.tie import Tie, TieOrigin, computed_id
from relgraph.record.change import end
from relgraph.record.read import find
from relgraph.strength.in_force import Counting
from relgraph.strength.model import EncounterKind
from relgraph.strength.scoring import ScoredVersion, TieScore
from relgraph.strength.service import ScoreReport, _write, score_ties, strength_of
from relgraph.traffic.model import Flow, Month, Period, TrafficChannel, number_of
from relgraph.traffic.service import record_log
from tests.draw import TODAY, Drawing, tid
from tests.strength.numbers import NUMBERS, numbers_with

COUNTING = Counting(NUMBERS, {"visit": EncounterKind.MEETING})


async def mails(graph: Graph, one: str, other: str, *days: date, back: bool = True) -> None:
    """Mail on these days, and an answer on each."""
    told: dict[int, Month] = {}
    for day in days:
        then = told.get(number_of(day), Month(0, 0))
        told[number_of(day)] = Month(then.times + 1, then.days | 1 << day.day - 1)
    pairs = [(one, other), (other, one)] if back else [(one, other)]
    flows = [Flow(tid(a), tid(b), TrafficChannel.MAIL, "log", told) for a, b in pairs]
    await graph.write(lambda tx: record_log(tx, flows, Period(min(days), max(days))), operation="t")


async def score(graph: Graph, as_of: date = TODAY, **more: object) -> ScoreReport:
    return await score_ties(graph, COUNTING, as_of=as_of, **more)


async def computed(graph: Graph) -> list[tuple[float | None, date | None, date | None]]:
    ties = await find(graph, KINDS["tie"], as_of=None, limit=99)
    return [(t.strength, t.valid_from, t.valid_to) for t in ties if t.origin is TieOrigin.COMPUTED]


def before(*days: int) -> list[date]:
    return [TODAY - timedelta(days=n) for n in days]


@pytest.fixture
async def pair(graph: Graph) -> Drawing:
    drawing = Drawing(graph).people("ann", "bob", "cyd")
    await drawing.save()
    return drawing


async def test_two_who_wrote_to_each_other_are_acquainted(graph: Graph, pair: Drawing) -> None:
    await mails(graph, "ann", "bob", *before(1, 5))
    await mails(graph, "ann", "cyd", *before(1, 5), back=False)
    report = await score(graph)
    assert (report.pairs, report.known, report.written, report.ended) == (2, 1, 1, 0)
    told = await strength_of(graph, tid("bob"), tid("ann"), COUNTING, as_of=TODAY)
    assert told is not None
    assert told.strength is not None
    assert await computed(graph) == [(round(told.strength, 4), TODAY, None)]
    one_way = await strength_of(graph, tid("ann"), tid("cyd"), COUNTING, as_of=TODAY)
    assert one_way is not None
    assert one_way.strength is None
    assert await strength_of(graph, tid("bob"), tid("cyd"), COUNTING, as_of=TODAY) is None
    assert (await score(graph)).written == 0


async def test_a_meeting_counts_for_whoever_came(graph: Graph, pair: Drawing) -> None:
    pair.add("interaction", before(3)[0], id=tid("v"), kind="visit")
    pair.add("participation", person="ann", interaction="v").add("participation", person="bob", interaction="v")
    pair.add("participation", person="cyd", interaction="v", came=False)
    pair.add("interaction", TODAY + timedelta(days=3), id=tid("w"), kind="visit")
    pair.add("participation", person="ann", interaction="w").add("participation", person="cyd", interaction="w")
    await pair.save()
    assert (await score(graph)).known == 1
    (tie,) = await find(graph, KINDS["tie"], as_of=TODAY, limit=9)
    assert isinstance(tie, Tie)
    assert (tie.person_a, tie.person_b, tie.last_contact) == (tid("ann"), tid("bob"), before(3)[0])


async def test_a_recorded_strength_goes_before_it_on_its_days(graph: Graph, pair: Drawing) -> None:
    await mails(graph, "ann", "bob", *before(1, 5))
    await score(graph)
    since, until = TODAY + timedelta(days=10), TODAY + timedelta(days=30)
    await pair.tie("ann", "bob", 0.2, since=since, until=until).save()
    ((strength, begin, ends),) = await computed(graph)
    assert (begin, ends) == (TODAY, since)
    # While it holds nothing is computed; from its end on there is.
    assert (await score(graph, since)).written == 0
    await score(graph, until)
    (_, (faded, again, open_end)) = await computed(graph)
    assert (again, open_end) == (until, None)
    assert faded is not None
    assert strength is not None
    assert faded < strength
    # An unknown strength stands beside it.
    await pair.tie("ann", "bob", None, basis="met once").save()
    assert len(await computed(graph)) == 2


async def test_a_tie_that_is_recorded_for_ever_takes_all_days(graph: Graph, pair: Drawing) -> None:
    await mails(graph, "ann", "bob", *before(1, 5))
    await score(graph)
    await pair.tie("ann", "bob", 0.0).save()
    assert await computed(graph) == []
    assert (await score(graph)).written == 0


async def test_versions_are_few_and_days_keep_theirs(graph: Graph, pair: Drawing) -> None:
    await mails(graph, "ann", "bob", *before(*range(1, 20)))
    days = [TODAY + timedelta(days=7 * n) for n in range(30)]
    written = [(await score(graph, day)).written for day in days]
    versions = await computed(graph)
    assert sum(written) == len(versions) < 15
    assert all(ends == begin for (_, _, ends), (_, begin, _) in pairwise(versions))
    assert all(abs((a or 0) - (b or 0)) > NUMBERS.step for (a, *_), (b, *_) in pairwise(versions))
    # An earlier day is computed in between, and what came after stays.
    await score(graph, before(10)[0])
    again = await computed(graph)
    assert again[0][1:] == (before(10)[0], TODAY)
    assert again[1:] == versions


async def test_only_pairs_with_news_are_looked_at(graph: Graph, pair: Drawing) -> None:
    today = graph.clock.today()
    days = [today - timedelta(days=n) for n in (3, 9)]
    await pair.person("dan").person("eve").save()
    await mails(graph, "ann", "bob", *days)
    await mails(graph, "dan", "eve", *days)
    first = await score(graph, today)
    assert (first.everything, first.pairs) == (True, 2)
    nothing = await score(graph, today)
    assert (nothing.everything, nothing.written) == (False, 0)
    yesterday = today - timedelta(days=1)
    await pair.tie("dan", "eve", 0.5, id=tid("said"), since=yesterday).save()
    assert len(await computed(graph)) == 1
    await graph.write(lambda tx: end(tx, KINDS, KINDS["tie"], tid("said"), today, operation="t"), operation="t")
    news = await score(graph, today)
    assert (news.everything, news.written) == (False, 1)
    assert len(await computed(graph)) == 2
    assert (await score_ties(graph, COUNTING._replace(numbers=numbers_with(half_at=3)))).everything


async def test_when_a_recorded_tie_ends_it_is_computed_again(graph: Graph, pair: Drawing) -> None:
    await mails(graph, "ann", "bob", *before(1, 5))
    await pair.tie("ann", "bob", 0.9).save()
    await score(graph)
    (tie,) = await find(graph, KINDS["tie"], as_of=TODAY, limit=9)
    await graph.write(lambda tx: end(tx, KINDS, KINDS["tie"], tie.id, TODAY, operation="t"), operation="t")
    await score(graph)
    assert [(begin, ends) for _, begin, ends in await computed(graph)] == [(TODAY, None)]


async def test_two_who_compute_while_a_third_records(graph: Graph, pair: Drawing) -> None:
    await mails(graph, "ann", "bob", *before(1, 5))
    drawing = Drawing(graph).tie("ann", "bob", 0.4)
    await asyncio.gather(score(graph), drawing.save(), score(graph))
    assert await computed(graph) == []


async def test_where_what_is_computed_does_not_count_it_ends(graph: Graph, pair: Drawing) -> None:
    await mails(graph, "ann", "bob", *before(1, 5))
    await score(graph)
    later = TODAY + timedelta(days=1)
    assert (await score_ties(graph, COUNTING._replace(counts=False), as_of=later)).ended == 1
    assert [(begin, ends) for _, begin, ends in await computed(graph)] == [(TODAY, later)]


def test_a_version_is_written_as_the_tie_that_it_is() -> None:
    score_ = TieScore(tid("cyd"), tid("ann"), ScoredVersion(0.25, before(9)[0], TODAY, None), None, fresh=True)
    row = score_.row()
    tie = Tie(
        id=computed_id(tid("ann"), tid("cyd")),
        person_a=tid("ann"),
        person_b=tid("cyd"),
        strength=0.25,
        basis="contact",
        last_contact=before(9)[0],
        origin=TieOrigin.COMPUTED,
        valid_from=TODAY,
        source="relgraph",
    )
    properties = tie.row(0)["properties"]
    assert isinstance(properties, dict)
    assert (row["one"], row["other"], row["id"], row["key"]) == (tid("ann"), tid("cyd"), tie.id, tie.key)
    written = {"id": row["id"], "key": row["key"], **row["said"]}  # type: ignore[dict-item]
    assert written.pop("until") is None
    days = {name: getattr(tie, name).isoformat() for name in ("last_contact", "valid_from")}
    assert written == {**properties, **days}


async def test_who_computes_what_another_has_written_meanwhile_corrects_it(graph: Graph, pair: Drawing) -> None:
    await mails(graph, "ann", "bob", *before(1, 5))
    await score(graph)
    ((strength, since, _),) = await computed(graph)
    scores = [TieScore(tid("ann"), tid("bob"), ScoredVersion(0.1, before(2)[0], TODAY, None), None, fresh=True)]
    await graph.write(lambda tx: _write(tx, scores, TODAY), operation="t")
    assert strength != 0.1
    assert await computed(graph) == [(0.1, since, None)]
    await pair.tie("ann", "bob", 0.4).save()
    await graph.write(lambda tx: _write(tx, scores, TODAY), operation="t")
    assert await computed(graph) == []


async def test_what_was_computed_under_another_id_gives_way(graph: Graph, pair: Drawing) -> None:
    since = before(9)[0]
    await pair.tie("ann", "bob", 0.99, id="relgraph:contact.1", origin="computed", since=since).save()
    await mails(graph, "ann", "bob", *before(1, 5))
    await score(graph)
    (_, (strength, again, ends)) = await computed(graph)
    assert await computed(graph) == [(0.99, since, TODAY), (strength, TODAY, None)]
    assert (again, ends) == (TODAY, None)
