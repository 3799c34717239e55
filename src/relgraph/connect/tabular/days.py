"""Days as exports write them: by name of the month, the year first, or in numbers whose order has to be known."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from relgraph.connect.faults import shown
from relgraph.connect.tabular.reader import Fault


class DateOrder(StrEnum):
    """In which order the parts of a day stand where all are numbers, as in 03/04/2026."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    YEAR_FIRST = "ymd"


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january", "januar", "jänner", "janvier", "enero"),
            ("feb", "february", "februar", "février", "febrero"),
            ("mar", "march", "märz", "mär", "mrz", "mars", "marzo"),
            ("apr", "april", "avril", "abril"),
            ("may", "mai", "mayo"),
            ("jun", "june", "juni", "juin", "junio"),
            ("jul", "july", "juli", "juillet", "julio"),
            ("aug", "august", "août", "agosto"),
            ("sep", "sept", "september", "septembre", "septiembre"),
            ("oct", "october", "okt", "oktober", "octobre", "octubre"),
            ("nov", "november", "novembre", "noviembre"),
            ("dec", "december", "dez", "dezember", "décembre", "diciembre"),
        ),
        1,
    )
    for name in names
}
_TIME = r"(?:[ T]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?(?: ?(?:Z|[+-]\d\d:?\d\d|UTC|GMT))?)?"
_YEAR_FIRST = re.compile(
    rf"(\d{{4}})([-/.])(\d\d?)\2(\d\d?){_TIME}|(\d{{4}})年(\d\d?)月(\d\d?)日{_TIME}|(\d{{4}})(\d\d)(\d\d)"
)
_NUMBERS = re.compile(rf"(\d\d?)([-/.])(\d\d?)\2(\d{{4}}|\d\d){_TIME}")
_NAMED = re.compile(rf"(\d\d?)\.?[-/ ]+([^\W\d_]+)\.?,?[-/ ]+(\d{{4}}|\d\d){_TIME}")
_NAMED_FIRST = re.compile(rf"([^\W\d_]+)\.?[-/ ]+(\d\d?),?[-/ ]+(\d{{4}}|\d\d){_TIME}")
_SERIAL = re.compile(r"(\d{5})(?:\.0+)?")
_FIRST_SERIAL = date(1899, 12, 30)
_TWO_DIGITS, _PIVOT = 100, 70
"""Years of two digits from here on are of the last century."""
_MONTHS_IN_YEAR = 12


def order_in(cells: Iterable[str]) -> DateOrder | None:
    """In which order cells of numbers are written; None where none of them tells, or they contradict each other."""
    found = set()
    for cell in cells:
        if match := _NUMBERS.fullmatch(cell.strip()):
            if int(match[1]) > _MONTHS_IN_YEAR:
                found.add(DateOrder.DAY_FIRST)
            elif int(match[3]) > _MONTHS_IN_YEAR:
                found.add(DateOrder.MONTH_FIRST)
            elif match[2] == ".":
                # Only where the day comes first are the parts of a day parted by points.
                found.add(DateOrder.DAY_FIRST)
    return found.pop() if len(found) == 1 else None


def day_of(text: str, order: DateOrder | None, column: str) -> date | Fault:
    """The day that a cell tells, without its time; or what is wrong with it."""
    cell = text.strip()
    try:
        if parts := _parts(cell, order):
            return date(*parts)
    except ValueError:
        return Fault(column, f"'{shown(cell)}' is no day", "Write YYYY-MM-DD, e.g. 2026-03-31.")
    if _NUMBERS.fullmatch(cell):
        return Fault(column, f"'{shown(cell)}' may be read in two ways", "Say the order: --dates dmy or --dates mdy.")
    return Fault(column, f"'{shown(cell)}' is no day", "Write YYYY-MM-DD, e.g. 2026-03-31.")


def _parts(cell: str, order: DateOrder | None) -> tuple[int, int, int] | None:
    if match := _YEAR_FIRST.fullmatch(cell):
        year, month, day = (part for part in match.group(1, 3, 4, 5, 6, 7, 8, 9, 10) if part)
        return int(year), int(month), int(day)
    if match := _NAMED.fullmatch(cell):
        return _year(match[3]), _month(match[2]), int(match[1])
    if match := _NAMED_FIRST.fullmatch(cell):
        return _year(match[3]), _month(match[1]), int(match[2])
    if match := _SERIAL.fullmatch(cell):
        serial = _FIRST_SERIAL + timedelta(days=int(match[1]))
        return serial.year, serial.month, serial.day
    return _in_order(match, order or order_in([cell])) if (match := _NUMBERS.fullmatch(cell)) else None


def _in_order(match: re.Match[str], order: DateOrder | None) -> tuple[int, int, int] | None:
    one, other, year = int(match[1]), int(match[3]), _year(match[4])
    if order is DateOrder.MONTH_FIRST:
        return year, one, other
    return (year, other, one) if order is DateOrder.DAY_FIRST else None


def _month(name: str) -> int:
    found = _MONTHS.get(name.casefold())
    if found is None:
        raise ValueError(f"{name} is no month")
    return found


def _year(text: str) -> int:
    year = int(text)
    if year >= _TWO_DIGITS:
        return year
    return year + (1900 if year >= _PIVOT else 2000)
