"""Who opens much and says nothing keeps nobody else out: sockets without a greeting, requests that never arrive."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from urllib.parse import urlsplit

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from relgraph.core.config import Settings
from relgraph.surfaces.graphql.auth import new_token
from tests.surfaces.http.test_sockets import PROTOCOL, closed, hear, say, server, socket, subscribe

HEAD = b"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"


@asynccontextmanager
async def opened(url: str, sent: bytes = b"") -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A connection on which so much was sent."""
    address = urlsplit(url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    try:
        writer.write(sent)
        yield reader, writer
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()


async def rest(reader: asyncio.StreamReader) -> bytes:
    """All that still comes until the server closes."""
    with suppress(OSError):
        return await asyncio.wait_for(reader.read(), 10)
    return b""


async def test_a_hundred_sockets_that_do_not_say_who_they_are_keep_nobody_out(settings: Settings) -> None:
    token, digest = new_token()
    greeting = {"Authorization": f"Bearer {token}"}
    async with (
        server(settings, api_token_hashes=[digest]) as url,
        AsyncExitStack() as stack,
        socket(url, greet=greeting) as before,
    ):
        strangers = [await stack.enter_async_context(socket(url, greet=False)) for _ in range(100)]
        # Eighty of the hundred are gone already, the oldest first.
        assert [await closed(one) for one in strangers[:80]] == [(4408, "Connection initialisation timeout")] * 80
        async with socket(url, greet=greeting) as after:
            for one in (before, after):
                await subscribe(one, "subscription { count(to: 1) }")
                assert (await hear(one))["payload"] == {"data": {"count": 0}}


async def test_when_all_sockets_are_taken_one_that_has_not_said_who_it_is_goes(settings: Settings) -> None:
    async with (
        server(settings, max_sockets=2) as url,
        socket(url) as known,
        socket(url, greet=False) as stranger,
        socket(url) as newcomer,
    ):
        assert (await closed(stranger))[0] == 4408
        for one in (known, newcomer):
            await subscribe(one, "subscription { count(to: 1) }")
            assert (await hear(one))["type"] == "next"


async def test_one_caller_does_not_keep_all_others_out(settings: Settings) -> None:
    (one, first), (other, second) = new_token(), new_token()
    mine, theirs = ({"Authorization": f"Bearer {token}"} for token in (one, other))
    async with (
        server(settings, api_token_hashes=[first, second], max_sockets=6, max_sockets_per_caller=2) as url,
        AsyncExitStack() as stack,
    ):
        held = [await stack.enter_async_context(socket(url, greet=mine)) for _ in range(2)]
        for _ in range(6):
            more = await stack.enter_async_context(socket(url, greet=False))
            await say(more, type="connection_init", payload=mine)
            assert await closed(more) == (4429, "Too many WebSockets of one caller")
        async with socket(url, greet=theirs), socket(url, greet=theirs) as their:
            await subscribe(their, "subscription { count(to: 1) }")
            assert (await hear(their))["type"] == "next"
        await held.pop().close()
        async with asyncio.timeout(10):
            while True:
                with suppress(AssertionError, ConnectionClosed):
                    async with socket(url, greet=mine):
                        break
                await asyncio.sleep(0.05)


async def test_a_socket_has_so_long_to_say_who_it_is(settings: Settings) -> None:
    async with server(settings, socket_greeting_timeout=0.2) as url, socket(url, greet=False) as silent:
        for _ in range(3):  # pings prolong nothing
            await silent.send('{"type": "ping"}')
        for _ in range(3):
            assert await hear(silent) == {"type": "pong"}
        assert (await closed(silent)) == (4408, "Connection initialisation timeout")


@pytest.mark.parametrize(
    "begun",
    [
        HEAD,  # headers without an end
        HEAD + b"Content-Length: 90\r\n\r\n{",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n",
        b"GET /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n",
    ],
)
async def test_a_request_that_comes_too_slowly_is_given_up(settings: Settings, begun: bytes) -> None:
    async with server(settings, arrival_timeout=0.3) as url, opened(url, begun) as (reader, writer):

        async def trickle() -> None:
            with suppress(OSError):
                for _ in range(100):
                    await asyncio.sleep(0.05)
                    writer.write(b" " if b"\r\n\r\n" in begun else b"X-A: b\r\n")
                    await writer.drain()

        trickling = asyncio.create_task(trickle())
        answer = await rest(reader)
        trickling.cancel()
        assert answer.startswith(b"HTTP/1.1 408 ")
        [error] = json.loads(answer.partition(b"\r\n\r\n")[2])["errors"]
        assert error["message"] == "The request did not arrive within 0.3 s."
        assert error["extensions"]["code"] == "REQUEST_TIMEOUT"


async def test_who_sends_nothing_is_closed_without_an_answer(settings: Settings) -> None:
    async with server(settings, arrival_timeout=0.2) as url, opened(url) as (reader, _):
        assert await rest(reader) == b""


async def test_a_second_request_on_a_connection_has_as_long(settings: Settings) -> None:
    first = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    async with server(settings, arrival_timeout=0.5) as url, opened(url, first + HEAD) as (reader, _):
        assert (await reader.readline()).startswith(b"HTTP/1.1 200")
        assert b"HTTP/1.1 408 " in await rest(reader)


async def test_a_body_that_is_refused_early_does_not_hold_its_connection(settings: Settings) -> None:
    _, digest = new_token()
    request = HEAD + b"Content-Length: 90000\r\n\r\n"
    async with (
        server(settings, arrival_timeout=0.5, api_token_hashes=[digest]) as url,
        opened(url, request) as (reader, writer),
    ):
        assert (await reader.readline()).startswith(b"HTTP/1.1 401")

        async def trickle() -> None:
            with suppress(OSError):
                while True:
                    await asyncio.sleep(0.05)
                    writer.write(b" ")
                    await writer.drain()

        trickling = asyncio.create_task(trickle())
        await rest(reader)
        trickling.cancel()


async def test_half_open_requests_keep_nobody_out(settings: Settings) -> None:
    async with server(settings, max_waiting_connections=20) as url, AsyncExitStack() as stack:
        begun = [await stack.enter_async_context(opened(url, HEAD)) for _ in range(60)]
        async with httpx.AsyncClient(trust_env=False) as client:
            answers = await asyncio.gather(*(client.get(f"{url}/healthz") for _ in range(5)))
        assert {answer.status_code for answer in answers} == {200}
        # The oldest went, without an answer.
        assert [await rest(reader) for reader, _ in begun[:40]] == [b""] * 40


async def test_who_does_not_take_what_is_sent_is_given_up(settings: Settings) -> None:
    async with server(settings, arrival_timeout=0.5, max_sockets=1) as url:
        address = url.replace("http", "ws", 1) + "/graphql"
        async with connect(address, subprotocols=[PROTOCOL], proxy=None, max_queue=1, close_timeout=0.1) as greedy:
            await greedy.send('{"type": "connection_init"}')
            assert await hear(greedy) == {"type": "connection_ack"}
            await subscribe(greedy, "subscription { large }")
            greedy.transport.pause_reading()
            async with asyncio.timeout(20):
                while True:
                    with suppress(Exception):
                        async with socket(url):
                            break
                    await asyncio.sleep(0.2)
