"""Findings as lines of a report, lines as blocks, blocks as what to do first: pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from relgraph.audit.evaluation.service import Naming
from relgraph.audit.findings import words
from relgraph.audit.findings.service import change_between
from relgraph.audit.reports.model import Acceptance, Action, Block, FindingLine, Group, Named
from relgraph.audit.reports.replay import variables
from relgraph.audit.rules.model import Rule
from relgraph.audit.runs.model import ChangeKind, Finding, FindingStatus, RuleCount, Run
from relgraph.core.language import Language

FIRST = 5
"""Actions that a report names to be done first."""
ALIKE = 2
"""Actions of one rule among them."""
SHOWN = 4
"""Names that an action tells."""


@dataclass(frozen=True)
class Teller:
    """Tells findings as they stood after a run, and what became of them since the one before, if there is one."""

    run: Run
    before: Run | None
    rules: Mapping[str, Rule]
    changed_rules: frozenset[str]
    teams: Mapping[str, Named]
    language: Language

    def line(self, finding: Finding, names: Mapping[str, Naming]) -> FindingLine:
        """A finding as texts."""
        finding = finding.model_copy(update={"unjudged_since": finding.unjudged_after(self.run.number)})
        rule, day, number = self.rules.get(finding.rule), self.run.as_of, self.run.number
        since = max(on for on, n in zip(finding.opened_on, finding.opened, strict=True) if n <= number)
        closed = [on for on, n in zip(finding.closed_on, finding.closed, strict=True) if n <= number]
        change = self._change(finding)
        is_accepted = finding.accepted_until is not None and finding.accepted_until > day
        status = (
            FindingStatus.RESOLVED
            if not finding.open_after(number)
            else FindingStatus.ACCEPTED
            if is_accepted
            else FindingStatus.OPEN
        )
        named = names.get(finding.subject)
        return FindingLine(
            key=finding.key,
            rule=finding.rule,
            rule_changed=change is not None and finding.rule in self.changed_rules,
            severity=finding.severity,
            status=status,
            change=change,
            account=_named(finding.account, names),
            kind=finding.kind,
            subject=_named(finding.subject, names),
            title=named.title if named else None,
            opportunity=_named(finding.opportunity, names) if finding.opportunity else None,
            evidence=words.evidence(rule, finding, names, self.language),
            suggestion=words.suggestion(rule, finding, names, self.language),
            owner=_named(finding.assigned, names) if finding.assigned else None,
            team=self.teams.get(finding.assigned) if finding.assigned else None,
            since=since,
            days=(day - since).days,
            resolved=max(closed) if closed and status is FindingStatus.RESOLVED else None,
            lost=words.lost(finding, self.language) if status is FindingStatus.RESOLVED else None,
            unjudged_since=finding.unjudged_since,
            accepted=_acceptance(finding),
            replay=variables(finding, rule, day),
        )

    def blocks(self, lines: Iterable[FindingLine], seen: Mapping[str, RuleCount]) -> list[Block]:
        """Lines by rule, in the order in which the rules come first. `seen` is what each rule saw of their account."""
        by_rule: dict[str, list[FindingLine]] = {}
        for line in lines:
            by_rule.setdefault(line.rule, []).append(line)
        return [Block(rule=rule, seen=self._seen(rule, seen), lines=found) for rule, found in by_rule.items()]

    def first(self, groups: Iterable[Group]) -> list[Action]:
        """What to do first in these groups: the severest, among them what is new and what concerns most."""
        found: dict[tuple[str, str, str | None], list[FindingLine]] = {}
        for group in groups:
            for line in group.lines:
                if line.status is FindingStatus.OPEN and line.rule in self.rules:
                    who = line.owner.id if line.owner else None
                    found.setdefault((line.rule, line.account.id, who), []).append(line)

        def urgency(lines: list[FindingLine]) -> tuple[int, bool, int, int, str]:
            oldest = max(line.days for line in lines)
            return lines[0].severity.rank, _fresh(lines) == 0, -len(lines), -oldest, lines[0].key

        chosen: list[Action] = []
        alike: Counter[str] = Counter()
        for lines in sorted(found.values(), key=urgency):
            alike[lines[0].rule] += 1
            if alike[lines[0].rule] <= ALIKE and len(chosen) < FIRST:
                chosen.append(self._action(lines))
        return chosen

    def _action(self, lines: list[FindingLine]) -> Action:
        line, rule = lines[0], self.rules[lines[0].rule]
        return Action(
            rule=rule.id,
            severity=line.severity,
            remedy=words.text(rule, "remedy", self.language),
            title=words.text(rule, "title", self.language),
            account=line.account,
            owner=line.owner,
            subjects=list(dict.fromkeys(line.subject.name for line in lines))[:SHOWN],
            count=len({line.subject.id for line in lines}),
            fresh=_fresh(lines),
        )

    def _change(self, finding: Finding) -> ChangeKind | None:
        if self.before is None:
            return None
        return change_between(finding, self.before.number, self.before.as_of, self.run)

    def _seen(self, id_: str, seen: Mapping[str, RuleCount]) -> str | None:
        rule, count = self.rules.get(id_), seen.get(id_)
        return words.seen(rule, count, self.language) if rule and count else None


def _fresh(lines: Iterable[FindingLine]) -> int:
    return sum(line.change is not None for line in lines)


def _named(id_: str, names: Mapping[str, Naming]) -> Named:
    return Named(id=id_, name=words.name_of(id_, names))


def _acceptance(finding: Finding) -> Acceptance | None:
    if finding.accepted_until is None:
        return None
    return Acceptance(until=finding.accepted_until, reason=finding.accepted_reason, by=finding.accepted_by)
