"""Tables that lie in text files or in workbooks: the same rows of either."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from relgraph.connect.loading.spool import SourceRow, Spool
from relgraph.connect.tabular.reader import Fault
from relgraph.connect.tabular.table import MOST_PREAMBLE, Cells, TextTable
from relgraph.core.errors import InputError
from relgraph.core.extras import Extra, require_extra

_ZIP = b"PK\x03\x04"
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
"""What workbooks show where a formula found nothing."""


def is_workbook(path: Path) -> bool:
    """Whether a file is packed as workbooks are. Raises InputError for a folder."""
    if path.is_dir():
        raise InputError(f"{path} is a folder.", remedy="Name one file: a CSV or an Excel workbook.")
    with path.open("rb") as file:
        return file.read(len(_ZIP)) == _ZIP


def sheets_of(path: Path) -> list[str]:
    """The names of a workbook's sheets; none of a text file. Raises InputError, MissingExtraError."""
    if not is_workbook(path):
        return []
    require_extra(Extra.IMPORT)
    from relgraph.connect.tabular.workbook import names_of  # noqa: PLC0415  (of an extra)

    return names_of(path)


def header_of(table: TextTable, path: Path, sheet: str | None = None) -> list[str]:
    """The names of the columns: of a text file, of a sheet, or of a workbook's first. Raises InputError."""
    if not is_workbook(path):
        if sheet:
            raise InputError(f"{path} has no sheets, and so no '{sheet}'.", remedy="Name a workbook, or no sheet.")
        return table.columns(path)
    return _header(table, _cells(path, sheet), path, sheet)


def rows_of(table: TextTable, spool: Spool, path: Path, sheet: str | None = None) -> Iterator[tuple[SourceRow, Cells]]:
    """Each row and its cells, as `TextTable.rows`: of a text file, of a sheet, or of a workbook's first."""
    if not is_workbook(path):
        yield from table.rows(spool, path)
        return
    rows = _cells(path, sheet)
    header = _header(table, rows, path, sheet)
    file = spool.file(f"{path.name}[{sheet}]" if sheet else path.name, table.source)
    for number, cells in rows:
        told = spool.row(file, number)
        if any(cells[len(header) :]):
            told.reject(Fault(None, f"the row has {len(cells)} cells, the header {len(header)}", "Name the columns."))
            continue
        named: dict[str, str] = {}
        for name, text in zip(header, cells, strict=False):
            if name and text and text not in table.nulls and text not in _ERRORS:
                named.setdefault(name, text)
        yield told, named


def _cells(path: Path, sheet: str | None) -> Iterator[tuple[int, list[str]]]:
    names = sheets_of(path)
    if not names:
        raise InputError(f"{path} has no sheet with rows.", remedy="Name a workbook that holds a table.")
    if sheet and sheet not in names:
        raise InputError(f"{path} has no sheet '{sheet}'.", remedy=f"Its sheets are {', '.join(names)}.")
    require_extra(Extra.IMPORT)
    from relgraph.connect.tabular.workbook import cells_of  # noqa: PLC0415  (of an extra)

    return cells_of(path, sheet or names[0])


def _header(table: TextTable, rows: Iterator[tuple[int, list[str]]], path: Path, sheet: str | None) -> list[str]:
    for _, (_, cells) in zip(range(MOST_PREAMBLE), rows, strict=False):
        if table.is_header(cells):
            return _without_end(cells)
    where = f"the sheet '{sheet}' of {path}" if sheet else str(path)
    raise InputError(f"{where} has no header.", remedy="Write the names of the columns above the rows.")


def _without_end(cells: Sequence[str]) -> list[str]:
    named = list(cells)
    while named and not named[-1]:
        named.pop()
    return named
