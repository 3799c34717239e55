"""Every test that asks for `graph` gets a real, migrated, empty Neo4j (see CONTRIBUTING.md).

1. RELGRAPH_TEST_NEO4J_URI (+ _USER, _PASSWORD), if set: only a database marked as a test database is ever wiped;
2. --neo4j=container: the official image through testcontainers;
3. otherwise the local Neo4j in a temporary folder, started once for the run.

`make test` runs files side by side (pytest-xdist); each of its processes has a Neo4j of its own.
"""

import asyncio
import os
import signal
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

# The debug build of the search in memory: before anything is imported that compiles it.
os.environ.setdefault("RELGRAPH_CHECK_BOUNDS", "1")

import pytest

from relgraph.core.config import Settings
from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection
from relgraph.migrations import migrate
from tests import database, java, lanes
from tests.database import wipe
from tests.draw import Drawing
from tests.examples import EXAMPLES as _EXAMPLES  # noqa: F401  (loads the profile before any test is defined)

_USED = pytest.StashKey[lanes.Used]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--neo4j", choices=["local", "container"], default="local", help="which real Neo4j the tests start"
    )


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_USED] = lanes.Used()
    lanes.refuse_to_share(config)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # Inherited from a shell's background or a daemon, and passed on to what tests start and interrupt.
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_sessionstart(session: pytest.Session) -> None:
    if lanes.leads(session.config) and session.config.getoption("neo4j") == "local":
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(java.keep_what_a_start_loads(_settings(), Path(folder)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    return lanes.count()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    lanes.put_long_files_first(items)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if "neo4j_connection" in getattr(item, "fixturenames", ()):
        item.config.stash[_USED].tests += 1


def pytest_sessionfinish(session: pytest.Session) -> None:
    if lanes.is_worker(session.config):
        session.config.workeroutput["used"] = session.config.stash[_USED].told()  # type: ignore[attr-defined]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    # A process that died has told nothing; xdist fails the run then.
    node.config.stash[_USED].add(getattr(node, "workeroutput", {}).get("used"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    # `.ci/run` reads this line: a suite that met no real Neo4j has proved nothing.
    terminalreporter.write_line(f"real Neo4j: {config.stash[_USED]}")


@pytest.fixture(scope="session")
def settings() -> Settings:
    """Settings that do not read the developer's environment or .env.

    A query that is planned for the first time takes its time where several processes share two cores.
    """
    return _settings()


def _settings() -> Settings:
    # What no test asks need not be planned.
    return Settings(_env_file=None, neo4j_retry_time=5, read_timeout=60, plan_ahead=False)  # type: ignore[call-arg]


@pytest.fixture(scope="session")
def neo4j_connection(
    request: pytest.FixtureRequest, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Connection]:
    used = request.config.stash[_USED]
    if connection := database.given():
        used.where = database.GIVEN
        yield connection
        return
    kind = request.config.getoption("--neo4j")
    used.where, started = database.started(kind, settings, tmp_path_factory.mktemp("neo4j"))
    with started as connection:
        yield connection


@pytest.fixture(scope="session")
async def shared_graph(neo4j_connection: Connection, settings: Settings) -> AsyncIterator[Graph]:
    async with Graph.connect(neo4j_connection, settings) as graph:
        await database.mark_as_test_database(graph)
        await migrate(graph)
        await database.know_all_names(graph)
        yield graph


@pytest.fixture
async def graph(shared_graph: Graph) -> Graph:
    """The empty graph: whatever the test before left is wiped."""
    await wipe(shared_graph)
    return shared_graph.for_caller()


@pytest.fixture
def drawing(graph: Graph) -> Drawing:
    """Draws a small graph in a few lines."""
    return Drawing(graph)


@pytest.fixture
def transactions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the queries that ran, one a read transaction, from here on."""
    ran: list[str] = []
    run = Graph._rows

    async def counted(self: Graph, query: Any, params: dict[str, object]) -> Any:
        ran.append(query.name)
        return await run(self, query, params)

    monkeypatch.setattr(Graph, "_rows", counted)
    return ran
