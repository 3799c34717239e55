"""Take back the last run: findings, results and what was to be told are as if it had not been made (docs/audit.md)."""

import json
import uuid
from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel

from relgraph.audit.runs.lease import Lease
from relgraph.audit.runs.model import BOOK, Lost, Run, RunState
from relgraph.audit.runs.service import FIND_RUNS, LEASE_SECONDS, RunNumber, find_run
from relgraph.core.errors import ConflictError, InputError
from relgraph.graph.client import Graph, Transaction
from relgraph.graph.query import Query
from relgraph.record.outcome import Counted

AT_ONCE = 2_000
"""Findings, and results, that are taken back in one transaction."""


class _Undone(BaseModel, frozen=True):
    key: str
    undo: str | None


FIND_UNDONE = Query("runs/find_undone", _Undone)
UNDO_FINDINGS = Query("runs/undo_findings", Counted)
REMOVE_RESULTS = Query("runs/remove_results", Counted)
WITHDRAW_RUN = Query("runs/withdraw_run", RunNumber)


async def withdraw_run(
    graph: Graph, number: int, *, reason: str, by: str | None = None, lease_seconds: float = LEASE_SECONDS
) -> Run:
    """Take back what a run did, when no later one looked at any of its accounts; it stays to be read as withdrawn.

    What people did to findings since stays. A withdrawal that was interrupted is continued. Raises InputError without a
    reason or an author, NotFoundError for an unknown run, ConflictError when a later run builds on it, when it was
    withdrawn already, or while another run of its scope is under way.
    """
    if not reason.strip():
        raise InputError("reason must not be empty.", field="reason")
    author = graph.principal.author(by)
    run = await find_run(graph, number, field="number")
    lease = Lease(graph, run.scope, uuid.uuid4().hex, lease_seconds)
    told = {"number": number, "by": author, "reason": reason.strip()}

    async def begin(transaction: Transaction) -> None:
        await lease.take(transaction)
        await _require_last(transaction, await find_run(transaction, number), lease.scope)
        await transaction.fetch_one(WITHDRAW_RUN, **told, undoing=True, now=graph.clock.now())

    async def end(transaction: Transaction) -> None:
        await lease.renew(transaction)
        await transaction.fetch_one(WITHDRAW_RUN, **told, undoing=False, now=graph.clock.now())

    await graph.write(begin, operation="begin withdrawal")
    try:
        async with lease.kept():
            await _take_back(graph, lease, run)
            await graph.write(end, operation="end withdrawal")
    finally:
        await graph.write(lease.free, operation="free audit lock")
    return await find_run(graph, number)


async def _require_last(transaction: Transaction, run: Run, scope: str) -> None:
    if run.state is RunState.WITHDRAWN and not run.undoing:
        raise ConflictError(f"Run {run.number} was withdrawn already, by {run.withdrawn_by}.", field="number")
    scopes = None if scope == BOOK else [BOOK, scope]
    later = await transaction.fetch(FIND_RUNS, numbers=None, scopes=scopes, state=None, before=None, limit=100)
    for other in later:
        if other.number > run.number and other.state is not RunState.WITHDRAWN:
            raise ConflictError(
                f"Run {other.number} came after run {run.number} and builds on what it found.",
                field="number",
                remedy=f"Withdraw run {other.number} first; only the last one can be taken back.",
            )


async def _take_back(graph: Graph, lease: Lease, run: Run) -> None:
    async def some_findings(transaction: Transaction) -> int:
        await lease.renew(transaction)
        found = await transaction.fetch(FIND_UNDONE, number=run.number, limit=AT_ONCE)
        given = {"rows": _rows(found), "number": run.number, "as_of": run.as_of, "lost": Lost.RUN_WITHDRAWN.value}
        return (await transaction.fetch_one(UNDO_FINDINGS, **given)).count

    async def some_results(transaction: Transaction) -> int:
        await lease.renew(transaction)
        return (await transaction.fetch_one(REMOVE_RESULTS, number=run.number, limit=AT_ONCE)).count

    for some in (some_findings, some_results):
        while await graph.write(some, operation="withdraw audit"):
            pass


def _rows(found: Sequence[_Undone]) -> list[dict[str, object]]:
    """What each finding was before the run, as it was written down when the run changed it."""
    rows: list[dict[str, object]] = []
    for each in found:
        values = json.loads(each.undo or "{}")
        assign = "assigned_by" in values
        if values.get("unjudged_since"):
            values["unjudged_since"] = date.fromisoformat(values["unjudged_since"])
        owner = {name: values.pop(name, None) for name in ("assigned", "assigned_by")}
        rows.append({"key": each.key, "values": values, "assign": assign, **owner})
    return rows
