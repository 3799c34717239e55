"""A book of business in a local Neo4j of its own, imported while that is stopped; built once and kept.

python -m bench.offline --people 100000 --port 17981
"""

import argparse
import asyncio
import hashlib
import json
import shutil
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from neo4j import GraphDatabase
from platformdirs import user_cache_path

from bench.entities import Places
from bench.facts import Facts
from bench.world import World
from relgraph.core.config import Settings
from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection
from relgraph.graph.local import LocalNeo4j
from relgraph.graph.migrate import read_migrations
from relgraph.migrations import migrate

HEAP_MB, PAGE_CACHE_MB = 1500, 1000

_SOURCES = ("world", "bonds", "vocabulary", "stored", "entities", "facts")
_NODES = ("Person", "Organization", "Unit", "Opportunity")
_BUILT = "built.json"
_INDEX_SECONDS = 3600


def main() -> None:
    """Start a book, built first if need be, and keep it up until Ctrl-C or SIGTERM."""
    parser = argparse.ArgumentParser(prog="python -m bench.offline", description=main.__doc__)
    parser.add_argument("--people", type=int, default=100_000, help="people in the book (10 ties each)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--port", type=int, help="loopback port; a free one unless given")
    parser.add_argument("--dir", type=Path, default=books_dir(), help="where books are kept")
    parser.add_argument("--heap", type=int, default=HEAP_MB, help="Java heap in MiB")
    parser.add_argument("--page-cache", type=int, default=PAGE_CACHE_MB, help="page cache in MiB")
    args = parser.parse_args()
    world = World.of(args.people, args.seed)
    settings = book_settings(args.dir, world, port=args.port, heap_mb=args.heap, page_cache_mb=args.page_cache)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with open_book(world, settings) as connection:
        _say(f"{connection.uri} {connection.user} {connection.password}")
        try:
            signal.pause()
        except KeyboardInterrupt:
            _say("stopping")


def books_dir() -> Path:
    """Where books are kept unless told otherwise: they can be built again."""
    return user_cache_path("relgraph", appauthor=False) / "books"


def book_settings(
    folder: Path,
    world: World,
    *,
    port: int | None = None,
    heap_mb: int = HEAP_MB,
    page_cache_mb: int = PAGE_CACHE_MB,
) -> Settings:
    """Settings for a book's Neo4j. Its folder is named after what it is made from and what it is made by."""
    return Settings(
        _env_file=None,
        data_dir=folder / f"{world.people}-{world.seed}-{_source_hash()}",
        neo4j_uri=None,
        local_port=port,
        local_heap_mb=heap_mb,
        local_page_cache_mb=page_cache_mb,
    )


@contextmanager
def open_book(world: World, settings: Settings) -> Iterator[Connection]:
    """The running database of a book; the first time it is built, which takes a while."""
    local = LocalNeo4j(settings)
    built = settings.data_dir / _BUILT
    told = json.loads(built.read_text()) if built.exists() else _build(world, settings, local)
    with local.lease() as connection:
        if told.get("schema") != _schema_hash():
            with _timed("index", told):
                _index(connection)
                asyncio.run(_migrate(connection, settings))
            built.write_text(json.dumps({**told, "schema": _schema_hash()}))
        yield connection


def _build(world: World, settings: Settings, local: LocalNeo4j) -> dict[str, object]:
    folder = settings.data_dir.resolve() / "csv"
    seconds: dict[str, object] = {}
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with _timed("generate", seconds):
        write_world(world, folder)
    with _timed("import", seconds):
        _say(import_files(local, folder).rpartition("IMPORT DONE")[2].strip())
    shutil.rmtree(folder)
    (settings.data_dir / _BUILT).write_text(json.dumps(seconds))
    return seconds


def write_world(world: World, folder: Path) -> None:
    """Write a world's import files: one a label or a type, named after it."""
    places = Places(world)
    places.write(folder)
    Facts(world, places, folder).write()


def import_files(local: LocalNeo4j, folder: Path) -> str:
    """Replace the graph of a stopped server by import files."""
    arguments = ["database", "import", "full", "neo4j", "--overwrite-destination", "--id-type=integer"]
    arguments.append(f"--report-file={folder / 'report.txt'}")
    for path in sorted(folder.glob("*.csv")):
        option = "nodes" if path.stem in _NODES else "relationships"
        arguments.append(f"--{option}={path.stem}={path}")
    return local.admin(arguments)


def _index(connection: Connection) -> None:
    """Apply the schema, instead of any other, without the time limit that migrations of a graph in use have."""
    auth = (connection.user, connection.password)
    with GraphDatabase.driver(connection.uri, auth=auth) as driver, driver.session() as session:
        for record in session.run("SHOW CONSTRAINTS YIELD name"):
            session.run(f"DROP CONSTRAINT `{record['name']}`").consume()
        for record in session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'"):
            session.run(f"DROP INDEX `{record['name']}`").consume()
        session.run("MATCH (migration:GraphMigration) DELETE migration").consume()
        for migration in read_migrations():
            for statement in migration.statements:
                session.run(f"CYPHER 25 {statement}").consume()
        session.run(f"CALL db.awaitIndexes({_INDEX_SECONDS})").consume()


async def _migrate(connection: Connection, settings: Settings) -> None:
    async with Graph.connect(connection, settings) as graph:
        await migrate(graph)


def _source_hash() -> str:
    return _hash(Path(__file__).with_name(f"{name}.py").read_bytes() for name in _SOURCES)


def _schema_hash() -> str:
    return _hash(migration.text.encode() for migration in read_migrations())


def _hash(parts: Iterable[bytes]) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:12]


@contextmanager
def _timed(what: str, seconds: dict[str, object]) -> Iterator[None]:
    begin = time.perf_counter()
    yield
    seconds[what] = round(time.perf_counter() - begin, 1)
    _say(f"{what}: {seconds[what]} s")


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
