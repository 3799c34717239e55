"""The findings of a report as CSV: one row each, what changed first."""

import csv
import io

from relgraph.audit.reports.labels import Labels
from relgraph.audit.reports.model import Report
from relgraph.audit.reports.tables import Cell, findings
from relgraph.core.plain import plain

FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet may take for the beginning of a formula."""


def as_csv(report: Report) -> str:
    """UTF-8 with a byte order mark, without which spreadsheets garble Chinese; lines end as RFC 4180 wants."""
    words, table, out = Labels(report.language), findings(report, resolved=True), io.StringIO(newline="")
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(table.header(words))
    writer.writerows([_safe(cell) for cell in row] for row in table.body(report, words))
    return out.getvalue()


def _safe(cell: Cell) -> Cell:
    """A text that cannot be taken for a formula: an apostrophe makes it a text."""
    if not isinstance(cell, str):
        return cell
    text = plain(cell)
    return f"'{text}" if text and (text[:1] in FORMULA or text.lstrip()[:1] in FORMULA) else text
