"""What an export tells of traffic: single mails, messages and calls, added up by pair, direction and month on disk.

What is told of a month of two is added up in memory for a while, and put behind what is on disk; once all is told, disk
is sorted and added up for good. Whatever there is of it, memory holds a fixed number of months, and the ids of whom it
is told.
"""

import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, groupby, islice
from typing import NamedTuple

from relgraph.traffic.model import Flow, Month, Months, Period, TrafficChannel, first_of, number_of

HELD = 200_000
"""So many months of pairs are added up in memory before they are put behind those on disk."""

CHANNELS = tuple(TrafficChannel)
_AT = 32
END = 32
"""Somebody as the sender in a key is the same as the receiver, shifted so far."""
_MONTH = 20
_MONTHS = (1 << _MONTH) - 1
_ENDS = (1 << END) - 1
_TIMES = 31
_DAYS = (1 << _TIMES) - 1
_LATEST = 1 << 63
ONCE = _DAYS + 1
"""What one message adds to what is told of a month, besides the bit of its day: `times << 31 | days`."""

_Told = tuple[int, int, int, bytes]


class At(NamedTuple):
    """A day in the shape in which it is added up."""

    month: int
    bit: int

    @classmethod
    def of(cls, day: date) -> "At":
        """A day."""
        return cls(number_of(day), 1 << day.day - 1)


class SpooledTraffic:
    """All traffic that an export tells of; the days from the first to the last are what it tells of.

    `add` takes one message. Whoever reads millions adds to `held` instead, by keys that are sums of `as_sender`,
    `as_receiver`, `as_channel` and the number of the month: `held[key] = held.get(key, 0) + ONCE | bit`, says
    `told_by` whom, and has it `spill` now and then.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self.held: dict[int, int] = {}
        self._source: str | None = None
        self._numbers: dict[str, int] = {}
        self._period: Period | None = None
        self._flows: int | None = 0

    def add(self, sender: str, receiver: str, channel: TrafficChannel, day: date, source: str) -> None:
        """Somebody wrote to, or called, somebody on a day."""
        at = At.of(day)
        key = self.as_sender(sender) + self.as_receiver(receiver) + self.as_channel(channel) + at.month
        self.held[key] = self.held.get(key, 0) + ONCE | at.bit
        self.told_by(source)
        self.spill()

    def told_by(self, source: str) -> None:
        """By whom it is told: the first counts. The same file of another day tells it again."""
        self._source = self._source or source.rpartition(" ")[0]

    def as_sender(self, id_: str) -> int:
        """Somebody as the sender in a key."""
        return self._number(id_) << END + _AT

    def as_receiver(self, id_: str) -> int:
        """Somebody as the receiver in a key."""
        return self._number(id_) << _AT

    @staticmethod
    def as_channel(channel: TrafficChannel) -> int:
        """A channel in a key."""
        return CHANNELS.index(channel) << _MONTH

    def spill(self, most: int = HELD) -> None:
        """Put what is held on disk where it is too much."""
        if len(self.held) >= max(most, 1):
            rows = ((key >> END + _AT, key >> _AT & _ENDS, key & _ENDS, told) for key, told in self.held.items())
            self._database.executemany("INSERT INTO traffic VALUES (?, ?, ?, ?)", rows)
            self.held.clear()
            self._flows = None

    def sum_up(self) -> int:
        """Add up what is on disk, for which a lot of it is sorted; how many flows there are."""
        self.spill(1)
        if self._flows is None:
            self._database.execute("DELETE FROM flows")
            told = self._database.execute("SELECT * FROM traffic ORDER BY sender, receiver, at")
            insert = "INSERT INTO flows (sender, receiver, channel, told) VALUES (?, ?, ?, ?)"
            self._flows = self._database.executemany(insert, self._added_up(told)).rowcount
        return self._flows

    @property
    def period(self) -> Period | None:
        """The days of which the export tells; None where it tells of no traffic."""
        self.sum_up()
        return self._period

    def batches(self, size: int) -> Iterator[list[Flow]]:
        """All of it, so many flows at a time; those of one sender follow each other."""
        self.sum_up()
        names = list(self._numbers)
        rows = self._database.execute("SELECT sender, receiver, channel, told FROM flows ORDER BY n")
        flows = (
            Flow(names[sender], names[receiver], CHANNELS[channel], self._source, _months(told))
            for sender, receiver, channel, told in rows
        )
        while batch := list(islice(flows, size)):
            yield batch

    def _number(self, id_: str) -> int:
        return self._numbers.setdefault(id_, len(self._numbers))

    def _added_up(self, rows: Iterable[tuple[int, int, int, int]]) -> Iterator[_Told]:
        """A row a flow out of sorted rows of months, of which some tell of the same one; finds the period too."""
        first, last = _LATEST, 0
        for ends, of_ends in groupby(rows, _ends):
            months: dict[int, int] = {}
            for _, _, at, told in of_ends:
                before = months.get(at)
                months[at] = told if before is None else _both(before, told)
            at, told = next(iter(months.items()))
            first = min(first, (at & _MONTHS) << _TIMES | (told & -told & _DAYS))
            at, told = months.popitem()
            months[at] = told
            last = max(last, (at & _MONTHS) << _TIMES | told & _DAYS)
            yield *ends, array("q", chain.from_iterable(months.items())).tobytes()
        if last:
            self._period = Period(_day(first), _day(last))


def _ends(row: tuple[int, int, int, int]) -> tuple[int, int, int]:
    sender, receiver, at, _ = row
    return sender, receiver, at >> _MONTH


def _both(one: int, other: int) -> int:
    return (one & ~_DAYS) + (other & ~_DAYS) | (one | other) & _DAYS


def _day(told: int) -> date:
    """The last day of those in `month << 31 | days`."""
    return first_of(told >> _TIMES).replace(day=(told & _DAYS).bit_length())


def _months(told: bytes) -> Months:
    packed = array("q", told)
    return {
        at & _MONTHS: Month(said >> _TIMES, said & _DAYS)
        for at, said in zip(islice(packed, 0, None, 2), islice(packed, 1, None, 2), strict=True)
    }
