"""One run at a time in a scope; a run that was killed anywhere is continued, and ends as if it never had been."""

import asyncio
import os
import signal
import sys
from datetime import timedelta

import pytest

from relgraph.audit.findings.service import diff_runs, list_findings, list_results
from relgraph.audit.runs.model import RunState
from relgraph.audit.runs.service import find_run_before, list_runs, run_audit
from relgraph.core.errors import ConflictError
from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection
from tests.database import wipe
from tests.draw import TODAY, Drawing, tid

ACCOUNTS = 12

_CHILD = """
import asyncio, sys
from datetime import date
from relgraph.audit.runs.service import run_audit
from relgraph.core.config import Settings
from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection

async def main():
    uri, user, password = sys.stdin.readline().split()
    async with Graph.connect(Connection(uri, user, password), Settings(_env_file=None)) as graph:
        say = lambda accounts: print(accounts, flush=True)
        await run_audit(graph, as_of=date.fromisoformat(sys.argv[1]), batch_size=2, lease_seconds=1.0, on_progress=say)

asyncio.run(main())
"""


async def draw(graph: Graph) -> None:
    d = Drawing(graph).org("us", "vendor").person("ann", at="us")
    for n in range(ACCOUNTS):
        d.org(f"a{n:02}").opportunity(f"deal{n}", f"a{n:02}").person(f"p{n}", at=f"a{n:02}").role(
            f"p{n}", f"deal{n}", "D"
        )
        d.tie("ann", f"p{n}", n / ACCOUNTS)
    await d.save()


async def state(graph: Graph) -> dict[str, object]:
    run = (await list_runs(graph))[0]
    findings = {f.key: f.model_dump() for f in await list_findings(graph)}
    results = {r.account: r.model_dump() for r in await list_results(graph, run.number)}
    return {"run": run.model_dump(exclude={"started_at", "finished_at"}), "findings": findings, "results": results}


async def child(connection: Connection) -> asyncio.subprocess.Process:
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _CHILD, TODAY.isoformat(), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert started.stdin
    started.stdin.write(f"{connection.uri} {connection.user} {connection.password}\n".encode())
    await started.stdin.drain()
    return started


async def lines(process: asyncio.subprocess.Process, count: int) -> None:
    assert process.stdout
    for _ in range(count):
        assert await asyncio.wait_for(process.stdout.readline(), 120)


@pytest.mark.parametrize("batches", [1, 3])
async def test_killed_and_continued(graph: Graph, neo4j_connection: Connection, batches: int) -> None:
    await draw(graph)
    await run_audit(graph, as_of=TODAY, batch_size=2)
    expected = await state(graph)
    await wipe(graph)
    await draw(graph)
    process = await child(neo4j_connection)
    await lines(process, batches)
    os.kill(process.pid, signal.SIGKILL)
    await process.wait()
    (half,) = await list_runs(graph)
    assert half.state is RunState.RUNNING
    assert 2 * batches <= half.accounts <= ACCOUNTS
    await asyncio.sleep(1.1)  # the dead one's lease
    done: list[int] = []
    run = await run_audit(graph, as_of=TODAY, batch_size=2, on_progress=done.append)
    assert (run.number, run.state, sum(done)) == (half.number, RunState.FINISHED, ACCOUNTS - half.accounts)
    assert await state(graph) == expected


async def test_the_dead_hold_their_scope_for_a_lease_only(graph: Graph, neo4j_connection: Connection) -> None:
    await draw(graph)
    process = await child(neo4j_connection)
    await lines(process, 1)
    # The whole book and each of its accounts exclude each other.
    for account in (None, tid("a00")):
        with pytest.raises(ConflictError, match="Another audit of this scope is under way"):
            await run_audit(graph, account=account, as_of=TODAY)
    os.kill(process.pid, signal.SIGKILL)
    await process.wait()
    await asyncio.sleep(1.1)
    # A later day is another run: the unfinished one is given up.
    later = await run_audit(graph, as_of=TODAY + timedelta(days=1))
    assert [(run.number, run.state) for run in await list_runs(graph)] == [
        (later.number, RunState.FINISHED),
        (later.number - 1, RunState.ABANDONED),
    ]
    # Nobody was told what the one that was given up had seen: the next tells it.
    assert await find_run_before(graph, later) is None
    assert len((await diff_runs(graph, later)).changes) == len(await list_findings(graph))


async def test_two_at_once_do_not_meet(graph: Graph) -> None:
    await draw(graph)
    outcomes = await asyncio.gather(
        *(run_audit(graph, as_of=TODAY, batch_size=2) for _ in range(3)), return_exceptions=True
    )
    ended = [o for o in outcomes if not isinstance(o, BaseException)]
    assert len(ended) + sum(isinstance(o, ConflictError) for o in outcomes) == 3
    assert ended
    assert all(run.state is RunState.FINISHED for run in await list_runs(graph))
    # Two accounts may be audited at the same time.
    both = await asyncio.gather(*(run_audit(graph, account=tid(a), as_of=TODAY) for a in ("a00", "a01")))
    assert {run.scope for run in both} == {tid("a00"), tid("a01")}


async def test_a_run_that_lost_its_lock_stops(graph: Graph) -> None:
    await draw(graph)

    async def lose() -> None:
        await graph.driver.execute_query("MATCH (lock:AuditLock) SET lock.owner = 'somebody else'")

    loop, tasks = asyncio.get_running_loop(), []
    with pytest.raises(ConflictError, match="lost its lock"):
        await run_audit(graph, as_of=TODAY, batch_size=2, on_progress=lambda _: tasks.append(loop.create_task(lose())))
    await asyncio.gather(*tasks)
    assert (await list_runs(graph))[0].state is RunState.RUNNING


async def test_a_later_run_of_an_account_is_not_overruled_by_an_older_one(
    graph: Graph, neo4j_connection: Connection
) -> None:
    await draw(graph)
    process = await child(neo4j_connection)
    await lines(process, 1)
    os.kill(process.pid, signal.SIGKILL)
    await process.wait()
    await asyncio.sleep(1.1)
    one = await run_audit(graph, account=tid("a11"), as_of=TODAY)
    book = await run_audit(graph, as_of=TODAY)
    # Continuing the first would have looked at a11 with an older number.
    assert book.number == one.number + 1
    assert [run.state for run in await list_runs(graph)] == [
        RunState.FINISHED,
        RunState.FINISHED,
        RunState.ABANDONED,
    ]
