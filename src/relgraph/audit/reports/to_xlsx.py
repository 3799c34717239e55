"""The report as a workbook: changes, findings, accounts, owners, teams, rules, and what to know of them."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import cast

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from relgraph.audit.reports.labels import Labels
from relgraph.audit.reports.model import Report
from relgraph.audit.reports.tables import Cell, about, workbook
from relgraph.core.plain import plain

_FILL = PatternFill("solid", fgColor="FFE6EAF0")
_TAKEN = ("=", "+", "-", "@", "#", "\t", "\r", "\n", " ")
"""What a text may begin with that a sheet takes for the beginning of something else."""


def as_xlsx(report: Report) -> bytes:
    """An .xlsx file. Texts are texts, whatever they begin with; unknown is an empty cell."""
    words, book = Labels(report.language), Workbook(write_only=True)
    made = report.run.finished_at or report.run.started_at
    book.properties.creator, book.properties.created = "relgraph", _without_zone(made)
    for table in workbook(report):
        sheet = _sheet(book, words(table.name), [column.width for column in table.columns])
        sheet.freeze_panes = "A2"
        sheet.append([_head(sheet, label) for label in table.header(words)])
        rows = 1
        for rows, row in enumerate(table.body(report, words), start=2):  # noqa: B007  (read after the loop)
            sheet.append([_cell(sheet, value) for value in row])
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{rows}"
    sheet = _sheet(book, words("sheet about"), [34, 100])
    for label, value in about(report):
        sheet.append([_head(sheet, label), _cell(sheet, value)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Worksheet, value: Cell) -> SheetCell | Cell:
    """A value as it is, or a cell where a sheet would take it for something else; cells cost ten times the time."""
    if isinstance(value, str):
        clean = plain(value, " ")
        if not clean.startswith(_TAKEN):
            return clean
        cell = WriteOnlyCell(sheet)
        cell.value = clean
        # Otherwise it would be a formula or an error, here or when somebody edits it.
        cell.data_type, cell.quotePrefix = "s", True
        return cell
    if isinstance(value, date | float):
        cell = WriteOnlyCell(sheet)
        cell.value, cell.number_format = value, "yyyy-mm-dd" if isinstance(value, date) else "0.0"
        return cell
    return value


def _head(sheet: Worksheet, label: str) -> SheetCell:
    cell = WriteOnlyCell(sheet)
    cell.value, cell.font, cell.fill = label, Font(bold=True), _FILL
    return cell


def _sheet(book: Workbook, name: str, widths: Sequence[int]) -> Worksheet:
    # A write-only sheet has what is used of a sheet here, which its type does not say.
    sheet = cast("Worksheet", book.create_sheet(name))
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    return sheet


def _without_zone(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)
