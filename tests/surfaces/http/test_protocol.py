"""GraphQL over HTTP: media types, methods, parameters, statuses."""

import httpx
import pytest

from relgraph.core.config import Settings
from relgraph.surfaces.graphql.negotiation import JSON, RESPONSE, negotiate
from tests.surfaces.http.conftest import answered, ask, client_for, only_error


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("application/json", JSON),
        ("APPLICATION/JSON; charset=UTF-8", JSON),
        (RESPONSE, RESPONSE),
        (f"{RESPONSE}, application/json;q=0.9", RESPONSE),
        (f"application/json, {RESPONSE}", RESPONSE),
        (f"{RESPONSE};q=0.5, application/json", JSON),
        (f"{RESPONSE}, */*", RESPONSE),
        ("application/json;q=0, */*", RESPONSE),
        ("text/html,application/xhtml+xml,*/*;q=0.8", JSON),
        ("text/html", None),
        ("application/json;q=0", None),
        ("application/json;q=nan", None),
        ("application/json; charset=latin1", None),
    ],
)
def test_negotiation(accept: str | None, expected: str | None) -> None:
    assert negotiate(accept) == expected


@pytest.mark.parametrize("accept", [JSON, RESPONSE])
async def test_an_answer_has_the_type_that_was_asked_for(client: httpx.AsyncClient, accept: str) -> None:
    response = await ask(client, '{ hello(name: "李") }', accept=accept)
    assert response.status_code == 200
    assert response.headers["content-type"] == f"{accept}; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"
    cost = '{"cost":{"estimated":1,"spent":1,"maximum":20000}}'
    assert response.content == ('{"data":{"hello":"hello 李"},"extensions":' + cost + "}").encode()


async def test_nothing_acceptable(client: httpx.AsyncClient) -> None:
    response = await ask(client, "{ hello }", accept="text/html")
    assert (response.status_code, only_error(response)["extensions"]["code"]) == (406, "NOT_ACCEPTABLE")


@pytest.mark.parametrize(
    ("query", "variables", "code"),
    [
        ("{", None, "GRAPHQL_PARSE_FAILED"),
        ("type Query { a: Int }", None, "GRAPHQL_VALIDATION_FAILED"),
        ("{ nothing }", None, "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { hello }", None, "GRAPHQL_VALIDATION_FAILED"),
        ("query A { hello } query B { hello }", None, "GRAPHQL_VALIDATION_FAILED"),
        ("query ($n: String!) { hello(name: $n) }", None, "INVALID_INPUT"),
        ("query ($n: String!) { hello(name: $n) }", {"n": 7}, "INVALID_INPUT"),
    ],
)
async def test_request_errors(client: httpx.AsyncClient, query: str, variables: dict | None, code: str) -> None:
    for accept, status in ((RESPONSE, 400), (JSON, 200)):
        response = await ask(client, query, variables, accept)
        assert response.status_code == status
        assert "data" not in response.json()
        assert only_error(response)["extensions"]["code"] == code


async def test_errors_beside_data_are_a_success(client: httpx.AsyncClient) -> None:
    response = await ask(client, '{ hello fail(how: "conflict") }')
    assert response.status_code == 200
    assert answered(response) == {
        "errors": [
            {
                "message": "Recorded otherwise.",
                "locations": [{"line": 1, "column": 9}],
                "path": ["fail"],
                "extensions": {"code": "CONFLICT"},
            }
        ],
        "data": {"hello": "hello world", "fail": None},
    }


async def test_an_error_that_takes_all_data_is_still_an_answer(client: httpx.AsyncClient) -> None:
    response = await ask(client, '{ failHard(how: "conflict") }')
    assert (response.status_code, response.json()["data"]) == (200, None)


async def test_operation_name_selects(client: httpx.AsyncClient) -> None:
    body = {"query": 'query A { hello } query B { hello(name: "b") }', "operationName": "B", "extensions": {"x": 1}}
    assert answered(await client.post("/graphql", json=body)) == {"data": {"hello": "hello b"}}
    missing = await client.post("/graphql", json={**body, "operationName": "C"}, headers={"Accept": RESPONSE})
    assert (missing.status_code, only_error(missing)["message"]) == (400, "The document has no operation of that name.")


async def test_the_same_document_with_other_variables(client: httpx.AsyncClient) -> None:
    query = "query ($n: String!) { hello(name: $n) }"
    for name in ("a", "b"):
        assert answered(await ask(client, query, {"n": name})) == {"data": {"hello": f"hello {name}"}}


async def test_get_runs_queries(client: httpx.AsyncClient) -> None:
    parameters = {"query": "query Q($n: String!) { hello(name: $n) }", "variables": '{"n": "a"}', "operationName": "Q"}
    response = await client.get("/graphql", params=parameters)
    assert (response.status_code, answered(response)) == (200, {"data": {"hello": "hello a"}})


@pytest.mark.parametrize("accept", [JSON, RESPONSE])
async def test_get_runs_no_mutations(client: httpx.AsyncClient, accept: str) -> None:
    document = "query Q { hello } mutation M { touch }"
    parameters = {"query": document, "operationName": "M"}
    response = await client.get("/graphql", params=parameters, headers={"Accept": accept})
    assert (response.status_code, response.headers["allow"]) == (405, "POST")
    assert only_error(response)["extensions"]["code"] == "METHOD_NOT_ALLOWED"


async def test_other_methods(client: httpx.AsyncClient) -> None:
    response = await client.put("/graphql", json={"query": "{ hello }"})
    assert response.status_code == 405
    assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}


@pytest.mark.parametrize(
    "content_type",
    [
        None,
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/json; charset=utf-16",
    ],
)
async def test_only_json_is_read(client: httpx.AsyncClient, content_type: str | None) -> None:
    headers = {"Content-Type": content_type} if content_type else {}
    response = await client.post("/graphql", content=b'{"query": "{ hello }"}', headers=headers)
    assert (response.status_code, only_error(response)["extensions"]["code"]) == (415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b'{"query',
        b"[]",
        b'"{ hello }"',
        b'[{"query": "{ hello }"}]',
        b'{"query": "{ hello }", "variables": {"n": NaN}}',
        b'{"query": "{ hello }", "variables": {"n": "\\ud800"}}',
        b'{"query": "{ hello }", "variables": "\xff"}',
        b'{"query": ' + b"[" * 50_000,
        b'{"query": 1' + b"1" * 5_000 + b"}",
        b'{"query": ""}',
        b'{"query": null}',
        b'{"query": ["{ hello }"]}',
        b'{"query": "{ hello }", "operationName": 1}',
        b'{"query": "{ hello }", "variables": []}',
        b'{"query": "{ hello }", "variables": "{}"}',
        b'{"query": "{ hello }", "extensions": 0}',
    ],
)
@pytest.mark.parametrize("accept", [JSON, RESPONSE])
async def test_bad_bodies(client: httpx.AsyncClient, body: bytes, accept: str) -> None:
    headers = {"Content-Type": "application/json", "Accept": accept}
    response = await client.post("/graphql", content=body, headers=headers)
    assert (response.status_code, only_error(response)["extensions"]["code"]) == (400, "BAD_REQUEST")


@pytest.mark.parametrize(
    "parameters", [{}, {"query": "{ hello }", "variables": "x"}, {"query": "{", "extensions": "1"}]
)
async def test_bad_query_strings(client: httpx.AsyncClient, parameters: dict) -> None:
    response = await client.get("/graphql", params=parameters)
    assert (response.status_code, only_error(response)["extensions"]["code"]) == (400, "BAD_REQUEST")


async def test_nulls_and_unknown_parameters_are_fine(client: httpx.AsyncClient) -> None:
    body = {"query": "{ hello }", "variables": None, "operationName": None, "extensions": None, "other": 1}
    assert answered(await client.post("/graphql", json=body)) == {"data": {"hello": "hello world"}}


async def test_surrogate_pairs_are_characters(client: httpx.AsyncClient) -> None:
    body = b'{"query": "query ($n: String!) { hello(name: $n) }", "variables": {"n": "\\ud83d\\ude00"}}'
    response = await client.post("/graphql", content=body, headers={"Content-Type": "application/json"})
    assert answered(response) == {"data": {"hello": "hello 😀"}}


async def test_large_bodies(settings: Settings) -> None:
    async with client_for(settings.model_copy(update={"max_body_bytes": 1_000})) as client:
        response = await ask(client, "{ hello }" + " " * 1_000)
        assert response.status_code == 413
        assert only_error(response) == {
            "message": "The body is larger than 1000 bytes.",
            "extensions": {"code": "TOO_LARGE", "maximum": 1_000},
        }


async def test_surroundings(client: httpx.AsyncClient) -> None:
    response = await ask(client, "query Named { surroundings }", X_Request_Id="request-0001")
    request_id, today, operation, same_loader = response.json()["data"]["surroundings"]
    assert (request_id, operation, same_loader, len(today)) == ("request-0001", "Named", "True", 10)
