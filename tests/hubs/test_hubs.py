"""Hubs: the counts on small drawings, the centralities on the kite, all of it on a day."""

from datetime import date
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relgraph.core.errors import InputError, NotFoundError
from relgraph.hubs.model import Hub, HubMeasure, HubScope
from relgraph.hubs.network import length
from relgraph.hubs.service import find_hubs
from tests.database import wipe
from tests.draw import TODAY, Drawing, name_of, tid
from tests.examples import ON_NEO4J

KITE = Path(__file__).parent / "kite.csv"


async def hubs(drawing: Drawing, account: str = "acme", **options) -> dict[str, Hub]:
    """Hubs by short name, in the order of the answer."""
    scope = HubScope.of(account=tid(account))
    found = await find_hubs(drawing.graph, scope, **{"as_of": TODAY, "limit": 5000, **options})
    return {name_of(hub.person.id): hub for hub in found}


async def test_influence_is_what_others_give_to_it(drawing: Drawing) -> None:
    d = drawing.org("acme").org("else").people("ann", "bob", "cyd", "dan", at="acme").person("far", at="else")
    d.influence("ann", "bob", 0.5).influence("ann", "bob", 0.7, basis="mentor").influence("ann", "cyd", 0.2)
    d.influence("ann", "dan").influence("ann", "far", 0.9)
    d.influence("bob", "ann", 0.9, until=TODAY).influence("cyd", "bob", 0.4)
    await d.save()
    found = await hubs(d)
    # Strongest weight a listener; the unknown one is counted apart; other organisations and the past do not count.
    assert (found["ann"].influence, found["ann"].listeners, found["ann"].unknown_weights) == (0.9, 3, 1)
    assert list(found) == ["ann", "cyd", "bob", "dan"]
    assert (found["bob"].influence, found["bob"].listeners) == (0, 0)
    assert (await hubs(d, as_of=date(2026, 8, 31)))["bob"].influence == 0.9


async def test_reach_counts_people_within_two_steps_once(drawing: Drawing) -> None:
    d = drawing.org("acme").people("ann", "bob", "cyd", "dan", "eve", at="acme")
    d.influence("ann", "bob", 0.5).influence("ann", "cyd", 0.5).influence("bob", "dan", 0.5).influence(
        "cyd", "dan", 0.5
    )
    d.influence("dan", "eve", 0.5).influence("bob", "ann", 0.5)
    await d.save()
    assert {name: hub.reach for name, hub in (await hubs(d)).items()} == {
        "ann": 3,
        "bob": 4,
        "cyd": 2,
        "dan": 1,
        "eve": 0,
    }


async def test_brokerage_counts_pairs_from_different_places_who_do_not_know_each_other(drawing: Drawing) -> None:
    d = drawing.org("acme").org("else").unit("it", "acme").unit("hr", "acme")
    d.person("ann", at="acme", unit="it").person("bob", at="acme", unit="it").person("cyd", at="acme", unit="hr")
    d.person("dan", at="acme", unit="it").person("far", at="else").person("free")
    for contact in ("bob", "cyd", "dan", "far", "free"):
        d.tie("ann", contact, 0.5).tie("ann", contact, 0.1, basis="second")
    d.tie("bob", "cyd", 0.5).tie("bob", "cyd", 0.5, basis="second").tie("cyd", "far", 0.5, until=TODAY)
    await d.save()
    ann = (await hubs(d))["ann"]
    # bob|dan (it), cyd (hr), far (else): 5 pairs across, of whom bob-cyd know each other; free has no known place.
    assert ann.brokerage == 4
    assert ann.degree == 3  # of the account: bob, cyd, dan
    assert (await hubs(d, as_of=date(2026, 8, 31)))["ann"].brokerage == 3


async def test_the_kite_has_three_different_leaders(drawing: Drawing) -> None:
    """Krackhardt's kite: degree Diane, betweenness Heather, closeness Fernando and Garth."""
    edges = [line.split(",") for line in KITE.read_text().split()]
    names = sorted({name for edge in edges for name in edge})
    drawing.org("acme").people(*names, at="acme")
    for a, b in edges:
        drawing.tie(a, b, 0.5)
    await drawing.save()
    by_degree = await hubs(drawing, order_by=HubMeasure.DEGREE)
    by_betweenness = await hubs(drawing, order_by=HubMeasure.BETWEENNESS)
    by_closeness = await hubs(drawing, order_by=HubMeasure.CLOSENESS)
    assert next(iter(by_degree)) == "Diane"
    assert by_degree["Diane"].degree == 6
    assert next(iter(by_betweenness)) == "Heather"
    assert by_betweenness["Heather"].betweenness == pytest.approx(14 / 36, abs=1e-9)
    assert list(by_closeness)[:2] == ["Fernando", "Garth"]
    assert by_closeness["Garth"].closeness == pytest.approx(9 / 14, abs=1e-9)
    kite = nx.Graph(edges)
    _assert_as_networkx(by_degree, kite)


async def test_strengths_shift_the_kite(drawing: Drawing) -> None:
    """The likeliest chains count, not those of fewest ties; unknown strengths as paths assume them."""
    edges = [line.split(",") for line in KITE.read_text().split()]
    names = sorted({name for edge in edges for name in edge})
    drawing.org("acme").people(*names, at="acme")
    kite = nx.Graph()
    for n, (one, other) in enumerate(edges):
        strength = [0.9, 0.5, 0.45, 1.0, None][n % 5]
        drawing.tie(one, other, strength)
        kite.add_edge(one, other, length=length(strength or 0.3), strength=strength or 0.3)
    await drawing.save()
    found = await hubs(drawing)
    betweenness = nx.betweenness_centrality(kite, weight="length")
    assert {name: hub.betweenness for name, hub in found.items()} == pytest.approx(betweenness, abs=1e-9)
    constraint = nx.constraint(kite, weight="strength")
    assert {name: hub.constraint for name, hub in found.items()} == pytest.approx(constraint, abs=1e-9)


@ON_NEO4J
@given(pairs=st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda p: p[0] < p[1]), max_size=20))
async def test_centralities_equal_an_independent_library(drawing: Drawing, pairs: set[tuple[int, int]]) -> None:
    await wipe(drawing.graph)
    names = [f"p{i}" for i in range(9)]
    drawing.org("acme").people(*names, at="acme")
    graph = nx.Graph()
    graph.add_nodes_from(names)
    for a, b in pairs:
        drawing.tie(names[a], names[b])
        graph.add_edge(names[a], names[b])
    await drawing.save()
    _assert_as_networkx(await hubs(drawing), graph)


def _assert_as_networkx(found: dict[str, Hub], graph: nx.Graph) -> None:
    assert {name: hub.degree for name, hub in found.items()} == dict(graph.degree)
    assert {name: hub.closeness for name, hub in found.items()} == pytest.approx(
        nx.closeness_centrality(graph), abs=1e-9
    )
    betweenness = nx.betweenness_centrality(graph)
    assert {name: hub.betweenness for name, hub in found.items()} == pytest.approx(betweenness, abs=1e-9)


async def test_who_left_the_account_is_no_hub_of_it(drawing: Drawing) -> None:
    d = drawing.org("acme").person("ann", at="acme", until=TODAY).person("bob", at="acme")
    await d.influence("ann", "bob", 0.9).save()
    assert list(await hubs(d)) == ["bob"]
    assert list(await hubs(d, as_of=date(2026, 8, 31))) == ["ann", "bob"]


async def test_an_account_without_people_has_no_hubs(drawing: Drawing) -> None:
    await drawing.org("acme").save()
    assert await hubs(drawing) == {}


async def test_bad_input_is_named(drawing: Drawing) -> None:
    with pytest.raises(NotFoundError, match="No organization has the id 't:nowhere'"):
        await find_hubs(drawing.graph, HubScope.of(account=tid("nowhere")), as_of=TODAY)
    with pytest.raises(InputError, match="limit is 0"):
        await find_hubs(drawing.graph, HubScope.of(account=tid("nowhere")), as_of=TODAY, limit=0)
