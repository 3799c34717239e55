"""What leads a report in words, the same in every format that people read: pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from relgraph.audit.findings_model import ChangeKind
from relgraph.audit.model import Severity
from relgraph.audit.report.labels import TURNS, Words
from relgraph.audit.report.model import Action, Line, Report, Row

SHOWN = 15
"""Rows of changes that lead a report."""
NAMES = 4
"""Names in such a row."""
OWNERS = 6
"""People at a glance."""


@dataclass(frozen=True)
class Turned:
    """Findings of one rule of which the same became."""

    change: ChangeKind
    rule: str
    lines: list[Line]
    places: list[tuple[str | None, str]]
    """Names by account; an account alone in the report is not told."""


@dataclass(frozen=True)
class Changes:
    """What changed, the severest first; `more` rows are left out."""

    rows: list[Turned]
    more: int


@dataclass(frozen=True)
class Unjudged:
    """A reason, where it held, and the titles of the rules that could judge nothing for it."""

    where: str
    rules: list[str]


def headline(report: Report) -> str:
    """What the report is about."""
    words, n = Words(report.language), report.run.accounts
    where = report.account.name if report.account else words("book of one") if n == 1 else words("book", n=n)
    return f"{words('title')}{words('colon')}{where}"


def subtitle(report: Report) -> str:
    """The run, what it is compared with, and the grouping."""
    words, run, before = Words(report.language), report.run, report.before
    since = words("since", number=before.number, day=before.as_of) if before else words("first run")
    parts = [words("of run", number=run.number, day=run.as_of), since, words(f"by {report.by}")]
    return " · ".join(parts)


def delta(report: Report) -> str | None:
    """How the score moved; None when it is not known now or before."""
    words, now, was = Words(report.language), report.score, report.score_before
    if now is None or was is None or report.before is None:
        return None
    moved = round(now - was, 1)
    name = "better" if moved > 0 else "worse" if moved < 0 else "same score"
    return words(name, n=f"{abs(moved):.1f}", day=report.before.as_of)


def changes_by_rule(report: Report) -> Changes:
    """What changed in the groups that are told, in one list: what is bad first, and of that the severest."""
    found: dict[tuple[ChangeKind, str], list[Line]] = {}
    for line in (line for group in report.groups for line in group.lines):
        if line.change:
            found.setdefault((line.change, line.rule), []).append(line)
    kinds, severities = list(TURNS), list(Severity)

    def rank(key: tuple[ChangeKind, str]) -> tuple[int, int, int, str]:
        lines = found[key]
        return kinds.index(key[0]), severities.index(lines[0].severity), -len(lines), key[1]

    rows = [Turned(*key, found[key], _places(found[key], report)) for key in sorted(found, key=rank)]
    return Changes(rows[:SHOWN], max(0, len(rows) - SHOWN))


def blind_spots(report: Report) -> list[Unjudged]:
    """What could not be judged, by reason; the widest first."""
    words, found = Words(report.language), dict[tuple[str, int], list[str]]()
    for rule in report.rules:
        for spot in rule.blind:
            found.setdefault((spot.reason, spot.accounts), []).append(rule.title)
    order = sorted(found, key=lambda spot: (-spot[1], -len(found[spot]), spot[0]))
    return [
        Unjudged(
            reason if report.account else words("blind at", reason=reason, n=n, all=report.run.accounts),
            found[reason, n],
        )
        for reason, n in order
    ]


def whom(action: Action, words: Words) -> str:
    """About whom an action is."""
    names = words("comma").join(action.subjects)
    more = action.count - len(action.subjects)
    return words("people more", names=names, n=more, all=action.count) if more > 0 else names


def glance_owners(report: Report) -> list[Row]:
    """Who must act: those with something open, the most urgent first; nobody is told, too."""
    return [row for row in report.owners if row.counts.open][:OWNERS]


def _places(lines: Sequence[Line], report: Report) -> list[tuple[str | None, str]]:
    words = Words(report.language)
    by_account: dict[str, dict[str, str]] = {}
    for line in lines:
        by_account.setdefault(line.account.name, {})[line.subject.id] = line.subject.name
    return [
        (None if report.account else account, _some(list(subjects.values()), words))
        for account, subjects in by_account.items()
    ]


def _some(names: Sequence[str], words: Words) -> str:
    told, more = words("comma").join(names[:NAMES]), len(names) - NAMES
    return words("people more", names=told, n=more, all=len(names)) if more > 0 else told
