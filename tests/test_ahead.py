"""What is asked most is planned before anybody asks."""

import asyncio
import time

import pytest

from relgraph.analyses import ahead
from relgraph.analyses.ahead import FIRST, LISTS, LOOK, NETWORKS, PAUSE, REST, Ahead
from relgraph.audit.evaluation.service import FIND_KNOWN_HERE, evaluate_all, find_sides, rules_of
from relgraph.graph.client import Graph, Reading
from relgraph.graph.migrate import LIST_MIGRATIONS
from relgraph.people.service import FIND_PERSON_CARDS, find_person_cards
from tests.draw import Drawing, tid

ENDLESS = "UNWIND range(1, 1000000000) AS n WITH n WHERE n < 0 RETURN count(*)"


async def planned(graph: Graph) -> int:
    """Plan everything; in how many steps."""
    planner, never = Ahead(graph, _at_once), asyncio.Event()
    steps = 0
    while await planner.step(never) == PAUSE:
        steps += 1
    assert await planner.step(never) == REST
    return steps


async def _at_once() -> bool:
    return True


async def _nothing(_graph: Graph) -> None:
    pass


async def test_each_question_is_planned_once_in_the_order_of_worth(drawing: Drawing, monkeypatch) -> None:
    told: list[str] = []

    async def noted(self: Reading, query, params) -> None:
        told.append(query.name)
        assert query.sent(params)

    async def search(_graph: Graph) -> None:
        told.append("search")

    monkeypatch.setattr(Reading, "plan", noted)
    monkeypatch.setattr(ahead.paths, "plan_ahead", search)
    await drawing.org("us", "vendor").person("ann", at="us").save()
    rules = [loaded.query.name for loaded in rules_of(drawing.graph.settings)]
    steps = await planned(drawing.graph)
    first, networks, lists = ([query.name for query in part] for part in (FIRST, NETWORKS, LISTS))
    assert told == [*first, *rules, *networks, "search", *lists]
    assert steps == len(told)


async def test_nothing_is_planned_before_the_graph_is_ready(drawing: Drawing) -> None:
    ready = False

    async def is_ready() -> bool:
        return ready

    planner = Ahead(drawing.graph, is_ready)
    assert await planner.step(asyncio.Event()) == LOOK
    ready = True
    assert await planner.step(asyncio.Event()) == PAUSE


async def test_what_is_planned_need_not_be_planned_by_whoever_asks(
    drawing: Drawing, monkeypatch: pytest.MonkeyPatch
) -> None:
    await drawing.org("us", "vendor").org("acme").person("ann", at="us").person("bea", at="acme").save()
    graph, today = drawing.graph, drawing.graph.clock.today()
    rules = rules_of(graph.settings)[:3]
    sides = await find_sides(graph, today)
    monkeypatch.setattr(ahead, "FIRST", (FIND_PERSON_CARDS, FIND_KNOWN_HERE))
    monkeypatch.setattr(ahead, "rules_of", lambda _: rules)
    for part in ("NETWORKS", "LISTS"):
        monkeypatch.setattr(ahead, part, ())
    monkeypatch.setattr(ahead.paths, "plan_ahead", _nothing)

    async def ask() -> float:
        begun = time.perf_counter()
        await find_person_cards(graph, [tid("bea")], as_of=today)
        await evaluate_all(graph, rules, [tid("acme")], sides=sides, as_of=today)
        return time.perf_counter() - begun

    await graph.driver.execute_query("CALL db.clearQueryCaches()")
    cold = await ask()
    await graph.driver.execute_query("CALL db.clearQueryCaches()")
    assert await planned(graph) == 6
    assert await ask() < cold / 3


async def test_it_stops_at_once(drawing: Drawing, monkeypatch: pytest.MonkeyPatch) -> None:
    given_up = asyncio.Event()

    async def endless(self: Graph, query, params) -> None:
        async def work(reading: Reading) -> None:
            await (await reading._transaction.run(ENDLESS)).consume()

        try:
            await self.read(work, operation="endless")
        finally:
            given_up.set()

    monkeypatch.setattr(Graph, "plan", endless)
    stopping = asyncio.Event()
    asyncio.get_running_loop().call_later(1, stopping.set)
    begun = time.perf_counter()
    assert await Ahead(drawing.graph, _at_once).step(stopping) == REST
    await asyncio.wait_for(given_up.wait(), 1)
    assert time.perf_counter() - begun < 5
    # The connection that was given up is nobody's any more, and others work.
    assert await drawing.graph.fetch(LIST_MIGRATIONS)
