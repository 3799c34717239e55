"""Logs of mail, messages or calls, a row each, into traffic by pair, direction and month (docs/import.md)."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from relgraph.connect.loading.spool import SourceRow, Spool
from relgraph.connect.log.quick import Meanings, QuickRows
from relgraph.connect.source import Given, Source
from relgraph.connect.tabular.days import DateOrder, day_of, order_in
from relgraph.connect.tabular.reader import Fault
from relgraph.connect.tabular.table import Cells, TextTable
from relgraph.core.clock import HERE
from relgraph.core.errors import InputError
from relgraph.core.identifiers import normal
from relgraph.record.fields import is_id
from relgraph.traffic.model import TrafficChannel

SYSTEM = "log"
MOST_RECEIVERS = 20
"""Messages to more people than this say of no two that they know each other."""

_AT, _FROM, _TO, _CHANNEL = "at", "from", "to", "channel"
_CHANNELS = {channel.value: channel for channel in TrafficChannel}


def read(path: Path, given: Given, spool: Spool) -> None:
    """Tell of every row who wrote to whom, or called whom."""
    table = TextTable(given.told_by(SYSTEM, path), given.encoding, known_as=lambda column: column.strip().casefold())
    _check(table.columns(path), path)
    days = _Days(given.dates, lambda: order_in(cells.get(_AT, "") for cells in table.glance(path)))
    crowds = Counter[int]()
    with table.opened(spool, path) as opened:
        for row in QuickRows(opened, _meanings(days)).others():
            if told := opened.tell(row):
                _tell(*told, days, crowds)
    for file, times in crowds.items():
        spool.note(file, f"rows to more than {MOST_RECEIVERS} people, which tell nothing of two of them: {times:,}")


class _Days:
    """What day a cell tells, or what is wrong with it. In which order days of numbers stand is found out at need."""

    def __init__(self, order: DateOrder | None, find: Callable[[], DateOrder | None]) -> None:
        self._order, self._find, self._looked = order, find, order is not None
        self._tomorrow = HERE.today() + timedelta(days=1)

    def of(self, text: str) -> date | Fault:
        found = day_of(text, self._order, _AT)
        if isinstance(found, Fault) and not self._looked:
            self._order, self._looked = self._find(), True
            found = day_of(text, self._order, _AT)
        if isinstance(found, date) and found > self._tomorrow:
            return Fault(_AT, f"{found} is yet to come", "Correct the cell.")
        return found


def _meanings(days: _Days) -> Meanings:
    """What cells mean that are good; None of those that are not, whose rows are looked at one by one."""

    def day(cell: str) -> date | None:
        found = days.of(cell)
        return found if isinstance(found, date) else None

    def receivers(cell: str) -> list[str] | None:
        found = [_address(each) for each in _parts(cell)]
        return [each for each in found if each] if 0 < len(found) <= MOST_RECEIVERS and all(found) else None

    return Meanings((_AT, day), (_FROM, _address), (_TO, receivers), (_CHANNEL, _channel_of))


def _tell(row: SourceRow, cells: Cells, days: _Days, crowds: Counter[int]) -> None:
    """A row that is told by itself, as something of it cannot be used, or only here."""
    day = days.of(cells.get(_AT, ""))
    if isinstance(day, Fault):
        row.reject(day)
    channel = _channel(row, cells)
    sender = _somebody(row, _FROM, cells.get(_FROM, ""))
    given_to = _parts(cells.get(_TO, ""))
    if len(given_to) > MOST_RECEIVERS:
        crowds[row.file] += 1
        return
    receivers = [_somebody(row, _TO, each) for each in given_to or [""]]
    if isinstance(day, date) and channel and sender and all(receivers):
        for receiver in dict.fromkeys(receivers):
            if receiver and receiver != sender:
                row.wrote(sender, receiver, channel, day)


def _check(columns: list[str], path: Path) -> None:
    known = {column.strip().casefold() for column in columns}
    missing = [name for name in (_AT, _FROM, _TO) if name not in known]
    if missing:
        raise InputError(
            f"{path.name} has no column {', '.join(missing)}.",
            remedy="A log has the columns at (a day or moment), from, to, and channel where it is not all mail.",
        )


def _parts(cell: str) -> list[str]:
    return [each for each in cell.split(";") if each.strip()]


def _channel(row: SourceRow, cells: Cells) -> TrafficChannel | None:
    said = cells.get(_CHANNEL, "")
    found = _channel_of(said)
    if found is None:
        row.reject(Fault(_CHANNEL, f"'{said.casefold()}' is no channel", f"Write one of {', '.join(_CHANNELS)}."))
    return found


def _channel_of(cell: str) -> TrafficChannel | None:
    return _CHANNELS.get(cell.casefold() or TrafficChannel.MAIL)


def _somebody(row: SourceRow, column: str, text: str) -> str | None:
    """Who is meant by a cell: an id, or an address."""
    found = _address(text)
    if found is None:
        said = text.strip()
        message = f"'{said}' is neither an id nor an e-mail address" if said else "nobody stands there"
        row.reject(Fault(column, message, "Write an id, as crm:7, or an e-mail address."))
    return found


def _address(text: str) -> str | None:
    said = text.strip()
    return said if is_id(said) else normal("email", said)


LOG = Source(
    "log",
    SYSTEM,
    read,
    reads="a table of messages or calls: at, from, to (several with ; between them), channel (mail when left out).",
    leaves="Texts and subjects: no column of them is looked at. People who are not recorded yet.",
)
