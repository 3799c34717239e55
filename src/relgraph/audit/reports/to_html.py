"""The report as one HTML file that asks for nothing from anywhere: styles and charts are in it."""

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from relgraph.audit.findings.words import TURNS
from relgraph.audit.reports import charts
from relgraph.audit.reports.labels import MARKS, Labels, number
from relgraph.audit.reports.model import Report
from relgraph.audit.reports.summary import (
    alike,
    blind_spots,
    changes_by_rule,
    delta,
    glance_owners,
    headline,
    subtitle,
    variables,
    whom,
)
from relgraph.audit.rules.model import Severity
from relgraph.core.plain import plain

_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")


def as_html(report: Report) -> str:
    """The report for a browser, a phone or paper."""
    style = (files("relgraph.audit.reports") / "templates" / "report.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = (
        _environment()
        .get_template("report.html")
        .render(
            r=report,
            w=Labels(report.language),
            style=Markup(style),  # noqa: S704  (ours, not input)
            policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
            headline=headline(report),
            subtitle=subtitle(report),
            delta=delta(report),
            dots=charts.sparkline(report.trend),
            bars=charts.shares([report.counts.high, report.counts.medium, report.counts.low], 100),
            tens=charts.shares(report.distribution, 80),
            changes=changes_by_rule(report),
            blind=blind_spots(report),
            acting=glance_owners(report),
        )
    )
    return plain(page)


@cache
def _environment() -> Environment:
    loader = PackageLoader("relgraph.audit.reports")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals |= {"marks": MARKS, "turns": TURNS, "severities": list(Severity), "chart": charts}
    environment.filters |= {
        "score": _score,
        "count": number,
        "variables": variables,
        "whom": whom,
        "alike": alike,
        "days": _days,
    }
    return environment


def _score(value: float | None) -> str:
    return "?" if value is None else f"{value:.1f}"


def _days(text: str) -> Markup:
    """A text whose days are not broken at the end of a line."""
    return Markup(_DAY.sub(r'<span class="whole">\g<0></span>', str(escape(text))))  # noqa: S704  (escaped just here)
