"""Rows of Excel workbooks (.xlsx), read as a stream (openpyxl)."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from relgraph.connect.tabular.archives import check_archive
from relgraph.core.errors import InputError

_SAVE = "Save it as an Excel workbook (.xlsx), without a password."


def names_of(path: Path) -> list[str]:
    """The names of the sheets. Raises InputError for what is no workbook."""
    book = _opened(path)
    try:
        return [sheet.title for sheet in book.worksheets]
    finally:
        book.close()


def cells_of(path: Path, sheet: str) -> Iterator[tuple[int, list[str]]]:
    """Each row of a sheet that is not empty: its number, and its cells as text. Raises InputError."""
    book = _opened(path)
    try:
        opened = next(each for each in book.worksheets if each.title == sheet)
        # What a workbook says of its size is often wrong.
        opened.reset_dimensions()
        for number, row in enumerate(opened.iter_rows(values_only=True), 1):
            cells = [_text(value) for value in row]
            if any(cells):
                yield number, cells
    except (ValueError, KeyError, zipfile.BadZipFile) as error:
        raise InputError(f"{path} cannot be read to its end.", remedy="Open it in Excel, and save it again.") from error
    finally:
        book.close()


def _opened(path: Path) -> Workbook:
    try:
        # What all cells share is held in memory.
        with zipfile.ZipFile(path) as archive:
            check_archive(archive, path)
        return load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise InputError(f"{path} is no workbook that can be read.", remedy=_SAVE) from error


def _text(value: object) -> str:
    """A cell as somebody would write it: days with the year first, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())
