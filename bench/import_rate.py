"""How fast `relgraph import` loads ties, against the driver's bare UNWIND of the same rows in the same run."""

import csv
import itertools
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from neo4j import GraphDatabase

from bench.book import HEADERS
from bench.measure import peak_mb
from relgraph.graph.connection import Connection

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


def raw_rate(connection: Connection, folder: Path) -> float:
    """Ties a second with nothing but MATCH, MATCH, CREATE in batches: no validation, no versions, no second run."""
    auth = (connection.user, connection.password)
    with GraphDatabase.driver(connection.uri, auth=auth) as driver, driver.session() as session:
        session.run(_CONSTRAINT).consume()
        for rows in _batches(folder / "people.csv"):
            session.run(_PEOPLE, rows=rows).consume()
        begin, count = time.perf_counter(), 0
        for rows in _batches(folder / "ties.csv"):
            session.run(_TIES, rows=[_typed(row) for row in rows]).consume()
            count += len(rows)
        return count / (time.perf_counter() - begin)


def import_rate(folder: Path, data_dir: Path) -> tuple[float, float, int]:
    """Ties a second, seconds for everything else, and the importer's peak memory in MiB, by the command line."""
    ties = folder.with_name(f"{folder.name}-ties")
    ties.mkdir()
    (folder / "ties.csv").rename(ties / "ties.csv")
    rest = _import(folder, data_dir)
    taken = _import(ties, data_dir)
    (ties / "ties.csv").rename(folder / "ties.csv")
    with (folder / "ties.csv").open(encoding="utf-8") as file:
        count = sum(1 for _ in file) - 1
    return count / taken, rest, peak_mb(children=True)


def _import(folder: Path, data_dir: Path) -> float:
    begin = time.perf_counter()
    command = [sys.executable, "-m", "relgraph", "--data-dir", str(data_dir), "import", str(folder), "--json"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def _batches(path: Path):  # noqa: ANN202  (an iterator of lists of rows)
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        while rows := list(itertools.islice(reader, BATCH)):
            yield rows


def _typed(row: dict[str, str]) -> dict[str, object]:
    assert list(row) == HEADERS["ties"]
    days = {name: date.fromisoformat(row[name]) for name in ("last_contact", "valid_from")}
    return {**row, **days, "strength": float(row["strength"])}
