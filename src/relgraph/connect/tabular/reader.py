"""CSV rows out of bytes, as a stream: every row is yielded, whatever is wrong with it, and says where it stands.

Memory stays bounded by MAX_ROW whatever the file holds. Bytes that are no UTF-8 survive as surrogate escapes, so a
bad row is told apart on its own and the file goes on after it.
"""

import csv
import re
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

MAX_ROW = 100_000
"""The longest row, in characters. It also bounds how far an unclosed quote can reach."""

_CHUNK = 1 << 18
_MOST_BYTES = 4 * MAX_ROW
"""So many at most are the letters of a row that is not too long."""
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


class Row(NamedTuple):
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
        if not self._again and (plain := self._plain()):
            return plain
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

    def _plain(self) -> Row | None:
        """The next line where it is a row as it stands, as most are; any other is left for the CSV parser."""
        line = next(self._lines)
        text, number, start, end, whole = line
        good = whole and (text.isascii() or not _ESCAPED.search(text))
        if not good or '"' in text or "\x00" in text:
            self._again.append(line)
            return None
        return Row(FilePosition(number, start, end), text.rstrip("\r\n").split(self.delimiter))


class _Feed:
    """Lines for csv.reader. Not a generator: it must go on after an exception."""

    def __init__(self, reader: RowReader) -> None:
        self._reader = reader

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        return self._reader.take_line()


def _lines(file: BinaryIO) -> Iterator[_FileLine]:
    start = 0
    for number, (line, size) in enumerate(_split(file), 1):
        text = line.decode("utf-8", "surrogateescape")
        # A byte-order mark is no part of the first cell.
        text = text.removeprefix("\ufeff") if number == 1 else text
        yield _FileLine(text, number, start, start + size, size == len(line) and len(text) <= MAX_ROW)
        start += size


def _split(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """The lines of a file, each with how many bytes it has; of one that is too long only the beginning is kept."""
    left, dropped = b"", 0
    while chunk := file.read(_CHUNK):
        left += chunk
        # What ends the chunk may go on in the next one, and so may the two marks of an end of line.
        end = max(left.rfind(b"\n"), left.rfind(b"\r", 0, -1)) + 1
        lines, left = left[:end].splitlines(keepends=True), left[end:]
        for line in lines:
            yield line, len(line) + dropped
            dropped = 0
        if len(left) > _MOST_BYTES:
            # The last byte may be half of an end of line.
            dropped += len(left) - _MOST_BYTES - 1
            left = left[:_MOST_BYTES] + left[-1:]
    for line in left.splitlines(keepends=True):
        yield line, len(line) + dropped
        dropped = 0


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
