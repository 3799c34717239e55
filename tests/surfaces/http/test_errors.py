"""What clients are told about errors, and what they are not."""

import httpx
import pytest
import strawberry
from strawberry.extensions import SchemaExtension

from relgraph.core.config import Settings
from relgraph.core.errors import RelgraphError
from relgraph.surfaces.graphql.errors import CODES
from tests.surfaces.http import toy
from tests.surfaces.http.conftest import ask, client_for, only_error

FAIL = "query ($how: String!) { fail(how: $how) }"


@pytest.mark.parametrize(
    ("how", "message", "extensions"),
    [
        ("input", "Too long.", {"code": "INVALID_INPUT", "remedy": "Shorten it.", "field": "input.name"}),
        (
            "notFound",
            "No person has the id 'crm:7'.",
            {
                "code": "NOT_FOUND",
                "remedy": "Search for it by name, or check the day asked about.",
                "field": "id",
            },
        ),
        ("conflict", "Recorded otherwise.", {"code": "CONFLICT"}),
        ("cycle", "Nobody reports to themselves.", {"code": "CYCLE"}),
        ("timeout", "'x' was stopped at its time limit.", {"code": "TIMEOUT", "remedy": "Ask for less."}),
        ("unavailable", "Neo4j does not answer ('x').", {"code": "UNAVAILABLE"}),
        ("capacity", "'x' needed too much memory.", {"code": "TOO_LARGE"}),
        ("coded", "Not yet.", {"code": "INVALID_INPUT", "field": "when"}),
    ],
)
async def test_what_clients_can_act_on_is_told(
    client: httpx.AsyncClient, how: str, message: str, extensions: dict
) -> None:
    error = only_error(await ask(client, FAIL, {"how": how}))
    assert (error["message"], error["extensions"], error["path"]) == (message, extensions, ["fail"])


@pytest.mark.parametrize("how", ["auth", "configuration", "defect"])
async def test_the_rest_is_masked(client: httpx.AsyncClient, how: str) -> None:
    response = await ask(client, FAIL, {"how": how}, X_Request_Id="request-0001")
    assert only_error(response) == {
        "message": "Something went wrong on our side.",
        "locations": [{"line": 1, "column": 25}],
        "path": ["fail"],
        "extensions": {"code": "INTERNAL", "requestId": "request-0001"},
    }


async def test_a_value_that_fits_no_type_is_our_fault(client: httpx.AsyncClient) -> None:
    response = await ask(client, "{ misfit }")
    assert only_error(response)["extensions"]["code"] == "INTERNAL"
    assert toy.SECRET not in response.text


async def test_an_argument_that_is_null_by_a_variable_is_theirs(client: httpx.AsyncClient) -> None:
    error = only_error(await ask(client, "query ($n: String) { hello(name: $n) }", {"n": None}))
    assert error["extensions"] == {"code": "INVALID_INPUT"}


class _Broken(SchemaExtension):
    def on_execute(self) -> None:
        raise RuntimeError(toy.SECRET)


async def test_a_failure_around_execution_is_masked(settings: Settings) -> None:
    schema = strawberry.Schema(toy.Query, extensions=[_Broken])
    async with client_for(settings, schema) as client:
        response = await ask(client, "{ hello }", X_Request_Id="request-0001")
        assert response.status_code == 500
        extensions = {"code": "INTERNAL", "requestId": "request-0001"}
        assert response.json() == {
            "errors": [{"message": "Something went wrong on our side.", "extensions": extensions}]
        }


async def test_a_failure_outside_graphql_is_masked(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    async with client_for(settings) as client:
        monkeypatch.setattr("relgraph.surfaces.graphql.http.negotiate", lambda accept: 1 / 0)
        response = await ask(client, "{ hello }")
        assert response.status_code == 500
        assert only_error(response)["extensions"]["requestId"] == response.headers["x-request-id"]


def test_codes_are_a_contract() -> None:
    assert {kind.__name__: code for kind, code in CODES.items()} == {
        "InputError": "INVALID_INPUT",
        "NotFoundError": "NOT_FOUND",
        "ConflictError": "CONFLICT",
        "CycleError": "CYCLE",
        "DatabaseTimeoutError": "TIMEOUT",
        "SearchTimeoutError": "TIMEOUT",
        "DatabaseUnavailableError": "UNAVAILABLE",
        "DatabaseCapacityError": "TOO_LARGE",
        "BusyError": "BUSY",
        "ForbiddenError": "FORBIDDEN",
        "MissingExtraError": "NOT_INSTALLED",
    }
    assert all(issubclass(kind, RelgraphError) for kind in CODES)
