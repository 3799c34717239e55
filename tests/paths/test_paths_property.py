"""Paths against the brute-force oracle, on random small worlds."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relgraph.graph.client import Graph
from relgraph.paths.model import AssumedStrengths
from relgraph.paths.service import find_warm_paths
from tests.conftest import wipe
from tests.draw import TODAY, Drawing, name_of, tid
from tests.paths.oracle import Edge, World

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
    return World(
        people=NAMES,
        ours=set(draw(st.sets(st.sampled_from(NAMES), max_size=3))),
        edges=draw(st.lists(edges(), min_size=4, max_size=18)),
        opponents=set(draw(st.sets(st.sampled_from(NAMES), max_size=2))),
        frictions=set(draw(st.sets(st.sampled_from(pairs), max_size=2))),
    )


async def put(world: World, drawing: Drawing) -> list[Edge]:
    """Draw the world; returns the edges that could be drawn (reporting lines must not form circles)."""
    drawing.org("us", "vendor").org("them").opportunity("deal", "them")
    for name in world.people:
        drawing.person(name, at="us" if name in world.ours else "them")
    for opponent in world.opponents:
        drawing.support(opponent, "deal", -1)
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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    world=worlds(),
    target=st.sampled_from(NAMES),
    given_starts=st.one_of(st.none(), st.sets(st.sampled_from(NAMES), min_size=1, max_size=3)),
    max_hops=st.integers(1, 6),
    k=st.integers(1, 12),
    gated=st.booleans(),
    assumed=st.sampled_from([AssumedStrengths(), AssumedStrengths(tie=1, influence=0, solid_line=0.5, dotted_line=1)]),
)
async def test_the_k_strongest_simple_paths(
    graph: Graph, world: World, target, given_starts, max_hops, k, gated, assumed
) -> None:
    await wipe(graph)
    world.edges = await put(world, Drawing(graph))
    starts = world.ours if given_starts is None else given_starts
    expected = world.paths(target, starts, TODAY, max_hops, assumed.model_dump(), gated)
    answer = await find_warm_paths(
        graph,
        tid(target),
        as_of=TODAY,
        starts=None if given_starts is None else [tid(name) for name in sorted(given_starts)],
        opportunity=tid("deal") if gated else None,
        max_hops=max_hops,
        k=k,
        assumed=assumed,
    )
    got = [
        (
            path.strength,
            [name_of(path.hops[0].origin.id), *(name_of(hop.to.id) for hop in path.hops)],
            [hop.relation.value for hop in path.hops],
        )
        for path in answer.paths
    ]
    assert got == expected[:k]
    assert answer.truncated == (len(expected) > k)
    assert answer.complete_above == (expected[k][0] if len(expected) > k else 0)
