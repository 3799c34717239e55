"""The report as a workbook: changes, findings, accounts, owners, teams, rules, and what to know of them."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import cast

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from relgraph.audit.report.labels import Words
from relgraph.audit.report.model import Report
from relgraph.audit.report.tables import Cell, about, workbook

_HEAD = {"font": Font(bold=True), "fill": PatternFill("solid", fgColor="FFE6EAF0")}
_TOP = Alignment(vertical="top", wrap_text=True)


def as_xlsx(report: Report) -> bytes:
    """An .xlsx file. Texts are texts, whatever they begin with; unknown is an empty cell."""
    words, book = Words(report.language), Workbook(write_only=True)
    made = report.run.finished_at or report.run.started_at
    book.properties.creator, book.properties.created = "relgraph", _without_zone(made)
    for table in workbook(report):
        sheet = _sheet(book, words(table.name), [column.width for column in table.columns])
        sheet.freeze_panes = "A2"
        sheet.append([_cell(sheet, label, head=True) for label in table.header(words)])
        rows = 1
        for rows, row in enumerate(table.body(report, words), start=2):  # noqa: B007  (read after the loop)
            sheet.append([_cell(sheet, value) for value in row])
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{rows}"
    sheet = _sheet(book, words("sheet about"), [34, 100])
    for label, value in about(report):
        sheet.append([_cell(sheet, label, head=True), _cell(sheet, value)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Worksheet, value: Cell, *, head: bool = False) -> SheetCell:
    cell = WriteOnlyCell(sheet)
    cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", value) if isinstance(value, str) else value
    if isinstance(value, str):
        # Otherwise what begins with = would be a formula, here or when somebody edits it.
        cell.data_type, cell.quotePrefix = "s", True
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(value, float):
        cell.number_format = "0.0"
    cell.alignment = _TOP
    if head:
        cell.font, cell.fill = _HEAD["font"], _HEAD["fill"]
    return cell


def _sheet(book: Workbook, name: str, widths: Sequence[int]) -> Worksheet:
    # A write-only sheet has what is used of a sheet here, which its type does not say.
    sheet = cast("Worksheet", book.create_sheet(name))
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    return sheet


def _without_zone(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)
