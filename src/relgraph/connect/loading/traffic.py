"""What an export tells of traffic: single mails, messages and calls, added up by pair, direction and month on disk."""

import sqlite3
from collections.abc import Iterator
from datetime import date

from relgraph.traffic.model import Flow, Month, Period, TrafficChannel, number_of

SCHEMA = """
CREATE TABLE traffic (sender TEXT, receiver TEXT, channel TEXT, month INTEGER, times INTEGER, days INTEGER,
  PRIMARY KEY (sender, receiver, channel, month)) WITHOUT ROWID;
"""
_ADD = (
    "INSERT INTO traffic VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (sender, receiver, channel, month) "
    "DO UPDATE SET times = times + excluded.times, days = days | excluded.days"
)
HELD = 100_000
"""So many months of pairs are added up in memory before they are added to those on disk."""


class SpooledTraffic:
    """All traffic that an export tells of; the days from the first to the last are what it tells of."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._held: dict[tuple[str, str, TrafficChannel, int], tuple[int, int]] = {}
        self._first, self._last = date.max, date.min
        self._source: str | None = None

    def add(self, sender: str, receiver: str, channel: TrafficChannel, day: date, source: str) -> None:
        """Somebody wrote to, or called, somebody on a day."""
        key = (sender, receiver, channel, number_of(day))
        times, days = self._held.get(key, (0, 0))
        self._held[key] = (times + 1, days | 1 << day.day - 1)
        self._first, self._last = min(self._first, day), max(self._last, day)
        self._source = self._source or source
        if len(self._held) >= HELD:
            self._keep()

    @property
    def period(self) -> Period | None:
        """The days of which the export tells; None where it tells of no traffic."""
        return Period(self._first, self._last) if self._first <= self._last else None

    def batches(self, size: int) -> Iterator[list[Flow]]:
        """All of it, so many flows at a time."""
        self._keep()
        batch: list[Flow] = []
        months: dict[int, Month] = {}
        of: tuple[str, str, str] | None = None
        rows = self._database.execute("SELECT * FROM traffic ORDER BY sender, receiver, channel, month")
        for sender, receiver, channel, month, times, days in rows:
            if of not in (None, (sender, receiver, channel)):
                batch.append(self._flow(of, months))
                months = {}
                if len(batch) == size:
                    yield batch
                    batch = []
            of = (sender, receiver, channel)
            months[month] = Month(times, days)
        if of:
            yield [*batch, self._flow(of, months)]

    def count(self) -> int:
        """How many flows there are."""
        self._keep()
        found = self._database.execute("SELECT count(*) FROM (SELECT DISTINCT sender, receiver, channel FROM traffic)")
        return int(found.fetchone()[0])

    def _flow(self, of: tuple[str, str, str] | None, months: dict[int, Month]) -> Flow:
        sender, receiver, channel = of or ("", "", "")
        return Flow(sender, receiver, TrafficChannel(channel), self._source, months)

    def _keep(self) -> None:
        if self._held:
            self._database.executemany(_ADD, ((*key, *told) for key, told in self._held.items()))
            self._held.clear()
