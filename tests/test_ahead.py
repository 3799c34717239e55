"""What is asked most is planned before anybody asks."""

import asyncio
import time

import pytest

from relgraph.analyses import ahead
from relgraph.analyses.ahead import FIRST, LISTS, LOOK, NETWORKS, PAUSE, REST, Ahead
from relgraph.audit.evaluation.service import evaluate_all, find_sides, rules_of
from relgraph.core.errors import DatabaseUnavailableError
from relgraph.graph import client
from relgraph.graph.client import Graph, Reading
from relgraph.graph.migrate import LIST_MIGRATIONS
from relgraph.graph.rows import Row
from relgraph.people.service import FIND_PERSON_CARDS, find_person_cards
from tests.draw import Drawing, tid

ENDLESS = "UNWIND range(1, 1000000000) AS n WITH n WHERE n < 0 RETURN count(*)"


async def planned(graph: Graph) -> int:
    """Plan everything; in how many steps."""
    planner, never = Ahead(graph, _at_once), asyncio.Event()
    steps = 0
    assert await planner.step(never) == LOOK
    while await planner.step(never) == PAUSE:
        steps += 1
    assert await planner.step(never) == REST
    return steps


async def _at_once() -> bool:
    return True


async def _nothing(_graph: Graph) -> None:
    pass


async def test_each_question_is_asked_once_in_the_order_of_worth_and_about_nobody(
    drawing: Drawing, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    rows = client.rows_of

    async def noted(of, query, *rest) -> list[Row]:
        told.append(query.title)
        found = await rows(of, query, *rest)
        # Rows are of what is asked about; those that are always there tell of nobody.
        assert not found or query.contract.returns == "one", query.title
        return found

    async def search(_graph: Graph) -> None:
        told.append("search")

    await drawing.org("us", "vendor").org("acme").person("ann", at="us").person("bea", at="acme").save()
    monkeypatch.setattr(client, "rows_of", noted)
    monkeypatch.setattr(ahead.paths, "plan_ahead", search)
    some = rules_of(drawing.graph.settings)[:3]
    monkeypatch.setattr(ahead, "rules_of", lambda _: some)
    rules = [loaded.query.title for loaded in some]
    first, networks, lists = ([query.title for query in part] for part in (FIRST, NETWORKS, LISTS))
    assert await planned(drawing.graph) == len(told) - 2 + 1  # and the library of measures
    before = ["evaluation/find_sides", "evaluation/find_known_here", "search/find_names"]
    assert told == [*before, *first, *rules, *networks, "search", *lists]


async def test_nothing_is_planned_before_the_graph_is_ready(drawing: Drawing) -> None:
    ready = False

    async def is_ready() -> bool:
        return ready

    planner = Ahead(drawing.graph, is_ready)
    assert [await planner.step(asyncio.Event()) for _ in range(2)] == [LOOK, LOOK]
    ready = True
    assert await planner.step(asyncio.Event()) == PAUSE


async def test_what_is_planned_need_not_be_planned_by_whoever_asks(
    drawing: Drawing, monkeypatch: pytest.MonkeyPatch
) -> None:
    await drawing.org("us", "vendor").org("acme").person("ann", at="us").person("bea", at="acme").save()
    graph, today = drawing.graph, drawing.graph.clock.today()
    rules = rules_of(graph.settings)[:3]
    sides = await find_sides(graph, today)
    monkeypatch.setattr(ahead, "FIRST", (FIND_PERSON_CARDS,))
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
    assert await planned(graph) == 7
    assert await ask() < cold / 5


async def test_it_stops_at_once(drawing: Drawing, monkeypatch: pytest.MonkeyPatch) -> None:
    given_up = asyncio.Event()

    async def endless(graph: Graph, *_args, **_more) -> None:
        async def work(reading: Reading) -> None:
            await (await reading._transaction.run(ENDLESS)).consume()

        try:
            await graph.read(work, operation="endless")
        finally:
            given_up.set()

    monkeypatch.setattr(ahead, "search", endless)
    stopping = asyncio.Event()
    asyncio.get_running_loop().call_later(1, stopping.set)
    begun = time.perf_counter()
    planner = Ahead(drawing.graph, _at_once)
    assert await planner.step(stopping) == LOOK
    assert await planner.step(stopping) == REST
    await asyncio.wait_for(given_up.wait(), 1)
    assert time.perf_counter() - begun < 5
    # The connection that was given up is nobody's any more, and others work.
    assert await drawing.graph.fetch(LIST_MIGRATIONS)


async def test_what_cannot_be_asked_is_left_to_those_who_ask(drawing: Drawing, capsys: pytest.CaptureFixture) -> None:
    async def is_ready() -> bool:
        raise DatabaseUnavailableError("Neo4j does not answer.")

    planner = Ahead(drawing.graph, is_ready)
    assert [await planner.step(asyncio.Event()) for _ in range(3)] == [LOOK] * 3
    assert capsys.readouterr() == ("", "")
