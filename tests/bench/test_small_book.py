"""A small book, built once: it is stored as relgraph itself would have stored it, and path search in it is measured.

It runs end to end, and tells what it measured.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.offline import book_settings, open_book
from bench.paths import run_book
from bench.paths_report import report
from bench.questions import HOPS
from bench.results import Plan
from bench.world import AS_OF, World
from relgraph.connect.csv.service import export_folder, import_folder
from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection
from relgraph.paths.model import PathOptions, Starts
from relgraph.paths.service import find_warm_paths
from tests.java import SHORT_LIFE

WORLD = World.of(1000)
SIZE = {"heap_mb": 300, "page_cache_mb": 64}
PLAN = Plan(targets=2, rounds=1, warm_up=0, peer_targets=1, peer_seconds=2, over_http=False, most_hops=3)

NODES = """
MATCH (n:!TestDatabase&!GraphMigration&!MigrationLock&!RecordLock&!Change&!ChangeFeed)
RETURN labels(n) AS what, [k IN keys(n) | [k, valueType(n[k]), coalesce(toStringOrNull(n[k]), n[k])]] AS says
"""
FACTS = """
MATCH (a)-[r]->(b)
RETURN [type(r), a.id, b.id] AS what,
  [k IN keys(r) | [k, valueType(r[k]), coalesce(toStringOrNull(r[k]), r[k])]] AS says
"""
SCHEMA = "SHOW INDEXES YIELD name, state, type, entityType, labelsOrTypes, properties RETURN * ORDER BY name"


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", SHORT_LIFE)
        yield tmp_path_factory.mktemp("books")


@pytest.fixture(scope="module")
def connection(books: Path) -> Iterator[Connection]:
    """The running database of the book, which stays for the tests of this module."""
    with open_book(WORLD, book_settings(books, WORLD, **SIZE)) as connection:
        yield connection


async def stored(graph: Graph) -> list[str]:
    """Everything in the graph but notes of changes and locks, with the type of every value, as text that compares."""
    found = []
    for question in (NODES, FACTS):
        records = (await graph.driver.execute_query(question)).records
        found += [f"{record['what']} {sorted(record['says'])}" for record in records]
    return sorted(found)


async def indexes(graph: Graph) -> list[dict[str, object]]:
    return [record.data() for record in (await graph.driver.execute_query(SCHEMA)).records]


async def test_a_book_is_what_an_import_of_it_would_have_stored(
    graph: Graph, books: Path, connection: Connection, tmp_path: Path
) -> None:
    """Its digests too, so that relgraph finds nothing to correct in what it would have written itself."""
    async with Graph.connect(connection, book_settings(books, WORLD, **SIZE)) as book:
        offline = await stored(book)
        assert len(offline) > 10_000
        await export_folder(book, tmp_path / "out")
        imported = await import_folder(graph, tmp_path / "out")
        assert imported.accepted
        assert await stored(graph) == offline
        assert await indexes(graph) == await indexes(book)
        near, ours = PathOptions(max_hops=2), Starts(people=tuple(WORLD.ours(20)))
        (island,) = WORLD.unreachable_targets(1)
        assert not (await find_warm_paths(book, island, as_of=AS_OF, options=near)).paths
        hub = await find_warm_paths(book, WORLD.hub_targets()[0], as_of=AS_OF, starts=ours, options=near)
        assert hub.paths


@pytest.mark.usefixtures("connection")
def test_a_small_book_is_measured_and_answered_exactly(books: Path) -> None:
    run = run_book(WORLD, PLAN, books, **SIZE)
    assert run.wrong == []
    assert {line.cell.hops for line in run.lines} == set(HOPS[:2])
    assert all(line.exact == len(line.ms) == len(line.reference) == 2 for line in run.lines)
    assert any(line.took("igraph") for line in run.lines)
    assert any(line.took("naive Cypher") for line in run.lines)
    assert run.memory.keys() == {"Neo4j", "best-first (its arrays)", "networkx", "igraph"}
    text = report([run], PLAN)
    assert "## 1,000 people, 10,000 ties: relgraph beside the search in memory" in text
    assert "| typical | 20 | 3 |" in text
