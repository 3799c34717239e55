"""Write a report in any of its formats."""

from collections.abc import Callable

from relgraph.audit.reports.model import Format, Report
from relgraph.audit.reports.to_csv import as_csv
from relgraph.audit.reports.to_markdown import as_markdown
from relgraph.core.extras import Extra, require_extra


def check_can_write(to: Format) -> None:
    """Raise MissingExtraError for a format whose libraries are not installed."""
    if to in _BY_LIBRARIES:
        require_extra(Extra.REPORTS)


def write_report(report: Report, to: Format) -> bytes:
    """A report in a format; texts are UTF-8. Raises as `check_can_write`."""
    check_can_write(to)
    return _BY_LIBRARIES[to](report) if to in _BY_LIBRARIES else _TEXTS[to](report).encode()


def _as_html(report: Report) -> bytes:
    from relgraph.audit.reports.to_html import as_html  # noqa: PLC0415  (of the extra)

    return as_html(report).encode()


def _as_xlsx(report: Report) -> bytes:
    from relgraph.audit.reports.to_xlsx import as_xlsx  # noqa: PLC0415  (of the extra)

    return as_xlsx(report)


def _as_json(report: Report) -> str:
    return report.model_dump_json(indent=2) + "\n"


_TEXTS: dict[Format, Callable[[Report], str]] = {
    Format.MARKDOWN: as_markdown,
    Format.CSV: as_csv,
    Format.JSON: _as_json,
}
_BY_LIBRARIES: dict[Format, Callable[[Report], bytes]] = {Format.HTML: _as_html, Format.XLSX: _as_xlsx}
