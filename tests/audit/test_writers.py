"""Several writers at once: nobody puts back what another just wrote, and one thing happens to a finding once."""

import asyncio
import threading
from collections import Counter
from collections.abc import Awaitable
from datetime import date

import pytest

from relgraph.audit.findings.service import (
    accept_finding,
    assign_finding,
    find_finding,
    list_findings,
    unassign_finding,
    withdraw_acceptance,
)
from relgraph.audit.runs import service as runs
from relgraph.audit.runs.lease import Lease
from relgraph.audit.runs.memory import AccountBatch, Step
from relgraph.audit.runs.model import Finding
from relgraph.core.config import Settings
from relgraph.core.errors import ConflictError
from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection
from tests.audit.cases import start
from tests.audit.test_runs import UNKNOWN, WEEK, audit, only
from tests.draw import TODAY, Drawing, tid

AGAIN = range(8)


@pytest.fixture
async def d(drawing: Drawing) -> Drawing:
    start(drawing).person("ben", at="us").person("boss", at="acme").role("boss", "deal", "D")
    drawing.owns("ann", "boss", "A")
    await audit(drawing)
    return drawing


async def outcomes(*work: Awaitable[Finding]) -> Counter[str]:
    """How often each thing came of it."""
    done = await asyncio.gather(*work, return_exceptions=True)
    return Counter(type(each).__name__ for each in done)


async def test_what_is_assigned_while_a_run_compares_stays(
    d: Drawing, neo4j_connection: Connection, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = (await only(d, UNKNOWN, "boss")).key
    compare = AccountBatch.compare

    async def assign() -> None:
        async with Graph.connect(neo4j_connection, settings) as other:
            await assign_finding(other, key, to=tid("ann"), by="Zoe")

    def meanwhile(batch: AccountBatch, accounts: list[str]) -> Step:
        # Between what the run reads and what it writes, as another process would.
        writer = threading.Thread(target=lambda: asyncio.run(assign()))
        writer.start()
        writer.join()
        return compare(batch, accounts)

    # The run sees a new owner, and would give the finding to them.
    d.add("ownership", TODAY, TODAY + WEEK, owner="ann", contact="boss", role="A").owns("ben", "boss", "A", since=TODAY)
    await d.save()
    monkeypatch.setattr(runs.AccountBatch, "compare", meanwhile)
    await runs.run_audit(d.graph, as_of=TODAY + WEEK)
    now = await find_finding(d.graph, key)
    assert (now.assigned, now.assigned_by) == (tid("ann"), "Zoe")


async def test_one_assignment_is_taken_back_once(d: Drawing) -> None:
    key = (await only(d, UNKNOWN, "boss")).key
    for _ in AGAIN:
        await assign_finding(d.graph, key, to=tid("ben"), by="Zoe")
        told = await outcomes(*(unassign_finding(d.graph.for_caller(), key, today=TODAY) for _ in range(4)))
        assert told == {"Finding": 1, "ConflictError": 3}


async def test_one_acceptance_is_withdrawn_once_and_never_a_later_one(d: Drawing) -> None:
    key = (await only(d, UNKNOWN, "boss")).key

    def accept(until: date) -> Awaitable[Finding]:
        return accept_finding(d.graph.for_caller(), key, until=until, reason="known", by="Ann", today=TODAY)

    for _ in AGAIN:
        await accept(TODAY + WEEK)
        told = await outcomes(
            *(withdraw_acceptance(d.graph.for_caller(), key, by=f"by {n}", today=TODAY) for n in range(4))
        )
        assert told == {"Finding": 1, "ConflictError": 3}
    # Whoever comes first, an acceptance either holds wholly or was withdrawn wholly.
    for _ in AGAIN:
        await accept(TODAY + WEEK)
        await outcomes(accept(TODAY + 2 * WEEK), withdraw_acceptance(d.graph.for_caller(), key, by="Zoe", today=TODAY))
        now = await find_finding(d.graph, key)
        assert (now.accepted_until, now.withdrawn_by) in [(TODAY + 2 * WEEK, None), (TODAY, "Zoe")]


async def test_a_lock_that_another_took_is_not_kept(d: Drawing) -> None:
    for n in AGAIN:
        old, new = (Lease(d.graph.for_caller(), f"scope {n}", owner, 30) for owner in ("old", "new"))
        await d.graph.write(Lease(d.graph, f"scope {n}", "old", 0).take, operation="test")
        done = await asyncio.gather(
            old.graph.write(old.renew, operation="test"),
            new.graph.write(new.take, operation="test"),
            return_exceptions=True,
        )
        assert sum(isinstance(each, ConflictError) for each in done) == 1


async def test_runs_and_hands_at_once_leave_one_story(d: Drawing) -> None:
    keys = [finding.key for finding in await list_findings(d.graph)]

    async def by_hand() -> None:
        for key in keys:
            await assign_finding(d.graph.for_caller(), key, to=tid("ben"), by="Zoe")

    await asyncio.gather(by_hand(), runs.run_audit(d.graph.for_caller(), as_of=TODAY + WEEK))
    assert {(each.assigned, each.assigned_by) for each in await list_findings(d.graph, keys=keys)} == {
        (tid("ben"), "Zoe")
    }
