"""What the audit finds within a transaction, and how two such looks differ."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from relgraph.audit.evaluation.service import Naming, Sides, evaluate_all, named
from relgraph.audit.rules.model import Evaluation, Failure, Rule, Scope
from relgraph.audit.rules.service import RuleQuery
from relgraph.graph.client import Transaction
from relgraph.simulation.model import RuleFindings

Identity = tuple[str, str, str, str]
"""What identifies a subject within a rule and an account."""
Looks = list[tuple[Rule, list[Evaluation]]]
"""What each rule saw of each account."""


class RuleDifference(NamedTuple):
    """Of a rule at an account: what fails that did not; what failed, and now neither fails nor is unknown; and how many
    are unknown that were not."""

    rule: Rule
    opened: list[Failure]
    closed: list[Failure]
    unknown: int


async def look(
    transaction: Transaction, rules: Sequence[RuleQuery], accounts: Sequence[str], sides: Sides, as_of: date
) -> Looks:
    """What rules see of accounts in the transaction, one rule after another."""
    return await evaluate_all(transaction, rules, accounts, sides=sides, as_of=as_of, at_once=1)


def of_accounts(rules: Iterable[RuleQuery]) -> list[RuleQuery]:
    """Those that look at accounts."""
    return [loaded for loaded in rules if Scope.ACCOUNT in loaded.rule.scope]


def differences(before: Looks, after: Looks) -> dict[str, list[RuleDifference]]:
    """How two looks at the same accounts differ, by account; rules that the second left out see what they saw."""
    then = {rule.id: {each.account: each for each in evaluations} for rule, evaluations in before}
    found: dict[str, list[RuleDifference]] = {}
    for rule, evaluations in after:
        for now in evaluations:
            one = _difference(rule, then[rule.id][now.account], now)
            if one.opened or one.closed or one.unknown:
                found.setdefault(now.account, []).append(one)
    return found


def _difference(rule: Rule, before: Evaluation, now: Evaluation) -> RuleDifference:
    failed, fails = _by_identity(before.failures), _by_identity(now.failures)
    unknown = {subject.identity for subject in now.unknown}
    return RuleDifference(
        rule=rule,
        opened=[failure for identity, failure in fails.items() if identity not in failed],
        closed=[failure for identity, failure in failed.items() if identity not in fails.keys() | unknown],
        unknown=len(unknown - {subject.identity for subject in before.unknown}),
    )


def _by_identity(failures: Iterable[Failure]) -> dict[Identity, Failure]:
    return {failure.identity: failure for failure in sorted(failures, key=lambda failure: failure.identity)}


def findings(rule: Rule, failures: Iterable[Failure], names: Mapping[str, Naming]) -> RuleFindings:
    """What a rule finds, with names for people."""
    return RuleFindings(rule=rule, findings=[named(failure, names) for failure in failures])
