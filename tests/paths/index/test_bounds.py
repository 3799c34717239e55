"""Worlds in which paths are without number, or all equal, or lead back over themselves: answered exactly, and soon."""

import time

import pytest

from relgraph.paths.index import best, bounds, choice, gates, region
from relgraph.paths.model import PathOptions
from tests.draw import TODAY
from tests.paths.index.tables import find, table_of
from tests.paths.oracle import Edge, World

CROWD = [f"p{number:03}" for number in range(120)]


def crowd(strength: float, *ties: tuple[str, str]) -> World:
    """Everybody in the crowd knows everybody equally well; ann is ours, and the boss is to be reached."""
    edges = [Edge("tie", one, other, strength) for place, one in enumerate(CROWD) for other in CROWD[place + 1 :]]
    edges += [Edge("tie", one, other, strength) for one, other in ties]
    return World({**dict.fromkeys(CROWD, "them"), "ann": "us", "boss": "them"}, edges)


@pytest.mark.parametrize("strength", [1.0, 0.5])
async def test_of_equal_paths_those_of_fewer_hops_come_first_then_by_id(strength: float) -> None:
    world = crowd(strength, ("ann", "p000"), ("p119", "boss"))
    found = await find(world, {"boss"}, {"ann"}, 100, PathOptions(max_hops=6), TODAY)
    assert [path.people for path in found.paths] == [
        ["ann", "p000", "p119", "boss"],
        *(["ann", "p000", one, "p119", "boss"] for one in CROWD[1:100]),
    ]
    assert found.complete_above == strength**4


@pytest.mark.parametrize(
    ("ties", "way"),
    [
        ([("ann", "p007"), ("p007", "boss")], ["ann", "p007", "boss"]),
        ([("ann", "p007")], None),
        ([("p007", "boss")], None),
    ],
    ids=["one choke point for all", "target out of reach", "nobody of ours"],
)
async def test_that_there_is_no_other_way_is_known_for_certain(ties: list[tuple[str, str]], way: list | None) -> None:
    world = crowd(1.0, *ties)
    table = table_of(world)
    await find(world, {"boss"}, {"ann"}, 10, PathOptions(), TODAY, table)  # compiled by now
    begin = time.process_time()
    found = await find(world, {"boss"}, {"ann"}, 10, PathOptions(max_hops=6), TODAY, table)
    # Walking the ways that lead back over p007 would mean billions of steps.
    assert time.process_time() - begin < 1
    assert ([path.people for path in found.paths], found.complete_above) == ([way] if way else [], 0)


async def test_each_function_is_compiled_once() -> None:
    """And not for every constant and width of numbers that it is called with: that took twice as long."""
    await find(crowd(0.5, ("ann", "p000"), ("p119", "boss")), {"boss"}, {"ann"}, 10, PathOptions(), TODAY)
    compiled = [each for module in (best, bounds, choice, gates, region) for each in vars(module).values()]
    times = {each.__name__: len(each.signatures) for each in compiled if hasattr(each, "signatures")}
    assert {"find_best", "look_ahead", "clear", "tell_open", "next_step"} <= times.keys()
    assert {name: number for name, number in times.items() if number > 1} == {}
    assert times["find_best"] == 1
