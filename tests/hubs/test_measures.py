"""The measures on random networks against networkx, and how long chains of ties are."""

import math
from fractions import Fraction
from itertools import pairwise, permutations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relgraph.hubs import measures
from relgraph.hubs.measures import measure
from relgraph.hubs.model import ALL_MEASURES, HubMeasure
from relgraph.hubs.network import Network, NetworkRow, length

SIZE = 8
PAIRS = st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda pair: pair[0] != pair[1])
# With many chains that are equally likely, certain ties, dead ones and unknown ones.
STRENGTHS = st.one_of(st.none(), st.sampled_from([0.0, 1.0, 0.5, 0.8, 0.4, 0.25, 0.1, 0.3]), st.floats(0.01, 1))
LINKS = st.dictionaries(PAIRS, STRENGTHS, max_size=18)


def network(ties: dict[tuple[int, int], float | None], sways: dict[tuple[int, int], float | None]) -> Network:
    rows = []
    for n in range(SIZE):
        contacts, strengths = _lists({other: value for (one, other), value in ties.items() if one == n})
        listeners, weights = _lists({other: value for (one, other), value in sways.items() if one == n})
        row = {"contacts": contacts, "strengths": strengths, "listeners": listeners, "weights": weights}
        rows.append(NetworkRow(id=f"t:{n}", layer=None, **row))
    return Network(rows)


def _lists(numbers: dict[int, float | None]) -> tuple[list[str], list[float]]:
    known = sorted((n for n, value in numbers.items() if value is not None), key=lambda n: numbers[n])
    return [f"t:{n}" for n in (*known, *(numbers.keys() - set(known)))], [numbers[n] for n in known]


@given(ties=LINKS, sways=LINKS)
def test_every_measure_equals_networkx(ties: dict, sways: dict) -> None:
    found = network(ties, sways)
    measured = measure(found, ALL_MEASURES)
    ways, listening = nx.Graph(), nx.DiGraph()
    ways.add_nodes_from(range(SIZE))
    listening.add_nodes_from(range(SIZE))
    for (one, other), strength in found.ties.items():
        if strength != 0:
            known = 0.3 if strength is None else strength
            ways.add_edge(one, other, strength=known, length=length(known))
    for (person, listener), weight in sways.items():
        listening.add_edge(listener, person, weight=0.3 if weight is None else weight)
    # networkx 3.6 divides by the wrong axis unless nodes are named.
    sizes = nx.effective_size(ways, nodes=list(ways), weight="strength")
    expected = {
        "betweenness": nx.betweenness_centrality(ways, weight="length"),
        "closeness": nx.closeness_centrality(ways),
        "core": nx.core_number(ways),
        "constraint": _none_for_nan(nx.constraint(ways, weight="strength")),
        "effective_size": _none_for_nan(sizes),
        "pagerank": nx.pagerank(listening, tol=1e-14, max_iter=10_000),
    }
    for name, values in expected.items():
        assert measured[name] == [pytest.approx(values[n], abs=1e-9) for n in range(SIZE)], name


def _none_for_nan(values: dict[int, float]) -> dict[int, float | None]:
    return {n: None if math.isnan(value) else value for n, value in values.items()}


@given(
    ties=st.dictionaries(
        st.tuples(st.integers(0, 4), st.integers(0, 4)).filter(lambda pair: pair[0] < pair[1]),
        st.sampled_from([1.0, 0.5, 0.8, 0.4, 0.64, 0.32, 0.2]),
        max_size=9,
    )
)
def test_betweenness_counts_the_likeliest_chains_exactly(ties: dict) -> None:
    """All chains enumerated, likelihoods as exact fractions: the greatest, of these the shortest, share alike."""
    strength = {ends: Fraction(str(value)) for ends, value in ties.items()}
    strength |= {(other, one): value for (one, other), value in strength.items()}
    carried = [Fraction(0)] * SIZE
    for one in range(SIZE):
        for other in range(one):
            best = _best_chains(strength, one, other)
            for chain in best:
                for person in chain[1:-1]:
                    carried[person] += Fraction(1, len(best))
    pairs = (SIZE - 1) * (SIZE - 2) // 2
    found = measure(network(ties, {}), {HubMeasure.BETWEENNESS})["betweenness"]
    assert found == [pytest.approx(float(value / pairs), abs=1e-12) for value in carried]


def _best_chains(strength: dict, one: int, other: int) -> list[tuple[int, ...]]:
    between = [n for n in range(5) if n not in (one, other)]
    chains = [(one, *middle, other) for k in range(4) for middle in permutations(between, k)]
    ranked = {}
    for chain in chains:
        if all(step in strength for step in pairwise(chain)):
            likelihood = math.prod((strength[step] for step in pairwise(chain)), start=Fraction(1))
            ranked.setdefault((-likelihood, len(chain)), []).append(chain)
    return ranked[min(ranked)] if ranked else []


def test_equally_likely_chains_are_equally_long_but_for_their_steps() -> None:
    step = length(1.0)
    assert step == 2.0**-40
    assert length(0.5) + length(0.8) == length(0.4) + step
    assert length(0.1) + length(0.29) == length(0.029) + step
    assert length(0.123456789) == pytest.approx(-math.log(0.123456789), abs=1e-11)
    assert length(1e-7) > length(1e-6)


def test_between_two_people_the_strongest_known_tie_counts() -> None:
    ties = network({(0, 1): None, (1, 0): 0.2, (1, 2): 0.5, (2, 1): 0.4, (3, 2): None}, {}).ties
    assert ties == {(0, 1): 0.2, (1, 2): 0.5, (2, 3): None}


def test_a_tie_of_strength_zero_is_known_and_no_way() -> None:
    found = measure(network({(0, 1): 0.0}, {}), ALL_MEASURES)
    told = {name: found[name][0] for name in ("degree", "core", "closeness", "constraint", "effective_size")}
    assert told == {"degree": 1, "core": 0, "closeness": 0, "constraint": None, "effective_size": None}


def test_chains_are_measured_when_wanted_and_affordable(monkeypatch: pytest.MonkeyPatch) -> None:
    some = network({(0, 1): 0.5}, {})
    assert not {"closeness", "betweenness"} & measure(some, ()).keys()
    assert {"closeness"} == {"closeness", "betweenness"} & measure(some, {HubMeasure.CLOSENESS}).keys()
    monkeypatch.setattr(measures, "MAX_CHAIN_WORK", SIZE - 1)
    assert not {"closeness", "betweenness"} & measure(some, ALL_MEASURES).keys()


def test_nobody_measures_as_nothing() -> None:
    assert measure(Network([]), ALL_MEASURES) == {}


@pytest.mark.parametrize(
    ("said", "raised"), [("Received CTRL+C/SIGINT", KeyboardInterrupt), ("Graph is directed", RuntimeError)]
)
def test_ctrl_c_reaches_whoever_waits_for_it(said: str, raised: type[BaseException]) -> None:
    class Ended:
        def run(self) -> None:
            raise RuntimeError(said)  # as NetworKit does, having taken the signal

    with pytest.raises(raised):
        measures._scores(Ended())
