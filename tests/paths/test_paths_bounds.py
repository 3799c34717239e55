"""Graphs in which paths are without number: the answer comes, is exact where it says so, and admits where it is not."""

import pytest

from relgraph.core.errors import DatabaseCapacityError
from relgraph.graph import client
from relgraph.paths import search
from relgraph.paths.levels import LevelSearch
from relgraph.paths.model import PathOptions, SearchResult, Starts
from relgraph.paths.service import find_warm_paths, plan_ahead
from tests.draw import TODAY, Drawing, name_of, tid

CROWD = [f"p{number:02}" for number in range(24)]


async def crowd(drawing: Drawing, strength: float) -> Drawing:
    """Everybody in the crowd knows everybody equally well; only p23 knows the boss, only p00 knows ann of ours."""
    drawing.org("us", "vendor").org("acme").person("ann", at="us").person("boss", at="acme")
    drawing.people(*CROWD, at="acme")
    for place, one in enumerate(CROWD):
        for other in CROWD[place + 1 :]:
            drawing.tie(one, other, strength)
    return drawing.tie("p23", "boss", strength)


async def test_where_everything_is_certain_fewer_hops_come_first(drawing: Drawing) -> None:
    await (await crowd(drawing, 1.0)).tie("ann", "p00", 1.0).save()
    answer = await find_warm_paths(drawing.graph, tid("boss"), as_of=TODAY, k=4, options=PathOptions(max_hops=6))
    assert [[name_of(hop.to.id) for hop in path.hops] for path in answer.paths] == [
        ["p00", "p23", "boss"],
        ["p00", "p01", "p23", "boss"],
        ["p00", "p02", "p23", "boss"],
        ["p00", "p03", "p23", "boss"],
    ]
    assert [path.score for path in answer.paths] == [1.0] * 4
    assert (answer.truncated, answer.complete_above) == (True, 1.0)


@pytest.mark.parametrize("starts", [Starts(), Starts(people=(tid("ann"),))])
async def test_that_nobody_can_be_reached_is_known_for_certain(drawing: Drawing, starts: Starts) -> None:
    await (await crowd(drawing, 0.9)).save()
    answer = await find_warm_paths(
        drawing.graph, tid("boss"), as_of=TODAY, starts=starts, options=PathOptions(max_hops=6)
    )
    assert (answer.paths, answer.truncated, answer.complete_above) == ([], False, 0)


async def test_what_was_found_before_the_memory_ran_out_stands(
    drawing: Drawing, monkeypatch: pytest.MonkeyPatch
) -> None:
    await (await crowd(drawing, 0.9)).tie("ann", "p00", 0.9).save()
    search_once = LevelSearch.search

    async def poor(self: LevelSearch, *, scout: bool, **how) -> SearchResult:
        if not scout:
            raise DatabaseCapacityError("no memory left")
        return await search_once(self, scout=scout, **how)

    monkeypatch.setattr(LevelSearch, "search", poor)
    answer = await find_warm_paths(drawing.graph, tid("boss"), as_of=TODAY, k=3, options=PathOptions(max_hops=6))
    assert answer.paths[0].score == round(0.9**3, 12)
    assert (answer.truncated, answer.complete_above) == (True, 1.0)


async def test_equals_at_the_cut_do_not_push_out_what_is_better(
    drawing: Drawing, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing.org("us", "vendor").org("acme").person("ann", at="us").people("boss", *CROWD, at="acme")
    for name in CROWD:
        drawing.tie(name, "boss", 0.8 if name == "p11" else 0.5).tie("ann", name, 0.9)
    await drawing.save()
    monkeypatch.setattr(search, "BEAM_WIDTHS", (2, 1))
    monkeypatch.setattr(search, "SCOUT_BEAM_WIDTHS", (2,))
    answer = await find_warm_paths(drawing.graph, tid("boss"), as_of=TODAY, k=1)
    assert ([path.score for path in answer.paths], answer.complete_above) == ([0.72], 0.5)


async def test_fifty_ways_through_a_circle_of_forty(drawing: Drawing) -> None:
    """Whoever of ours knows one of a circle has one way of two hops, 38 of three and 1,406 of four."""
    circle = [f"c{number:02}" for number in range(39)]
    drawing.org("us", "vendor").org("acme").person("ann", at="us").people("boss", *circle, at="acme")
    for place, one in enumerate(circle):
        drawing.tie(one, "boss", 0.5)
        for other in circle[place + 1 :]:
            drawing.tie(one, other, 0.5)
    await drawing.tie("ann", "c00", 0.5).save()
    answer = await find_warm_paths(drawing.graph, tid("boss"), as_of=TODAY, k=50)
    told = [(path.score, "-".join(map(name_of, path.people))) for path in answer.paths]
    assert told[:3] == [(0.25, "ann-c00-boss"), (0.125, "ann-c00-c01-boss"), (0.125, "ann-c00-c02-boss")]
    assert told[38:40] == [(0.125, "ann-c00-c38-boss"), (0.0625, "ann-c00-c01-c02-boss")]
    assert told[49] == (0.0625, "ann-c00-c01-c12-boss")
    assert (len(told), answer.truncated, answer.complete_above, answer.cut_short) == (50, True, 0.0625, False)


async def test_the_search_is_planned_before_anybody_asks(drawing: Drawing, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, rows = set(), client.rows_of

    async def noted(of, query, *rest):
        asked.add(query.name)
        return await rows(of, query, *rest)

    monkeypatch.setattr(client, "rows_of", noted)
    await drawing.org("us", "vendor").person("ann", at="us").save()
    await plan_ahead(drawing.graph)
    assert asked >= {"paths/find_begins", "paths/widen_ring", "paths/extend_paths"}
