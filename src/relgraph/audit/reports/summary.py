"""What leads a report in words, the same in every format that people read: pure."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from relgraph.audit.findings.words import TURNS
from relgraph.audit.reports.labels import Labels
from relgraph.audit.reports.model import Action, ChangeCount, FindingLine, Group, GroupRow, Report
from relgraph.audit.runs.model import ChangeKind

SHOWN = 15
"""Rows of changes that lead a report."""
PLACES, NAMES = 3, 4
"""Accounts that such a row names, and findings of each."""
OWNERS = 6
"""People at a glance."""


@dataclass(frozen=True)
class Turned:
    """Findings of one rule of which the same became: how many, and the names of some by account.

    An account alone in the report is not named; `more` is how many findings are not named.
    """

    changed: ChangeCount
    rule_changed: bool
    places: list[tuple[str | None, str]]
    more: int


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
    words, n = Labels(report.language), report.run.accounts
    where = report.account.name if report.account else words("book of one") if n == 1 else words("book", n=n)
    return f"{words('title')}{words('colon')}{where}"


def subtitle(report: Report) -> str:
    """The run, what it is compared with, and the grouping."""
    words, run, before = Labels(report.language), report.run, report.before
    since = words("since", number=str(before.number), day=before.as_of) if before else words("first run")
    parts = [words("of run", number=str(run.number), day=run.as_of), since, words(f"by {report.by}")]
    return " · ".join(parts)


def delta(report: Report) -> str | None:
    """How the score moved; None when it is not known now or before."""
    words, now, was = Labels(report.language), report.score, report.score_before
    if now is None or was is None or report.before is None:
        return None
    moved = round(now - was, 1)
    name = "better" if moved > 0 else "worse" if moved < 0 else "same score"
    return words(name, n=f"{abs(moved):.1f}", day=report.before.as_of)


def changes_by_rule(report: Report) -> Changes:
    """What changed, in one list: what is bad first, and of that the severest. Names are of findings that are told."""
    told: dict[tuple[ChangeKind, str], list[FindingLine]] = {}
    for line in (line for group in report.groups for line in group.lines):
        if line.change:
            told.setdefault((line.change, line.rule), []).append(line)
    kinds = list(TURNS)

    def rank(each: ChangeCount) -> tuple[int, int, int, str]:
        return kinds.index(each.change), each.severity.rank, -each.count, each.rule

    rows = [_turned(each, told.get((each.change, each.rule), []), report) for each in sorted(report.changes, key=rank)]
    return Changes(rows[:SHOWN], max(0, len(rows) - SHOWN))


def blind_spots(report: Report) -> list[Unjudged]:
    """What could not be judged, by reason; the widest first."""
    words, found = Labels(report.language), dict[tuple[str, int], list[str]]()
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


def alike(lines: Sequence[FindingLine]) -> list[list[FindingLine]]:
    """Lines that differ in whom they are about only, together: they read as one row with several names."""
    found: dict[tuple[object, ...], list[FindingLine]] = {}
    for line in lines:
        owner = line.owner.id if line.owner else None
        same = line.account.id, line.evidence, line.suggestion, owner, line.since, line.change, line.accepted
        found.setdefault(same, []).append(line)
    return list(found.values())


def variables(group: Group) -> list[str]:
    """The variables with which a group's findings are shown again, each once, as JSON."""
    return list(dict.fromkeys(json.dumps(line.replay, ensure_ascii=False) for line in group.lines))


def whom(action: Action, words: Labels) -> str:
    """About whom an action is."""
    names = words("comma").join(action.subjects)
    more = action.count - len(action.subjects)
    return words("people more", names=names, n=more, all=action.count) if more > 0 else names


def glance_owners(report: Report) -> list[GroupRow]:
    """Who must act: those with something open, the most urgent first; nobody is told, too."""
    return [row for row in report.owners if row.counts.open][:OWNERS]


def _turned(changed: ChangeCount, lines: Sequence[FindingLine], report: Report) -> Turned:
    comma = Labels(report.language)("comma")
    by_account: dict[str, dict[str, FindingLine]] = {}
    for line in lines:
        if line.severity is changed.severity:
            by_account.setdefault(line.account.name, {})[line.key] = line
    named = {account: list(found.values())[:NAMES] for account, found in list(by_account.items())[:PLACES]}
    places = [
        (None if report.account else account, comma.join(dict.fromkeys(line.subject.name for line in found)))
        for account, found in named.items()
    ]
    is_new_version = any(rule.has_changed for rule in report.rules if rule.id == changed.rule)
    return Turned(changed, is_new_version, places, changed.count - sum(len(found) for found in named.values()))
