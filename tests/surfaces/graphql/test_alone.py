"""A field that fails is null and says why; what was asked beside it is answered, and what was done is told."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any
from zlib import crc32

import pytest
from neo4j import AsyncGraphDatabase
from strawberry.types import ExecutionResult

from relgraph.core.config import Settings
from relgraph.graph.client import Graph
from relgraph.record.lock import PLACES
from relgraph.surfaces.graphql.context import Context, Shared
from relgraph.surfaces.graphql.errors import public
from relgraph.surfaces.graphql.schema import schema
from relgraph.surfaces.graphql.turns import Turns
from tests.draw import TODAY, Drawing
from tests.surfaces.http.conftest import ask, client_for

SCREEN = """{
  account(id: "t:acme") {
    name people { nodes { name } } hubs { nodes { reach } } coverageHoles { results { population } }
    auditTrend { nodes { run } } opportunities { nodes { name powerMap { cards { roles } } } }
  }
  search(text: "boss") { hits { name } } orgChart(organization: "t:acme") { entries { depth } } }"""
TWICE = """mutation {
  a: recordPerson(input: {id: "t:new", name: "New"}) { outcome person { name } errors { message } }
  b: recordTie(input: {id: "t:held", personA: "t:ann", personB: "t:boss"}) { outcome }
  c: recordPerson(input: {id: "t:last", name: "Last"}) { outcome } }"""
DONE = {"outcome": "CREATED", "person": {"name": "New"}, "errors": []}


@pytest.fixture
async def firm(drawing: Drawing) -> Drawing:
    d = (
        drawing.org("us", "vendor")
        .person("ann", at="us")
        .org("acme")
        .person("boss", at="acme")
        .person("clerk", at="acme")
    )
    d.tie("ann", "boss", 0.5).influence("clerk", "boss", 0.5).opportunity("deal", "acme").role("boss", "deal", "D")
    await d.save()
    return d


async def answered(graph: Graph, document: str, shared: Shared | None = None, **variables: object) -> ExecutionResult:
    """What a caller is answered, errors and all."""
    context = Context(graph=graph, today=TODAY, request_id="test", shared=shared)
    return await schema.execute(document, variable_values=variables, context_value=context)


def told(result: ExecutionResult) -> list[tuple[list[Any], str]]:
    """The errors: where, and with which code."""
    return [(error["path"], error["extensions"]["code"]) for error in (public(e, "test") for e in result.errors or ())]


@asynccontextmanager
async def without(queries: str) -> AsyncIterator[None]:
    """The database is away for some queries, and there for all others."""
    run = Graph._rows
    driver = AsyncGraphDatabase.driver("bolt://127.0.0.1:1", connection_timeout=0.5, max_transaction_retry_time=0)
    async with driver as away:

        async def some(self: Graph, query: Any, params: dict[str, object]) -> Any:
            return await run(replace(self, driver=away) if query.name.startswith(queries) else self, query, params)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Graph, "_rows", some)
            yield


def with_null(data: Any, path: list[Any]) -> Any:
    """The data, and null at a place."""
    if not path:
        return None
    key, *rest = path
    if isinstance(data, list):
        return [with_null(one, rest) if n == key else one for n, one in enumerate(data)]
    return {**data, key: with_null(data[key], rest)}


@pytest.mark.parametrize(
    ("queries", "path"),
    [
        ("templates/list_chosen", "account people"),
        ("hubs/", "account hubs"),
        ("audit/", "account coverageHoles"),
        ("findings/", "account auditTrend"),
        ("search/", "search"),
        ("people/find_org_chart", "orgChart"),
    ],
)
async def test_what_cannot_be_read_is_null_and_the_rest_is_answered(firm: Drawing, queries: str, path: str) -> None:
    whole = await answered(firm.graph, SCREEN)
    assert whole.errors is None
    async with without(queries):
        result = await answered(firm.graph, SCREEN)
    assert told(result) == [(path.split(), "UNAVAILABLE")]
    assert result.data == with_null(whole.data, path.split())


async def test_so_is_the_power_map_of_each_opportunity(firm: Drawing) -> None:
    whole = await answered(firm.graph, SCREEN)
    async with without("powermap/find_maps"):
        result = await answered(firm.graph, SCREEN)
    path = ["account", "opportunities", "nodes", 0, "powerMap"]
    assert told(result) == [(path, "UNAVAILABLE")]
    assert result.data == with_null(whole.data, path)


async def test_an_analysis_that_gets_no_turn_takes_nothing_with_it(firm: Drawing) -> None:
    whole = await answered(firm.graph, SCREEN)
    shared = Shared(analyses=Turns(1, 1, 0), searches=Turns(1, 1, 0))
    async with shared.analyses.taken(""):
        busy = await answered(firm.graph, SCREEN, shared)
    hubs, holes = ["account", "hubs"], ["account", "coverageHoles"]
    assert sorted(told(busy)) == [(holes, "BUSY"), (hubs, "BUSY")]
    assert busy.data == with_null(with_null(whole.data, hubs), holes)


async def test_at_the_operations_time_limit_what_is_done_is_answered(firm: Drawing) -> None:
    whole = await answered(firm.graph, SCREEN)
    shared = Shared(analyses=Turns(1, 1, 9), searches=Turns(1, 1, 9))
    soon = firm.graph.for_caller(deadline=asyncio.get_running_loop().time() + 2)
    async with shared.analyses.taken(""):
        late = await answered(soon, SCREEN, shared)
    hubs, holes = ["account", "hubs"], ["account", "coverageHoles"]
    assert sorted(told(late)) == [(holes, "TIMEOUT"), (hubs, "TIMEOUT")]
    assert late.data == with_null(with_null(whole.data, hubs), holes)


@asynccontextmanager
async def held(graph: Graph, id_: str) -> AsyncIterator[None]:
    """Somebody else is recording something under this id, and does not come to an end."""
    async with graph.driver.session(database=graph.database) as session, await session.begin_transaction() as other:
        place = crc32(id_.encode()) % PLACES
        await (await other.run("MERGE (lock:RecordLock {place: $place}) SET lock.held = true", place=place)).consume()
        yield
        await other.rollback()


async def found(graph: Graph) -> dict[str, bool]:
    """Which of the two people of `TWICE` are recorded."""
    nodes = (await answered(graph, "{ people { nodes { externalId } } }")).data["people"]["nodes"]
    return {name: {"externalId": f"t:{name}"} in nodes for name in ("new", "last")}


async def test_a_mutation_that_fails_leaves_the_outcomes_of_the_others(firm: Drawing) -> None:
    settings = firm.graph.settings.model_copy(update={"write_timeout": 3.0})
    async with held(firm.graph, "t:held"):
        result = await answered(replace(firm.graph, settings=settings), TWICE)
    assert told(result) == [(["b"], "TIMEOUT")]
    assert result.data == {"a": DONE, "b": None, "c": {"outcome": "CREATED"}}
    assert await found(firm.graph) == {"new": True, "last": True}


async def test_so_does_one_that_comes_to_the_time_limit_over_http(firm: Drawing, settings: Settings) -> None:
    @asynccontextmanager
    async def opened(settings: Settings) -> AsyncIterator[Graph]:
        yield firm.graph

    limited = settings.model_copy(update={"operation_timeout": 4.0})
    async with client_for(limited, schema, opened) as client, held(firm.graph, "t:held"):
        response = await ask(client, TWICE)
    answer = response.json()
    assert (response.status_code, "relgraph-bookmark" in response.headers) == (200, True)
    assert answer["data"] == {"a": DONE, "b": None, "c": None}
    assert [(error["path"], error["extensions"]["code"]) for error in answer["errors"]] == [
        (["b"], "TIMEOUT"),
        (["c"], "TIMEOUT"),
    ]
    assert "time limit of the whole operation" in answer["errors"][0]["message"]
    assert await found(firm.graph) == {"new": True, "last": False}
