"""A Neo4j that goes and comes back under a service: noticed at once, found again, and nobody kept waiting meanwhile."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from relgraph.core.errors import DatabaseUnavailableError
from relgraph.graph.client import Graph
from relgraph.graph.link import Link
from relgraph.graph.local import LocalNeo4j
from relgraph.graph.migrate import LIST_MIGRATIONS
from relgraph.graph.open import open_graph
from tests.processes import command, service

from .support import one_process, settings_for

pytestmark = pytest.mark.long
QUESTION = {"query": "{ people(first: 1) { nodes { name } } }"}
ENDLESS = "UNWIND range(1, 1000000000) AS n WITH n WHERE n < 0 RETURN count(*)"


async def within(seconds: float, true: Callable[[], Awaitable[bool]]) -> float:
    """After how many seconds it is true; fails when it is not within so many."""
    begun = time.monotonic()
    async with asyncio.timeout(seconds):
        while not await true():  # noqa: ASYNC110  (nobody sets an event when it becomes true)
            await asyncio.sleep(0.05)
    return time.monotonic() - begun


async def timed(client: httpx.AsyncClient) -> tuple[float, dict]:
    begun = time.monotonic()
    answer = await client.post("/graphql", json=QUESTION)
    return time.monotonic() - begun, answer.json()


async def test_a_service_finds_its_neo4j_again_on_another_port(
    local: LocalNeo4j, data_dir: Path, tmp_path: Path
) -> None:
    given = {"DATA_DIR": str(data_dir), "PORT": "0", "LOG_FORMAT": "json", "PLAN_AHEAD": "0", "PATH_INDEX": "0"}
    given |= {"LOCAL_HEAP_MB": "256", "LOCAL_PAGE_CACHE_MB": "64"}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("RELGRAPH_")}
    env = inherited | {f"RELGRAPH_{name}": value for name, value in given.items()}
    async with service(env, tmp_path) as (client, said):

        async def is_ready(wanted: int = 200) -> bool:
            return (await client.get("/readyz")).status_code == wanted

        await within(60, is_ready)  # a busy machine takes its time to plan the first look
        assert (await timed(client))[1]["data"] == {"people": {"nodes": []}}
        before = local.status().port

        assert (await command(env, tmp_path, "db", "stop", "--force"))[0] == 0
        await within(5, lambda: is_ready(503))
        alone = [await timed(client) for _ in range(5)]
        together = await asyncio.gather(*(timed(client) for _ in range(20)))
        for _, told in [*alone, *together]:
            [error] = told["errors"]
            assert (error["extensions"]["code"], told["data"]) == ("UNAVAILABLE", {"people": None})
            assert error["extensions"]["remedy"]
        # Of five, a busy machine may keep one waiting; of twenty at a time nobody waits for the driver to give up.
        assert sorted(taken for taken, _ in alone)[2] < 1
        assert max(taken for taken, _ in together) < 5

        async def is_found() -> bool:
            return "the database goes on" in said.read_text()

        assert (await command(env, tmp_path, "db", "start"))[0] == 0
        await within(5, is_found)
        # Anew it plans whatever it is asked, for as long as the machine takes.
        await within(60, is_ready)
        assert local.status().port != before
        assert (await timed(client))[1]["data"] == {"people": {"nodes": []}}
        logged = said.read_text()
        assert logged.count("the database waits") == logged.count("the database goes on") == 1
        assert "Traceback" not in logged


@pytest.fixture
async def graph(local: LocalNeo4j, data_dir: Path) -> AsyncIterator[Graph]:
    """The graph of a service on the local Neo4j."""
    async with open_graph(settings_for(data_dir, local_linger=0)) as opened, link_of(opened).watched():
        yield opened


def link_of(graph: Graph) -> Link:
    assert isinstance(graph.driver, Link)
    return graph.driver


@asynccontextmanager
async def refused_at_once() -> AsyncIterator[None]:
    begun = time.monotonic()
    with pytest.raises(DatabaseUnavailableError) as caught:
        yield
    assert caught.value.remedy
    assert time.monotonic() - begun < 1


async def answers(graph: Graph) -> bool:
    try:
        await graph.fetch(LIST_MIGRATIONS)
    except DatabaseUnavailableError:
        return False
    return True


async def test_what_is_under_way_is_told_when_neo4j_is_killed(graph: Graph, local: LocalNeo4j) -> None:
    async def ask() -> None:
        async def work(reading) -> None:
            await (await reading._transaction.run(ENDLESS)).consume()

        await graph.read(work, operation="endless")

    asked = [asyncio.create_task(ask()) for _ in range(3)]
    await asyncio.sleep(1)
    one_process(local, "--home-dir=").kill()
    begun = time.monotonic()
    told = await asyncio.gather(*asked, return_exceptions=True)
    assert {type(error) for error in told} == {DatabaseUnavailableError}
    assert time.monotonic() - begun < 5
    # Its supervisor starts it anew, at the same place.
    await within(60, lambda: answers(graph))
    assert link_of(graph).times == 2


async def test_a_neo4j_that_says_nothing_keeps_nobody_waiting(graph: Graph, local: LocalNeo4j) -> None:
    assert await answers(graph)
    jvm = one_process(local, "--home-dir=")
    jvm.send_signal(signal.SIGSTOP)
    try:
        await within(10, lambda: asyncio.sleep(0, not link_of(graph).up))
        async with refused_at_once():
            await graph.fetch(LIST_MIGRATIONS)
    finally:
        jvm.send_signal(signal.SIGCONT)
    await within(5, lambda: answers(graph))


def test_it_is_nowhere_while_it_does_not_run(local: LocalNeo4j) -> None:
    assert local.where() is None
    with local.lease() as connection:
        assert local.where() == connection
    assert local.where() is None
