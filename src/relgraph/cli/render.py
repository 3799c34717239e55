"""Paths and holes as tables that read well at 100 columns. `demo` shows the same."""

from datetime import date

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from relgraph.accounts.model import OrganizationKind
from relgraph.cli import cells
from relgraph.coverage.model import CoverageReport, Hole, RuleResult, Severity, SubjectKind
from relgraph.paths.model import Hop, PathAnswer, WarmPath

OURS = "我方"
ASSUMED = "*"
INDENT = 3
COLOURS = {Severity.HIGH: "red", Severity.MEDIUM: "yellow", Severity.LOW: "blue"}
PLURALS = {SubjectKind.PERSON: "people", SubjectKind.UNIT: "units", SubjectKind.OPPORTUNITY: "opportunities"}


def show_paths(console: Console, answer: PathAnswer, as_of: date) -> None:
    """Each path as one readable line and a table of its hops."""
    target = answer.target
    where = cells.joined([cells.seat(target), target.organization])
    console.print(cells.heading("Ways to ", (cells.person(target), "bold"), f" ({where}) on {as_of}"))
    if not answer.paths:
        console.print("No way leads there. Try more --max-hops, or look for who else is near with `relgraph hubs`.")
        return
    for rank, path in enumerate(answer.paths, start=1):
        console.print()
        console.print(cells.heading((f"{rank}. ", "bold"), "likelihood ", (cells.number(path.strength), "bold green")))
        console.print(Padding(chain(path, console.width - INDENT), (0, 0, 0, INDENT), expand=False))
        console.print(Padding(_hops(path), (0, 0, 0, INDENT), expand=False))
    _notes(console, answer)


def chain(path: WarmPath, width: int) -> Text:
    """The path in words: who, by what, how strong, to whom. Lines break between people only."""
    first = path.hops[0].origin
    ours = f"{OURS} " if first.organization_kind is OrganizationKind.VENDOR else ""
    pieces = [Text.assemble((ours, "cyan"), (cells.person(first), "bold"))]
    for hop in path.hops:
        arrow = "⇒" if hop is path.hops[-1] else "→"
        by = f"—{_relation(hop)} {_strength(hop)}{arrow} "
        pieces.append(Text.assemble((by, "dim"), (cells.person(hop.to), "bold")))
    lines = [pieces[0]]
    for piece in pieces[1:]:
        if lines[-1].cell_len + piece.cell_len < width:
            lines[-1] = Text(" ").join([lines[-1], piece])
        else:
            lines.append(piece)
    return Text("\n").join(lines)


def _hops(path: WarmPath) -> Table:
    """The people down the path, each with the hop that leads to them."""
    table = cells.grid(
        "person", "organisation", "reached by", "strength", "since", "last contact", "source", right=["strength"]
    )
    first = path.hops[0].origin
    cells.row(table, first.name, cells.text(first.organization), "", "", "", "", "")
    for hop in path.hops:
        cells.row(
            table,
            hop.to.name,
            cells.text(hop.to.organization),
            cells.joined([_relation(hop), hop.basis]),
            _strength(hop),
            cells.day(hop.since),
            cells.day(hop.last_contact),
            hop.source,
        )
    return table


def _relation(hop: Hop) -> str:
    return hop.relation.replace("_", " ")


def _strength(hop: Hop) -> str:
    return f"{cells.number(hop.strength)}{ASSUMED if hop.assumed else ''}"


def _notes(console: Console, answer: PathAnswer) -> None:
    if any(hop.assumed for path in answer.paths for hop in path.hops):
        console.print(f"\n{ASSUMED} assumed: no strength is recorded for this hop.")
    if answer.paths and answer.complete_above > answer.paths[-1].strength:
        limit = cells.number(answer.complete_above)
        console.print(f"\nThe search was cut short: below {limit} there may be better ways than the ones listed.")
    elif answer.truncated:
        console.print("\nThere are more ways; ask for more with -k.")


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
