"""Every test that asks for `graph` gets a real, migrated, empty Neo4j (see CONTRIBUTING.md).

1. RELGRAPH_TEST_NEO4J_URI (+ _USER, _PASSWORD), if set: only a database marked as a test database is ever wiped;
2. --neo4j=container: the official image through testcontainers;
3. otherwise the local Neo4j in a temporary folder, started once for the run.
"""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

# The debug build of the search in memory: before anything is imported that compiles it.
os.environ.setdefault("RELGRAPH_CHECK_BOUNDS", "1")

import hypothesis
import pytest

from relgraph.config import Settings
from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection
from relgraph.graph.local import LocalNeo4j
from relgraph.migrations import migrate
from tests.draw import Drawing

NEO4J_IMAGE = "neo4j:2026.08.1"
# HYPOTHESIS_PROFILE=thorough looks an order of magnitude harder than a run on every save can.
hypothesis.settings.register_profile("default", max_examples=60, deadline=None)
hypothesis.settings.register_profile("thorough", max_examples=1000, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

_COUNT = pytest.StashKey[list[str]]()
_WHERE = pytest.StashKey[str]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--neo4j", choices=["local", "container"], default="local", help="which real Neo4j the tests start"
    )


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_COUNT] = []
    config.stash[_WHERE] = ""


def pytest_runtest_setup(item: pytest.Item) -> None:
    if "neo4j_connection" in getattr(item, "fixturenames", ()):
        item.config.stash[_COUNT].append(item.nodeid)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    # `.ci/run` reads this line: a suite that met no real Neo4j has proved nothing.
    where, count = config.stash[_WHERE], len(config.stash[_COUNT])
    terminalreporter.write_line(f"real Neo4j: {where or 'none'}; {count} tests used it")


@pytest.fixture(scope="session")
def settings() -> Settings:
    """Settings that do not read the developer's environment or .env."""
    return Settings(_env_file=None, neo4j_retry_time=5)  # type: ignore[call-arg]


@pytest.fixture(scope="session")
def neo4j_connection(
    request: pytest.FixtureRequest, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Connection]:
    with ExitStack() as stack:
        if uri := os.environ.get("RELGRAPH_TEST_NEO4J_URI"):
            user = os.environ.get("RELGRAPH_TEST_NEO4J_USER", "neo4j")
            connection = Connection(uri, user, os.environ["RELGRAPH_TEST_NEO4J_PASSWORD"])
            where = "RELGRAPH_TEST_NEO4J_URI"
        elif request.config.getoption("--neo4j") == "container":
            connection = stack.enter_context(_container())
            where = f"container {NEO4J_IMAGE}"
        else:
            folder: Path = tmp_path_factory.mktemp("neo4j")
            local = LocalNeo4j(settings.model_copy(update={"data_dir": folder}))
            connection = stack.enter_context(local.lease())
            where = "local"
        request.config.stash[_WHERE] = where
        yield connection


@pytest.fixture(scope="session")
async def shared_graph(neo4j_connection: Connection, settings: Settings) -> AsyncIterator[Graph]:
    async with Graph.connect(neo4j_connection, settings) as graph:
        await _mark_as_test_database(graph)
        await migrate(graph)
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


async def wipe(graph: Graph) -> None:
    """Delete everything but the marks, in a database marked as a test database."""
    marked = await graph.driver.execute_query("MATCH (mark:TestDatabase) RETURN count(mark) AS count")
    assert marked.records[0]["count"], "refusing to wipe a database that is not marked as a test database"
    async with graph.driver.session(database=graph.database) as session:
        # In batches: a book of business left by a benchmark does not fit into one transaction.
        wiped = await session.run(
            "MATCH (n) WHERE NOT n:TestDatabase AND NOT n:GraphMigration AND NOT n:MigrationLock "
            "CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"
        )
        await wiped.consume()


async def _mark_as_test_database(graph: Graph) -> None:
    result = await graph.driver.execute_query(
        "OPTIONAL MATCH (mark:TestDatabase) WITH mark LIMIT 1 "
        "RETURN mark IS NOT NULL AS marked, COUNT { (n) WHERE NOT n:GraphMigration AND NOT n:MigrationLock } AS nodes"
    )
    marked, nodes = result.records[0]
    if not marked and nodes:
        pytest.exit(
            f"The database has {nodes} nodes and is not marked as a test database. Tests wipe what they use: if it may "
            "go, run CREATE (:TestDatabase) there.",
            returncode=3,
        )
    await graph.driver.execute_query("MERGE (:TestDatabase)")


@contextmanager
def _container() -> Iterator[Connection]:
    from testcontainers.neo4j import Neo4jContainer  # noqa: PLC0415  (needs a Docker engine; only on request)

    with Neo4jContainer(NEO4J_IMAGE) as container:
        yield Connection(container.get_connection_url(), container.username, container.password)
