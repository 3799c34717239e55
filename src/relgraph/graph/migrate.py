"""Bring the graph's schema to what this version of relgraph expects.

`schema/graph/NNNN_<name>.cypher` are applied in order, once, and recorded in the graph with their checksum. An
applied file that was edited afterwards is refused. Two processes that start at once are safe: one holds a lock
node inside an open transaction while it works, the other waits; a crash frees the lock with its transaction.
Each statement can be repeated (`IF NOT EXISTS`), so a crash between a statement and its record does no harm. What
Cypher cannot work out is a step, told by a line `// step: <name>`, done after the statements; it can be repeated too.
"""

import hashlib
import re
import socket
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from neo4j import AsyncManagedTransaction, unit_of_work
from neo4j import Query as Statement
from pydantic import BaseModel

from relgraph.core.assets import asset_dir
from relgraph.core.errors import MigrationError
from relgraph.graph.client import Graph, Transaction
from relgraph.graph.driver_errors import translated
from relgraph.graph.query import CYPHER_VERSION, Query

LOCK_SECONDS = 300
"""How long one process may migrate while others wait."""

_FILE = re.compile(r"(\d{4})_(\w+)\.cypher")
_STEP = re.compile(r"^// step: (\w+)$", re.MULTILINE)
_LOCK_CONSTRAINT = (
    "CREATE CONSTRAINT migration_lock IF NOT EXISTS FOR (n:MigrationLock) REQUIRE n.name IS UNIQUE",
    "CREATE CONSTRAINT graph_migration IF NOT EXISTS FOR (n:GraphMigration) REQUIRE n.number IS UNIQUE",
)


Steps = Mapping[str, Callable[[Graph], Awaitable[None]]]
"""What migrations ask for by name."""


class AppliedMigration(BaseModel, frozen=True):
    """A migration as the graph remembers it."""

    number: int
    name: str
    checksum: str
    applied_at: datetime


class _Index(BaseModel, frozen=True):
    name: str


class _LockTaken(BaseModel, frozen=True):
    holder: str


LIST_INDEXES = Query("graph/list_indexes", _Index)
LIST_MIGRATIONS = Query("graph/list_migrations", AppliedMigration)
RECORD_MIGRATION = Query("graph/record_migration", AppliedMigration)
TAKE_LOCK = Query("graph/take_migration_lock", _LockTaken)


@dataclass(frozen=True)
class Migration:
    """A migration file, or without a number what a declaration asks for: that is not recorded, and can be repeated."""

    number: int | None
    name: str
    text: str

    @property
    def title(self) -> str:
        """What people read of it."""
        return self.name if self.number is None else f"{self.number:04} {self.name}"

    @property
    def checksum(self) -> str:
        """SHA-256 of the file's text, line ends unified."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def statements(self) -> list[str]:
        """The statements, without comments."""
        bare = re.sub(r"^\s*//[^\n]*", "", self.text, flags=re.MULTILINE)
        return [statement.strip() for statement in bare.split(";") if statement.strip()]

    @property
    def steps(self) -> list[str]:
        """The names of the steps that follow the statements."""
        return _STEP.findall(self.text)


def read_migrations(folder: Path | None = None) -> list[Migration]:
    """The migration files in order. Raises MigrationError on a gap, a double number or a stray name."""
    folder = folder or asset_dir("schema") / "graph"
    found = []
    for path in sorted(folder.glob("*.cypher")):
        match = _FILE.fullmatch(path.name)
        if not match:
            raise MigrationError(f"'{path.name}' is no migration name.", remedy="Name it NNNN_what_it_does.cypher.")
        found.append(Migration(int(match[1]), match[2], path.read_text(encoding="utf-8")))
    numbers = [m.number for m in found]
    if numbers != list(range(1, len(found) + 1)):
        raise MigrationError(
            f"the migrations are numbered {numbers}.",
            remedy="Number them 1, 2, 3 … without gaps.",
        )
    return found


async def pending(graph: Graph, migrations: list[Migration] | None = None) -> list[Migration]:
    """What is still to be applied. Raises MigrationError when the graph and these files contradict each other."""
    known = read_migrations() if migrations is None else migrations
    applied = await graph.fetch(LIST_MIGRATIONS)
    if len(applied) > len(known):
        raise MigrationError(
            f"The graph is at migration {len(applied)}, this relgraph knows {len(known)}.",
            remedy="Use the newer relgraph that migrated it.",
        )
    for migration, record in zip(known, applied, strict=False):
        if (record.number, record.checksum) != (migration.number, migration.checksum):
            raise MigrationError(
                f"Migration {migration.title} was edited after it had been applied.",
                remedy="Restore the file as it was, and put the change into a new migration.",
            )
    return known[len(applied) :]


async def migrate(graph: Graph, steps: Steps, migrations: list[Migration] | None = None) -> list[Migration]:
    """Apply what is pending and return it; nothing when the graph is up to date."""
    known = read_migrations() if migrations is None else migrations
    for statement in _LOCK_CONSTRAINT:
        await _run_schema(graph, statement)

    async def under_lock(lock: Transaction) -> list[Migration]:
        await lock.fetch_one(TAKE_LOCK, holder=socket.gethostname())
        missing = await pending(graph, known)
        for migration in missing:
            await _apply(graph, migration, steps)
        return missing

    return await graph.write(under_lock, operation="migrate", timeout=LOCK_SECONDS)


async def apply_declared(graph: Graph, migration: Migration) -> None:
    """Make what a declaration asks for; whoever does the same at the same time does no harm."""
    for statement in migration.statements:
        await _run_schema(graph, statement)
    await _run_schema(graph, "CALL db.awaitIndexes(300)")


async def _apply(graph: Graph, migration: Migration, steps: Steps) -> None:
    for statement in migration.statements:
        await _run_schema(graph, statement)
    for name in migration.steps:
        await steps[name](graph)
    await _run_schema(graph, "CALL db.awaitIndexes(300)")

    async def record(transaction: Transaction) -> AppliedMigration:
        return await transaction.fetch_one(
            RECORD_MIGRATION,
            number=migration.number,
            name=migration.name,
            checksum=migration.checksum,
            now=graph.clock.now(),
        )

    await graph.write(record, operation="record migration")


async def _run_schema(graph: Graph, statement: str) -> None:
    # Schema statements take no parameters and may not share a transaction with data; they come from our files.
    text, metadata = f"{CYPHER_VERSION}\n{statement}", {"operation": "migrate"}

    @unit_of_work(metadata=metadata, timeout=LOCK_SECONDS)
    async def work(transaction: AsyncManagedTransaction) -> None:
        await (await transaction.run(text)).consume()

    with translated("migrate"):
        async with graph.driver.session(database=graph.database) as session:
            if "IN TRANSACTIONS" in statement:  # of data: it opens its own, one after the other
                await (await session.run(Statement(text, metadata, LOCK_SECONDS))).consume()
            else:
                await session.execute_write(work)
