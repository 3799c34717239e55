"""How fast `relgraph import` loads ties, against the driver's UNWIND of the same rows in the same run.

Two peers: UNWIND that stores what relgraph stores, into relgraph's schema (the constraint that keeps a second run from
doubling anything, and the index that finds a fact); and UNWIND of the bare columns into a graph without either.
"""

import csv
import itertools
import os
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

from neo4j import GraphDatabase

from bench.book import HEADERS
from relgraph.graph.connection import Connection
from relgraph.graph.migrate import read_migrations

BATCH = 10_000

_CONSTRAINT = "CREATE CONSTRAINT person_id IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE"
_PEOPLE = "UNWIND $rows AS row CREATE (:Person {id: row.id, name: row.name})"
_TIES = """
UNWIND $rows AS row
MATCH (a:Person {id: row.person_a})
MATCH (b:Person {id: row.person_b})
CREATE (a)-[:TIE {id: row.id, strength: row.strength, basis: row.basis, last_contact: row.last_contact,
  valid_from: row.valid_from}]->(b)
"""
_FACTS = """
UNWIND $rows AS row
MATCH (a:Person {id: row.person_a})
MATCH (b:Person {id: row.person_b})
CREATE (a)-[:TIE {id: row.id, strength: row.strength, basis: row.basis, last_contact: row.last_contact,
  valid_from: row.valid_from, key: row.key, digest: row.digest, source: row.source, recorded_at: $now}]->(b)
"""


def raw_rate(connection: Connection, folder: Path, *, bare: bool) -> float:
    """Ties a second with nothing but MATCH, MATCH, CREATE in batches: no validation, no versions, no second run."""
    schema = [_CONSTRAINT] if bare else [text for m in read_migrations() for text in m.statements]
    auth = (connection.user, connection.password)
    with GraphDatabase.driver(connection.uri, auth=auth) as driver, driver.session() as session:
        for statement in schema:
            session.run(f"CYPHER 25 {statement}").consume()
        for rows in _batches(folder / "people.csv"):
            session.run(_PEOPLE, rows=rows).consume()
        begin, count, now = time.perf_counter(), 0, datetime.now(UTC)
        for rows in _batches(folder / "ties.csv"):
            session.run(_TIES if bare else _FACTS, rows=[_typed(row, bare) for row in rows], now=now).consume()
            count += len(rows)
        return count / (time.perf_counter() - begin)


def import_rate(folder: Path, data_dir: Path) -> tuple[float, float, int]:
    """Ties a second, seconds for everything else, and the importer's peak memory in MiB, by the command line."""
    ties = folder.with_name(f"{folder.name}-ties")
    ties.mkdir()
    (folder / "ties.csv").rename(ties / "ties.csv")
    rest, _ = _import(folder, data_dir)
    taken, memory = _import(ties, data_dir)
    (ties / "ties.csv").rename(folder / "ties.csv")
    with (folder / "ties.csv").open(encoding="utf-8") as file:
        count = sum(1 for _ in file) - 1
    return count / taken, rest, memory


def _import(folder: Path, data_dir: Path) -> tuple[float, int]:
    """Seconds, and the peak memory of the importing process in MiB."""
    begin = time.perf_counter()
    command = [sys.executable, "-m", "relgraph", "--data-dir", str(data_dir), "import", str(folder), "--json"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return time.perf_counter() - begin, usage.ru_maxrss // (1024 * 1024 if sys.platform == "darwin" else 1024)


def _batches(path: Path):  # noqa: ANN202  (an iterator of lists of rows)
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        while rows := list(itertools.islice(reader, BATCH)):
            yield rows


def _typed(row: dict[str, str], bare: bool) -> dict[str, object]:
    assert list(row) == HEADERS["ties"]
    days = {name: date.fromisoformat(row[name]) for name in ("last_contact", "valid_from")}
    kept = {} if bare else {"key": f"{row['id']}@{row['valid_from']}", "digest": "0" * 24, "source": "b"}
    return {**row, **days, **kept, "strength": float(row["strength"])}
