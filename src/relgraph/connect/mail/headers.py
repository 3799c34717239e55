"""Headers of messages, and nothing else of them: mbox files and Maildirs as a stream.

Of a header only the lines that are read here are kept; bodies and subjects are passed over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

from relgraph.connect.faults import shown
from relgraph.connect.mail.names import name_of
from relgraph.connect.mail.plain import addresses_of, day_of, fields_of
from relgraph.connect.tabular.reader import Fault
from relgraph.core.identifiers import normal

MOST_HEADER = 500_000
"""The longest header, in bytes."""
MOST_RECIPIENTS = 20
"""Messages to more people than this, and meetings of more, say of no two that they know each other."""
EARLIEST = date(1980, 1, 1)
"""Before this day nobody whom it concerns wrote mail: such a day is that of a clock that was not set."""

_READ = re.compile(rb"(from|to|cc|date|list-id|list-post|precedence|auto-submitted)\s*:", re.IGNORECASE)
_FIELD = re.compile(rb"[!-9;-~]+\s*:")
_DATED = re.compile(rb"From \S.*\d\d:\d\d")
_LINE = 1 << 16
_PARSER = BytesHeaderParser(policy=compat32)


class Address(NamedTuple):
    """An address in its one spelling, and the name that was shown with it."""

    address: str
    name: str | None


@dataclass(frozen=True)
class Message:
    """From whom to whom, and on which day, where the sender was."""

    sender: Address
    recipients: tuple[Address, ...]
    day: date


class Unsaid(NamedTuple):
    """A message that says nothing of who knows whom, and why."""

    why: str


def is_mbox(path: Path) -> bool:
    """Whether a file begins as mbox files do."""
    with path.open("rb") as file:
        return file.read(5) == b"From "


def headers_of_mbox(file: BinaryIO) -> Iterator[bytes | None]:
    """The header of each message; None for one that is too long.

    A message begins with a line `From ` after a blank line, or at the beginning, with a header below it: not every
    program quotes lines of bodies that begin so.
    """
    blank, line = True, file.readline(_LINE)
    while line:
        begins = blank and line.startswith(b"From ")
        dated = begins and bool(_DATED.match(line))
        blank = not line.strip(b"\r\n")
        line = file.readline(_LINE)
        if begins and (_FIELD.match(line) or (dated and not line.strip())):
            yield _header(file, line)
            blank, line = True, file.readline(_LINE)


def headers_of_maildir(folder: Path) -> Iterator[bytes | None]:
    """The header of each message in the folders `new` and `cur`, in the order of their names."""
    for each in ("new", "cur"):
        files = sorted((folder / each).iterdir()) if (folder / each).is_dir() else []
        for path in files:
            if path.is_file() and not path.name.startswith("."):
                with path.open("rb") as file:
                    yield _header(file, file.readline(_LINE))


def _header(file: BinaryIO, line: bytes) -> bytes | None:
    """The lines of a header that are read, from this one on to the blank one."""
    kept: list[bytes] = []
    size, reading = 0, False
    while line.strip(b"\r\n"):
        if line[:1] not in b" \t":
            reading = bool(_READ.match(line))
        size += len(line)
        kept += [line] if reading and size <= MOST_HEADER else []
        line = file.readline(_LINE)
    return b"".join(kept) if size <= MOST_HEADER else None


def message_of(header: bytes | None, today: date) -> Message | Unsaid | Fault:
    """What a header says of who wrote to whom."""
    if header is None:
        return Fault(None, f"the header is longer than {MOST_HEADER:,} bytes", "Delete the message.")
    try:
        fields = fields_of(header)
        if fields is None:
            fields = [(name, str(value)) for name, value in _PARSER.parsebytes(header).items()]
        told: dict[str, list[str]] = {"from": [], "to": [], "cc": [], "date": []}
        for name, value in fields:
            told.setdefault(name.casefold(), []).append(value)
        marks = {name: values[-1].strip().casefold() for name, values in told.items() if values}
        senders, recipients = _addresses(*told["from"]), _addresses(*told["to"], *told["cc"])
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        # What the parser of the standard library raises for headers that are none.
        return Fault(None, "the header cannot be read", "Delete the message.")
    if not senders:
        return Fault("From", "no address stands there", "Delete the message.")
    if why := _unsaid(marks, len(recipients)):
        return Unsaid(why)
    day = _day(told["date"][0] if told["date"] else "", today)
    return day if isinstance(day, Fault) else Message(senders[0], recipients, day)


def _unsaid(marks: dict[str, str], recipients: int) -> str | None:
    if "list-id" in marks or "list-post" in marks or marks.get("precedence") in ("bulk", "list", "junk"):
        return "messages of lists"
    if marks.get("auto-submitted", "no") != "no":
        return "messages that programs wrote"
    return f"messages to more than {MOST_RECIPIENTS}" if recipients > MOST_RECIPIENTS else None


@lru_cache(maxsize=20_000)
def _addresses(*values: str) -> tuple[Address, ...]:
    """All that are addresses, each once."""
    found: dict[str, Address] = {}
    for name, address in islice(addresses_of(values) or getaddresses(values), 10_000):
        if known := normal("email", address):
            plain = known.removeprefix("email:")
            found.setdefault(plain, Address(plain, name_of(name, plain)))
    return tuple(found.values())


def _day(text: str, today: date) -> date | Fault:
    try:
        day = day_of(text) or parsedate_to_datetime(text).date()
    except (ValueError, TypeError, LookupError, OverflowError):
        return Fault("Date", f"'{shown(text)}' is no day" if text else "no day stands there", "Delete the message.")
    if EARLIEST <= day <= today:
        return day
    said = "in the future" if day > today else f"before {EARLIEST}"
    return Fault("Date", f"{day} is {said}", "Delete the message.")
