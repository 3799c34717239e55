"""A real server over a real Neo4j: start, stop, health, bookmarks, the page to try queries."""

import asyncio
import os
import re
import signal
import socket
from contextlib import nullcontext

import httpx
import pytest

from relgraph.core.config import Settings
from relgraph.core.errors import ConfigurationError, DatabaseUnavailableError
from relgraph.graph.client import Graph
from relgraph.surfaces.serve import _listen, running, serve
from tests.surfaces.http import toy
from tests.surfaces.http.conftest import answered, ask, client_for, only_error, unreachable


@pytest.fixture
def any_port(settings: Settings) -> Settings:
    # No index of paths: the first time, compiling its search would slow down what is timed here.
    return settings.model_copy(update={"port": 0, "path_index": False})


async def test_running_serves_in_the_background(any_port: Settings, graph: Graph) -> None:
    async with running(any_port, graph=graph, schema=toy.schema) as url:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", url)
        async with httpx.AsyncClient(base_url=url) as client:
            response = await ask(client, "{ hello }")
            assert answered(response) == {"data": {"hello": "hello world"}}
            assert "server" not in response.headers
            ready = await client.get("/readyz")
            assert (ready.status_code, ready.json()) == (
                200,
                {"status": "ok", "checks": {"database": "ok", "migrations": "ok"}},
            )
    async with httpx.AsyncClient(base_url=url) as client:
        with pytest.raises(httpx.ConnectError):
            await client.get("/healthz")


def test_the_body_of_an_answer_does_not_wait_for_the_head_to_be_acknowledged(any_port: Settings) -> None:
    # Where it does, every request on a kept connection takes 40 ms longer.
    with _listen(any_port) as listening, socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


async def test_an_error_in_the_block_comes_out_as_it_is(any_port: Settings, graph: Graph) -> None:
    with pytest.raises(ZeroDivisionError):
        async with running(any_port, graph=graph, schema=toy.schema):
            raise ZeroDivisionError


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_stops_the_server_and_lets_requests_finish(
    any_port: Settings, graph: Graph, number: signal.Signals
) -> None:
    urls: asyncio.Queue[str] = asyncio.Queue()
    before = signal.getsignal(number)
    serving = asyncio.create_task(serve(any_port, urls.put_nowait, graph=graph, schema=toy.schema))
    async with httpx.AsyncClient(base_url=await urls.get()) as client:
        request = asyncio.create_task(ask(client, "{ slow(seconds: 0.3) }"))
        await asyncio.sleep(0.1)
        os.kill(os.getpid(), number)
        assert answered(await request) == {"data": {"slow": True}}
    await serving
    assert signal.getsignal(number) == before


async def test_a_taken_port_is_told(settings: Settings, graph: Graph) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ConfigurationError, match=f"cannot listen on 127.0.0.1:{port}"):
            await serve(settings.model_copy(update={"port": port}), print, graph=graph, schema=toy.schema)


async def test_an_open_address_without_tokens_is_refused(any_port: Settings, graph: Graph) -> None:
    with pytest.raises(ConfigurationError, match="no API token"):
        await serve(any_port.model_copy(update={"host": "0.0.0.0"}), print, graph=graph, schema=toy.schema)


async def test_without_a_database_nothing_is_served(any_port: Settings) -> None:
    nowhere = {"neo4j_uri": "bolt://127.0.0.1:1", "neo4j_password": "x", "neo4j_connect_timeout": 0.5}
    chosen = Settings.model_validate({**any_port.model_dump(exclude_unset=True), **nowhere})
    with pytest.raises(DatabaseUnavailableError):
        await serve(chosen, print, schema=toy.schema)


async def test_health_without_a_database(settings: Settings) -> None:
    async with client_for(settings, open_graph=unreachable) as client:
        up, ready = await client.get("/healthz"), await client.get("/readyz")
    assert (up.status_code, up.json()) == (200, {"status": "ok"})
    assert (ready.status_code, ready.json()) == (
        503,
        {"status": "not ready", "checks": {"database": "failed", "migrations": "unknown"}},
    )


async def test_pending_and_strange_migrations_are_not_ready(
    settings: Settings, graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with client_for(settings, open_graph=lambda _: nullcontext(graph)) as client:
        # The last one: without it the others are still as they should be.
        last = "MATCH (m:GraphMigration) WITH m ORDER BY m.number DESC LIMIT 1 "
        await graph.driver.execute_query(last + "SET m.was = m.checksum, m.checksum = 'x'")
        try:
            strange = await client.get("/readyz")
            await graph.driver.execute_query(last + "SET m:Aside REMOVE m:GraphMigration")
            pending = await client.get("/readyz")
        finally:
            await graph.driver.execute_query(
                "MATCH (m:GraphMigration|Aside) WHERE m.was IS NOT NULL "
                "SET m:GraphMigration, m.checksum = m.was REMOVE m:Aside, m.was"
            )
        assert (await client.get("/readyz")).status_code == 200
    assert (strange.status_code, strange.json()["checks"]) == (503, {"database": "ok", "migrations": "failed"})
    assert (pending.status_code, pending.json()["checks"]) == (503, {"database": "ok", "migrations": "pending"})


async def test_a_bookmark_travels(settings: Settings, graph: Graph) -> None:
    async with client_for(settings, open_graph=lambda _: nullcontext(graph)) as client:
        read = await ask(client, "{ hello }")
        assert "relgraph-bookmark" not in read.headers
        written = await ask(client, "mutation { touch }")
        assert answered(written) == {"data": {"touch": True}}
        bookmark = written.headers["relgraph-bookmark"]
        seen = await ask(client, "{ seen }", Relgraph_Bookmark=f" {bookmark} ,")
        assert answered(seen) == {"data": {"seen": [bookmark]}}


async def test_a_bookmark_of_nothing_is_refused(settings: Settings, graph: Graph) -> None:
    async with client_for(settings, open_graph=lambda _: nullcontext(graph)) as client:
        assert (await ask(client, "{ count }")).json()["data"]["count"] > 0
        error = only_error(await ask(client, "{ count }", Relgraph_Bookmark="FB:nothing"))
        assert (error["message"], error["extensions"]["code"]) == (
            "This database knows nothing of that bookmark.",
            "INVALID_INPUT",
        )


@pytest.mark.parametrize("header", ["no bookmark", "a" * 501, ",".join(["FB:x"] * 21), "FB:'x"])
async def test_what_is_no_bookmark_is_refused(client: httpx.AsyncClient, header: str) -> None:
    response = await ask(client, "{ hello }", Relgraph_Bookmark=header)
    assert response.status_code == 400
    assert only_error(response)["extensions"]["field"] == "Relgraph-Bookmark"


async def test_there_is_no_openapi(client: httpx.AsyncClient) -> None:
    assert [(await client.get(path)).status_code for path in ("/docs", "/redoc", "/openapi.json")] == [404] * 3
