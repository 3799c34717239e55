"""The two tellings of what a path is, in Cypher and in the index, against brute force, in worlds of 5 to 60 people."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relgraph.graph.client import Graph
from relgraph.paths.model import PathOptions, Starts, Targets
from relgraph.paths.service import find_warm_paths
from tests.database import wipe
from tests.draw import TODAY, Drawing, tid
from tests.examples import EXAMPLES, ON_NEO4J
from tests.paths.index.tables import find, table_of
from tests.paths.oracle import Edge, World, diverse, nearly, nearly_all
from tests.paths.test_paths_property import OPTIONS, put, told

pytestmark = pytest.mark.long
STRENGTHS = (None, None, 0.0, 0.1, 0.3, 0.5, 0.8, 1.0)
WEIGHTS = (None, "light", "normal", "heavy")
KINDS = ("tie", "tie", "tie", "influence", "influence", "solid", "dotted")
PLACES = (*["us"] * 2, *["them"] * 8, "ally", "rival")


def world_of(people: int, seed: int) -> World:
    """A world of so many people, each with some ten relations; two between the same people are not rare."""
    random = Random(seed)
    names = [f"p{number}" for number in range(people)]
    edges = [_edge(random, names) for _ in range(4 * people)]
    edges += [_edge(random, sorted((edge.a, edge.b), key=lambda _: random.random())) for edge in edges[:people]]
    few = people // 20 + 1
    opponents = set(random.sample(names, few))
    return World(
        seats={name: random.choice(PLACES) for name in names},
        edges=edges,
        opponents=opponents,
        decliners=set(random.sample(names, few)),
        supporters=set(random.sample(names, few)) - opponents,
        asks={name: random.choices(WEIGHTS, k=random.randint(1, 4)) for name in random.sample(names, 2 * few)},
        frictions={frozenset((edge.a, edge.b)) for edge in random.sample(edges, few)},
    )


def _edge(random: Random, names: list[str]) -> Edge:
    kind, (a, b) = random.choice(KINDS), random.sample(names, 2)
    since, until = random.choice([(None, None)] * 6 + [(TODAY, None), (_day(1), None), (None, TODAY), (None, _day(1))])
    return Edge(kind, a, b, random.choice(STRENGTHS) if kind in ("tie", "influence") else None, since, until)


def _day(later: int) -> date:
    return TODAY + timedelta(days=later)


QUESTIONS = st.tuples(
    st.sets(st.integers(0, 59), min_size=1, max_size=2),
    st.one_of(st.none(), st.sets(st.integers(0, 59), min_size=1, max_size=3)),
    st.integers(1, 12),
    OPTIONS,
)


@settings(ON_NEO4J, max_examples=EXAMPLES // 10)
@given(people=st.integers(5, 60), seed=st.integers(0, 10_000), asked=st.lists(QUESTIONS, min_size=4, max_size=4))
async def test_what_a_path_is_is_told_alike_in_cypher_and_in_the_index(
    graph: Graph, people: int, seed: int, asked: list[tuple[set[int], set[int] | None, int, PathOptions]]
) -> None:
    await wipe(graph)
    world = world_of(people, seed)
    world.edges = await put(world, Drawing(graph))
    table = table_of(world)
    for ends, begins, k, options in asked:
        targets = {f"p{number % people}" for number in ends}
        given = None if begins is None else {f"p{number % people}" for number in begins}
        starts = world.at("us") if given is None else given
        expected = diverse(world.paths(targets, starts, TODAY, options), options.diversity)
        beyond = expected[k][0] if len(expected) > k else 0
        in_cypher = await find_warm_paths(
            graph,
            Targets(people=tuple(sorted(map(tid, targets)))),
            as_of=TODAY,
            starts=Starts(people=tuple(sorted(map(tid, given or ())))),
            opportunity=tid("deal"),
            k=k,
            options=options,
        )
        assert (told(in_cypher), in_cypher.complete_above) == (nearly_all(expected[:k]), nearly(beyond))
        in_index = await find(world, targets, starts, k, options, TODAY, table)
        found = [(path.score, path.people) for path in in_index.paths]
        assert (found, in_index.complete_above) == (nearly_all([path[:2] for path in expected[:k]]), nearly(beyond))
