"""Subscriptions over real WebSockets: the protocol, who may connect, and how much anybody may ask for."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from relgraph.core.config import Settings
from relgraph.core.logs import configure_logging
from relgraph.surfaces.graphql.auth import new_token
from relgraph.surfaces.serve import running
from tests.surfaces.http import toy
from tests.surfaces.http.conftest import RESPONSE, ask, only_error, unreachable

PROTOCOL = "graphql-transport-ws"
WAIT = "subscription { wait { edges { node { name } } } }"


@asynccontextmanager
async def server(settings: Settings, **changes: object) -> AsyncIterator[str]:
    """A server of the toy schema; its address."""
    chosen = Settings.model_validate(
        {**settings.model_dump(exclude_unset=True), "port": 0, "path_index": False, "scheduler": False, **changes}
    )
    async with unreachable(chosen) as graph, running(chosen, graph=graph, schema=toy.schema) as url:
        yield url


@asynccontextmanager
async def socket(url: str, *, greet: bool | dict = True, **more: Any) -> AsyncIterator[ClientConnection]:
    """A WebSocket, greeted unless told otherwise; `greet` may be the payload of the greeting."""
    options = {"subprotocols": [PROTOCOL], "proxy": None, **more}
    async with connect(f"{url.replace('http', 'ws', 1)}/graphql", **options) as opened:
        if greet:
            await say(opened, type="connection_init", **({"payload": greet} if isinstance(greet, dict) else {}))
            assert await hear(opened) == {"type": "connection_ack"}
        yield opened


async def say(opened: ClientConnection, **message: object) -> None:
    await opened.send(json.dumps(message))


async def subscribe(opened: ClientConnection, query: str, id_: str = "1", **payload: object) -> None:
    await say(opened, id=id_, type="subscribe", payload={"query": query, **payload})


async def hear(opened: ClientConnection) -> dict[str, Any]:
    return json.loads(await asyncio.wait_for(opened.recv(), 10))


async def refusal(opened: ClientConnection, query: str, **payload: object) -> dict[str, Any]:
    """The one error with which a subscription is refused."""
    await subscribe(opened, query, **payload)
    told = await hear(opened)
    assert (told["id"], told["type"]) == ("1", "error")
    [error] = told["payload"]
    return error


async def closed(opened: ClientConnection) -> tuple[int, str]:
    """Why the server closed the socket."""
    with suppress(ConnectionClosed):
        while True:
            await hear(opened)
    return opened.close_code, opened.close_reason


@pytest.fixture(scope="module")
async def url(settings: Settings) -> AsyncIterator[str]:
    async with server(settings) as address:
        yield address


async def test_answers_come_until_the_subscription_ends(url: str) -> None:
    async with socket(url) as opened:
        assert opened.subprotocol == PROTOCOL
        await say(opened, type="ping")
        assert await hear(opened) == {"type": "pong"}
        await say(opened, type="pong", payload={"any": 1})
        await subscribe(opened, "subscription ($n: Int!) { count(to: $n) }", variables={"n": 3}, operationName=None)
        told = [await hear(opened) for _ in range(4)]
    assert told == [
        *({"id": "1", "type": "next", "payload": {"data": {"count": n}}} for n in range(3)),
        {"id": "1", "type": "complete"},
    ]


async def test_a_client_ends_its_subscription_and_may_use_its_id_again(url: str) -> None:
    async with socket(url) as opened:
        for _ in range(2):
            await subscribe(opened, WAIT)
            await until(lambda: len(toy.waiting) == 1)
            await say(opened, id="1", type="complete")
            await until(lambda: not toy.waiting)
        for _ in range(3):
            # Without waiting for the server to have noticed.
            await subscribe(opened, WAIT)
            await say(opened, id="1", type="complete")
        await say(opened, id="unknown", type="complete")
        await subscribe(opened, "subscription { count(to: 1) }")
        assert (await hear(opened))["payload"] == {"data": {"count": 0}}


async def test_what_a_client_leaves_open_ends_with_it(url: str) -> None:
    async with socket(url) as opened:
        await subscribe(opened, WAIT)
        await until(lambda: len(toy.waiting) == 1)
    await until(lambda: not toy.waiting)


async def until(true: Any) -> None:
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110  (nobody sets an event when it becomes true)
            await asyncio.sleep(0.01)


GREETING, COUNT = {"type": "connection_init"}, {"query": "subscription { count }"}


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        (["{"], 4400),
        (["[]"], 4400),
        ([b"{}"], 4400),
        ([{"type": "dance"}], 4400),
        ([{"type": "connection_init", "payload": []}], 4400),
        ([GREETING, GREETING], 4429),
        ([{"id": "1", "type": "subscribe", "payload": COUNT}], 4401),
        ([GREETING, {"type": "subscribe", "payload": COUNT}], 4400),
        ([GREETING, {"id": "", "type": "subscribe", "payload": COUNT}], 4400),
        ([GREETING, {"id": "1", "type": "subscribe", "payload": []}], 4400),
        ([GREETING, *[{"id": "界" * 200, "type": "subscribe", "payload": {"query": WAIT}}] * 2], 4409),
    ],
)
async def test_who_breaks_the_protocol_is_closed(url: str, messages: list, code: int) -> None:
    async with socket(url, greet=False) as opened:
        for message in messages:
            await opened.send(json.dumps(message) if isinstance(message, dict) else message)
        assert (await closed(opened))[0] == code


async def test_another_protocol_is_none_of_ours(url: str) -> None:
    for offered in (["graphql-ws"], None):
        async with socket(url, greet=False, subprotocols=offered) as opened:
            assert (await closed(opened))[0] == 4406


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("subscription {", "GRAPHQL_PARSE_FAILED"),
        ("subscription { nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { count wait { edges { node { name } } } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ hello }", "BAD_REQUEST"),
        ("mutation { touch }", "BAD_REQUEST"),
        ("subscription { wait(first: 201) { edges { node { name } } } }", "TOO_COMPLEX"),
        ("subscription { wait { edges { node" + " { manager" * 15 + " { name }" + " }" * 15 + " } } }", "TOO_COMPLEX"),
        ("subscription { __typename }", "GRAPHQL_VALIDATION_FAILED"),
        ('subscription { fail(how: "input") }', "INVALID_INPUT"),
        ('subscription { fail(how: "defect") }', "INTERNAL"),
        ("", "BAD_REQUEST"),
    ],
)
async def test_what_cannot_run_is_told_and_the_socket_stays(url: str, query: str, code: str) -> None:
    async with socket(url) as opened:
        error = await refusal(opened, query)
        assert error["extensions"]["code"] == code
        assert toy.SECRET not in json.dumps(error)
        await subscribe(opened, "subscription { count(to: 1) }")
        assert (await hear(opened))["type"] == "next"


async def test_an_error_in_the_middle_ends_the_subscription(url: str) -> None:
    async with socket(url) as opened:
        await subscribe(opened, 'subscription { fail(how: "notFound", after: 1) }')
        assert (await hear(opened))["payload"] == {"data": {"fail": 0}}
        told = await hear(opened)
        assert (told["type"], told["payload"][0]["extensions"]["code"]) == ("error", "NOT_FOUND")


async def test_subscriptions_do_not_come_over_http(url: str) -> None:
    async with httpx.AsyncClient(base_url=url) as client:
        for response in (
            await ask(client, "subscription { count }"),
            await client.get("/graphql", params={"query": "subscription { count }"}, headers={"Accept": RESPONSE}),
        ):
            assert only_error(response)["extensions"]["code"] == "BAD_REQUEST"


async def test_with_hashes_a_socket_needs_a_token(settings: Settings) -> None:
    token, digest = new_token()
    good, wrong = {"Authorization": f"Bearer {token}"}, {"Authorization": "Bearer rg_wrong"}
    async with server(settings, api_token_hashes=digest) as url:
        async with socket(url, greet=good) as opened:
            await subscribe(opened, "subscription { count(to: 1) }")
            assert (await hear(opened))["type"] == "next"
        async with socket(url, additional_headers=good), socket(url, greet={"authorization": good["Authorization"]}):
            pass
        for payload, headers in ((None, {}), (wrong, {}), ({"Authorization": 7}, {}), (None, wrong), (wrong, good)):
            async with socket(url, greet=False, additional_headers=headers) as opened:
                await say(opened, type="connection_init", **({"payload": payload} if payload else {}))
                assert await closed(opened) == (4403, "Forbidden")


@pytest.mark.parametrize(
    ("origin", "with_token", "allowed"),
    [
        (None, False, True),
        ("http://{host}", False, True),
        ("https://{host}", False, False),
        ("https://evil.example.com", False, False),
        ("null", False, False),
        ("https://sales.example.com", False, True),
        (None, True, True),
        ("https://{host}", True, True),
        ("https://sales.example.com", True, True),
        ("https://evil.example.com", True, False),
    ],
)
async def test_browsers_may_not_connect_for_other_sites(
    settings: Settings, origin: str | None, with_token: bool, allowed: bool
) -> None:
    token, digest = new_token()
    more = {"api_token_hashes": digest} if with_token else {}
    async with server(settings, cors_origins="https://sales.example.com", **more) as url:
        given = origin and origin.format(host=url.removeprefix("http://"))
        greeting = {"Authorization": f"Bearer {token}"}
        if allowed:
            async with socket(url, origin=given, greet=greeting):
                return
        with pytest.raises(InvalidStatus) as caught:
            async with socket(url, origin=given):
                pass
        assert caught.value.response.status_code == 403


async def test_a_rebound_name_is_refused(url: str) -> None:
    with pytest.raises(InvalidStatus) as caught:
        async with socket(url, additional_headers={"Host": "evil.example.com"}):
            pass
    assert caught.value.response.status_code == 400


async def test_subscriptions_and_sockets_are_counted(settings: Settings) -> None:
    async with server(settings, max_subscriptions=2, max_sockets=2) as url:
        async with socket(url) as opened, socket(url):
            for id_ in ("a", "b"):
                await subscribe(opened, WAIT, id_)
            error = await refusal(opened, "subscription { count }")
            assert error["extensions"]["code"] == "TOO_COMPLEX"
            assert (error["extensions"]["limit"], error["extensions"]["maximum"]) == ("subscription count", 2)
            with pytest.raises(InvalidStatus) as caught:
                async with socket(url):
                    pass
            assert caught.value.response.status_code == 503
        await until(lambda: not toy.waiting)
        async with socket(url):
            pass


async def test_an_idle_socket_is_closed_and_a_busy_one_is_not(settings: Settings) -> None:
    async with (
        server(settings, socket_idle_timeout=0.4, socket_greeting_timeout=0.2) as url,
        socket(url, greet=False) as silent,
        socket(url) as idle,
        socket(url) as busy,
    ):
        await subscribe(busy, WAIT)
        assert (await closed(silent))[0] == 4408
        assert (await closed(idle))[0] == 1000
        await asyncio.sleep(0.5)
        await say(busy, type="ping")
        assert await hear(busy) == {"type": "pong"}
        await say(busy, id="1", type="complete")
        assert (await closed(busy))[0] == 1000


async def test_pings_do_not_keep_a_socket_without_subscription(settings: Settings) -> None:
    async with server(settings, socket_idle_timeout=0.5) as url, socket(url) as opened:
        with suppress(ConnectionClosed):
            for _ in range(50):
                await say(opened, type="ping")
                await asyncio.sleep(0.05)
        assert opened.close_code == 1000


async def test_a_large_message_is_refused(settings: Settings) -> None:
    async with server(settings, max_body_bytes=1000) as url, socket(url) as opened:
        await opened.send(" " * 1001)
        assert (await closed(opened))[0] == 1009


async def test_who_does_not_read_is_not_written_to(url: str) -> None:
    toy.produced.clear()
    async with socket(url, max_queue=1) as opened:
        await subscribe(opened, "subscription { large }")
        await until(lambda: toy.produced)
        await asyncio.sleep(0.5)
        stuck = len(toy.produced)
        await asyncio.sleep(0.5)
        # What fits into the buffers of both ends; it would be thousands.
        assert len(toy.produced) <= stuck + 1 < 200
        opened.transport.abort()


async def test_a_stopping_server_closes_its_sockets(settings: Settings) -> None:
    async with server(settings) as url:
        opened = await connect(f"{url.replace('http', 'ws', 1)}/graphql", subprotocols=[PROTOCOL], proxy=None)
        await say(opened, type="connection_init")
        await hear(opened)
        await subscribe(opened, WAIT)
        await until(lambda: toy.waiting)
        before = asyncio.get_running_loop().time()
    assert asyncio.get_running_loop().time() - before < 3
    assert (await closed(opened))[0] == 1012
    assert not toy.waiting


async def test_a_socket_has_one_line_in_the_log(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(settings.model_copy(update={"log_format": "json"}))
    async with server(settings) as url, socket(url, additional_headers={"X-Request-Id": "abc"}) as opened:
        await refusal(opened, "subscription { " + toy.SECRET.replace(" ", "") + " }")
    [line] = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert isinstance(line.pop("duration_ms"), float)
    assert line.pop("timestamp")
    assert line == {
        **{"event": "socket", "level": "info", "logger": "relgraph.surfaces.graphql.middleware", "request_id": "abc"},
        **{"path": "/graphql", "code": 1000, "subscriptions": 1, "codes": ["GRAPHQL_VALIDATION_FAILED"]},
    }
