"""Files of tests run side by side: what they used adds up, no database is shared, worlds to read stay as they are."""

import subprocess
import sys
from pathlib import Path

import pytest

from relgraph.graph.client import Graph
from tests import database, lanes
from tests.database import unchanged, wipe
from tests.draw import Drawing

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ([], "none; 0 tests used it"),
        ([("", 0), ("", 0)], "none; 0 tests used it"),
        ([("local", 3), ("", 0)], "local; 3 tests used it"),
        ([("local", 3), ("local", 4)], "local; 7 tests used it"),
    ],
)
def test_what_processes_used_adds_up(told: list[tuple[str, int]], line: str) -> None:
    used = lanes.Used()
    for where, tests in told:
        used.add(lanes.Used(where, tests).told())
    used.add(None)  # one that died
    assert str(used) == line


def test_one_database_means_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(database.GIVEN, raising=False)
    assert lanes.LEAST <= lanes.count() <= lanes.MOST
    monkeypatch.setenv(database.GIVEN, "bolt://localhost")
    monkeypatch.setenv("RELGRAPH_TEST_NEO4J_PASSWORD", "secret")
    assert lanes.count() == 0


def test_processes_refuse_to_wipe_each_others_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(database.GIVEN, "bolt://127.0.0.1:1")
    monkeypatch.setenv("RELGRAPH_TEST_NEO4J_PASSWORD", "secret")
    command = [sys.executable, "-m", "pytest", "-n", "2", "-p", "no:cacheprovider", "tests/asks"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode
    assert "names one database: run the tests in one process (-n 0)" in done.stdout + done.stderr


async def test_a_world_that_is_only_read_is_unchanged(drawing: Drawing) -> None:
    await drawing.org("us", "vendor").save()
    async with unchanged(drawing.graph) as graph:
        await graph.driver.execute_query("MATCH (n:Organization) RETURN n")
        # Writing nothing is no change, as when a mutation is refused.
        await graph.driver.execute_query("MATCH (n:Organization) WHERE n.id = 'none' SET n.name = 'x'")


@pytest.mark.parametrize("write", ["CREATE (:Organization)", "MATCH (n:Organization) SET n.name = 'x'"])
async def test_a_world_that_is_written_to_is_noticed(drawing: Drawing, write: str) -> None:
    await drawing.org("us", "vendor").save()
    with pytest.raises(AssertionError, match="wrote to the graph"):
        async with unchanged(drawing.graph) as graph:
            await graph.driver.execute_query(write)


async def test_a_wipe_leaves_the_marks(drawing: Drawing) -> None:
    graph: Graph = drawing.graph
    await drawing.org("us", "vendor").person("ann", at="us").save()
    marks = "MATCH (n) RETURN labels(n)[0] AS label, count(n) AS count ORDER BY label"
    await wipe(graph)
    first = [tuple(record) for record in (await graph.driver.execute_query(marks)).records]
    await wipe(graph)
    assert [tuple(record) for record in (await graph.driver.execute_query(marks)).records] == first
    assert {label for label, _ in first} <= {"TestDatabase", "GraphMigration", "MigrationLock"}
