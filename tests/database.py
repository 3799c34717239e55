"""The real Neo4j of a run: found or started, told apart from anybody's own, wiped, and held to be unchanged."""

import os
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, ExitStack, asynccontextmanager, contextmanager
from pathlib import Path

import pytest

from relgraph.core.assets import asset_dir
from relgraph.core.config import Settings
from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection
from relgraph.graph.local import LocalNeo4j, server
from relgraph.graph.local.layout import Layout
from relgraph.kinds import KINDS
from tests import java

NEO4J_IMAGE = "neo4j:2026.08.1"
GIVEN = "RELGRAPH_TEST_NEO4J_URI"
PLANS_STAY = (
    "dbms.cypher.min_replan_interval=10h",
    "dbms.cypher.statistics_divergence_threshold=1.0",
    "internal.cypher.expression_engine=INTERPRETED",
)
"""Every test draws another graph, and asks little of it: Neo4j would plan each query anew as the graph changes, and
once more, to generate code, when it was asked ten times. Both take longer than all else."""
_NAMES = {
    "db.createLabel": re.compile(r":([A-Z][a-z]\w*)"),
    "db.createRelationshipType": re.compile(r"[:|]([A-Z][A-Z_]+)\b"),
    "db.createProperty": re.compile(r"\b([a-z]\w*):|\.([a-z]\w*)"),
}
"""What a text of ours names, by the procedure that makes such a name known. Some more names do no harm."""


def given() -> Connection | None:
    """The database that the environment names."""
    uri = os.environ.get(GIVEN)
    if not uri:
        return None
    user = os.environ.get("RELGRAPH_TEST_NEO4J_USER", "neo4j")
    return Connection(uri, user, os.environ["RELGRAPH_TEST_NEO4J_PASSWORD"])


def started(kind: str, settings: Settings, folder: Path) -> tuple[str, AbstractContextManager[Connection]]:
    """How it is called, and one that runs for the length of the block."""
    if kind == "container":
        return f"container {NEO4J_IMAGE}", _container()
    return "local", _local(settings.model_copy(update={"data_dir": folder}))


@contextmanager
def _local(settings: Settings) -> Iterator[Connection]:
    written = server.write_conf

    def write_conf(layout: Layout, settings: Settings, port: int) -> None:
        written(layout, settings, port)
        with (layout.conf / "neo4j.conf").open("a", encoding="utf-8") as conf:
            conf.writelines(f"{line}\n" for line in PLANS_STAY)

    with pytest.MonkeyPatch.context() as patch:
        # Only here: the servers that tests start as users do are as users have them.
        patch.setattr(server, "write_conf", write_conf)
        # It lives as long as the run: what it recorded would come too late for the others, whose starts it would bar.
        patch.setattr(server.aot, "recording_of", lambda _cache: None)
        patch.setenv("JAVA_TOOL_OPTIONS", java.LONG_LIFE)
        lease = ExitStack()
        connection = lease.enter_context(LocalNeo4j(settings).lease())
    with lease:
        yield connection


@contextmanager
def _container() -> Iterator[Connection]:
    from testcontainers.neo4j import Neo4jContainer  # noqa: PLC0415  (needs a Docker engine; only on request)

    with Neo4jContainer(NEO4J_IMAGE) as container:
        yield Connection(container.get_connection_url(), container.username, container.password)


async def mark_as_test_database(graph: Graph) -> None:
    """Mark an empty database as one that may be wiped; end the run where there is something in it."""
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


async def know_all_names(graph: Graph) -> None:
    """Have an empty database know what our texts name: a plan made without does not outlive their first use."""
    texts = [path.read_text(encoding="utf-8") for path in asset_dir("cypher").rglob("*.cypher")]
    texts += [f":{kind.label} .{' .'.join(kind.model.model_fields)}" for kind in KINDS]
    for procedure, pattern in _NAMES.items():
        names = {name for text in texts for found in pattern.finditer(text) for name in found.groups() if name}
        await graph.driver.execute_query(f"UNWIND $names AS name CALL {procedure}(name)", names=sorted(names))


async def wipe(graph: Graph) -> None:
    """Delete everything but the marks, in a database marked as a test database."""
    # Neo4j keeps these counts: asking costs a millisecond, and most tests leave nothing.
    counted = await graph.driver.execute_query(
        "RETURN COUNT { () } AS nodes, COUNT { (:TestDatabase) } AS marks, COUNT { (:GraphMigration) } AS migrations, "
        "COUNT { (:MigrationLock) } AS locks"
    )
    nodes, marks, migrations, locks = counted.records[0]
    assert marks, "refusing to wipe a database that is not marked as a test database"
    if nodes == marks + migrations + locks:
        return
    async with graph.driver.session(database=graph.database) as session:
        # In batches: a book of business left by a benchmark does not fit into one transaction.
        wiped = await session.run(
            "MATCH (n) WHERE NOT n:TestDatabase AND NOT n:GraphMigration AND NOT n:MigrationLock "
            "CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"
        )
        await wiped.consume()


@asynccontextmanager
async def unchanged(graph: Graph) -> AsyncIterator[Graph]:
    """The graph for tests that share what is in it because they only read; fails in the end if one of them wrote.

    For fixtures of a module: wipe, draw, then yield inside this block. Tests that write ask for `graph` in a module of
    their own, or they would take the world away from the others.
    """
    before = await _last_write(graph)
    yield graph.for_caller()
    assert await _last_write(graph) == before, "a test of this module wrote to the graph that the module shares"


async def _last_write(graph: Graph) -> object:
    """What changes with every transaction that wrote: the bookmark that a read hands out."""
    async with graph.driver.session(database=graph.database) as session:
        await (await session.run("RETURN 1")).consume()
        return (await session.last_bookmarks()).raw_values
