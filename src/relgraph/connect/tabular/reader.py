"""CSV rows out of bytes, as a stream: every row is yielded, whatever is wrong with it, and says where it stands.

Memory stays bounded by MAX_ROW whatever the file holds. Bytes that are no UTF-8 survive as surrogate escapes, so a
bad row is told apart on its own and the file goes on after it.
"""

import csv
import io
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

MAX_ROW = 100_000
"""The longest row, in characters. It also bounds how far an unclosed quote can reach."""

_ESCAPED = re.compile("[\udc80-\udcff]")
_DELIMITER_LINE = re.compile(r'"?sep=([,;\t])"?\s*', re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')
_UNCLOSED = "a quoted cell begins here and is not closed properly"
_CLOSE_IT = "Close the quotes; write a quote inside a quoted cell twice."


class Fault(NamedTuple):
    """What is wrong with a row: the column where one is to blame, the message, the remedy."""

    column: str | None
    message: str
    remedy: str


class FilePosition(NamedTuple):
    """Where a row stands: the line on which it begins, and its bytes."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its position and its cells, or the fault that hides them."""

    position: FilePosition
    cells: list[str]
    fault: Fault | None = None


class _FileLine(NamedTuple):
    text: str
    number: int
    start: int
    end: int
    whole: bool


class _TooLongError(Exception):
    pass


class RowReader:
    """The rows of one CSV file, the header first. Blank lines, and rows of nothing but empty cells, are none.

    Cells are parted by what a line `sep=` says, as Excel writes it; else by a comma, or by a semicolon or a tab where
    the header has no comma.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._lines = _lines(file)
        self._again: deque[_FileLine] = deque()
        self.delimiter = self._find_delimiter()
        self._taken: list[_FileLine] = []
        self._size = 0
        # A quote where none may be is an error (strict): otherwise an unclosed one swallows the rows after it.
        self._csv = csv.reader(_Feed(self), strict=True, delimiter=self.delimiter)

    def __iter__(self) -> Iterator[Row]:
        return self

    def __next__(self) -> Row:
        while True:
            row = self._read()
            unreadable = row.fault and not row.cells
            if unreadable or "".join(row.cells).strip().strip("\x00"):
                return row

    def _find_delimiter(self) -> str:
        first = next((line for line in self._lines if line.text.strip()), None)
        if first is None:
            return ","
        if said := _DELIMITER_LINE.fullmatch(first.text):
            return said[1]
        self._again.append(first)
        bare = _QUOTED.sub("", first.text)
        return "," if "," in bare else next((mark for mark in ";\t" if mark in bare), ",")

    def take_line(self) -> str:
        """The next line for the CSV parser."""
        line = self._again.popleft() if self._again else next(self._lines)
        self._taken.append(line)
        self._size += len(line.text)
        if self._size > MAX_ROW or not line.whole:
            raise _TooLongError
        return line.text

    def _read(self) -> Row:
        self._taken, self._size = [], 0
        try:
            cells = next(self._csv)
        except (_TooLongError, csv.Error):
            # Only the first line is given up: the lines after it are most likely rows of their own.
            first, *rest = self._taken
            self._again.extendleft(reversed(rest))
            return Row(FilePosition(first.number, first.start, first.end), [], _why_unreadable(first))
        first, last = self._taken[0], self._taken[-1]
        fault = None if all(line.text.isascii() for line in self._taken) else _encoding_fault(self._taken)
        if any("\x00" in line.text for line in self._taken):
            fault = Fault(None, "holds a NUL byte", "Remove it.")
        return Row(FilePosition(first.number, first.start, last.end), cells, fault)


class _Feed:
    """Lines for csv.reader. Not a generator: it must go on after an exception."""

    def __init__(self, reader: RowReader) -> None:
        self._reader = reader

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        return self._reader.take_line()


def _lines(file: BinaryIO) -> Iterator[_FileLine]:
    text = io.TextIOWrapper(file, encoding="utf-8", errors="surrogateescape", newline="")
    number, start = 0, 0
    while line := text.readline(MAX_ROW):
        number += 1
        end = start + _bytes(line)
        whole = len(line) < MAX_ROW or line[-1] in "\r\n"
        rest = line
        while not whole and rest and rest[-1] not in "\r\n":
            rest = text.readline(MAX_ROW)
            end += _bytes(rest)
        # A byte-order mark is no part of the first cell.
        yield _FileLine(line.removeprefix("\ufeff") if number == 1 else line, number, start, end, whole)
        start = end
    text.detach()


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogateescape"))


def _why_unreadable(line: _FileLine) -> Fault:
    if not line.whole:
        return Fault(None, f"the row is longer than {MAX_ROW:,} characters", "Shorten it, or split it.")
    return Fault(None, _UNCLOSED, _CLOSE_IT)


def _encoding_fault(lines: list[_FileLine]) -> Fault | None:
    for line in lines:
        if match := _ESCAPED.search(line.text):
            byte = ord(match[0]) - 0xDC00
            return Fault(None, f"the byte 0x{byte:02X} is no UTF-8", "Save the file as UTF-8, or mend the letter.")
    return None
