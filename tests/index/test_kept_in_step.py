"""The index against a real Neo4j that changes: callers see their own writes at once, and large changes in the end."""

import asyncio
import time

import pytest

from relgraph.errors import NotFoundError
from relgraph.graph.client import Graph
from relgraph.index import service
from relgraph.index.service import PathIndex
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
    index._mark = index._mark.model_copy(update={"number": index._mark.number + 3})
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


async def test_a_change_too_large_to_name_is_answered_by_the_database(index: PathIndex, d: Drawing) -> None:  # noqa: F811
    many = [f"m{n}" for n in range(501)]
    await d.people(*many, at="acme").save()
    await d.tie("abe", "boss", 0.9).save()
    assert await ways(d.graph, "boss", index=index) == [(0.9, "abe-boss"), (0.4, "ann-bob-boss")]
    assert not index.ready


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


async def test_it_is_read_anew_in_the_background(d: Drawing, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setattr(service, "QUIET", 0.05)
    await d.tie("ann", "boss", 0.5).save()
    async with PathIndex().kept(d.graph) as index:
        await _ready(index)
        await d.people(*(f"m{n}" for n in range(501)), at="acme").save()
        await d.tie("m7", "boss", 0.9).tie("abe", "m7", 0.9).save()
        expected = [(0.81, "abe-m7-boss"), (0.5, "ann-boss")]
        assert await ways(d.graph, "boss", index=index) == expected
        await _ready(index)
        assert await seen(index, d.graph) == expected


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
