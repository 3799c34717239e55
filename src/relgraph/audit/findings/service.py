"""Read what the audit remembers, accept findings, assign them (docs/audit.md)."""

from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel

from relgraph.audit.evaluation.service import find_sides
from relgraph.audit.rules.model import Severity
from relgraph.audit.runs.memory import owner_of
from relgraph.audit.runs.model import (
    AccountResult,
    Change,
    ChangeKind,
    Diff,
    Finding,
    FindingOrder,
    FindingStatus,
    RuleChange,
    Run,
)
from relgraph.audit.runs.service import FIND_OWNERS, find_run_before
from relgraph.core.errors import ConflictError, InputError, NotFoundError
from relgraph.graph.client import Graph, Reader, Transaction
from relgraph.graph.query import Query
from relgraph.record.fields import EntityKind
from relgraph.record.service import require

MOST = 10_000
"""Findings and changes that are read at most."""


class _Key(BaseModel, frozen=True):
    key: str


FIND_FINDINGS = Query("findings/find_findings", Finding)
FIND_RESULTS = Query("findings/find_results", AccountResult)
ACCEPT_FINDING = Query("findings/accept_finding", _Key)
WITHDRAW_ACCEPTANCE = Query("findings/withdraw_acceptance", _Key)
ASSIGN_FINDING = Query("findings/assign_finding", _Key)
UNASSIGN_FINDING = Query("findings/unassign_finding", _Key)


async def list_findings(
    reader: Reader,
    *,
    account: str | None = None,
    keys: Sequence[str] | None = None,
    at: int | None = None,
    rules: Sequence[str] | None = None,
    severities: Sequence[Severity] | None = None,
    statuses: Sequence[FindingStatus] | None = None,
    as_of: date | None = None,
    assigned: str | None = None,
    subject: str | None = None,
    opportunity: str | None = None,
    changed_after: int | None = None,
    opened_by: int | None = None,
    order: FindingOrder = FindingOrder.SEVERITY,
    after: str = "",
    limit: int = MOST,
) -> list[Finding]:
    """Findings in an order; the page after the rank `after` of one that was listed in the same order.

    With `at` as they were after the run with that number, by default those that were open; else as they are, by
    default open or not. `statuses` are those of the day `as_of`, today when left out. `changed_after` leaves those that
    a run after this one opened or resolved, `opened_by` those that this run opened. Places in the order are today's.
    """
    if at is not None and statuses is None:
        statuses = [FindingStatus.OPEN, FindingStatus.ACCEPTED]
    asked = {
        **{"account": account, "keys": keys, "rules": rules, "severities": severities, "statuses": statuses},
        **{"assigned": assigned, "subject": subject, "opportunity": opportunity, "changed_after": changed_after},
        **{"opened_by": opened_by, "at": at, "day": as_of or reader.clock.today()},
    }
    found = await reader.fetch(FIND_FINDINGS, asked=asked, order=order.value, after=after, limit=limit)
    return found if at is None else [finding.as_after(at) for finding in found]


async def find_finding(reader: Reader, key: str) -> Finding:
    """A finding by its key. Raises NotFoundError."""
    found = await list_findings(reader, keys=[key], limit=1)
    if not found:
        raise NotFoundError("finding", key, field="key")
    return found[0]


async def find_comparable(reader: Reader, after: Run, before: Run | None = None) -> Run | None:
    """The run to compare one with: the one given, else the one before it that looked at the same, if there is any.

    Raises InputError for runs of different accounts or in the wrong order.
    """
    before = before or await find_run_before(reader, after)
    if before and before.number >= after.number:
        raise InputError("The second run must be later than the first.", field="after", remedy="Swap them.")
    if before and len({before.account, after.account} - {None}) > 1:
        raise InputError("The runs looked at different accounts.", field="after", remedy="Compare runs of one scope.")
    return before


async def diff_runs(
    reader: Reader, after: Run, before: Run | None = None, *, beyond: str = "", limit: int = MOST
) -> Diff:
    """What changed from one run to another: new, reopened, resolved, and acceptances that lapsed; the severest first.

    `before` is the run before it that looked at the same when left out; without any, everything is new. When one of
    the runs looked at one account, only that account is compared. `beyond` is the rank of a finding after which the
    changes begin. Raises InputError for runs of different accounts or in the wrong order.
    """
    before = await find_comparable(reader, after, before)
    number, day = (before.number, before.as_of) if before else (0, date.min)
    asked = {
        "account": after.account or (before.account if before else None),
        "between": {"before": number, "after": after.number, "before_day": day, "after_day": after.as_of},
    }
    order = FindingOrder.SEVERITY.value
    found = await reader.fetch(FIND_FINDINGS, asked=asked, order=order, after=beyond, limit=limit + 1)
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
    """The rules that two runs asked differently."""
    old, new = before.asked if before else {}, after.asked
    return [
        RuleChange(rule=rule, before=old.get(rule), after=new.get(rule))
        for rule in sorted({*old, *new})
        if before and old.get(rule) != new.get(rule)
    ]


async def trends(
    reader: Reader, accounts: Sequence[str], *, until: date | None = None, after: str = "", limit: int = 60
) -> dict[str, list[AccountResult]]:
    """What runs saw of each of some accounts until a day, the latest first; the page after the rank `after`."""
    found = await reader.fetch(
        FIND_RESULTS, accounts=list(accounts), numbers=None, until=until, after=after, limit=limit
    )
    by_account: dict[str, list[AccountResult]] = {account: [] for account in accounts}
    for result in found:
        by_account[result.account].append(result)
    return by_account


async def trend(reader: Reader, account: str, *, limit: int = 60) -> list[AccountResult]:
    """What runs saw of an account, the latest first."""
    return (await trends(reader, [account], limit=limit))[account]


async def list_results(
    reader: Reader, number: int, *, account: str | None = None, after: str = "", limit: int = MOST
) -> list[AccountResult]:
    """What a run saw of each account, or of one, the worst first; the page after the rank `after`."""
    accounts = [account] if account else None
    return await reader.fetch(FIND_RESULTS, accounts=accounts, numbers=[number], until=None, after=after, limit=limit)


async def results_of(
    reader: Reader, numbers: Sequence[int], *, after: str, limit: int
) -> dict[int, list[AccountResult]]:
    """What each of some runs saw of each account, the worst first; each the page after the rank `after`."""
    found = await reader.fetch(FIND_RESULTS, accounts=None, numbers=list(numbers), until=None, after=after, limit=limit)
    by_run: dict[int, list[AccountResult]] = {number: [] for number in numbers}
    for result in found:
        by_run[result.number].append(result)
    return by_run


async def accept_finding(
    graph: Graph, key: str, *, until: date, reason: str, today: date, by: str | None = None
) -> Finding:
    """Accept a finding until the day before `until`: it stays visible and leaves the score. Replaces what was accepted.

    `by` says who accepts it, where nobody knows who asks. Raises InputError without a reason or an author, or for a day
    that is not after today; NotFoundError.
    """
    if until <= today:
        raise InputError(f"{until} is not after {today}.", field="until", remedy="Name a later day.")
    _require_text(reason, "reason")
    author = graph.principal.author(by)

    async def work(transaction: Transaction) -> Finding:
        given = {"until": until, "reason": reason.strip(), "by": author, "now": graph.clock.now()}
        if await transaction.fetch_maybe(ACCEPT_FINDING, key=key, **given) is None:
            raise NotFoundError("finding", key, field="key")
        return await find_finding(transaction, key)

    return await graph.write(work, operation="accept finding")


async def withdraw_acceptance(graph: Graph, key: str, *, today: date, by: str | None = None) -> Finding:
    """End the acceptance of a finding today: it counts again, and what was accepted stays to be read.

    Raises NotFoundError, ConflictError when it is not accepted, InputError without an author.
    """
    author = graph.principal.author(by)

    async def work(transaction: Transaction) -> Finding:
        if await transaction.fetch_maybe(WITHDRAW_ACCEPTANCE, key=key, on=today, by=author) is None:
            await find_finding(transaction, key)
            raise ConflictError("The finding is not accepted.", field="key")
        return await find_finding(transaction, key)

    return await graph.write(work, operation="withdraw acceptance")


async def assign_finding(graph: Graph, key: str, *, to: str, by: str | None = None) -> Finding:
    """Assign a finding to a person by hand; runs leave it there. Raises NotFoundError for either, InputError."""
    author = graph.principal.author(by)

    async def work(transaction: Transaction) -> Finding:
        await require(transaction, EntityKind.PERSON, [to], field="to")
        if await transaction.fetch_maybe(ASSIGN_FINDING, key=key, to=to, by=author) is None:
            raise NotFoundError("finding", key, field="key")
        return await find_finding(transaction, key)

    return await graph.write(work, operation="assign finding")


async def unassign_finding(graph: Graph, key: str, *, today: date) -> Finding:
    """Give a finding that was assigned by hand back to its owner of today; runs keep it there.

    Raises NotFoundError, ConflictError when nobody assigned it by hand.
    """

    async def work(transaction: Transaction) -> Finding:
        # Subject and account of a finding never change: what is read here still holds when it is written.
        finding = await find_finding(transaction, key)
        sides = await find_sides(transaction, today)
        asked = {"people": [finding.subject], "accounts": [finding.account], "ours": sides.ours, "as_of": today}
        owners = {each.id: each.owner for each in await transaction.fetch(FIND_OWNERS, **asked)}
        to = owner_of(owners, finding.subject, finding.account)
        if await transaction.fetch_maybe(UNASSIGN_FINDING, key=key, to=to) is None:
            raise ConflictError("Nobody assigned the finding by hand.", field="key")
        return await find_finding(transaction, key)

    return await graph.write(work, operation="unassign finding")


def _require_text(value: str, field: str) -> None:
    if not value.strip():
        raise InputError(f"{field} must not be empty.", field=field)
