"""The report as tables of plain values, for CSV and spreadsheets: pure. None is unknown, or does not apply."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from relgraph.audit.findings.words import TURNS
from relgraph.audit.reports.labels import Labels
from relgraph.audit.reports.model import Acceptance, FindingLine, GroupRow, Named, Report, RuleRow
from relgraph.audit.reports.summary import delta, headline, subtitle
from relgraph.audit.rules.model import SubjectKind

Cell = str | int | float | date | None
T = TypeVar("T")


@dataclass(frozen=True)
class Column(Generic[T]):
    """A column: its label, its width in a spreadsheet, in characters, and how a row fills it."""

    label: str
    width: int
    cell: Callable[[T, Report, Labels], Cell]


@dataclass(frozen=True)
class Table(Generic[T]):
    """A table: its name in a workbook, its columns and what they are filled from."""

    name: str
    columns: Sequence[Column[T]]
    rows: Sequence[T]

    def header(self, words: Labels) -> list[str]:
        """The first row."""
        return [words(column.label) for column in self.columns]

    def body(self, report: Report, words: Labels) -> Iterator[list[Cell]]:
        """All other rows."""
        return ([column.cell(row, report, words) for column in self.columns] for row in self.rows)


def findings(report: Report, *, resolved: bool) -> Table[FindingLine]:
    """All findings that are told, those that changed first; resolved ones when asked for."""
    told = changes(report).rows
    rest = [line for group in report.groups for line in group.lines if line.change is None]
    kept = [line for line in (*told, *rest) if resolved or not line.resolved]
    return Table("sheet findings", LINE, kept)


def changes(report: Report) -> Table[FindingLine]:
    """The findings that changed: new ones first, resolved ones last; of each kind those of the worst group first."""
    order = list(TURNS)
    changed = [line for group in report.groups for line in group.lines if line.change]
    return Table("sheet changes", LINE, sorted(changed, key=lambda line: order.index(line.change or order[0])))


def workbook(report: Report) -> list[Table[FindingLine] | Table[GroupRow] | Table[RuleRow]]:
    """The tables of a workbook."""
    return [
        changes(report),
        findings(report, resolved=False),
        Table("sheet accounts", [_called("account"), *SCORES, *COUNTS], report.accounts),
        Table("sheet owners", [_called("owner"), Column("team", 24, lambda r, _, w: r.team), *COUNTS], report.owners),
        Table("sheet teams", [_called("team"), *COUNTS], report.teams),
        Table("sheet rules", RULE, report.rules),
    ]


def about(report: Report) -> list[tuple[str, Cell]]:
    """What the tables do not say: which run, the score, what is left out, how to read them."""
    words, moved = Labels(report.language), delta(report)
    told: list[tuple[str, Cell]] = [
        (headline(report), subtitle(report)),
        (words("score"), report.score),
        *([(words("before"), report.score_before), (words("change"), moved)] if moved else []),
        *((words(name), getattr(report.counts, name)) for name in NUMBERS),
        *([("", words("unjudged", n=report.unjudged))] if report.unjudged else []),
        *((words("choices"), told) for told in report.choices),
        (words("how"), words("score how")),
        *([("", report.playbook)] if report.playbook else []),
        ("", words("data")),
        (words("replay"), words("replay how")),
        ("", report.replay),
    ]
    left = report.left_out
    if left.findings:
        told.insert(1, ("", words("left findings", n=left.findings)))
    return told


def request(line: FindingLine, report: Report) -> str:
    """The body of a request that shows a finding again."""
    return json.dumps({"query": report.replay, "variables": line.replay}, ensure_ascii=False)


def kind(of: SubjectKind, words: Labels) -> str:
    """What a finding is about."""
    return words("opportunity kind") if of is SubjectKind.OPPORTUNITY else words(of.value)


def _name(named: Named | None) -> str | None:
    return named.name if named else None


def _id(named: Named | None) -> str | None:
    return named.id if named else None


def _accepted(read: Callable[[Acceptance], Cell]) -> Callable[[FindingLine, Report, Labels], Cell]:
    return lambda line, _, words: read(line.accepted) if line.accepted else None


def _called(label: str) -> Column[GroupRow]:
    return Column(label, 36, lambda row, _, words: row.name)


LINE: list[Column[FindingLine]] = [
    Column("change", 14, lambda x, _, w: w(x.change.value) if x.change else None),
    Column("severity", 10, lambda x, _, w: w(x.severity.value)),
    Column("status", 10, lambda x, _, w: w(f"status {x.status}")),
    Column("account", 30, lambda x, *_: x.account.name),
    Column("who", 26, lambda x, *_: x.subject.name),
    Column("seat", 20, lambda x, *_: x.title),
    Column("kind", 12, lambda x, _, w: kind(x.kind, w)),
    Column("opportunity", 26, lambda x, *_: _name(x.opportunity)),
    Column("rule", 34, lambda x, r, _: r.rule[x.rule].title),
    Column("evidence", 50, lambda x, *_: x.evidence),
    Column("remedy", 50, lambda x, r, _: r.rule[x.rule].remedy),
    Column("suggestion", 36, lambda x, *_: x.suggestion),
    Column("owner", 22, lambda x, *_: _name(x.owner)),
    Column("team", 24, lambda x, *_: _name(x.team)),
    Column("since day", 12, lambda x, *_: x.since),
    Column("age", 11, lambda x, *_: x.days),
    Column("resolved day", 12, lambda x, *_: x.resolved),
    Column("until", 14, _accepted(lambda a: a.until)),
    Column("reason", 30, _accepted(lambda a: a.reason)),
    Column("by", 18, _accepted(lambda a: a.by)),
    Column("key", 22, lambda x, *_: x.key),
    Column("account id", 20, lambda x, *_: x.account.id),
    Column("subject id", 20, lambda x, *_: x.subject.id),
    Column("owner id", 20, lambda x, *_: _id(x.owner)),
    Column("rule id", 28, lambda x, *_: x.rule),
    Column("replay request", 30, lambda x, r, _: request(x, r)),
]
NUMBERS = ("high", "medium", "low", "accepted", "new", "reopened", "lapsed", "resolved")


def _count(name: str) -> Column[GroupRow]:
    return Column(name, 11, lambda row, *_: getattr(row.counts, name))


COUNTS: list[Column[GroupRow]] = [*(_count(name) for name in NUMBERS), Column("subject id", 22, lambda row, *_: row.id)]
SCORES: list[Column[GroupRow]] = [
    Column("score", 9, lambda row, *_: row.score),
    Column("before", 9, lambda row, *_: row.before),
]
RULE: list[Column[RuleRow]] = [
    Column("rule", 36, lambda x, *_: x.title),
    Column("severity", 10, lambda x, _, w: w(x.severity.value) if x.severity else None),
    Column("population", 12, lambda x, *_: x.population if x.accounts else None),
    Column("unknown", 10, lambda x, *_: x.unknown if x.accounts else None),
    Column("failed", 10, lambda x, *_: x.failed if x.accounts else None),
    Column("accepted", 10, lambda x, *_: x.accepted if x.accounts else None),
    Column("judged at", 16, lambda x, *_: x.accounts),
    Column("not judged", 40, lambda x, r, w: "; ".join(f"{b.reason}: {b.accounts}" for b in x.blind) or None),
    Column("protects", 40, lambda x, *_: x.protects),
    Column("remedy", 40, lambda x, *_: x.remedy),
    Column("method", 10, lambda x, *_: x.method),
    Column("version", 9, lambda x, *_: x.version),
    Column("version before", 14, lambda x, *_: x.before),
    Column("rule id", 34, lambda x, *_: x.id),
]
