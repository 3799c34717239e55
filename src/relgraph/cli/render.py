"""Holes as tables that read well at 100 columns. `demo` shows the same."""

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from relgraph.audit.model import CoverageReport, Hole, RuleResult, Severity, SubjectKind
from relgraph.cli import cells

INDENT = 3
COLOURS = {Severity.HIGH: "red", Severity.MEDIUM: "yellow", Severity.LOW: "blue"}
SHOWN = {"roles": "roles", "our ties": "ties", "warmest": "strength", "last contact": "last_contact"}


def show_holes(console: Console, report: CoverageReport, where: str) -> None:
    """Rule by rule: how many of how many fail, which, and what to do about it. `where` names what was looked at."""
    console.print(cells.heading("Coverage holes of ", (where, "bold"), f" on {report.as_of}"))
    for result in report.results:
        console.print()
        _show_rule(console, result, in_one_deal=report.opportunity is not None)


def _show_rule(console: Console, result: RuleResult, *, in_one_deal: bool) -> None:
    rule = result.rule
    title = f"{rule.title} {rule.title_zh} ({rule.id})"
    if not result.holes:
        mark = ("? ", "yellow") if result.not_assessed else ("✓ ", "green")
        console.print(cells.heading(mark, (f"{_seen(result)}  ", "dim"), title))
        return
    colour = COLOURS[rule.severity]
    console.print(cells.heading((f"● {rule.severity}  ", colour), f"{_seen(result)}  ", (title, "bold")))
    console.print(Padding(_holes(result.holes, in_one_deal=in_one_deal), (0, 0, 0, INDENT), expand=False))
    console.print(Padding(cells.heading(("→ ", "bold"), rule.remedy), (0, 0, 0, INDENT), expand=False))


def _seen(result: RuleResult) -> str:
    """How many of how many fail; or why nobody knows."""
    if result.not_assessed:
        reasons = {reason.code: reason.text for reason in result.rule.reasons}
        return f"not assessed: {reasons[result.not_assessed]}"
    unknown = f", {result.unknown} unknown" if result.unknown else ""
    return f"{len(result.holes) or 'none'} of {result.population} {result.rule.counts}{unknown}"


def _holes(holes: list[Hole], *, in_one_deal: bool) -> Table:
    """The columns that say something for this rule; all others are left out."""
    columns: dict[str, list[str]] = {
        "who": [cells.named(hole.name, hole.english_name) for hole in holes],
        "seat": [cells.text(hole.title) for hole in holes],
        "opportunity": [
            cells.NONE if in_one_deal or _is_the_deal(hole) else cells.text(hole.opportunity_name) for hole in holes
        ],
        **{name: [_evidence(hole, key) for hole in holes] for name, key in SHOWN.items()},
        "id": [cells.text(hole.id) for hole in holes],
    }
    told = {name: values for name, values in columns.items() if any(value != cells.NONE for value in values)}
    table = cells.grid(*told, right=["our ties", "warmest"], whole=["id"])
    for values in zip(*told.values(), strict=True):
        cells.row(table, *values)
    return table


def _is_the_deal(hole: Hole) -> bool:
    return hole.kind is SubjectKind.OPPORTUNITY


def _evidence(hole: Hole, key: str) -> str:
    value = hole.evidence.get(key)
    if value is None:
        # Where there are ties, what is not known of them is unknown; without ties there is none.
        return cells.UNKNOWN if key in hole.evidence and hole.evidence.get("ties") else cells.NONE
    if isinstance(value, list):
        return " ".join(value) or cells.NONE
    return cells.number(value) if isinstance(value, float) else str(value)
