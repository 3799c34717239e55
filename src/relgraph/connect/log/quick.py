"""Rows of a log that say what other rows have said, cell by cell: nearly all of them, added up in one short loop."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from relgraph.connect.loading.traffic import END, ONCE, At
from relgraph.connect.tabular.reader import Row
from relgraph.connect.tabular.table import OpenTable
from relgraph.traffic.model import TrafficChannel

S = TypeVar("S")
T = TypeVar("T")

KNOWN = 100_000
"""So many cells of a column are known at a time."""
AT_ONCE = 1_000
"""After so many rows it is looked whether memory is full, and whether anybody still wants them."""


class Meanings(NamedTuple):
    """The columns of a log, and what a cell of each means; None: it means nothing that can be used."""

    at: tuple[str, Callable[[str], date | None]]
    sender: tuple[str, Callable[[str], str | None]]
    receivers: tuple[str, Callable[[str], Sequence[str] | None]]
    channel: tuple[str, Callable[[str], TrafficChannel | None]]


class _Known(dict[str, T]):
    """What the cells of a column mean, each found out once."""

    def __init__(self, means: Callable[[str], T]) -> None:
        super().__init__()
        self._means = means

    def __missing__(self, cell: str) -> T:
        if len(self) >= KNOWN:
            self.clear()
        found = self[cell] = self._means(" ".join(cell.split()))
        return found


class QuickRows:
    """The rows of a table, added up where all their cells can be used."""

    def __init__(self, table: OpenTable, meanings: Meanings) -> None:
        self._table, self._traffic = table, table.spool.traffic
        self._columns = [column for column, _ in meanings]
        by_id, by_ids = meanings.sender[1], meanings.receivers[1]
        as_receiver = self._traffic.as_receiver
        self._days = _Known[At | None](lambda cell: _if(meanings.at[1](cell), At.of))
        self._senders = _Known[int | None](lambda cell: _if(by_id(cell), self._traffic.as_sender))
        self._receivers = _Known[list[int] | None](
            lambda cell: _if(by_ids(cell), lambda ids: list(map(as_receiver, dict.fromkeys(ids))))
        )
        self._channels = _Known[int | None](lambda cell: _if(meanings.channel[1](cell), self._traffic.as_channel))

    def others(self) -> Iterator[Row]:
        """All rows that were not added up, to be told one by one."""
        names = list(self._table.names)
        if any(names.count(column) > 1 for column in self._columns):
            yield from self._table.reader
            return
        at, sender, receivers, channel = (names.index(column) if column in names else -1 for column in self._columns)
        width, done = len(names), 0
        # This loop is what reading millions of rows costs: no calls, and nothing that is looked up twice.
        days, senders, to, held = self._days, self._senders, self._receivers, self._traffic.held
        by = self._channels[""]
        for row in self._table.reader:
            _, cells, fault = row
            if fault is None and len(cells) == width:
                day, one, others = days[cells[at]], senders[cells[sender]], to[cells[receivers]]
                if channel >= 0:
                    by = self._channels[cells[channel]]
                if day is not None and one is not None and others is not None and by is not None:
                    for other in others:
                        if other << END != one:
                            key = one + other + by + day.month
                            held[key] = held.get(key, 0) + ONCE | day.bit
                    done += 1
                    if done == AT_ONCE:
                        self._count(done)
                        done = 0
                    continue
            yield row
        self._count(done)

    def _count(self, rows: int) -> None:
        spool = self._table.spool
        spool.count_rows(self._table.file, rows)
        self._traffic.told_by(spool.sources[self._table.file])
        self._traffic.spill()


def _if(given: T | None, make: Callable[[T], S]) -> S | None:
    return None if given is None else make(given)
