"""Paths against the brute-force oracle, on random small worlds."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relgraph.graph.client import Graph
from relgraph.paths import search
from relgraph.paths.index.service import PathIndex
from relgraph.paths.model import (
    AssumedStrengths,
    Diversity,
    Load,
    PathAnswer,
    PathOptions,
    RelationKind,
    Starts,
    Targets,
)
from relgraph.paths.service import find_warm_paths
from tests.database import wipe
from tests.draw import TODAY, Drawing, name_of, tid
from tests.examples import ON_NEO4J
from tests.paths.oracle import Edge, Path, World, diverse, nearly, nearly_all

pytestmark = pytest.mark.long
NAMES = ["p0", "p1", "p2", "p3", "p4", "p5", "p6"]
PAST, FUTURE = date(2020, 1, 1), date(2030, 1, 1)
SPANS = st.sampled_from(
    [(None, None), (None, None), (PAST, None), (None, FUTURE), (FUTURE, None), (None, TODAY), (TODAY, None)]
)
# Few different values, so that equal strengths, certainties and unknowns meet often.
STRENGTHS = st.one_of(
    st.sampled_from([None, 0.0, 0.1, 0.3, 0.5, 0.8, 1.0, 1.0]), st.floats(0.01, 1.0).map(lambda x: round(x, 3))
)
KINDS = st.sampled_from(["tie", "tie", "influence", "influence", "solid", "dotted"])
PLACES = st.sampled_from(["us", "them", "them", "them", "ally", "rival"])
WEIGHTS = st.sampled_from([None, None, "light", "normal", "heavy"])
SOME = st.sets(st.sampled_from(NAMES), max_size=2)
FACTORS = st.sampled_from([1.0, 1.0, 0.9, 0.5])


@st.composite
def edges(draw: st.DrawFn) -> Edge:
    a, b = draw(st.sampled_from([(a, b) for a in NAMES for b in NAMES if a != b]))
    kind = draw(KINDS)
    since, until = draw(SPANS)
    strength = draw(STRENGTHS) if kind in ("tie", "influence") else None
    return Edge(kind, a, b, strength, since, until)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    pairs = [frozenset((a, b)) for i, a in enumerate(NAMES) for b in NAMES[i + 1 :]]
    opponents = draw(st.sets(st.sampled_from(NAMES), max_size=1))
    return World(
        seats={name: draw(PLACES) for name in NAMES},
        edges=draw(st.lists(edges(), min_size=4, max_size=20)),
        opponents=opponents,
        decliners=draw(st.sets(st.sampled_from(NAMES), max_size=1)),
        supporters=draw(SOME) - opponents,
        asks={name: draw(st.lists(WEIGHTS, min_size=1, max_size=4)) for name in draw(SOME)},
        frictions=set(draw(st.sets(st.sampled_from(pairs), max_size=1))),
    )


OPTIONS = st.builds(
    PathOptions,
    max_hops=st.integers(1, 6),
    relations=st.sampled_from([frozenset(RelationKind), frozenset(RelationKind), frozenset({RelationKind.TIE})]),
    least_strength=st.sampled_from([0.0, 0.0, 0.3]),
    assumed=st.sampled_from(
        [AssumedStrengths(), AssumedStrengths(tie=1, influence=0, solid_up=0.5, solid_down=1, dotted_up=0)]
    ),
    hop_factor=FACTORS,
    load=st.sampled_from([Load(), Load(free=0, factor=0.5), Load(factor=1)]),
    unknown_support=FACTORS,
    partners=st.booleans(),
    avoid=st.sampled_from([(), (), (), ("t:them",)]),
    prefer=st.sampled_from([(), (), ("t:ally",)]),
    diversity=st.sampled_from(Diversity),
)


async def put(world: World, drawing: Drawing) -> list[Edge]:
    """Draw the world; returns the edges that could be drawn (reporting lines must not form circles)."""
    drawing.org("us", "vendor").org("them").org("ally", "partner").org("rival", "competitor")
    drawing.opportunity("deal", "them")
    for name, place in world.seats.items():
        # True, false and unknown: only true keeps off.
        declines = True if name in world.decliners else (None, False)[int(name[1:]) % 2]
        drawing.person(name, at=place, declines_introductions=declines)
        for number, weight in enumerate(world.asks.get(name, ())):
            asker = next(other for other in world.seats if other != name)
            drawing.ask(asker, name, about=f"matter {number}", weight=weight)
    for number, name in enumerate(sorted(world.opponents | world.supporters)):
        drawing.support(name, "deal", -1 if name in world.opponents else number % 3)
    for pair in world.frictions:
        drawing.friction(*sorted(pair))
    # Solid lines only upwards in name order: they must not form circles.
    drawn = [edge for edge in world.edges if edge.kind != "solid" or edge.a < edge.b]
    for n, edge in enumerate(drawn):
        ident, span = tid(f"edge{n}"), {"since": edge.since, "until": edge.until}
        if edge.kind == "tie":
            drawing.tie(edge.a, edge.b, edge.strength, id=ident, **span)
        elif edge.kind == "influence":
            drawing.influence(edge.a, edge.b, edge.strength, id=ident, **span)
        else:
            drawing.add("reporting_line", person=edge.a, manager=edge.b, line=edge.kind, id=ident, **span)
    await drawing.save()
    return drawn


CASES = {
    "world": worlds(),
    "targets": st.sets(st.sampled_from(NAMES), min_size=1, max_size=2),
    "given_starts": st.one_of(st.none(), st.sets(st.sampled_from(NAMES), min_size=1, max_size=3)),
    "k": st.integers(1, 12),
    "options": OPTIONS,
}


@ON_NEO4J
@given(**CASES)
async def test_the_k_best_simple_paths(graph: Graph, world: World, targets, given_starts, k, options) -> None:
    expected, answer = await both(graph, world, targets, given_starts, k, options)
    assert told(answer) == nearly_all(expected[:k])
    assert answer.truncated == (len(expected) > k)
    assert answer.complete_above == nearly(expected[k][0] if len(expected) > k else 0)
    if not options.prefer:
        assert [path.likelihood for path in answer.paths] == [path.score for path in answer.paths]


@ON_NEO4J
@given(**CASES)
async def test_the_index_answers_as_the_database_does(
    graph: Graph, world: World, targets, given_starts, k, options
) -> None:
    index = PathIndex()
    await wipe(graph)
    await index.read(graph)
    # What is drawn now is read when the index is asked: people, relations and opportunities, all of them new to it.
    expected, answer = await both(graph, world, targets, given_starts, k, options, index)
    assert index.ready
    assert told(answer) == nearly_all(expected[:k])
    assert answer.complete_above == nearly(expected[k][0] if len(expected) > k else 0)


@ON_NEO4J
@given(**CASES, widths=st.sampled_from([(1, 1), (2, 3), (3, 5)]))
async def test_a_search_cut_short_says_what_it_guarantees(
    graph: Graph, world: World, targets, given_starts, k, options, widths
) -> None:
    options = options.model_copy(update={"diversity": Diversity.NONE})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "SCOUT_BEAM_WIDTHS", widths)
        patch.setattr(search, "BEAM_WIDTHS", (widths[1], widths[0], 1))
        expected, answer = await both(graph, world, targets, given_starts, k, options)
    found = told(answer)
    assert [path for path in expected if path in found] == found
    assert [path for path in found if path[0] > answer.complete_above] == [
        path for path in expected if path[0] > answer.complete_above
    ]
    assert answer.truncated or found == expected


async def both(
    graph: Graph, world: World, targets, given_starts, k, options, index: PathIndex | None = None
) -> tuple[list[Path], PathAnswer]:
    """All paths by brute force, and the answer."""
    if index is None:
        await wipe(graph)
    world.edges = await put(world, Drawing(graph))
    starts = world.at("us") if given_starts is None else given_starts
    expected = diverse(world.paths(targets, starts, TODAY, options), options.diversity)
    answer = await find_warm_paths(
        graph,
        Targets(people=tuple(sorted(map(tid, targets)))),
        as_of=TODAY,
        starts=Starts(people=() if given_starts is None else tuple(sorted(map(tid, given_starts)))),
        opportunity=tid("deal"),
        k=k,
        options=options,
        index=index,
    )
    return expected, answer


def told(answer: PathAnswer) -> list[Path]:
    """The listed paths as the oracle tells them."""
    return [
        (
            path.score,
            [name_of(path.hops[0].origin.id), *(name_of(hop.to.id) for hop in path.hops)],
            [hop.relation.value for hop in path.hops],
        )
        for path in answer.paths
    ]
