"""Audits that tell people what changed: what they are to be told is put into the outbox when a run ends."""

from collections.abc import Callable
from datetime import date

from relgraph.audit.runs.model import Run
from relgraph.audit.runs.service import BATCH, LEASE_SECONDS
from relgraph.audit.runs.service import run_audit as run
from relgraph.graph.client import Graph, Transaction
from relgraph.notify.deliveries.outbox import ask_for_deliveries, put_deliveries


async def run_audit(
    graph: Graph,
    *,
    account: str | None = None,
    as_of: date,
    batch_size: int = BATCH,
    lease_seconds: float = LEASE_SECONDS,
    notify: bool = False,
    on_progress: Callable[[int], None] | None = None,
    on_begun: Callable[[Run], None] | None = None,
) -> Run:
    """An audit (`audit.runs.run_audit`); with `notify` whoever the settings name is told when it has ended.

    That holds for the run whoever ends it, also one that continues it without `notify` (docs/audit-schedule.md).
    """

    # In the run's own transaction: one that ended is told, and told once.
    async def at_end(transaction: Transaction, number: int) -> None:
        await put_deliveries(transaction, graph.settings, number)

    return await run(
        graph,
        account=account,
        as_of=as_of,
        batch_size=batch_size,
        lease_seconds=lease_seconds,
        on_progress=on_progress,
        on_begun=on_begun,
        at_begin=ask_for_deliveries if notify else None,
        at_end=at_end,
    )
