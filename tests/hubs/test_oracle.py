"""Every measure against an oracle in plain Python, on random networks, among whomever and on several days."""

from datetime import timedelta
from random import Random

import pytest

from relgraph.graph.client import Graph
from relgraph.hubs.model import HubScope
from relgraph.hubs.service import find_hidden_influencers, find_hubs
from tests.audit.worlds import draw_world
from tests.draw import TODAY, Drawing, name_of, tid
from tests.hubs.oracle import Book, Network
from tests.hubs.worlds import UNITS, some_network

SCOPES = [
    *(("account", id_) for id_ in ("a0", "a1", "us", "firm")),
    *(("unit", unit) for unit in UNITS),
    *(("opportunity", deal) for deal in ("a0d", "a0e", "a1d")),
    ("book", None),
    ("ours", None),
]


@pytest.mark.parametrize("seed", range(6))
async def test_hubs_are_what_the_oracle_says(graph: Graph, seed: int) -> None:
    world = some_network(Random(seed))
    drawing = Drawing(graph)
    draw_world(drawing, world)
    await drawing.save()
    for day in (TODAY, TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        book = Book(world, day)
        for kind, id_ in SCOPES:
            network = Network(book, book.scope(kind, id_))
            await _agree(graph, network, HubScope.of(**{kind: True if id_ is None else tid(id_)}), day)


async def _agree(graph: Graph, network: Network, scope: HubScope, day) -> None:
    ranks = network.pagerank() if network.members else {}
    hubs = {name_of(hub.person.id): hub for hub in await find_hubs(graph, scope, as_of=day, limit=100)}
    assert hubs.keys() == network.members, scope
    for person, hub in hubs.items():
        expected = {**network.measures(person), "pagerank": ranks[person]}
        found = {name: getattr(hub, name) for name in expected}
        assert found == {name: pytest.approx(value, abs=1e-9) for name, value in expected.items()}, (scope, person)
    hidden = await find_hidden_influencers(graph, scope, as_of=day, limit=100)
    assert {name_of(one.hub.person.id): (one.layer, one.outranked) for one in hidden} == network.hidden()
