"""Logs of mail, messages or calls, a row each, into traffic by pair, direction and month (docs/import.md)."""

from collections import Counter
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from relgraph.connect.loading.spool import SourceRow, Spool
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
    order = given.dates or order_in(cells.get(_AT, "") for cells in table.glance(path))
    _check(table.columns(path), path)
    tomorrow = HERE.today() + timedelta(days=1)
    crowds = Counter[int]()
    for row, cells in table.rows(spool, path):
        day = _day(row, cells, order, tomorrow)
        channel = _channel(row, cells)
        sender = _somebody(row, _FROM, cells.get(_FROM, ""))
        given_to = [each for each in cells.get(_TO, "").split(";") if each.strip()]
        if len(given_to) > MOST_RECEIVERS:
            crowds[row.file] += 1
            continue
        receivers = [_somebody(row, _TO, each) for each in given_to or [""]]
        if day and channel and sender and all(receivers):
            for receiver in dict.fromkeys(receivers):
                if receiver and receiver != sender:
                    row.wrote(sender, receiver, channel, day)
    for file, times in crowds.items():
        spool.note(file, f"rows to more than {MOST_RECEIVERS} people, which tell nothing of two of them: {times:,}")


def _check(columns: list[str], path: Path) -> None:
    known = {column.strip().casefold() for column in columns}
    missing = [name for name in (_AT, _FROM, _TO) if name not in known]
    if missing:
        raise InputError(
            f"{path.name} has no column {', '.join(missing)}.",
            remedy="A log has the columns at (a day or moment), from, to, and channel where it is not all mail.",
        )


def _day(row: SourceRow, cells: Cells, order: DateOrder | None, tomorrow: date) -> date | None:
    found = _day_of(cells.get(_AT, ""), order)
    if isinstance(found, date) and found > tomorrow:
        found = Fault(_AT, f"{found} is yet to come", "Correct the cell.")
    if isinstance(found, Fault):
        row.reject(found)
        return None
    return found


@lru_cache(maxsize=50_000)
def _day_of(text: str, order: DateOrder | None) -> date | Fault:
    return day_of(text, order, _AT)


def _channel(row: SourceRow, cells: Cells) -> TrafficChannel | None:
    said = cells.get(_CHANNEL, TrafficChannel.MAIL.value).casefold()
    if said not in _CHANNELS:
        row.reject(Fault(_CHANNEL, f"'{said}' is no channel", f"Write one of {', '.join(_CHANNELS)}."))
    return _CHANNELS.get(said)


def _somebody(row: SourceRow, column: str, text: str) -> str | None:
    """Who is meant by a cell: an id, or an address."""
    said = text.strip()
    if is_id(said):
        return said
    if known := normal("email", said):
        return known
    message = f"'{said}' is neither an id nor an e-mail address" if said else "nobody stands there"
    row.reject(Fault(column, message, "Write an id, as crm:7, or an e-mail address."))
    return None


LOG = Source(
    "log",
    SYSTEM,
    read,
    reads="a table of messages or calls: at, from, to (several with ; between them), channel (mail when left out).",
    leaves="Texts and subjects: no column of them is looked at. People who are not recorded yet.",
)
