"""Graph migrations: applied once, in order, refused when edited, safe when two processes start at once."""

import asyncio
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from relgraph.core.errors import MigrationError
from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection
from relgraph.graph.migrate import LIST_MIGRATIONS, Migration, read_migrations
from relgraph.kinds import KINDS
from relgraph.migrations import migrate, pending
from relgraph.record.schema import missing_for

KNOWN = read_migrations()


def extra(text: str = "CREATE INDEX extra IF NOT EXISTS FOR (n:Extra) ON (n.id)") -> Migration:
    return Migration(len(KNOWN) + 1, "extra", text)


@pytest.fixture
async def scratch(graph: Graph):
    """The migrated graph; whatever a test adds to its migrations goes afterwards."""
    yield graph
    await graph.driver.execute_query("MATCH (m:GraphMigration) WHERE m.number > $last DELETE m", last=len(KNOWN))
    await graph.driver.execute_query("DROP INDEX extra IF EXISTS")


async def test_all_are_applied_once_and_recorded(scratch: Graph) -> None:
    assert await migrate(scratch) == []
    applied = await scratch.fetch(LIST_MIGRATIONS)
    assert [(m.number, m.name, m.checksum) for m in applied] == [(m.number, m.name, m.checksum) for m in KNOWN]
    indexes = await scratch.driver.execute_query(
        "SHOW INDEXES YIELD name, state RETURN collect(name) AS names, collect(DISTINCT state) AS states"
    )
    assert {"person_id", "tie_key", "tie_id", "names", "asks_key", "asks_id", "has_support_level"} <= set(
        indexes.records[0]["names"]
    )
    assert indexes.records[0]["states"] == ["ONLINE"]


def test_a_graph_of_before_has_what_the_kinds_ask_for() -> None:
    text = "".join(migration.text for migration in KNOWN)
    names = {one or other for one, other in re.findall(r"CREATE (?:CONSTRAINT (\w+)|INDEX (\w+))", text)}
    # What has come since then is asked for.
    since = ["identifiers", "tier_assessments", "relationship_assessments", "assessments", "sponsorships"]
    since += ["interactions", "participants", "asks", "commitments", "news", "confirmations"]
    assert [migration.title for migration in missing_for(KINDS, names)] == since
    assert [migration.title for migration in missing_for(KINDS, names - {"tie_id"})] == [since[0], "ties", *since[1:]]


async def test_a_new_one_is_pending_until_it_is_applied(scratch: Graph) -> None:
    known = [*KNOWN, extra()]
    assert await pending(scratch, known) == [extra()]
    assert await migrate(scratch, known) == [extra()]
    assert await pending(scratch, known) == []


async def test_one_may_fill_in_data_in_transactions_of_its_own(scratch: Graph) -> None:
    await scratch.driver.execute_query("UNWIND range(1, 5) AS n CREATE (:Extra {id: n})")
    text = "MATCH (n:Extra) CALL (n) { SET n.double = 2 * n.id } IN TRANSACTIONS OF 2 ROWS;" + extra().text
    assert await migrate(scratch, [*KNOWN, extra(text)]) == [extra(text)]
    found = await scratch.driver.execute_query("MATCH (n:Extra) RETURN n.double AS double ORDER BY double")
    assert [record["double"] for record in found.records] == [2, 4, 6, 8, 10]


async def test_one_that_was_edited_afterwards_is_refused(scratch: Graph) -> None:
    edited = [replace(KNOWN[0], text=KNOWN[0].text + "\n// changed"), *KNOWN[1:]]
    with pytest.raises(MigrationError, match="0001 .*edited after it had been applied.*put the change into a new"):
        await migrate(scratch, edited)


async def test_a_graph_of_a_newer_relgraph_is_refused(scratch: Graph) -> None:
    await migrate(scratch, [*KNOWN, extra()])
    with pytest.raises(MigrationError, match=f"at migration {len(KNOWN) + 1}, this relgraph knows {len(KNOWN)}"):
        await migrate(scratch)


async def test_one_that_fails_is_not_recorded_and_can_be_mended(scratch: Graph) -> None:
    with pytest.raises(Exception, match="migrate"):
        await migrate(scratch, [*KNOWN, extra("CREATE INDEX extra FOR nonsense")])
    assert await pending(scratch) == []
    assert await migrate(scratch, [*KNOWN, extra()]) == [extra()]


async def test_two_tasks_at_once_apply_it_once(scratch: Graph) -> None:
    known = [*KNOWN, extra()]
    results = await asyncio.gather(*(migrate(scratch.for_caller(), known) for _ in range(4)))
    assert sorted(len(result) for result in results) == [0, 0, 0, 1]


RACE = """
import asyncio, sys
from relgraph.core.config import Settings
from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection
from relgraph.graph.migrate import Migration, read_migrations
from relgraph.migrations import migrate

async def main(uri, user, database):
    connection = Connection(uri, user, sys.stdin.readline().strip(), database)
    async with Graph.connect(connection, Settings(_env_file=None)) as graph:
        known = read_migrations()
        extra = Migration(len(known) + 1, "extra", "CREATE INDEX extra IF NOT EXISTS FOR (n:Extra) ON (n.id)")
        print("ready", flush=True)
        sys.stdin.readline()
        print(len(await migrate(graph, [*known, extra])))

asyncio.run(main(*sys.argv[1:]))
"""


async def test_two_processes_at_once_apply_it_once(
    scratch: Graph, neo4j_connection: Connection, tmp_path: Path
) -> None:
    script = tmp_path / "race.py"
    script.write_text(RACE)
    arguments = [sys.executable, str(script), neo4j_connection.uri, neo4j_connection.user, neo4j_connection.database]
    racers = [subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    for racer in racers:
        racer.stdin.write(f"{neo4j_connection.password}\n")
        racer.stdin.flush()
    for racer in racers:
        assert racer.stdout.readline() == "ready\n"
    for racer in racers:
        racer.stdin.write("go\n")
        racer.stdin.flush()
    outputs = [racer.communicate(timeout=60)[0] for racer in racers]
    assert sorted(output.strip() for output in outputs) == ["0", "1"]
    assert len(await scratch.fetch(LIST_MIGRATIONS)) == len(KNOWN) + 1


def test_files_must_be_numbered_without_gaps(tmp_path: Path) -> None:
    (tmp_path / "0002_second.cypher").write_text("RETURN 1")
    with pytest.raises(MigrationError, match=r"numbered \[2\]"):
        read_migrations(tmp_path)
    (tmp_path / "first.cypher").write_text("RETURN 1")
    with pytest.raises(MigrationError, match="'first.cypher' is no migration name"):
        read_migrations(tmp_path)
