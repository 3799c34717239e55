"""Every measure against an oracle in plain Python, on random networks, among whomever and on several days."""

from datetime import timedelta
from random import Random

import pytest

from relgraph.graph.client import Graph
from relgraph.hubs.model import HubMeasure, HubScope
from relgraph.hubs.reasons import explain_hubs, find_held_accounts
from relgraph.hubs.service import find_hidden_influencers, find_hubs, find_rising_hubs
from tests.audit.worlds import World, draw_world
from tests.draw import TODAY, Drawing, name_of, tid
from tests.hubs.oracle import Book, Network
from tests.hubs.oracle_reasons import Reasons, rising
from tests.hubs.worlds import UNITS, some_network

SCOPES = [
    *(("account", id_) for id_ in ("a0", "a1", "us", "firm")),
    *(("unit", unit) for unit in UNITS),
    *(("opportunity", deal) for deal in ("a0d", "a0e", "a1d")),
    ("book", None),
    ("ours", None),
]


RISES = (HubMeasure.INFLUENCE, HubMeasure.DEGREE, HubMeasure.CONSTRAINT, HubMeasure.BETWEENNESS)


@pytest.fixture(params=range(6))
async def world(graph: Graph, request: pytest.FixtureRequest) -> World:
    world = some_network(Random(request.param))
    drawing = Drawing(graph)
    draw_world(drawing, world)
    await drawing.save()
    return world


async def test_hubs_are_what_the_oracle_says(graph: Graph, world: World) -> None:
    for day in (TODAY, TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        book = Book(world, day)
        for kind, id_ in SCOPES:
            network = Network(book, book.scope(kind, id_))
            await _agree(graph, network, _scope(kind, id_), day)
    for day in (TODAY, TODAY + timedelta(days=1)):
        await _agree_why(graph, Reasons(Book(world, day)), day)
    for kind, id_ in (("account", "a0"), ("book", None), ("ours", None)):
        for since in (TODAY - timedelta(days=41), TODAY - timedelta(days=1)):
            then, now = (Network(book, book.scope(kind, id_)) for book in (Book(world, since), Book(world, TODAY)))
            await _agree_rising(graph, then, now, _scope(kind, id_), since)


def _scope(kind: str, id_: str | None) -> HubScope:
    return HubScope.of(**{kind: True if id_ is None else tid(id_)})


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


async def _agree_why(graph: Graph, reasons: Reasons, day) -> None:
    people = sorted(reasons.book.alive)  # nobody else is a hub
    for account, deal in ((None, None), ("a0", None), (None, "a0d")):
        scope = HubScope.of(
            account=account and tid(account), opportunity=deal and tid(deal), book=not account and not deal
        )
        why = await explain_hubs(graph, [tid(person) for person in people], scope, as_of=day)
        for person in people:
            told = why[tid(person)]
            listeners = [(name_of(one.person.id), one.weight) for one in told.listeners]
            bridged = [(name_of(at.unit_id or at.organization_id), at.contacts) for at in told.bridged]
            supports = {name_of(one.opportunity_id): one.level for one in told.supports}
            tie = told.best_tie
            assert listeners == reasons.listeners(person), person
            assert bridged == reasons.bridged(person), person
            assert supports == reasons.supports(person, account, deal), person
            assert (tie and (name_of(tie.our.id), tie.strength, tie.last_contact)) == reasons.best_tie(person), person
    held = await find_held_accounts(graph, [tid(person) for person in people], as_of=day)
    for person in people:
        accounts = {
            name_of(one.account_id): (one.contacts, one.strength, one.last_contact, one.others, one.holds_best_tie)
            for one in held[tid(person)]
        }
        assert accounts == reasons.held(person), person


async def _agree_rising(graph: Graph, then: Network, now: Network, scope: HubScope, since) -> None:
    for by in RISES:
        found = await find_rising_hubs(graph, scope, since=since, as_of=TODAY, order_by=by, limit=100, measures=())
        told = {name_of(one.hub.person.id): (one.before, one.unknown_before, one.gain) for one in found}
        expected = rising(then, now, by)
        assert told == {
            person: (pytest.approx(before, abs=1e-9), unknown, pytest.approx(gain, abs=1e-9))
            for person, (before, unknown, gain) in expected.items()
        }, (scope, by)
        assert [one.gain for one in found] == sorted((one.gain for one in found), reverse=True)
