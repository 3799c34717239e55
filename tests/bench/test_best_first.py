"""The search in memory that relgraph is measured by finds what walking every path finds."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.best_first import BestFirst
from bench.network import DOTTED, INFLUENCE, SOLID, TIE, Facts, Network
from relgraph.paths.model import PathOptions
from tests.draw import TODAY
from tests.paths.oracle import ASK_LOAD, World
from tests.paths.test_paths_property import NAMES, worlds

KINDS = {"tie": TIE, "influence": INFLUENCE, "solid": SOLID, "dotted": DOTTED}


def facts(world: World, day: date) -> Facts:
    held = [edge for edge in world.edges if edge.holds(day)]
    number = {name: n for n, name in enumerate(NAMES)}

    def among(people: set[str]) -> np.ndarray:
        return np.array([name in people for name in NAMES])

    return Facts(
        len(NAMES),
        np.array([KINDS[edge.kind] for edge in held], dtype=np.int8),
        np.array([number[edge.a] for edge in held], dtype=np.int32),
        np.array([number[edge.b] for edge in held], dtype=np.int32),
        np.array([edge.strength for edge in held], dtype=np.float64),
        np.array([[number[name] for name in pair] for pair in world.frictions], dtype=np.int32).reshape(-1, 2),
        closed=among(world.opponents | world.decliners),
        barred=among(world.at("rival")),
        asks=np.array([sum(ASK_LOAD[weight] for weight in world.asks.get(name, ())) for name in NAMES]),
    )


@given(world=worlds(), target=st.sampled_from(NAMES), starts=st.sets(st.sampled_from(NAMES)), hops=st.integers(1, 6))
@pytest.mark.parametrize("k", [1, 3, 20])
def test_it_equals_the_oracle(world: World, target: str, starts: set[str], hops: int, k: int) -> None:
    paths = world.paths({target}, starts, TODAY, PathOptions(max_hops=hops))
    scores = {tuple(people): score for score, people, _ in paths}
    search = BestFirst(Network.of(facts(world, TODAY)))
    found = search.find(NAMES.index(target), np.array([NAMES.index(s) for s in starts], dtype=np.int32), hops, k)
    assert [score for score, _ in found] == [pytest.approx(score, abs=1e-12) for score, _, _ in paths[:k]]
    assert [scores[tuple(NAMES[n] for n in people)] for _, people in found] == [pytest.approx(s) for s, _ in found]
