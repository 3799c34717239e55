"""What stands between the API and its clients: browsers, proxies, compression, and refusals outside of GraphQL."""

import asyncio
import gzip
import io
import json
import logging

import brotli
import httpx
import pytest
from starlette.responses import StreamingResponse
from starlette.routing import Route
from websockets.exceptions import InvalidStatus

from relgraph.core.config import Settings
from relgraph.core.logs import configure_logging
from relgraph.surfaces.app import create_app
from tests.surfaces.http import toy
from tests.surfaces.http.conftest import RESPONSE, ask, client_for, only_error
from tests.surfaces.http.test_crowds import HEAD, opened, rest
from tests.surfaces.http.test_sockets import server, socket

ORIGIN = "https://sales.example.com"
OF_CLIENTS = (
    "traceparent, tracestate, baggage, apollographql-client-name, apollographql-client-version, "
    "apollo-require-preflight, x-apollo-operation-name, x-apollo-operation-id, graphql-client-name, "
    "graphql-client-version, time-zone, x-request-id, relgraph-bookmark, authorization, content-type"
)


UPGRADE = b"\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"


def in_shape(response: httpx.Response) -> tuple[int, str]:
    """Status and code of what is refused, once it is told as GraphQL's errors are."""
    assert response.headers["content-type"].startswith("application/json")
    assert int(response.headers["content-length"]) == len(response.content)
    assert response.headers["x-request-id"]
    assert set(response.json()) == {"errors"}
    error = only_error(response)
    assert error["message"].endswith(".")
    assert error["extensions"]["remedy"].endswith(".")
    return response.status_code, error["extensions"]["code"]


async def test_browsers_may_send_what_tracers_and_graphql_clients_send(settings: Settings) -> None:
    async with client_for(settings.model_copy(update={"cors_origins": [ORIGIN]})) as client:
        preflight = {"Origin": ORIGIN, "Access-Control-Request-Method": "POST"}
        for asked in (OF_CLIENTS, *OF_CLIENTS.split(", ")):
            allowed = await client.options(
                "/graphql", headers={**preflight, "Access-Control-Request-Headers": asked.replace(" ", "")}
            )
            assert allowed.status_code == 200, asked
        refused = await client.options("/graphql", headers={**preflight, "Access-Control-Request-Headers": "x-other"})
        assert in_shape(refused) == (400, "FORBIDDEN")
        assert "headers" in only_error(refused)["message"]


async def test_what_is_refused_outside_of_graphql_has_one_shape(settings: Settings) -> None:
    async with client_for(settings.model_copy(update={"cors_origins": [ORIGIN]})) as client:
        assert in_shape(await client.get("/nothing")) == (404, "NOT_FOUND")
        assert in_shape(await client.get("/graphql/")) == (404, "NOT_FOUND")
        for path, method in (("/graphql", "PUT"), ("/graphql", "DELETE"), ("/healthz", "POST"), ("/readyz", "PUT")):
            response = await client.request(method, path)
            assert in_shape(response) == (405, "METHOD_NOT_ALLOWED")
            assert "GET" in response.headers["allow"]
        assert in_shape(await client.get("/healthz", headers={"Host": "evil.example.com"})) == (400, "BAD_REQUEST")
        assert in_shape(await client.get("/healthz", headers={"Origin": "https://evil.example.com"})) == (
            403,
            "FORBIDDEN",
        )
        answer = await client.get("/nothing", headers={"Origin": ORIGIN})
        assert answer.headers["access-control-allow-origin"] == ORIGIN


async def test_what_is_no_http_is_refused_in_the_same_shape(settings: Settings) -> None:
    async with server(settings) as url, opened(url, b"NOT HTTP\r\n\r\n") as (reader, _):
        head, _, body = (await rest(reader)).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 ")
    assert b"content-type: application/json" in head
    [error] = json.loads(body)["errors"]
    assert error["extensions"]["code"] == "BAD_REQUEST"


async def test_refused_sockets_are_told_in_the_same_shape_and_log_no_error(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    json_settings = settings.model_copy(update={"log_format": "json"})
    async with server(json_settings, log_format="json") as url:
        configure_logging(json_settings)
        logging.getLogger().setLevel(logging.INFO)
        told = []
        for address, more in (
            (url, {"origin": "https://evil.example.com"}),
            (f"{url}/nothing?", {}),
        ):
            with pytest.raises(InvalidStatus) as caught:
                async with socket(address, greet=False, **more):
                    pass
            response = caught.value.response
            [error] = json.loads(response.body)["errors"]
            assert response.headers["content-type"] == "application/json"
            assert error["extensions"]["remedy"]
            told.append((response.status_code, error["extensions"]["code"]))
        key = b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        for host, more in ((b"evil.example.com", key), (b"127.0.0.1", b"")):
            handshake = b"GET /graphql HTTP/1.1\r\nHost: " + host + UPGRADE + more + b"\r\n"
            async with opened(url, handshake) as (reader, _):
                head, _, body = (await rest(reader)).partition(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 400 ")
            assert b"content-type: application/json" in head.lower()
            told.append((400, json.loads(body)["errors"][0]["extensions"]["code"]))
        await asyncio.sleep(0.1)
    assert told == [(403, "FORBIDDEN"), (404, "NOT_FOUND"), (400, "BAD_REQUEST"), (400, "BAD_REQUEST")]
    logged = [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith("{")]
    assert [line for line in logged if line["level"] not in ("info", "debug")] == []
    assert sum(line["event"] == "socket" for line in logged) == 3


LONG = '{ hello(name: "' + "李" * 2_000 + '") }'


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip", "gzip"), ("br", "br"), ("gzip, deflate, br", "br"), ("identity", None), ("br;q=0, gzip;q=0.5", "gzip")],
)
@pytest.mark.parametrize("media_type", ["application/json", RESPONSE])
async def test_answers_are_compressed_as_the_client_takes_them(
    settings: Settings, accepted: str, encoding: str | None, media_type: str
) -> None:
    async with server(settings) as url, httpx.AsyncClient(base_url=url, trust_env=False) as client:
        body = json.dumps({"query": LONG})
        headers = {"Content-Type": "application/json", "Accept": media_type, "Accept-Encoding": accepted}
        async with client.stream("POST", "/graphql", content=body, headers=headers) as response:
            raw = b"".join([chunk async for chunk in response.aiter_raw()])
            assert response.headers.get("content-encoding") == encoding
            assert "accept-encoding" in response.headers["vary"].lower()
            assert "accept-language" in response.headers["vary"].lower()
    opened_by = {"gzip": gzip.decompress, "br": brotli.decompress, None: bytes}[encoding]
    assert json.loads(opened_by(raw))["data"] == {"hello": "hello " + "李" * 2_000}
    assert encoding is None or len(raw) < 200


async def test_small_answers_are_left_as_they_are(client: httpx.AsyncClient) -> None:
    response = await ask(client, "{ hello }", Accept_Encoding="gzip, br, zstd")
    assert "content-encoding" not in response.headers


async def test_event_streams_are_left_as_they_are(settings: Settings) -> None:
    app = create_app(settings, toy.schema)
    events = StreamingResponse(io.BytesIO(b"data: " + b"x" * 5_000 + b"\n\n"), media_type="text/event-stream")
    app.router.routes.append(Route("/events", events))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1") as client:
        response = await client.get("/events", headers={"Accept-Encoding": "gzip, br, zstd"})
    assert "content-encoding" not in response.headers
    assert len(response.content) == 5_008


async def test_a_connection_rests_for_longer_than_a_request_may_take(settings: Settings) -> None:
    request = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    async with (
        server(settings, arrival_timeout=0.3, keep_alive_timeout=2) as url,
        opened(url, request) as (reader, writer),
    ):

        async def answered() -> bytes:
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)
            assert await reader.readexactly(15) == b'{"status":"ok"}'
            return head.partition(b"\r\n")[0]

        assert await answered() == b"HTTP/1.1 200 OK"
        await asyncio.sleep(0.9)
        writer.write(request)
        assert await answered() == b"HTTP/1.1 200 OK"
        # What has begun is not resting.
        await asyncio.sleep(0.5)
        writer.write(HEAD)
        assert (await asyncio.wait_for(rest(reader), 1.5)).startswith(b"HTTP/1.1 408 ")


async def test_a_resting_connection_is_closed_in_the_end(settings: Settings) -> None:
    request = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    async with server(settings, keep_alive_timeout=0.3) as url, opened(url, request) as (reader, _):
        assert (await rest(reader)).endswith(b'{"status":"ok"}')


def test_connections_rest_for_longer_than_common_proxies_keep_them(settings: Settings) -> None:
    assert settings.keep_alive_timeout > 60


async def test_a_body_that_stalls_keeps_nobody_waiting(settings: Settings) -> None:
    begun = HEAD + b"Content-Length: 90\r\n\r\n{"
    async with server(settings, arrival_timeout=1) as url, opened(url, begun) as (reader, _):
        async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
            answers = await asyncio.gather(*(ask(client, "{ hello }") for _ in range(20)))
        assert {answer.status_code for answer in answers} == {200}
        assert (await rest(reader)).startswith(b"HTTP/1.1 408 ")
