"""A search that never ends, which cannot happen: if it does, the service says so, answers otherwise, can be stopped."""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Iterator

import httpx
import pytest

from relgraph.core.config import Settings
from relgraph.core.errors import SearchTimeoutError
from relgraph.core.workers import Workers
from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection
from relgraph.paths.index import service
from relgraph.paths.index.service import PathIndex
from relgraph.surfaces.app import create_app
from relgraph.surfaces.graphql.health import READY_PATH
from tests.draw import Drawing, tid
from tests.paths.conftest import d, ways  # noqa: F401  (a fixture)

SERVE = """
import asyncio, numba, numpy
from relgraph.core.config import Settings
from relgraph.paths.index import service
from relgraph.surfaces.serve import serve

@numba.njit(nogil=True)
def spin(at):
    while at[0] >= 0:
        at[0] = (at[0] + 1) % 1000

service.STUCK = 1.0
service.find_in_table = lambda *_, **__: spin(numpy.zeros(1, dtype=numpy.int64))
asyncio.run(serve(Settings(_env_file=None), lambda url: print(url, flush=True)))
"""
ASK = "query ($to: ID!) { pathsTo(to: {person: $to}) { edges { node { score } } } }"


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    over = threading.Event()
    monkeypatch.setattr(service, "STUCK", 1.0)
    monkeypatch.setattr(service, "find_in_table", lambda *_, **__: over.wait())
    yield
    over.set()


@pytest.mark.usefixtures("endless")
async def test_the_question_fails_clearly_and_the_database_answers_the_next(d: Drawing) -> None:  # noqa: F811
    await d.tie("ann", "boss", 0.5).save()
    index = PathIndex()
    await index.read(d.graph)
    with pytest.raises(SearchTimeoutError, match=r"does not come to an end.*Restart the server"):
        await ways(d.graph, "boss", index=index)
    assert index.stuck
    assert not index.ready
    assert await ways(d.graph, "boss", index=index) == [(0.5, "ann-boss")]


async def test_readyz_says_so(settings: Settings, graph: Graph) -> None:
    index = PathIndex()
    app = create_app(settings)

    async def checks() -> tuple[int, dict[str, str]]:
        async def with_state(scope, receive, send) -> None:
            await app({**scope, "state": {"graph": graph, "path_index": index, "feed": None}}, receive, send)

        async with httpx.AsyncClient(transport=httpx.ASGITransport(with_state), base_url="http://127.0.0.1") as client:
            answer = await client.get(READY_PATH)
        return answer.status_code, answer.json()["checks"]

    fine = {"database": "ok", "migrations": "ok"}
    assert await checks() == (200, {**fine, "path_index": "reading"})
    await index.read(graph)
    assert await checks() == (200, {**fine, "path_index": "ok"})
    over = threading.Event()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(service, "STUCK", 0.1)
        working = asyncio.create_task(index._thread.run(over.wait))
        await asyncio.sleep(0.3)
        assert await checks() == (503, {**fine, "path_index": "stuck"})
        over.set()
        await working
    assert await checks() == (200, {**fine, "path_index": "ok"})


async def test_sigterm_ends_a_service_whose_search_is_stuck(d: Drawing, neo4j_connection: Connection) -> None:  # noqa: F811
    await d.tie("ann", "boss", 0.5).save()
    named = {"URI": neo4j_connection.uri, "USER": neo4j_connection.user, "PASSWORD": neo4j_connection.password}
    env = os.environ | {f"RELGRAPH_NEO4J_{name}": value for name, value in named.items()}
    env |= {"RELGRAPH_PORT": "0", "RELGRAPH_SCHEDULER": "false"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SERVE, env=env, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        url = (await process.stdout.readline()).decode().strip()
        async with httpx.AsyncClient(base_url=url, timeout=60) as client:
            await _until(client, "ok", seconds=240)
            asked = {"query": ASK, "variables": {"to": tid("boss")}}
            answer = (await client.post("/graphql", json=asked)).json()
            assert [error["extensions"]["code"] for error in answer["errors"]] == ["TIMEOUT"]
            await _until(client, "stuck", seconds=10)
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 60) == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def _until(client: httpx.AsyncClient, state: str, *, seconds: float) -> None:
    async with asyncio.timeout(seconds):
        while (await client.get(READY_PATH)).json()["checks"].get("path_index") != state:  # noqa: ASYNC110
            await asyncio.sleep(0.1)


async def test_workers_do_so_much_at_a_time_and_drop_what_nobody_waits_for() -> None:
    workers, over, done = Workers("test", 2), threading.Event(), []
    first = [asyncio.create_task(workers.run(over.wait)) for _ in range(2)]
    dropped, kept = (asyncio.create_task(workers.run(lambda n=n: done.append(n))) for n in (1, 2))
    await asyncio.sleep(0.1)
    assert workers.busy_for > 0.05
    dropped.cancel()
    await asyncio.wait([dropped])
    assert done == []
    over.set()
    await asyncio.gather(*first, kept)
    assert (done, workers.busy_for) == ([2], 0.0)
