"""The index against a real Neo4j that changes: callers see their own writes at once, and large changes in the end."""

import asyncio
import base64
import itertools
import time
from dataclasses import replace

import pytest

from relgraph.core.errors import DatabaseTimeoutError, NotFoundError
from relgraph.graph.client import Graph, Reader
from relgraph.graph.query import Query
from relgraph.paths.index import service
from relgraph.paths.index.news import FIND_CHANGES, read_news
from relgraph.paths.index.service import PathIndex
from relgraph.paths.model import Starts
from tests.database import wipe
from tests.draw import TODAY, Drawing, tid
from tests.paths.conftest import d, ways  # noqa: F401  (a fixture)


@pytest.fixture
async def index(d: Drawing) -> PathIndex:  # noqa: F811
    await d.tie("ann", "bob", 0.5).tie("bob", "boss", 0.8).opportunity("deal", "acme").save()
    index = PathIndex()
    await index.read(d.graph)
    return index


async def seen(index: PathIndex, graph: Graph, **asked) -> list[tuple[float, str]]:
    """Paths to the boss by the index, which are those by the database."""
    by_index = await ways(graph, "boss", index=index, **asked)
    assert index.ready
    assert by_index == await ways(graph, "boss", **asked)
    return by_index


async def test_what_is_recorded_counts_at_once(index: PathIndex, d: Drawing) -> None:  # noqa: F811
    graph = d.graph
    assert await seen(index, graph) == [(0.4, "ann-bob-boss")]
    await d.tie("abe", "boss", 0.3).save()
    assert await seen(index, graph) == [(0.4, "ann-bob-boss"), (0.3, "abe-boss")]
    await d.tie("abe", "boss", 0.9).save()
    assert await seen(index, graph) == [(0.9, "abe-boss"), (0.4, "ann-bob-boss")]
    await d.tie("abe", "boss", 0.9, until=TODAY).friction("ann", "bob").save()
    assert await seen(index, graph) == []


async def test_new_people_have_their_place_among_the_old(index: PathIndex, d: Drawing) -> None:  # noqa: F811
    d.person("aaa", at="us").person("zed", at="us").person("bib", at="acme")
    await d.tie("zed", "bib", 0.8).tie("aaa", "bib", 0.8).tie("bib", "boss", 0.5).save()
    assert await seen(index, d.graph) == [(0.4, "aaa-bib-boss"), (0.4, "ann-bob-boss"), (0.4, "zed-bib-boss")]


async def test_stances_asks_and_who_declines(index: PathIndex, d: Drawing) -> None:  # noqa: F811
    graph, asked = d.graph, {"opportunity": tid("deal")}
    await d.ask("ann", "bob", about="one").ask("ann", "bob", about="two").ask("ann", "bob", about="three").save()
    assert await seen(index, graph) == [(0.32, "ann-bob-boss")]
    assert await seen(index, graph, unknown_support=0.5, **asked) == [(0.16, "ann-bob-boss")]
    await d.support("bob", "deal", 0).save()
    assert await seen(index, graph, unknown_support=0.5, **asked) == [(0.32, "ann-bob-boss")]
    await d.support("bob", "deal", -1).save()
    assert await seen(index, graph) == []
    await d.opportunity("deal", "acme", outcome="lost", until=TODAY).save()
    assert await seen(index, graph) == [(0.32, "ann-bob-boss")]
    assert await seen(index, graph, **asked) == []
    await d.person("ann", declines_introductions=True).save()
    assert await seen(index, graph) == []


async def test_what_asks_weigh(index: PathIndex, d: Drawing) -> None:  # noqa: F811
    await d.ask("ann", "bob", about="one").ask("ann", "bob", about="two", weight="heavy").save()
    assert await seen(index, d.graph) == [(0.32, "ann-bob-boss")]
    fresh = PathIndex()
    await fresh.read(d.graph)
    assert await seen(fresh, d.graph) == [(0.32, "ann-bob-boss")]
    await d.ask("ann", "bob", about="two", weight="light").save()
    assert await seen(index, d.graph) == [(0.4, "ann-bob-boss")]
    await d.ask("ann", "bob", about="two", weight="light", until=TODAY).ask("abe", "bob", weight="heavy").save()
    assert await seen(index, d.graph) == [(0.32, "ann-bob-boss")]


async def test_organisations_change_what_they_are(index: PathIndex, d: Drawing) -> None:  # noqa: F811
    graph = d.graph
    await d.tie("abe", "pat", 1.0).tie("pat", "boss", 0.7).save()
    assert await seen(index, graph) == [(0.7, "abe-pat-boss"), (0.4, "ann-bob-boss")]
    assert await seen(index, graph, partners=False) == [(0.4, "ann-bob-boss")]
    assert await seen(index, graph, prefer=(tid("acme"),)) == [(0.4, "ann-bob-boss"), (0.35, "abe-pat-boss")]
    await d.org("ally", "vendor").save()
    assert await seen(index, graph) == [(0.7, "pat-boss"), (0.4, "ann-bob-boss")]
    await d.org("ally", "competitor").save()
    assert await seen(index, graph) == [(0.4, "ann-bob-boss")]


async def test_another_day_is_another_question(index: PathIndex, d: Drawing) -> None:  # noqa: F811
    await d.tie("abe", "boss", 0.9, since=TODAY.replace(year=2027)).save()
    assert await seen(index, d.graph) == [(0.4, "ann-bob-boss")]
    late = TODAY.replace(year=2027)
    assert await seen(index, d.graph, as_of=late) == [(0.9, "abe-boss"), (0.4, "ann-bob-boss")]


async def test_people_whom_nobody_knows_are_told(index: PathIndex, d: Drawing) -> None:  # noqa: F811
    with pytest.raises(NotFoundError, match="nobody"):
        await ways(d.graph, "nobody", index=index)
    with pytest.raises(NotFoundError, match="someone"):
        await ways(d.graph, "boss", index=index, starts=Starts(people=(tid("someone"),)))
    with pytest.raises(NotFoundError, match="deal2"):
        await ways(d.graph, "boss", index=index, opportunity=tid("deal2"))


async def test_a_reader_that_lags_behind_changes_nothing(index: PathIndex, d: Drawing) -> None:  # noqa: F811
    held = index._answering
    held.mark = held.mark.model_copy(update={"number": held.mark.number + 3})
    assert await seen(index, d.graph) == [(0.4, "ann-bob-boss")]


async def test_a_caller_who_gives_up_disturbs_nobody(
    index: PathIndex,
    d: Drawing,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    running: list[int] = []
    together: list[int] = []
    find = service.find_in_table

    def slowly(*args, **options):
        running.append(1)
        together.append(len(running))
        time.sleep(0.3)
        found = find(*args, **options)
        running.pop()
        return found

    monkeypatch.setattr(service, "find_in_table", slowly)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.15):
            await ways(d.graph, "boss", index=index)
    assert await ways(d.graph, "boss", index=index) == [(0.4, "ann-bob-boss")]
    assert together == [1, 1]


async def test_a_change_of_many_people_is_told_in_several_notes(index: PathIndex, d: Drawing) -> None:  # noqa: F811
    before = index._answering.mark.number
    await d.people(*(f"m{n}" for n in range(501)), at="acme").tie("abe", "m500", 0.9).tie("m500", "boss", 1.0).save()
    assert await ways(d.graph, "boss", index=index) == [(0.9, "abe-m500-boss"), (0.4, "ann-bob-boss")]
    # People in two notes, their seats in two, and the ties in one.
    assert index._answering.mark.number == before + 5


async def test_what_is_too_much_for_a_question_is_answered_by_the_database_and_caught_up(
    index: PathIndex,
    d: Drawing,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(service, "MOST_ANEW", 10)
    await d.people(*(f"m{n}" for n in range(20)), at="acme").save()
    await d.tie("abe", "boss", 0.9).save()
    assert await ways(d.graph, "boss", index=index) == [(0.9, "abe-boss"), (0.4, "ann-bob-boss")]
    assert not index.ready
    table = index._behind.table
    await index._keep(d.graph, asyncio.Event())
    assert await seen(index, d.graph) == [(0.9, "abe-boss"), (0.4, "ann-bob-boss")]
    assert index._answering.table is table  # what was read before was not read again


async def test_what_the_record_of_changes_forgot_is_read_anew(index: PathIndex, d: Drawing) -> None:  # noqa: F811
    await d.tie("abe", "boss", 0.9).save()
    await d.graph.driver.execute_query("MATCH (note:Change) WITH note ORDER BY note.number DESC LIMIT 1 DELETE note")
    await d.tie("abe", "bob", 0.9).save()
    expected = [(0.9, "abe-boss"), (0.72, "abe-bob-boss"), (0.4, "ann-bob-boss")]
    assert await ways(d.graph, "boss", index=index) == expected
    assert not index.ready
    await index._keep(d.graph, asyncio.Event())
    assert await seen(index, d.graph) == expected


async def test_a_tie_that_ends_while_people_are_read(index: PathIndex, d: Drawing) -> None:  # noqa: F811
    await d.tie("abe", "bob", 0.9).save()

    class Late(Reader):
        """Reads as the graph does, but others commit once after it was asked what has changed."""

        ended = False

        async def _rows(self, query: Query, params: dict) -> list:
            rows = await d.graph._rows(query, params)
            if query is FIND_CHANGES and not self.ended:
                self.ended = True
                await d.tie("ann", "bob", 0.5, until=TODAY).save()
            return rows

    news = await read_news(Late(), index._answering.mark)
    assert (news.told, news.more, len(news.people)) == (True, False, 2)
    assert await index._take_in(index._answering, news)
    assert await seen(index, d.graph) == [(0.72, "abe-bob-boss")]


async def test_steady_writes_do_not_keep_it_from_being_read(d: Drawing, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setattr(service, "FOLLOWED", 0.05)
    monkeypatch.setattr(service, "MOST_ANEW", 100)
    await d.tie("ann", "boss", 0.5).people(*(f"m{n}" for n in range(600)), at="acme").save()

    async def write() -> None:
        for number in itertools.count():
            await d.tie("ann", "boss", 0.1 + number % 9 / 10).save()
            await asyncio.sleep(0.02)

    writing = asyncio.create_task(write())
    try:
        async with PathIndex().kept(d.graph) as index:
            await _ready(index)
            await d.people(*(f"n{n}" for n in range(600)), at="acme").save()
            await ways(d.graph, "boss", index=index)
            await _ready(index)
            writing.cancel()
            await asyncio.wait([writing])
            await d.tie("ann", "boss", 0.5).save()
            assert await seen(index, d.graph) == [(0.5, "ann-boss")]
    finally:
        writing.cancel()


async def test_a_defect_does_not_end_the_background(d: Drawing, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setattr(service, "FOLLOWED", 0.05)
    await d.tie("ann", "boss", 0.5).save()
    read, failures = service.read_everything, [DatabaseTimeoutError("late"), ZeroDivisionError("a defect")]

    async def fail_first(*args):
        if failures:
            raise failures.pop()
        return await read(*args)

    monkeypatch.setattr(service, "read_everything", fail_first)
    async with PathIndex().kept(d.graph) as index:
        await _ready(index)
        assert await seen(index, d.graph) == [(0.5, "ann-boss")]


async def test_a_caller_whose_bookmark_does_not_come_fails_alone(index: PathIndex, d: Drawing) -> None:  # noqa: F811
    await d.tie("abe", "boss", 0.9).save()
    hasty = replace(d.graph, settings=d.graph.settings.model_copy(update={"bookmark_timeout": 2.0}))
    bookmark = _of_a_later_transaction(max(await d.graph.bookmarks()))
    waiting = asyncio.create_task(ways(hasty.for_caller("late", [bookmark]), "boss", index=index))
    await asyncio.sleep(0.1)
    assert await ways(d.graph, "boss", index=index) == [(0.9, "abe-boss"), (0.4, "ann-bob-boss")]
    assert not waiting.done()
    with pytest.raises(DatabaseTimeoutError, match="bookmark stands for within 2 s"):
        await waiting


def _of_a_later_transaction(bookmark: str) -> str:
    """A bookmark of the same database, of a transaction that nobody will ever make.

    A bookmark is a list of one: the database's id (16 bytes), the number of the transaction, and an empty list. The
    number takes one to nine bytes, as many as it needs: this one is the largest of four.
    """
    kind, _, body = bookmark.partition(":")
    raw = base64.b64decode(body)
    assert (raw[:3], raw[-1:]) == (b"\x91\xcc\x10", b"\x90")
    return f"{kind}:{base64.b64encode(raw[:19] + bytes.fromhex('ca7fffffff') + raw[-1:]).decode()}"


async def test_another_database_is_answered_by_itself(index: PathIndex, d: Drawing) -> None:  # noqa: F811
    await wipe(d.graph)
    await (
        d.org("us", "vendor")
        .org("acme")
        .person("ann", at="us")
        .person("boss", at="acme")
        .tie("ann", "boss", 0.1)
        .save()
    )
    assert await ways(d.graph, "boss", index=index) == [(0.1, "ann-boss")]
    assert not index.ready


async def _ready(index: PathIndex) -> None:
    async with asyncio.timeout(120):
        while not index.ready:  # noqa: ASYNC110  (nobody is told but by asking)
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("hops", [1, 2, 6])
async def test_nobody_to_start_from_or_to_reach(drawing: Drawing, hops: int) -> None:
    index = PathIndex()
    await index.read(drawing.graph)
    await drawing.org("acme").person("boss", at="acme").save()
    assert await seen(index, drawing.graph, max_hops=hops) == []
