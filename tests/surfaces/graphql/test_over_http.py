"""The real schema behind the real HTTP layer: codes, typed errors, bookmarks, limits."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest

from relgraph.core.config import Settings
from relgraph.graph.client import Graph
from relgraph.surfaces.graphql.schema import schema
from tests.draw import Drawing
from tests.surfaces.http.conftest import ask, client_for, only_error


@pytest.fixture
async def client(settings: Settings, drawing: Drawing) -> AsyncIterator[httpx.AsyncClient]:
    await drawing.org("us", "vendor").org("acme").people("ann", at="us").people("bob", at="acme").save()

    @asynccontextmanager
    async def opened(settings: Settings) -> AsyncIterator[Graph]:
        yield drawing.graph

    async with client_for(settings, schema, opened) as client:
        yield client


async def test_a_query_is_answered(client: httpx.AsyncClient) -> None:
    response = await ask(client, "{ accounts { nodes { name people { nodes { name } } } } }")
    assert response.json()["data"] == {
        "accounts": {"nodes": [{"name": "acme", "people": {"nodes": [{"name": "bob"}]}}]}
    }


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ('{ person(id: "t:zoe") { name } }', "NOT_FOUND"),
        ('{ search(text: "--") { truncated } }', "INVALID_INPUT"),
        ("{ people(first: 201) { nodes { name } } }", "TOO_COMPLEX"),
        ("{ people { nodes { nickname } } }", "GRAPHQL_VALIDATION_FAILED"),
    ],
)
async def test_errors_of_queries_have_codes(client: httpx.AsyncClient, query: str, code: str) -> None:
    assert only_error(await ask(client, query))["extensions"]["code"] == code


async def test_a_mutation_tells_what_to_mend_and_where_to_read_on(client: httpx.AsyncClient) -> None:
    document = """mutation ($a: ID!, $b: ID!) { recordTie(input: {personA: $a, personB: $b, strength: 0.5}) {
      outcome tie { strength } errors { __typename field } } }"""
    made = await ask(client, document, {"a": "t:ann", "b": "t:bob"})
    assert made.json()["data"]["recordTie"] == {"outcome": "CREATED", "tie": {"strength": 0.5}, "errors": []}
    seen = await ask(
        client,
        '{ person(id: "t:bob") { ties { nodes { strength } } } }',
        relgraph_bookmark=made.headers["relgraph-bookmark"],
    )
    assert seen.json()["data"]["person"]["ties"]["nodes"] == [{"strength": 0.5}]
    missing = (await ask(client, document, {"a": "t:ann", "b": "t:zoe"})).json()["data"]["recordTie"]
    assert missing == {"outcome": None, "tie": None, "errors": [{"__typename": "NotFound", "field": "personB"}]}


async def test_a_batch_comes_in_variables_and_a_row_says_one_thing(client: httpx.AsyncClient) -> None:
    document = "mutation ($rows: [BatchRow!]!) { batch(input: $rows) { outcome rows { outcome } errors { field } } }"
    rows: list[dict[str, object]] = [
        {"person": {"id": "t:dan", "name": "Dan"}},
        {"tie": {"personA": "t:dan", "personB": "t:bob"}},
    ]
    made = await ask(client, document, {"rows": rows})
    assert made.json()["data"]["batch"] == {"outcome": "CREATED", "rows": [{"outcome": "CREATED"}] * 2, "errors": []}
    assert "relgraph-bookmark" in made.headers
    for row in ({}, {**rows[0], **rows[1]}, {"person": None}):
        refused = await ask(client, document, {"rows": [row]})
        assert (refused.status_code, only_error(refused)["extensions"]["code"]) == (400, "INVALID_INPUT")


@pytest.mark.parametrize(
    ("accepted", "said"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "请同事ann（"),
        ("en", "Ask your colleague ann ("),
        ("fr", "Ask your colleague ann ("),
    ],
)
async def test_sentences_follow_the_callers_language(
    client: httpx.AsyncClient, drawing: Drawing, accepted: str, said: str
) -> None:
    await drawing.tie("ann", "bob", 0.5).save()
    response = await ask(
        client, '{ pathsTo(to: { person: "t:bob" }) { nodes { sentence } } }', accept_language=accepted
    )
    assert response.headers["vary"] == "Accept, Accept-Language"
    assert response.json()["data"]["pathsTo"]["nodes"][0]["sentence"].startswith(said)
