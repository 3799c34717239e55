"""The search in memory against the brute-force oracle, on random small worlds; without a database, so that many fit."""

from hypothesis import given, settings

from tests.draw import TODAY
from tests.index.tables import find
from tests.paths.oracle import World, diverse
from tests.paths.test_paths_property import CASES


@settings(max_examples=1500)
@given(**CASES)
async def test_the_k_best_simple_paths(world: World, targets, given_starts, k, options) -> None:
    starts = world.at("us") if given_starts is None else given_starts
    expected = diverse(world.paths(targets, starts, TODAY, options), options.diversity)
    found = await find(world, targets, starts, k, options, TODAY)
    assert [(path.score, path.people) for path in found.paths] == [path[:2] for path in expected[:k]]
    assert found.complete_above == (expected[k][0] if len(expected) > k else 0)
