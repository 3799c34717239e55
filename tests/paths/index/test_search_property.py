"""The search in memory against the brute-force oracle, on random small worlds; without a database, so that many fit."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relgraph.paths.index import search
from relgraph.paths.model import Diversity
from tests.draw import TODAY
from tests.examples import EXAMPLES, MANY
from tests.paths.index.tables import find, page_seen_from_both_ends, table_of
from tests.paths.oracle import Path, World, diverse, nearly, nearly_all
from tests.paths.test_paths_property import CASES, worlds


def expected_paths(world: World, targets, given_starts, options) -> list[Path]:
    starts = world.at("us") if given_starts is None else given_starts
    return diverse(world.paths(targets, starts, TODAY, options), options.diversity)


def starts_of(world: World, given_starts) -> set[str]:
    return world.at("us") if given_starts is None else given_starts


@MANY
@given(**CASES)
async def test_the_k_best_simple_paths(world: World, targets, given_starts, k, options) -> None:
    expected = expected_paths(world, targets, given_starts, options)
    found = await find(world, targets, starts_of(world, given_starts), k, options, TODAY)
    assert [(path.score, path.people) for path in found.paths] == nearly_all([path[:2] for path in expected[:k]])
    assert found.complete_above == nearly(expected[k][0] if len(expected) > k else 0)


@settings(max_examples=EXAMPLES * 3)
@given(before=st.lists(worlds(), min_size=1, max_size=4), **CASES)
async def test_a_table_brought_up_to_date_is_as_good_as_a_new_one(
    before: list[World], world: World, targets, given_starts, k, options
) -> None:
    table = table_of(before[0])
    for then in [*before[1:], world]:
        table.replace(page_seen_from_both_ends(then))
    expected = expected_paths(world, targets, given_starts, options)
    found = await find(world, targets, starts_of(world, given_starts), k, options, TODAY, table)
    assert [(path.score, path.people) for path in found.paths] == nearly_all([path[:2] for path in expected[:k]])


@settings(max_examples=EXAMPLES * 3)
@given(budget=st.integers(0, 3_000), **CASES)
async def test_a_search_out_of_budget_says_what_it_guarantees(
    budget: int, world: World, targets, given_starts, k, options
) -> None:
    options = options.model_copy(update={"diversity": Diversity.NONE})
    expected = [path[:2] for path in expected_paths(world, targets, given_starts, options)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "BUDGET", budget)
        answer = await find(world, targets, starts_of(world, given_starts), k, options, TODAY)
    found = [(path.score, path.people) for path in answer.paths]
    assert [path for path in expected if path in found] == found
    certain = [path for path in expected if path[0] > answer.complete_above]
    assert [path for path in found if path[0] > answer.complete_above] == certain
    assert answer.complete_above > 0 or found == expected[:k]
