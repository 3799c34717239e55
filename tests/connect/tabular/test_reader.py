"""Rows out of bytes: whatever a file holds, each row is told apart and none is lost."""

import io
import tracemalloc
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from relgraph.connect.tabular import reader
from relgraph.connect.tabular.reader import MAX_ROW, Row, RowReader


def read(data: bytes) -> list[Row]:
    return list(RowReader(io.BytesIO(data)))


def cells(data: bytes) -> list[tuple[int, list[str]]]:
    rows = read(data)
    assert not [row for row in rows if row.fault]
    return [(row.position.line, row.cells) for row in rows]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_any_line_ending(end: bytes) -> None:
    assert cells(end.join([b"a,b", b"1,2", b"3,4"])) == [(1, ["a", "b"]), (2, ["1", "2"]), (3, ["3", "4"])]


def test_the_byte_order_mark_is_no_part_of_the_first_cell() -> None:
    assert cells(b"\xef\xbb\xbfid,name\n1,2\n") == [(1, ["id", "name"]), (2, ["1", "2"])]


def test_blank_lines_and_rows_of_empty_cells_are_no_rows_but_are_counted_as_lines() -> None:
    assert cells(b"\n\na,b\n\n1,2\n,\n  \n3,4\n\n\n") == [(3, ["a", "b"]), (5, ["1", "2"]), (8, ["3", "4"])]


def test_a_quoted_line_break_belongs_to_the_cell() -> None:
    assert cells(b'a,b\n"x\ny",2\n3,4\n') == [(1, ["a", "b"]), (2, ["x\ny", "2"]), (4, ["3", "4"])]


def test_quotes_inside_cells() -> None:
    assert cells(b'a,5" pipe\n"say ""hi""",b\n') == [(1, ["a", '5" pipe']), (2, ['say "hi"', "b"])]


@pytest.mark.parametrize("after", [b"3,4\n5,6\n", b'3,"4"\n5,6\n', b'"3",4\n5,6\n'])
def test_an_unclosed_quote_costs_its_own_line_only(after: bytes) -> None:
    header, broken, *rest = read(b'a,b\n1,"2\n' + after)
    assert (broken.position.line, broken.fault and broken.fault.message) == (
        2,
        "a quoted cell begins here and is not closed properly",
    )
    assert [row.cells for row in [header, *rest]] == [["a", "b"], ["3", "4"], ["5", "6"]]


def test_a_row_that_is_no_utf8_is_told_on_its_own() -> None:
    header, good, bad, last = read("a,b\n李,2\n".encode() + "李,4\n".encode("gbk") + b"5,6\n")
    assert [row.cells for row in (header, good, last)] == [["a", "b"], ["李", "2"], ["5", "6"]]
    assert bad.fault
    assert bad.fault.message == "the byte 0xC0 is no UTF-8"


@pytest.mark.parametrize(
    "data", [b"sep=;\r\na;b\r\n1;2\r\n", b'"sep=;"\na;b\n1;2\n', b"a;b\n1;2\n", b"a\tb\n1\t2\n", b'"a,b";b\n1;2\n']
)
def test_cells_are_parted_by_what_the_file_says_or_the_header_shows(data: bytes) -> None:
    assert [row[-1] for _, row in cells(data)] == ["b", "2"]


def test_a_nul_byte_is_told() -> None:
    _, bad, good = read(b"a,b\n1,\x002\n3,4\n")
    assert bad.fault
    assert bad.fault.message == "holds a NUL byte"
    assert good.cells == ["3", "4"]


def test_a_huge_cell_is_told_and_the_rest_is_read() -> None:
    huge = b"1," + b"x" * (3 * MAX_ROW) + b"\n"
    _, bad, good = read(b"a,b\n" + huge + b"3,4\n")
    assert bad.fault
    assert bad.fault.message == "the row is longer than 100,000 characters"
    assert (bad.position.start, bad.position.end) == (4, 4 + len(huge))
    assert (good.position.line, good.cells) == (3, ["3", "4"])


class _Endless(io.RawIOBase):
    """A hundred megabytes after one quote that never ends."""

    def __init__(self, line: bytes) -> None:
        self._line, self._left = line, 100_000_000

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        chunk = (self._line * (len(buffer) // len(self._line) + 1))[: min(len(buffer), self._left)]
        buffer[: len(chunk)] = chunk
        self._left -= len(chunk)
        return len(chunk)


@pytest.mark.parametrize("line", [b'"' + b"x" * 63, b'"' + b"x" * 9_000 + b"\n"])
def test_memory_is_bounded_whatever_comes(line: bytes) -> None:
    tracemalloc.start()
    try:
        assert all(row.fault for row in RowReader(io.BufferedReader(_Endless(line))))
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


@given(st.binary(max_size=300) | st.text('ab,;"\r\n\x00é', max_size=60).map(str.encode))
@example(b";").via("cells are parted by what the first line parts them by")
def test_rows_cover_every_byte_that_says_something(data: bytes) -> None:
    delimiter = RowReader(io.BufferedReader(io.BytesIO(data)))._csv.dialect.delimiter
    end = 0
    for row in read(data):
        assert end <= row.position.start < row.position.end
        assert not said(data[end : row.position.start], delimiter)
        end = row.position.end
    assert not said(data[end:], delimiter)


def said(data: bytes, delimiter: str) -> str:
    """What is left of bytes without quotes, what parts cells, and what a blank line may hold."""
    text = data.removeprefix(b"\xef\xbb\xbf").decode()
    return text.translate(dict.fromkeys(map(ord, f'"{delimiter}\x00'))).strip(" \r\n\t\x0b\x0c\x1c\x1d\x1e\x1f")


ANY = st.binary(max_size=300) | st.text('ab,;"\r\n\x00é\udcff', max_size=60).map(
    lambda text: text.encode("utf-8", "surrogateescape")
)


@given(ANY)
def test_plain_lines_are_read_as_the_csv_parser_reads_them(data: bytes) -> None:
    with patch.object(RowReader, "_plain", lambda _: None):
        parsed = read(data)
    assert read(data) == parsed


@given(ANY, st.integers(1, 7), st.integers(3, 20))
def test_lines_are_those_of_the_file_however_it_is_cut(data: bytes, chunk: int, most: int) -> None:
    lines = io.TextIOWrapper(io.BytesIO(data), encoding="latin-1", newline="").readlines()
    with patch.object(reader, "_CHUNK", chunk), patch.object(reader, "_MOST_BYTES", most):
        found = list(reader._split(io.BufferedReader(io.BytesIO(data))))
    assert [size for _, size in found] == [len(line) for line in lines]
    for (kept, size), line in zip(found, lines, strict=True):
        whole = line.encode("latin-1")
        assert kept == whole or (len(kept) < size and kept[:most] == whole[:most])
