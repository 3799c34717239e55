"""Stand-ins against the brute-force oracle, on random small worlds."""

from hypothesis import assume, given
from hypothesis import strategies as st

from relgraph.graph.client import Graph
from relgraph.paths.model import Starts, Targets
from relgraph.paths.service import find_warm_paths
from relgraph.paths.stand_ins import STAND_INS, find_stand_ins
from tests.database import wipe
from tests.draw import TODAY, Drawing, name_of, tid
from tests.examples import ON_NEO4J
from tests.paths.oracle import World, stand_ins
from tests.paths.test_paths_property import NAMES, OPTIONS, put, worlds


@ON_NEO4J
@given(
    world=worlds(),
    target=st.sampled_from(NAMES),
    given_starts=st.one_of(st.none(), st.sets(st.sampled_from(NAMES), min_size=1, max_size=2)),
    options=OPTIONS,
)
async def test_who_could_take_each_place(graph: Graph, world: World, target, given_starts, options) -> None:
    starts = world.at("us") if given_starts is None else given_starts
    world.edges = [edge for edge in world.edges if edge.kind != "solid" or edge.a < edge.b]
    # Only worlds with somebody in between say anything.
    assume(any(len(people) > 2 for _, people, _ in world.paths({target}, starts, TODAY, options)))
    await wipe(graph)
    await put(world, Drawing(graph))
    asked = {
        "as_of": TODAY,
        "starts": Starts(people=() if given_starts is None else tuple(sorted(map(tid, given_starts)))),
        "opportunity": tid("deal"),
        "options": options,
    }
    targets = Targets(people=(tid(target),))
    answer = await find_warm_paths(graph, targets, **asked)
    found = await find_stand_ins(graph, answer.paths, targets, **asked)
    assert [[[name_of(one.person.id) for one in others] for others in places] for places in found] == [
        [
            stand_ins(world, list(map(name_of, path.people)), place, {target}, starts, TODAY, options)[:STAND_INS]
            for place in range(len(path.intermediaries))
        ]
        for path in answer.paths
    ]
