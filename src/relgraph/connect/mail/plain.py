"""Headers as nearly all programs write them, read without the parser of the standard library, which takes long.

Whatever is written otherwise gives None, and is left to that parser: it decides what such a header means.
"""

import re
from collections.abc import Sequence
from datetime import date

_FIELD = re.compile(r"([A-Za-z][A-Za-z-]*):[ \t]*([ -~\t]*)")
_FOLDED = re.compile(r"\r?\n(?=[ \t])")
_ADDRESS = r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_ONE = re.compile(
    rf"\s*(?:(?:\"([A-Za-z0-9 .,'_-]*)\"|([A-Za-z0-9][A-Za-z0-9 '_-]*)?)[ \t]*<({_ADDRESS})>|({_ADDRESS}))\s*(?:,|$)"
)
_DAY = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(\d\d?) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) "
    r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)? [+-](?:0\d|1[0-4])[0-5]\d(?: \([A-Z]{1,5}\))?",
    re.ASCII,
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def fields_of(header: bytes) -> list[tuple[str, str]] | None:
    """The names and the values of a header."""
    if not header.isascii():
        return None
    found = []
    for line in re.split(r"\r?\n", _FOLDED.sub("", header.decode("ascii")).rstrip("\r\n")):
        field = _FIELD.fullmatch(line)
        if field is None or "=?" in line:
            return None
        found.append((field[1], field[2]))
    return found


def addresses_of(values: Sequence[str]) -> list[tuple[str, str]] | None:
    """The names and addresses in values of `From`, `To` or `Cc`."""
    found = []
    for value in values:
        at, end = 0, len(value)
        while at < end:
            one = _ONE.match(value, at)
            if one is None:
                return None
            quoted, name, named, bare = one.groups()
            found.append(((quoted or name or "").strip(), named or bare))
            at = one.end()
        if value.rstrip().endswith(",") or not value.strip():
            return None
    return found


def day_of(value: str) -> date | None:
    """The day in a value of `Date`, where the sender was."""
    found = _DAY.fullmatch(value)
    if found is None:
        return None
    try:
        return date(int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1]))
    except ValueError:
        return None
