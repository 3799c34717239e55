"""Holes as tables that read well at 100 columns, in English or Chinese. `demo` shows the same."""

from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from relgraph.audit.findings import words
from relgraph.audit.rules.model import CoverageReport, NamedFailure, RuleResult, Severity, SubjectKind
from relgraph.core.language import Language
from relgraph.surfaces.cli import cells, hints

INDENT = 3
COLOURS = {Severity.HIGH: "red", Severity.MEDIUM: "yellow", Severity.LOW: "blue"}
SHOWN = ("roles", "ties", "strength", "last_contact")
"""What of the evidence has a column."""
NUMBERS = ("ties", "strength")
TEXTS = {
    Language.EN: {
        "before": "Coverage holes of ",
        "after": " on {day}",
        "not assessed": "not assessed: {reason}",
        "seen": "{failed} of {population} {counts}",
        "none": "none",
        "unknown": ", {n} unknown",
        "who": "who",
        "seat": "seat",
        "opportunity": "opportunity",
        "roles": "roles",
        "ties": "our ties",
        "strength": "warmest",
        "last_contact": "last contact",
        "which": "which",
        "id": "id",
    },
    Language.ZH: {
        "before": "关系缺口：",
        "after": "，{day}",
        "not assessed": "未评估：{reason}",
        "seen": "{counts}{population}中{failed}",
        "none": "0",
        "unknown": "，未知{n}",
        "who": "对象",
        "seat": "职位",
        "opportunity": "项目",
        "roles": "角色",
        "ties": "我方联系",
        "strength": "最强关系",
        "last_contact": "最近联系",
        "which": "具体",
        "id": "id",
    },
}


def show_holes(console: Console, report: CoverageReport, where: str, language: Language = Language.EN) -> None:
    """Rule by rule: how many of how many fail, which, and what to do about it. `where` names what was looked at."""
    told = TEXTS[language]
    console.print(cells.heading(told["before"], (where, "bold"), told["after"].format(day=report.as_of)))
    for result in report.results:
        console.print()
        _show_rule(console, result, language, in_one_deal=report.opportunity is not None)


def show_hole_counts(console: Console, report: CoverageReport, language: Language, *, most: int) -> None:
    """The rules that find holes, the gravest first and a line each; of how many more there are nothing but that."""
    ranks = list(COLOURS)
    found = sorted((each for each in report.results if each.holes), key=lambda each: ranks.index(each.rule.severity))
    for result in found[:most]:
        severity = words.severity(result.rule.severity, language)
        title = words.text(result.rule, "title", language)
        console.print(
            cells.heading((f"● {severity:<7}", COLOURS[result.rule.severity]), f"{_seen(result, language)}  ", title)
        )
    if len(found) > most:
        console.print(cells.heading((f"… {len(found) - most}", "dim")))


def _show_rule(console: Console, result: RuleResult, language: Language, *, in_one_deal: bool) -> None:
    rule = result.rule
    title = f"{words.text(rule, 'title', language)} ({rule.id})"
    if not result.holes:
        mark = ("? ", "yellow") if result.not_assessed else ("✓ ", "green")
        console.print(cells.heading(mark, (f"{_seen(result, language)}  ", "dim"), title))
        return
    severity = words.severity(rule.severity, language)
    console.print(
        cells.heading((f"● {severity}  ", COLOURS[rule.severity]), f"{_seen(result, language)}  ", (title, "bold"))
    )
    console.print(_indented(_holes(result.holes, language, in_one_deal=in_one_deal)))
    for line in _advice(result, language):
        console.print(_indented(line))


def _indented(what: Table | Text) -> Padding:
    return Padding(what, (0, 0, 0, INDENT), expand=False)


def _advice(result: RuleResult, language: Language) -> Iterator[Text]:
    yield cells.heading(("→ ", "bold"), words.text(result.rule, "remedy", language))
    first = result.holes[0]
    if command := hints.command(result.rule.id, first.id, first.opportunity):
        yield cells.heading(("$ ", "dim"), command)


def _seen(result: RuleResult, language: Language) -> str:
    """How many of how many fail; or why nobody knows."""
    rule, told = result.rule, TEXTS[language]
    if result.not_assessed:
        return told["not assessed"].format(reason=words.reason(rule, result.not_assessed, language))
    unknown = told["unknown"].format(n=result.unknown) if result.unknown else ""
    failed, counts = len(result.holes) or told["none"], words.text(rule, "counts", language)
    return told["seen"].format(failed=failed, population=result.population, counts=counts) + unknown


def _holes(holes: list[NamedFailure], language: Language, *, in_one_deal: bool) -> Table:
    """The columns that say something for this rule; all others are left out."""
    columns: dict[str, list[str]] = {
        "who": [cells.named(hole.name, hole.english_name) for hole in holes],
        "seat": [cells.text(hole.title) for hole in holes],
        "opportunity": [
            cells.NONE if in_one_deal or _is_the_deal(hole) else cells.text(hole.opportunity_name) for hole in holes
        ],
        **{key: [_evidence(hole, key) for hole in holes] for key in SHOWN},
        # Of one account or person several things may fail: which meeting, which promise.
        "which": [cells.text(hole.other) for hole in holes],
        "id": [cells.text(hole.id) for hole in holes],
    }
    told = {name: values for name, values in columns.items() if any(value != cells.NONE for value in values)}
    heads = {name: TEXTS[language][name] for name in columns}
    table = cells.grid(*(heads[name] for name in told), right=[heads[name] for name in NUMBERS], whole=[heads["id"]])
    for values in zip(*told.values(), strict=True):
        cells.row(table, *values)
    return table


def _is_the_deal(hole: NamedFailure) -> bool:
    return hole.kind is SubjectKind.OPPORTUNITY


def _evidence(hole: NamedFailure, key: str) -> str:
    value = hole.evidence.get(key)
    if value is None:
        # Where there are ties, what is not known of them is unknown; without ties there is none.
        return cells.UNKNOWN if key in hole.evidence and hole.evidence.get("ties") else cells.NONE
    if isinstance(value, list):
        return " ".join(value) or cells.NONE
    return cells.number(value) if isinstance(value, float) else str(value)
