"""Write a report in any of its formats."""

from collections.abc import Callable

from relgraph.audit.report.model import Format, Report
from relgraph.audit.report.to_csv import as_csv
from relgraph.audit.report.to_html import as_html
from relgraph.audit.report.to_markdown import as_markdown
from relgraph.audit.report.to_xlsx import as_xlsx


def write_report(report: Report, to: Format) -> bytes:
    """A report in a format; texts are UTF-8."""
    if to is Format.XLSX:
        return as_xlsx(report)
    return _TEXTS[to](report).encode()


def _as_json(report: Report) -> str:
    return report.model_dump_json(indent=2) + "\n"


_TEXTS: dict[Format, Callable[[Report], str]] = {
    Format.MARKDOWN: as_markdown,
    Format.HTML: as_html,
    Format.CSV: as_csv,
    Format.JSON: _as_json,
}
