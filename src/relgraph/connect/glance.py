"""A look at a file by which it is recognised: how it begins, and the first rows of its tables, never all of it."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from relgraph.connect.tabular.encoding import detected
from relgraph.connect.tabular.reader import RowReader
from relgraph.connect.tabular.table import MOST_PREAMBLE
from relgraph.core.errors import InputError
from relgraph.core.extras import Extra, missing

HEAD = 1 << 16
"""So many bytes of a file, and of each table in an archive, are looked at."""
MOST_MEMBERS = 500
"""So many files of an archive are looked at."""

_TEXTS, _ARCHIVE, _WORKBOOK = (".csv", ".tsv", ".txt"), ".zip", ".xlsx"


class KnownBy(StrEnum):
    """By what a file is recognised."""

    COLUMNS = "columns"
    BEGINNING = "beginning"
    FOLDER = "folder"


@dataclass(frozen=True)
class Recognition:
    """What a source finds in a file, as the system calls it, and by what it is recognised."""

    holds: str
    by: KnownBy = KnownBy.COLUMNS


@dataclass(frozen=True)
class GlancedTable:
    """The first rows of a table: its file's name, and the cells, white space in them as one blank."""

    name: str
    rows: Sequence[Sequence[str]]

    @property
    def columns(self) -> list[str]:
        """The names of the columns, where nothing stands above the header."""
        return list(self.rows[0]) if self.rows else []


@dataclass(frozen=True)
class Glance:
    """What was seen of a file, or of a folder that is one mailbox.

    `head`: the bytes with which it begins; none of a folder. `tables`: of a text file or a workbook one, of an archive
    those in it. `members`: the names of all files in an archive. `lacks`: the extra without which it cannot be read.
    """

    path: Path
    head: bytes = b""
    tables: tuple[GlancedTable, ...] = ()
    members: tuple[str, ...] = ()
    lacks: Extra | None = None


def glance(path: Path) -> Glance:
    """Look at a file, or at a folder. Raises OSError where it cannot be read; what is broken has no tables."""
    if path.is_dir():
        return Glance(path)
    with path.open("rb") as file:
        head = file.read(HEAD)
    suffix = path.suffix.casefold()
    if suffix == _WORKBOOK:
        lacks = Extra.IMPORT if missing(Extra.IMPORT) else None
        return Glance(path, head, () if lacks else tuple(_sheets(path)), lacks=lacks)
    if suffix == _ARCHIVE:
        return _archive(path, head)
    return Glance(path, head, tuple(_tables(path, path.name, head)) if suffix in _TEXTS else ())


def _tables(path: Path, name: str, head: bytes) -> Iterator[GlancedTable]:
    """The one of a text file; none of what is no text."""
    try:
        text = head.decode(_encoding(path, head), errors="replace").encode()
    except InputError:
        return
    rows = (row for row in islice(RowReader(io.BytesIO(text)), MOST_PREAMBLE) if not row.fault)
    if found := [_plain(row.cells) for row in rows]:
        yield GlancedTable(name, found)


def _encoding(path: Path, head: bytes) -> str:
    """Most are UTF-8, which the beginning tells; others are found out from all of the file."""
    whole = head[: head.rfind(b"\n") + 1] or head
    try:
        whole.decode("utf-8")
    except UnicodeDecodeError:
        return detected(path)
    return detected(path) if b"\x00" in whole else "utf-8-sig"


def _sheets(path: Path) -> Iterator[GlancedTable]:
    from relgraph.connect.tabular.workbook import cells_of, names_of  # noqa: PLC0415  (of an extra)

    try:
        if names := names_of(path):
            rows = [_plain(cells) for _, cells in islice(cells_of(path, names[0]), MOST_PREAMBLE)]
            yield GlancedTable(path.name, rows)
    except InputError:
        return


def _archive(path: Path, head: bytes) -> Glance:
    """The first rows of its tables, unpacked so far and no further."""
    tables: list[GlancedTable] = []
    try:
        with zipfile.ZipFile(path) as archive, TemporaryDirectory() as folder:
            members = [each for each in archive.infolist() if not each.is_dir()][:MOST_MEMBERS]
            for each in members:
                if Path(each.filename).suffix.casefold() in _TEXTS:
                    with archive.open(each) as packed:
                        start = packed.read(HEAD)
                    piece = Path(folder) / "piece"
                    # Up to the last whole line: a letter that is cut in two fits no encoding.
                    piece.write_bytes(start[: start.rfind(b"\n") + 1] or start)
                    tables += _tables(piece, Path(each.filename).name, start)
            return Glance(path, head, tuple(tables), tuple(each.filename for each in members))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError):
        return Glance(path, head)


def _plain(cells: Sequence[str]) -> list[str]:
    return [" ".join(cell.split()) for cell in cells]
