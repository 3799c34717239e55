"""What each rule saw over all accounts of a run, as texts: pure."""

from collections.abc import Iterable, Mapping

from pydantic import BaseModel

from relgraph.audit.findings import words
from relgraph.audit.reports.model import Blind, RuleRow
from relgraph.audit.rules.model import Rule, Severity
from relgraph.audit.runs.model import RuleCount
from relgraph.core.language import Language


class BlindSpot(BaseModel, frozen=True):
    """A reason's code, and at how many accounts it was why nothing could be judged."""

    reason: str
    accounts: int


class RuleSum(BaseModel, frozen=True):
    """What a rule saw over all accounts: one row of its query."""

    rule: str
    version: int
    population: int
    unknown: int
    failed: int
    accepted: int
    unjudged: int
    accounts: int
    blind: list[BlindSpot]


def rule_rows(
    sums: Iterable[RuleSum],
    *,
    rules: Mapping[str, Rule],
    asked: Mapping[str, str],
    before: Mapping[str, str],
    found: Mapping[str, Severity],
    language: Language,
) -> list[RuleRow]:
    """The rules that a run asked, the severest first, and those with most failures before others.

    `asked` tells how the run asked each, `before` how the run before did; `found` the rules of the findings that are
    told, which may be gone or not asked any more.
    """
    looked = {each.rule: each for each in sums}
    rows = []
    for id_ in {**looked, **found}:
        each = looked.get(id_) or RuleSum(
            rule=id_, version=0, population=0, unknown=0, failed=0, accepted=0, unjudged=0, accounts=0, blind=[]
        )
        versions = {"version": asked.get(id_), "before": before.get(id_)}
        rows.append(_row(each, rules.get(id_), versions, found.get(id_), language))
    order = [*Severity, None]
    return sorted(rows, key=lambda row: (order.index(row.severity), -row.failed, row.id))


def _row(
    each: RuleSum,
    rule: Rule | None,
    versions: Mapping[str, str | None],
    severity: Severity | None,
    language: Language,
) -> RuleRow:
    numbers = each.model_dump(exclude={"rule", "version", "blind"})
    given = {"id": each.rule, **versions, **numbers}
    if rule is None:
        blind = [Blind(reason=spot.reason, accounts=spot.accounts) for spot in each.blind]
        nothing = dict.fromkeys(("method", "protects", "remedy", "seen"))
        return RuleRow(**given, **nothing, severity=severity, title=each.rule, blind=blind)
    count = RuleCount(rule=rule.id, version=each.version, not_assessed=None, **{k: numbers[k] for k in _COUNTED})
    return RuleRow(
        **given,
        severity=rule.severity,
        method=rule.method,
        **{field: words.text(rule, field, language) for field in ("title", "protects", "remedy")},
        seen=words.seen(rule, count, language) if each.accounts else None,
        blind=[Blind(reason=words.reason(rule, s.reason, language), accounts=s.accounts) for s in each.blind],
    )


_COUNTED = ("population", "unknown", "failed", "accepted", "unjudged")
