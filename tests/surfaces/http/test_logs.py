"""One line a request, with names and numbers; never a query, a variable or a value."""

import asyncio
import gc
import json
import logging
import threading

import pytest

from relgraph.core.config import Settings
from relgraph.core.errors import DatabaseError
from relgraph.core.logs import configure_logging
from tests.surfaces.http import toy
from tests.surfaces.http.conftest import ask, client_for


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


@pytest.fixture
def json_settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"log_format": "json"})


async def test_one_line_a_request(json_settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(json_settings)
    async with client_for(json_settings) as client:
        await ask(client, "query WhoIsIt { hello }", X_Request_Id="request-0001")
    [line] = lines(capsys)
    assert isinstance(line.pop("duration_ms"), float)
    assert line.pop("timestamp")
    assert line == {
        "event": "request",
        "level": "info",
        "logger": "relgraph.surfaces.graphql.middleware",
        "request_id": "request-0001",
        "method": "POST",
        "path": "/graphql",
        "status": 200,
        "operation": "WhoIsIt",
    }


async def test_error_codes_and_unknown_paths(json_settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(json_settings)
    async with client_for(json_settings) as client:
        await ask(client, "{ nothing }")
        await client.get(f"/{toy.SECRET}")
    refused, unknown = lines(capsys)
    assert (refused["status"], refused["codes"]) == (400, ["GRAPHQL_VALIDATION_FAILED"])
    assert (unknown["status"], unknown["path"]) == (404, "(other)")


async def test_a_long_operation_name_is_cut(json_settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(json_settings)
    async with client_for(json_settings) as client:
        await ask(client, "query " + "a" * 1000 + " { hello }")
    assert lines(capsys)[0]["operation"] == "a" * 64


@pytest.mark.parametrize("log_format", ["json", "console"])
async def test_no_value_reaches_the_log(
    settings: Settings, capsys: pytest.CaptureFixture[str], log_format: str
) -> None:
    chosen = settings.model_copy(update={"log_format": log_format})
    configure_logging(chosen)
    name = {"name": toy.SECRET}
    async with client_for(chosen) as client:
        answers = [
            await ask(client, "query ($name: String!) { hello(name: $name) }", name),
            await ask(client, f'{{ hello(name: "{toy.SECRET}") }}'),
            await ask(client, "query ($name: Int!) { people(first: $name) { __typename } }", name),
            await ask(client, f'{{ people(first: "{toy.SECRET}") {{ __typename }} }}'),
            await ask(client, f"{{ {toy.SECRET} }}"),
            await ask(client, f'{{ hello(name: "{toy.SECRET}'),
            await ask(client, '{ fail(how: "defect") }'),
            await ask(client, "{ misfit }"),
            await client.get("/graphql", params={"query": f'{{ hello(name: "{toy.SECRET}") }}'}),
            await client.post("/graphql", content=toy.SECRET, headers={"Content-Type": "application/json"}),
            await ask(client, "{ hello }", X_Request_Id=toy.SECRET),
        ]
    assert toy.SECRET in answers[0].text
    written = capsys.readouterr().err
    assert written.count("duration_ms") == len(answers)
    for part in toy.SECRET.split():
        assert part not in written


async def test_a_masked_error_is_logged_where_it_happened(
    json_settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logging(json_settings)
    async with client_for(json_settings) as client:
        response = await ask(client, '{ fail(how: "defect") }')
    error, request = lines(capsys)
    request_id = response.json()["errors"][0]["extensions"]["requestId"]
    assert (error["level"], error["event"], error["request_id"]) == ("error", "unexpected error", request_id)
    assert 'toy.py"' in error["exception"]
    assert error["exception"].endswith("builtins.ValueError")
    assert (request["request_id"], request["codes"]) == (request_id, ["INTERNAL"])


def test_causes_are_named_and_only_our_own_messages_told(
    json_settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logging(json_settings)
    try:
        try:
            raise ValueError(toy.SECRET)
        except ValueError as cause:
            raise DatabaseError("'find people' failed.") from cause
    except DatabaseError:
        logging.getLogger("some.library").exception("It broke")
    [line] = lines(capsys)
    assert (line["event"], line["logger"]) == ("It broke", "some.library")
    kinds = [part for part in line["exception"].splitlines() if not part.startswith(" ")]
    assert kinds == ["builtins.ValueError", "relgraph.core.errors.DatabaseError: 'find people' failed."]


async def test_what_fails_outside_of_requests_is_told_without_values(
    json_settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logging(json_settings)

    def fail(*_: object) -> None:
        raise ValueError(toy.SECRET)

    async def fail_later() -> None:
        fail()

    class Left:
        __del__ = fail

    task = asyncio.create_task(fail_later(), name="of ours")
    await asyncio.sleep(0)
    del task
    gc.collect()
    asyncio.get_running_loop().call_soon(fail, toy.SECRET)
    await asyncio.sleep(0.01)
    thread = threading.Thread(target=fail, args=(toy.SECRET,))
    thread.start()
    thread.join()
    Left()
    said = lines(capsys)
    assert [(line["level"], line["logger"], line["event"]) for line in said] == [
        ("error", "asyncio", "Task exception was never retrieved"),
        (
            "error",
            "asyncio",
            "Exception in callback test_what_fails_outside_of_requests_is_told_without_values.<locals>.fail",
        ),
        ("error", "relgraph.core.logs", "a thread failed"),
        ("error", "relgraph.core.logs", "an exception could not be raised"),
    ]
    assert [line["exception"].splitlines()[-1] for line in said] == ["builtins.ValueError"] * 4
    assert not [line for line in said for part in toy.SECRET.split() if part in json.dumps(line)]


@pytest.mark.parametrize("given", ["with space", "a" * 65, "tab\tbed", ""])
async def test_an_odd_request_id_is_replaced(settings: Settings, given: str) -> None:
    async with client_for(settings) as client:
        response = await ask(client, "{ hello }", X_Request_Id=given)
    assert response.headers["x-request-id"] != given
    assert len(response.headers["x-request-id"]) == 16
