"""What a run makes of what it sees, beside what is remembered: pure rules (docs/audit.md).

A failure's key identifies it across runs. What a rule did not assess, as a whole or for one subject, neither opens nor
resolves anything.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import NamedTuple

from relgraph.audit.rules.model import Evaluation, Failure, Rule, Severity, Subject
from relgraph.audit.runs.model import Known, Lost

WEIGHTS = {Severity.HIGH: 5, Severity.MEDIUM: 3, Severity.LOW: 1}
"""How much a rule counts in the posture score."""


def finding_key(rule: str, account: str, subject: Subject) -> str:
    """What identifies a finding across runs: a hash of the rule, the account and the subject's identity."""
    return blake2b("\x1f".join((rule, account, *subject.identity)).encode(), digest_size=10).hexdigest()


def owner_of(owners: Mapping[str, str], subject: str, account: str) -> str | None:
    """Whose a finding is unless somebody assigned it by hand: whoever owns its subject, else its account."""
    return owners.get(subject) or owners.get(account)


def posture(shares: Iterable[tuple[Severity, int, int]]) -> float | None:
    """The score 0..100 of an account, to one decimal, from (severity, failing, judged) of the rules that count.

    Findings that are open and can no longer be judged are in both numbers, accepted ones in neither. None without any.
    """
    weight = lost = 0.0
    for severity, failing, judged in shares:
        weight += WEIGHTS[severity]
        lost += WEIGHTS[severity] * (failing / judged if judged else 0.0)
    return round(100 * (1 - lost / weight), 1) if weight else None


class _Told(NamedTuple):
    """Of one rule at one account: failures that are accepted, open findings that can no longer be judged, and how many
    of these weigh in the score: those about which there is still something to judge."""

    accepted: int
    unjudged: int
    weighing: int


@dataclass
class Step:
    """What a batch of accounts changes: rows for the graph, and counts for the run."""

    created: list[dict[str, object]] = field(default_factory=list)
    changed: list[dict[str, object]] = field(default_factory=list)
    results: list[dict[str, object]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class AccountBatch:
    """A batch of accounts: what every rule saw there, what is known, who answers for whom (by id), who is ours."""

    number: int
    as_of: date
    seen: list[tuple[Rule, list[Evaluation]]]
    known: Mapping[str, Known]
    owners: Mapping[str, str]
    ours: frozenset[str]

    def compare(self, accounts: Iterable[str]) -> Step:
        """What to write. Known findings are looked up by key; those of rules that saw nothing are left alone, and those
        of rules that are not asked any more are closed."""
        step = Step()
        by_account: dict[str, list[tuple[Rule, Evaluation]]] = {account: [] for account in accounts}
        remembered: dict[tuple[str, str], list[Known]] = {}
        for known in self.known.values():
            remembered.setdefault((known.account, known.rule), []).append(known)
        for rule, evaluations in self.seen:
            for evaluation in evaluations:
                by_account[evaluation.account].append((rule, evaluation))
        for account, seen in by_account.items():
            told = [
                self._rule(step, rule, evaluation, remembered.get((account, rule.id), [])) for rule, evaluation in seen
            ]
            step.results.append(self._result(account, seen, told))
            step.counts["accounts"] += 1
        asked = {rule.id for rule, _ in self.seen}
        for known in self.known.values():
            if known.open and known.rule not in asked:
                self._close(step, known, {"lost": Lost.RULE_NOT_ASKED.value})
        return step

    def _rule(self, step: Step, rule: Rule, evaluation: Evaluation, remembered: list[Known]) -> "_Told":
        """Compare one rule's evaluation of one account."""
        accepted = 0
        seen = {finding_key(rule.id, evaluation.account, failure): failure for failure in evaluation.failures}
        for key, failure in seen.items():
            known = self.known.get(key)
            self._failing(step, rule, evaluation.account, key, failure)
            if known and self._is_accepted(known):
                accepted += 1
            else:
                step.counts[rule.severity.value] += 1
        unsure = {finding_key(rule.id, evaluation.account, subject) for subject in evaluation.unknown}
        unjudged = 0
        for known in remembered:
            if not known.open or known.key in seen:
                continue
            if evaluation.not_assessed is None and known.key not in unsure:
                self._close(step, known, {"version": rule.version})
                continue
            self._unjudged(step, rule, known)
            unjudged += not self._is_accepted(known)
        return _Told(accepted, unjudged, 0 if rule.is_over(evaluation.not_assessed) else unjudged)

    def _is_accepted(self, known: Known) -> bool:
        return known.accepted_until is not None and known.accepted_until > self.as_of

    def _close(self, step: Step, known: Known, values: dict[str, object]) -> None:
        step.changed.append(_changed(known, "resolved", {**values, **_JUDGED}))
        step.counts["resolved"] += 1

    def _unjudged(self, step: Step, rule: Rule, known: Known) -> None:
        """It stays open, with the evidence of who last judged it, and is told as what nobody can judge."""
        if not self._is_accepted(known):
            step.counts["unjudged"] += 1
            step.counts[rule.severity.value] += 1
        values: dict[str, object] = {"severity": rule.severity.value}
        if known.unjudged_by is None:
            values |= {"unjudged_since": self.as_of, "unjudged_by": self.number}
        row = _changed(known, None, values, self._owner(known, known.subject, known.account))
        if row["values"] or row["assign"]:
            step.changed.append(row)

    def _owner(self, known: Known | None, subject: str, account: str) -> str | None:
        """Whose it is: by hand as long as that is one of ours, else the owner's of today."""
        if known and known.assigned_by and known.assigned in self.ours:
            return known.assigned
        return owner_of(self.owners, subject, account)

    def _failing(self, step: Step, rule: Rule, account: str, key: str, failure: Failure) -> None:
        known = self.known.get(key)
        told = {
            "version": rule.version,
            "severity": rule.severity.value,
            "evidence": json.dumps(failure.evidence, ensure_ascii=False, sort_keys=True),
            "contact": failure.contact,
            "through": failure.through,
        }
        owner = self._owner(known, failure.id, account)
        if known is None:
            subject = {"kind": failure.kind.value, "subject": failure.id, "opportunity": failure.opportunity}
            row: dict[str, object] = {"key": key, "rule": rule.id, "account": account, **subject}
            row |= {"other": failure.other, **told, "assigned": owner}
            step.created.append({name: value for name, value in row.items() if value is not None})
            step.counts["opened"] += 1
            return
        turn = None if known.open else "reopened"
        step.counts[turn or "persisting"] += 1
        change = _changed(known, turn, {**told, **_JUDGED}, owner)
        if turn or change["values"] or change["assign"]:
            step.changed.append(change)

    def _result(self, account: str, seen: list[tuple[Rule, Evaluation]], told: list["_Told"]) -> dict[str, object]:
        # Knowing less never looks like progress: what was open stays a loss until somebody can judge it.
        score = posture(
            (
                rule.severity,
                len(evaluation.failures) - n.accepted + n.weighing,
                evaluation.judged - n.accepted + n.weighing,
            )
            for (rule, evaluation), n in zip(seen, told, strict=True)
            if evaluation.not_assessed is None or n.weighing
        )
        row: dict[str, object] = {
            "key": f"{self.number}/{account}",
            "number": self.number,
            "account": account,
            "as_of": self.as_of,
            "rules": [rule.id for rule, _ in seen],
            "versions": [rule.version for rule, _ in seen],
            "populations": [evaluation.population for _, evaluation in seen],
            "unknowns": [len(evaluation.unknown) for _, evaluation in seen],
            "failed": [len(evaluation.failures) for _, evaluation in seen],
            "accepted": [n.accepted for n in told],
            "unjudged": [n.unjudged for n in told],
            "reasons": [evaluation.not_assessed or "" for _, evaluation in seen],
        }
        return row if score is None else {**row, "score": score}


_JUDGED: dict[str, object] = {"unjudged_since": None, "unjudged_by": None}
_KEEP = object()


def _changed(known: Known, turn: str | None, values: dict[str, object], owner: object = _KEEP) -> dict[str, object]:
    """A row that changes a finding: what differs, whose it is when that differs, and, as JSON, what it was before."""
    differ = {name: value for name, value in values.items() if value != getattr(known, name)}
    assign = owner is not _KEEP and owner != known.assigned
    before: dict[str, object] = {name: getattr(known, name) for name in differ}
    if assign:
        before |= {"assigned": known.assigned, "assigned_by": known.assigned_by}
    if turn == "reopened":
        before["lost"] = known.lost
    undo = json.dumps(before, ensure_ascii=False, sort_keys=True, default=str)
    return {
        **{"key": known.key, "turn": turn, "values": differ, "undo": undo},
        **{"assign": assign, "owner": owner if assign else None},
    }
