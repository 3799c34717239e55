"""Holes as tables that read well at 100 columns. `demo` shows the same."""

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from relgraph.cli import cells
from relgraph.coverage.model import CoverageReport, Hole, RuleResult, Severity, SubjectKind

INDENT = 3
COLOURS = {Severity.HIGH: "red", Severity.MEDIUM: "yellow", Severity.LOW: "blue"}
PLURALS = {SubjectKind.PERSON: "people", SubjectKind.UNIT: "units", SubjectKind.OPPORTUNITY: "opportunities"}


def show_holes(console: Console, report: CoverageReport, where: str) -> None:
    """Rule by rule: how many of how many fail, which, and what to do about it. `where` names what was looked at."""
    console.print(cells.heading("Coverage holes of ", (where, "bold"), f" on {report.as_of}"))
    for result in report.results:
        console.print()
        _show_rule(console, result, in_one_deal=report.opportunity is not None)


def _show_rule(console: Console, result: RuleResult, *, in_one_deal: bool) -> None:
    rule, count = result.rule, len(result.holes)
    title = f"{rule.title} {rule.title_zh} ({rule.id})"
    if not result.holes:
        seen = f"none of {result.population}" if result.population else "nothing to look at"
        console.print(cells.heading(("✓ ", "green"), (f"{seen}  ", "dim"), title))
        return
    kind = result.holes[0].subject_kind
    noun = kind.value if result.population == 1 else PLURALS[kind]
    colour = COLOURS[rule.severity]
    console.print(
        cells.heading((f"● {rule.severity}  ", colour), f"{count} of {result.population} {noun}  ", (title, "bold"))
    )
    console.print(Padding(_holes(result.holes, in_one_deal=in_one_deal), (0, 0, 0, INDENT), expand=False))
    console.print(Padding(cells.heading(("→ ", "bold"), rule.remedy), (0, 0, 0, INDENT), expand=False))


def _holes(holes: list[Hole], *, in_one_deal: bool) -> Table:
    """The columns that say something for this rule; all others are left out."""
    columns: dict[str, list[str]] = {
        "who": [cells.named(hole.name, hole.english_name) for hole in holes],
        "seat": [cells.text(hole.title) for hole in holes],
        "roles": [" ".join(hole.roles) or cells.NONE for hole in holes],
        "opportunity": [
            cells.NONE if in_one_deal or _is_the_deal(hole) else cells.text(hole.opportunity) for hole in holes
        ],
        "our ties": [cells.NONE if hole.ties is None else str(hole.ties) for hole in holes],
        "warmest": [cells.number(hole.strength) if hole.ties else cells.NONE for hole in holes],
        "last contact": [_last_contact(hole) for hole in holes],
        "id": [cells.text(hole.subject_id) for hole in holes],
    }
    told = {name: values for name, values in columns.items() if any(value != cells.NONE for value in values)}
    table = cells.grid(*told, right=["our ties", "warmest"], whole=["id"])
    for values in zip(*told.values(), strict=True):
        cells.row(table, *values)
    return table


def _is_the_deal(hole: Hole) -> bool:
    return hole.subject_kind is SubjectKind.OPPORTUNITY


def _last_contact(hole: Hole) -> str:
    # Where there are ties, a contact without a day is unknown; without ties there is none.
    return cells.UNKNOWN if hole.ties and hole.last_contact is None else cells.day(hole.last_contact)
