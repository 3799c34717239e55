"""Which keys a file has had so far, exactly, without holding them in memory."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

_CACHE_KIB = 16_000


class SeenKeys:
    """Remembers the keys of a file on disk, in a temporary database that vanishes with it."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def before(self, key: str, line: int, said: str) -> tuple[int, str] | None:
        """The line that had this key first and what it said; None, and remembered, when this is the first."""
        added = self._database.execute("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", (key, line, said))
        if added.rowcount:
            return None
        found = self._database.execute("SELECT line, said FROM seen WHERE key = ?", (key,)).fetchone()
        return int(found[0]), str(found[1])


@contextmanager
def seen_keys() -> Iterator[SeenKeys]:
    """A memory for the keys of one file."""
    # An empty name is SQLite's private file on disk. Batches are read in worker threads, one after the other.
    database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    try:
        database.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("CREATE TABLE seen (key TEXT PRIMARY KEY, line INTEGER, said TEXT) WITHOUT ROWID")
        database.execute("BEGIN")
        yield SeenKeys(database)
    finally:
        database.close()
