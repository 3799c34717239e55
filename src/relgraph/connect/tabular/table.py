"""Tables in text files as other systems export them: cells by the names of their columns, whatever the file is in."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp

from relgraph.connect.loading.spool import SourceRow, Spool
from relgraph.connect.tabular.encoding import as_utf8, as_utf8_in, detected, known, refusal, shown_encoding
from relgraph.connect.tabular.reader import Fault, Row, RowReader
from relgraph.core.errors import InputError

Cells = Mapping[str, str]
"""The cells of a row by the names of their columns, white space in them as one blank; empty ones are not in it."""

MOST_PREAMBLE = 50
"""So many rows may stand above a header."""


@dataclass(frozen=True)
class TextTable:
    """How a table is to be read.

    `is_header` finds the header where other rows may stand above it; by default it is the first row. `nulls` are cells
    that mean nothing, as the system writes them. `source`: what the rows have as theirs. `known_as` says under which
    name the cells of a column are told; None leaves them out.
    """

    source: str
    encoding: str | None = None
    nulls: frozenset[str] = frozenset()
    is_header: Callable[[Sequence[str]], bool] = field(default=lambda _cells: True)
    known_as: Callable[[str], str | None] = field(default=lambda column: column)

    def rows(self, spool: Spool, path: Path, name: str | None = None) -> Iterator[tuple[SourceRow, Cells]]:
        """Each row, and its cells. Rows that cannot be read are rejected, and not among them.

        How the file was read is noted. Raises InputError for what is no table.
        """
        with self.opened(spool, path, name) as table:
            for row in table.reader:
                if told := table.tell(row):
                    yield told

    @contextmanager
    def opened(self, spool: Spool, path: Path, name: str | None = None) -> Iterator["OpenTable"]:
        """The table as a file of the export, read up to its header. Raises as `rows`."""
        encoding = self._encoding(path)
        # Files of several folders may have one name.
        readable = as_utf8_in(Path(mkdtemp(dir=spool.folder)), path, encoding)
        with readable.open("rb") as opened:
            reader = RowReader(opened)
            header = self._header(reader, path)
            file = spool.file(name or path.name, self.source, readable, header.position)
            if how := _how(encoding, reader.delimiter):
                spool.note(file, how)
            yield OpenTable(self, spool, file, self._names(header), reader)

    def glance(self, path: Path) -> Iterator[Cells]:
        """The cells of the rows that can be read, for a look at all of a file before its rows are told.

        Raises InputError for what is no table.
        """
        with as_utf8(path, self._encoding(path)) as readable, readable.open("rb") as opened:
            reader = RowReader(opened)
            names = self._names(self._header(reader, path))
            yield from (self.cells_of(names, row.cells) for row in reader if not row.fault)

    def columns(self, path: Path) -> list[str]:
        """The names of the columns, without reading more. Raises InputError for what is no table."""
        encoding = self._encoding(path)
        with path.open("rb") as start:
            text = start.read(1 << 20).decode(encoding, errors="replace").encode()
        header = self._header(RowReader(io.BytesIO(text)), path)
        return [" ".join(cell.split()) for cell in header.cells]

    def _encoding(self, path: Path) -> str:
        encoding = known(self.encoding) if self.encoding else detected(path)
        if refused := refusal(path, encoding):
            raise InputError(f"{path}: {refused.fault.message}.", remedy=refused.fault.remedy)
        return encoding

    def _header(self, reader: RowReader, path: Path) -> Row:
        for _, row in zip(range(MOST_PREAMBLE), reader, strict=False):
            if not row.fault and self.is_header(row.cells):
                return row
        raise InputError(f"{path} has no header.", remedy="Export it with the names of the columns above the rows.")

    def _names(self, header: Row) -> list[str | None]:
        return [self.known_as(" ".join(cell.split())) for cell in header.cells]

    def cells_of(self, names: Sequence[str | None], cells: Sequence[str]) -> Cells:
        """Cells by the names of their columns."""
        told: dict[str, str] = {}
        for name, cell in zip(names, cells, strict=False):
            if name and cell:
                text = " ".join(cell.split())
                if text and text not in self.nulls:
                    told.setdefault(name, text)
        return told


@dataclass(frozen=True)
class OpenTable:
    """A table under way. `reader` has the rows that are left; each is told, or counted in the spool, once."""

    table: TextTable
    spool: Spool
    file: int
    names: Sequence[str | None]
    reader: RowReader

    def tell(self, row: Row) -> tuple[SourceRow, Cells] | None:
        """A row of the export, and its cells; one that cannot be read is rejected."""
        told = self.spool.row(self.file, row.position.line, row.position)
        if fault := row.fault or _too_many(row, len(self.names)):
            told.reject(fault)
            return None
        return told, self.table.cells_of(self.names, row.cells)


def _how(encoding: str, delimiter: str) -> str | None:
    """What is told of how a file was read, where that is not the usual."""
    told = [f"read as {shown_encoding(encoding)}"] if encoding != "utf-8" else []
    told += [f"cells parted by {'tabs' if delimiter == chr(9) else delimiter}"] if delimiter != "," else []
    return ", ".join(told) or None


def _too_many(row: Row, columns: int) -> Fault | None:
    if len(row.cells) <= columns or not any(cell.strip() for cell in row.cells[columns:]):
        return None
    message = f"the row has {len(row.cells)} cells, the header {columns}"
    return Fault(None, message, "Put cells that hold the mark between cells in quotes.")
