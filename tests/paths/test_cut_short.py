"""What was found is never lost, and a search that was cut short never says that there is no way."""

import pytest

from relgraph.core.errors import DatabaseCapacityError, DatabaseTimeoutError
from relgraph.hubs.choke import find_choke_points
from relgraph.paths import service
from relgraph.paths.levels import LevelSearch
from relgraph.paths.model import NEGLIGIBLE, FoundPath, SearchResult
from relgraph.paths.search import Strategy, find_k_best
from relgraph.paths.service import find_warm_paths
from tests.draw import TODAY, Drawing, name_of, tid

SCOUTS = Strategy(floor=0.2, scout=True, fall=0.7)


@pytest.mark.parametrize("error", [DatabaseCapacityError, DatabaseTimeoutError])
async def test_what_the_first_scout_found_outlives_the_second(error: type[Exception]) -> None:
    way = FoundPath(score=0.5, people=["a", "b", "c"])

    async def search(*, scout: bool, width: int, **_: object) -> SearchResult:
        if scout and width == 1_000:
            return SearchResult(paths=[way], dropped=0.4, visited=3)
        raise error("too much")

    found = await find_k_best(search, SCOUTS, 5)
    assert (found.paths, found.complete_above) == ([way], 1.0)


async def test_a_last_scout_goes_where_everything_was_too_much() -> None:
    way = FoundPath(score=0.5, people=["a", "b", "c"])

    async def search(*, width: int, **_: object) -> SearchResult:
        if width < 100:
            return SearchResult(paths=[way], dropped=0.4, visited=3)
        raise DatabaseTimeoutError("too long")

    found = await find_k_best(search, SCOUTS, 5)
    assert (found.paths, found.complete_above) == ([way], 1.0)


async def test_where_everything_at_once_is_too_much_scouts_go_first() -> None:
    way, other = FoundPath(score=0.1, people=["a", "b", "c"]), FoundPath(score=0.05, people=["a", "d", "c"])

    async def search(*, scout: bool, width: int, **_: object) -> SearchResult:
        if scout:
            return SearchResult(paths=[way], dropped=0.0, visited=3)
        if width > 100:
            raise DatabaseCapacityError("too much")
        return SearchResult(paths=[way, other], dropped=0.0, visited=3)

    found = await find_k_best(search, Strategy(floor=0.4, scout=False, fall=0.95), 5)
    assert (found.paths, found.complete_above) == ([way, other], 0.0)


async def test_how_far_a_search_came_before_the_next_was_stopped_is_told() -> None:
    way = FoundPath(score=0.5, people=["a", "b", "c"])

    async def search(*, floor: float, **_: object) -> SearchResult:
        if floor == 0.4:
            return SearchResult(paths=[way], dropped=0.0, visited=3)
        raise DatabaseTimeoutError("too long")

    found = await find_k_best(search, Strategy(floor=0.4, scout=False, fall=0.95), 5)
    assert (found.paths, found.complete_above) == ([way], 0.4)
    assert found.complete_above > NEGLIGIBLE


async def test_nothing_found_in_time_is_not_none(d: Drawing, monkeypatch: pytest.MonkeyPatch) -> None:
    d.opportunity("deal", "acme").role("boss", "deal", "D")
    await d.tie("ann", "boss", 0.9).save()

    async def slow(self: LevelSearch, **_: object) -> SearchResult:
        raise DatabaseTimeoutError("too long")

    monkeypatch.setattr(LevelSearch, "search", slow)
    answer = await find_warm_paths(d.graph, tid("boss"), as_of=TODAY)
    assert (answer.paths, answer.truncated, answer.complete_above, answer.cut_short) == ([], True, 1.0, True)
    chokes = await find_choke_points(d.graph, opportunity=tid("deal"), as_of=TODAY)
    assert [(one.paths, one.likelihood, one.cut_short) for one in chokes.deciders] == [(None, None, True)]
    assert chokes.cut_short


@pytest.mark.parametrize("ends", ["first", "only"])
async def test_a_tie_that_ends_between_search_and_description_is_no_way(
    d: Drawing, monkeypatch: pytest.MonkeyPatch, ends: str
) -> None:
    if ends == "first":
        await d.tie("ann", "bob", 0.9, id="t:gone").tie("bob", "boss", 0.9).tie("abe", "boss", 0.5).save()
    else:
        await d.tie("ann", "boss", 0.9, id="t:gone").tie("abe", "boss", 0.5).save()
    describe, times = service._describe, []

    async def late(graph, found, scored_by, options):
        if not times:
            await graph.driver.execute_query("MATCH ()-[tie:TIE {id: 't:gone'}]->() SET tie.valid_to = $day", day=TODAY)
        times.append([[name_of(one) for one in path.people] for path in found])
        return await describe(graph, found, scored_by, options)

    monkeypatch.setattr(service, "_describe", late)
    answer = await find_warm_paths(d.graph, tid("boss"), as_of=TODAY)
    assert [[name_of(one) for one in path.people] for path in answer.paths] == [["abe", "boss"]]
    assert (answer.complete_above, answer.cut_short) == (0, False)
    assert len(times) == 2
