"""Run the audit: batch by batch, remembered, resumable, one at a time in a scope (docs/audit.md, ADR 0008)."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pydantic import BaseModel

from relgraph.accounts.service import require_customer
from relgraph.audit.evaluation.service import Sides, evaluate_all, find_sides
from relgraph.audit.rules.model import Evaluation, Rule
from relgraph.audit.rules.service import RuleQuery
from relgraph.audit.runs.asked import AskedRules
from relgraph.audit.runs.failure import failure_noted, goes_on
from relgraph.audit.runs.lease import Lease
from relgraph.audit.runs.memory import AccountBatch
from relgraph.audit.runs.model import BOOK, Known, Lost, Run, RunState, require_day
from relgraph.core.errors import ConflictError, InputError, NotFoundError
from relgraph.graph.client import Graph, Reader, Transaction
from relgraph.graph.query import Query
from relgraph.record.outcome import Counted

WithRun = Callable[[Transaction, int], Awaitable[None]]
"""What somebody does with the number of a run, in a transaction of the run's."""

BATCH = 1_000
"""Accounts that are looked at, and written, together."""
RULE_SECONDS = 120.0
"""How long a rule may look at a batch; nobody waits at a screen for it, as RELGRAPH_READ_TIMEOUT supposes."""
COUNTS = ("accounts", "opened", "reopened", "persisting", "resolved", "high", "medium", "low", "unjudged")
"""What a run counts, batch by batch."""
LEASE_SECONDS = 60.0
"""Seconds after which a run that does not stir has lost its lease."""


class RunNumber(BaseModel, frozen=True):
    """The run that a statement changed."""

    number: int


class _Day(BaseModel, frozen=True):
    day: date | None
    undoing: int | None


class _Account(BaseModel, frozen=True):
    id: str


class _Remembered(BaseModel, frozen=True):
    account: str
    findings: list[Known]


class _Owner(BaseModel, frozen=True):
    id: str
    owner: str


FIND_RUNS = Query("runs/find_runs", Run)
FIND_LAST_DAY = Query("runs/find_last_day", _Day)
BEGIN_RUN = Query("runs/begin_run", RunNumber)
END_RUN = Query("runs/end_run", RunNumber)
ADVANCE_RUN = Query("runs/advance_run", RunNumber)
LIST_ACCOUNTS = Query("runs/list_accounts", _Account)
FIND_KNOWN = Query("runs/find_known", _Remembered)
FIND_OWNERS = Query("runs/find_owners", _Owner)
OPEN_FINDINGS = Query("runs/open_findings", Counted)
CHANGE_FINDINGS = Query("runs/change_findings", Counted)
END_FINDINGS_OF_ENDED_ACCOUNTS = Query("runs/end_findings_of_ended_accounts", Counted)
RECORD_RESULTS = Query("runs/record_results", Counted)


async def list_runs(
    reader: Reader, *, account: str | None = None, before: int | None = None, limit: int = 50
) -> list[Run]:
    """Runs, the latest first; with `account` those that looked at it, with `before` those with smaller numbers."""
    scopes = [BOOK, account] if account else None
    return await reader.fetch(FIND_RUNS, numbers=None, scopes=scopes, state=None, before=before, limit=limit)


async def find_run(reader: Reader, number: int, *, field: str = "run") -> Run:
    """A run by its number. Raises NotFoundError, which names the field."""
    if not (found := await find_runs(reader, [number])):
        raise NotFoundError("run", str(number), field=field)
    return found[number]


async def find_runs(reader: Reader, numbers: Collection[int]) -> dict[int, Run]:
    """Runs by their numbers."""
    asked = {"numbers": sorted(numbers), "limit": len(numbers)}
    return {run.number: run for run in await reader.fetch(FIND_RUNS, **asked, scopes=None, state=None, before=None)}


async def find_finished(reader: Reader, *, account: str | None = None, before: int | None = None) -> Run | None:
    """The last finished run of the whole book, or with `account` the last that looked at it; None without any."""
    scopes = [BOOK, account] if account else [BOOK]
    finished = RunState.FINISHED.value
    found = await reader.fetch(FIND_RUNS, numbers=None, scopes=scopes, state=finished, before=before, limit=1)
    return found[0] if found else None


async def find_run_before(reader: Reader, run: Run) -> Run | None:
    """The last run before it that looked at all that it looks at: of the same account, or of the whole book, and ended.

    What a run saw that was given up on the way is told by the next: nobody was told by it.
    """
    return await find_finished(reader, account=run.account, before=run.number)


async def run_audit(
    graph: Graph,
    *,
    account: str | None = None,
    as_of: date,
    batch_size: int = BATCH,
    lease_seconds: float = LEASE_SECONDS,
    on_progress: Callable[[int], None] | None = None,
    at_begin: WithRun | None = None,
    at_end: WithRun | None = None,
    on_begun: Callable[[Run], None] | None = None,
) -> Run:
    """Let all rules look at an account, or at all of them, and remember what they saw. `on_progress` hears accounts.

    `at_begin` and `at_end` are done in the transactions that begin the run and end it, whoever ends it. `on_begun`
    hears of the run when it has begun: what is raised before that concerns who asked, what is raised later is kept
    with the run.

    A run that was stopped is continued when scope, day, rules and playbook are the same. Raises ConflictError while
    another run of the scope is under way (for at most `lease_seconds` after it died), InputError for a day before that
    of an earlier run, for one after tomorrow, or for what is no customer, NotFoundError for an unknown account.
    """
    require_day(as_of, graph.clock.today())
    if account:
        await require_customer(graph, account, as_of=as_of)
    graph = graph.patient(RULE_SECONDS)
    asked = AskedRules.of(graph.settings)
    lease = Lease(graph, account or BOOK, uuid.uuid4().hex, lease_seconds)

    async def begin(transaction: Transaction) -> Run:
        begun = await _begin(transaction, lease, as_of, asked)
        if at_begin:
            await at_begin(transaction, begun.number)
        return begun

    async def end(transaction: Transaction) -> None:
        await _end(transaction, lease, run)
        if at_end:
            await at_end(transaction, run.number)

    run = await graph.write(begin, operation="begin audit")
    if on_begun:
        on_begun(run)
    try:
        async with lease.kept(), failure_noted(graph, run):
            audit = _Audit(graph, lease, run, asked.rules, await find_sides(graph, as_of))
            await audit.look_through(_batches(graph, run, batch_size), on_progress or (lambda _: None))
            await graph.write(end, operation="end audit")
    finally:
        await graph.write(lease.free, operation="free audit lock")
    return await find_run(graph, run.number)


async def _begin(transaction: Transaction, lease: Lease, as_of: date, asked: AskedRules) -> Run:
    """Take the lease; the run to continue, or a new one."""
    await lease.take(transaction)
    scopes = None if lease.scope == BOOK else [BOOK, lease.scope]
    newest = {"numbers": None, "state": None, "before": None, "limit": 1}
    last = await transaction.fetch_maybe(FIND_RUNS, scopes=scopes, **newest)
    latest = await transaction.fetch_one(FIND_LAST_DAY, scopes=scopes)
    if latest.undoing:
        raise ConflictError(
            f"The withdrawal of run {latest.undoing} was interrupted.",
            remedy=f"Let it come to its end: `relgraph audit withdraw-run {latest.undoing} --by … --reason …`.",
        )
    if latest.day and latest.day > as_of:
        raise InputError(
            f"The audit remembers {latest.day} already; it cannot go back to {as_of}.",
            field="asOf",
            remedy="Read an earlier day with `relgraph holes --as-of`, which is not remembered; if the later day was a "
            "mistake, take the run back with `relgraph audit withdraw-run`.",
        )
    own = await transaction.fetch(FIND_RUNS, scopes=[lease.scope], **newest)
    for unfinished in (run for run in own if run.state is RunState.RUNNING):
        # Whoever ran later knows better: what this one saw may be over.
        if unfinished == last and unfinished.as_of == as_of and asked.is_asked_by(unfinished):
            return await goes_on(transaction, unfinished)
        await transaction.fetch_one(
            END_RUN, number=unfinished.number, state=RunState.ABANDONED.value, now=transaction.clock.now()
        )
    begun = await transaction.fetch_one(
        BEGIN_RUN, scope=lease.scope, as_of=as_of, now=transaction.clock.now(), **asked.told()
    )
    return await find_run(transaction, begun.number)


async def _end(transaction: Transaction, lease: Lease, run: Run) -> None:
    await lease.renew(transaction)
    if run.account is None:
        ended = await transaction.fetch_one(
            END_FINDINGS_OF_ENDED_ACCOUNTS, number=run.number, as_of=run.as_of, lost=Lost.ACCOUNT_ENDED.value
        )
        counts = {**dict.fromkeys(COUNTS, 0), "resolved": ended.count}
        await transaction.fetch_one(ADVANCE_RUN, number=run.number, cursor=None, counts=counts)
    await transaction.fetch_one(END_RUN, number=run.number, state=RunState.FINISHED.value, now=transaction.clock.now())


async def _batches(graph: Graph, run: Run, size: int) -> AsyncIterator[list[str]]:
    """The accounts that are still to be done, in the order of their ids."""
    if run.account:
        if run.cursor != run.account:
            yield [run.account]
        return
    after = run.cursor
    while accounts := await graph.fetch(LIST_ACCOUNTS, after=after, as_of=run.as_of, limit=size):
        yield [account.id for account in accounts]
        after = accounts[-1].id


@dataclass(frozen=True)
class _Audit:
    """A run under way."""

    graph: Graph
    lease: Lease
    run: Run
    rules: Sequence[RuleQuery]
    sides: Sides

    @cached_property
    def ours(self) -> frozenset[str]:
        """Ids of our people on the day."""
        return frozenset(self.sides.ours)

    async def look_through(self, batches: AsyncIterator[list[str]], on_progress: Callable[[int], None]) -> None:
        """Look at one batch after the other; while one is written the next is looked at."""
        writing: asyncio.Task[None] | None = None
        try:
            async for accounts in batches:
                seen = await evaluate_all(self.graph, self.rules, accounts, sides=self.sides, as_of=self.run.as_of)
                if writing:
                    await writing
                writing = asyncio.create_task(self._write(accounts, seen, on_progress))
            if writing:
                await writing
        finally:
            # What was seen and not written is looked at again by whoever continues the run.
            if writing and not writing.done():
                writing.cancel()
                with suppress(asyncio.CancelledError):
                    await writing

    async def _write(
        self, accounts: list[str], seen: list[tuple[Rule, list[Evaluation]]], on_progress: Callable[[int], None]
    ) -> None:
        """Write all that a batch changes in one transaction."""

        async def remember(transaction: Transaction) -> None:
            await self.lease.renew(transaction)
            await self._remember(transaction, accounts, seen)

        await self.graph.write(remember, operation="remember audit")
        on_progress(len(accounts))

    async def _remember(
        self, transaction: Transaction, accounts: list[str], seen: list[tuple[Rule, list[Evaluation]]]
    ) -> None:
        number, as_of = self.run.number, self.run.as_of
        people = {f.id for _, evaluations in seen for s in evaluations for f in s.failures if f.kind == "person"}
        known = await transaction.fetch(FIND_KNOWN, accounts=accounts)
        people |= {each.subject for of_account in known for each in of_account.findings if each.open}
        owners = await transaction.fetch(
            FIND_OWNERS, people=sorted(people), accounts=accounts, ours=self.sides.ours, as_of=as_of
        )
        batch = AccountBatch(
            number,
            as_of,
            seen,
            {each.key: each for of_account in known for each in of_account.findings},
            {each.id: each.owner for each in owners},
            self.ours,
        )
        step = batch.compare(accounts)
        if step.created:
            await transaction.fetch_one(OPEN_FINDINGS, rows=step.created, number=number, as_of=as_of)
        if step.changed:
            given = {"number": number, "as_of": as_of, "ours": self.sides.ours}
            await transaction.fetch_one(CHANGE_FINDINGS, rows=step.changed, **given)
        await transaction.fetch_one(RECORD_RESULTS, rows=step.results)
        counts = {name: step.counts[name] for name in COUNTS}
        await transaction.fetch_one(ADVANCE_RUN, number=number, cursor=accounts[-1], counts=counts)
