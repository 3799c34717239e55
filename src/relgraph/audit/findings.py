"""Read what the audit remembers, accept findings, assign them (docs/audit.md)."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from pydantic import BaseModel

from relgraph.audit.findings_model import AccountResult, Change, ChangeKind, Diff, Finding, RuleChange, Run
from relgraph.audit.model import Severity
from relgraph.audit.runs import find_run_before
from relgraph.errors import InputError, NotFoundError
from relgraph.graph.client import Graph, Reader, Transaction
from relgraph.graph.query import Query
from relgraph.record.model import EntityKind
from relgraph.record.service import require

MOST = 10_000
"""Findings and changes that are read at most."""


class _Key(BaseModel, frozen=True):
    key: str


FIND_FINDINGS = Query("audits/find_findings", Finding)
FIND_RESULTS = Query("audits/find_results", AccountResult)
ACCEPT_FINDING = Query("audits/accept_finding", _Key)
ASSIGN_FINDING = Query("audits/assign_finding", _Key)


async def list_findings(
    reader: Reader,
    *,
    account: str | None = None,
    keys: Sequence[str] | None = None,
    at: int | None = None,
    rules: Sequence[str] | None = None,
    severities: Sequence[Severity] | None = None,
    assigned: str | None = None,
    limit: int = MOST,
) -> list[Finding]:
    """Findings, the severest first, then those that are open longest.

    With `at` those that were open after the run with that number; else all, open or not.
    """
    asked = {"rules": rules, "severities": severities, "assigned": assigned, "at": at, "limit": limit}
    return await reader.fetch(FIND_FINDINGS, keys=keys, account=account, after=None, lapsed_after=None, **asked)


async def find_finding(reader: Reader, key: str) -> Finding:
    """A finding by its key. Raises NotFoundError."""
    found = await list_findings(reader, keys=[key], limit=1)
    if not found:
        raise NotFoundError("finding", key, field="finding")
    return found[0]


async def diff_runs(reader: Reader, after: Run, before: Run | None = None, *, limit: int = MOST) -> Diff:
    """What changed from one run to another: new, reopened, resolved, and acceptances that lapsed; the severest first.

    `before` is the run before it that looked at the same when left out; without any, everything is new. When one of
    the runs looked at one account, only that account is compared. Raises InputError for runs of different accounts
    or in the wrong order.
    """
    before = before or await find_run_before(reader, after)
    number, day = (before.number, before.as_of) if before else (0, date.min)
    if number >= after.number:
        raise InputError("The second run must be later than the first.", field="after", remedy="Swap them.")
    accounts = {run.account for run in (before, after) if run and run.account}
    if len(accounts) > 1:
        raise InputError("The runs looked at different accounts.", field="after", remedy="Compare runs of one scope.")
    unasked = dict.fromkeys(("keys", "rules", "severities", "assigned", "at"))
    found = await reader.fetch(
        FIND_FINDINGS,
        **unasked,
        account=next(iter(accounts), None),
        after=number,
        lapsed_after=day,
        limit=limit + 1,
    )
    rules = changed_rules(before, after)
    versions = {change.rule for change in rules}
    changes = [
        Change(kind=kind, finding=finding, rule_changed=finding.rule in versions)
        for finding in found[:limit]
        if (kind := change_between(finding, number, day, after))
    ]
    return Diff(before=before, after=after, changes=changes, rules=rules, truncated=len(found) > limit)


def change_between(finding: Finding, number: int, day: date, after: Run) -> ChangeKind | None:
    """What became of a finding from the run with a number, which looked at `day`, to a later one."""
    was, now = finding.open_after(number), finding.open_after(after.number)
    if was and not now:
        return ChangeKind.RESOLVED
    if now and not was:
        return ChangeKind.REOPENED if any(n <= number for n in finding.opened) else ChangeKind.NEW
    lapses = finding.accepted_until
    return ChangeKind.LAPSED if now and lapses and day < lapses <= after.as_of else None


def changed_rules(before: Run | None, after: Run) -> list[RuleChange]:
    """The rules that two runs asked in different versions."""
    old, new = before.versions if before else {}, after.versions
    return [
        RuleChange(rule=rule, before=old.get(rule), after=new.get(rule))
        for rule in sorted({*old, *new})
        if before and old.get(rule) != new.get(rule)
    ]


async def trend(reader: Reader, account: str, *, limit: int = 60) -> list[AccountResult]:
    """What runs saw of an account, the latest first."""
    return await reader.fetch(FIND_RESULTS, account=account, number=None, limit=limit)


async def list_results(reader: Reader, number: int, *, limit: int = MOST) -> list[AccountResult]:
    """What a run saw of each account, the worst first."""
    return await reader.fetch(FIND_RESULTS, account=None, number=number, limit=limit)


async def accept_finding(
    graph: Graph, key: str, *, until: date, reason: str, by: str, today: date, now: datetime | None = None
) -> Finding:
    """Accept a finding until the day before `until`: it stays visible and leaves the score. Replaces what was accepted.

    Raises InputError without a reason or an author, or for a day that is not after today; NotFoundError.
    """
    if until <= today:
        raise InputError(f"{until} is not after {today}.", field="until", remedy="Name a later day.")
    _require_text(reason, "reason")
    _require_text(by, "by")
    moment = now or datetime.now(UTC)

    async def work(transaction: Transaction) -> Finding:
        given = {"until": until, "reason": reason.strip(), "by": by.strip(), "now": moment}
        if await transaction.fetch_maybe(ACCEPT_FINDING, key=key, **given) is None:
            raise NotFoundError("finding", key, field="finding")
        return await find_finding(transaction, key)

    return await graph.write(work, operation="accept finding")


async def assign_finding(graph: Graph, key: str, *, to: str, by: str) -> Finding:
    """Assign a finding to a person by hand; runs leave it there. Raises NotFoundError for either, InputError."""
    _require_text(by, "by")

    async def work(transaction: Transaction) -> Finding:
        await require(transaction, EntityKind.PERSON, [to], field="to")
        if await transaction.fetch_maybe(ASSIGN_FINDING, key=key, to=to, by=by.strip()) is None:
            raise NotFoundError("finding", key, field="finding")
        return await find_finding(transaction, key)

    return await graph.write(work, operation="assign finding")


def _require_text(value: str, field: str) -> None:
    if not value.strip():
        raise InputError(f"{field} must not be empty.", field=field)
