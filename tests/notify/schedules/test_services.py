"""Two real services on one database: a due audit is run once and told once, though one of them is killed on the way."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from relgraph.audit.runs.model import RunState
from relgraph.audit.runs.service import list_runs
from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection
from relgraph.notify.deliveries.model import DeliveryState
from relgraph.notify.deliveries.service import list_deliveries
from relgraph.notify.schedules.model import MomentOutcome
from relgraph.notify.schedules.service import find_schedule
from tests.draw import Drawing
from tests.notify.deliveries.receivers import SECRET, http_receiver
from tests.notify.schedules.test_schedules import MOMENT, due_since, ended, slow_rule, until

# `relgraph serve` as it is, but for shorter waits, and batches of one account.
_SERVICE = """
import asyncio, json, sys
from functools import partial
from relgraph.surfaces import app
from relgraph.core.config import Settings
from relgraph.notify.deliveries.courier import Patience
from relgraph.notify.schedules.scheduler import Pace
from relgraph.surfaces.serve import serve

name, given = sys.argv[1], json.loads(sys.stdin.readline())
app.Scheduler = partial(app.Scheduler, pace=Pace(poll=0.1, lease=1.5, turn=0.2), batch_size=1, owner=name)
app.Courier = partial(app.Courier, patience=Patience(poll=0.1))
asyncio.run(serve(Settings(_env_file=None, **given), lambda url: print(url, flush=True)))
"""


@asynccontextmanager
async def service(name: str, given: dict[str, object]) -> AsyncIterator[asyncio.subprocess.Process]:
    """A service that is ready."""
    pipes = {"stdin": asyncio.subprocess.PIPE, "stdout": asyncio.subprocess.PIPE}
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", _SERVICE, name, **pipes)
    assert process.stdin
    assert process.stdout
    try:
        process.stdin.write(json.dumps(given).encode() + b"\n")
        await process.stdin.drain()
        assert (await asyncio.wait_for(process.stdout.readline(), 120)).startswith(b"http://")
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def begun(graph: Graph) -> None:
    """Return when a run is on its way."""
    async with asyncio.timeout(300):
        while not any(run.accounts for run in await list_runs(graph)):  # noqa: ASYNC110  (it is in the database)
            await asyncio.sleep(0.02)


async def test_killed_in_the_middle_the_other_goes_on(
    graph: Graph, neo4j_connection: Connection, tmp_path: Path
) -> None:
    d = Drawing(graph).org("us", "vendor").person("ann", at="us")
    for n in range(4):
        d.org(f"a{n:02}").opportunity(f"deal{n}", f"a{n:02}").person(f"p{n}", at=f"a{n:02}")
    await d.save()
    with http_receiver() as receiver:
        given = {
            "neo4j_uri": neo4j_connection.uri,
            "neo4j_user": neo4j_connection.user,
            "neo4j_password": neo4j_connection.password,
            "port": 0,
            "path_index": False,
            "audit_rules": str(slow_rule(tmp_path, 400_000)),
            "webhook_urls": receiver.url,
            "webhook_secret": SECRET,
            "webhook_allow": "127.0.0.1",
            "log_format": "json",
        }
        async with service("one", given) as one, service("two", given) as two:
            both = {"one": one, "two": two}
            await due_since(graph)
            await begun(graph)
            holder = (await find_schedule(graph, "daily")).schedule.holder
            assert holder
            os.kill(both.pop(holder).pid, signal.SIGKILL)
            (half,) = await list_runs(graph)
            assert half.state is RunState.RUNNING
            done = await until(graph, ended)
            (run,) = await list_runs(graph)
            assert (done.last_outcome, done.last_run, done.last_moment) == (MomentOutcome.FINISHED, half.number, MOMENT)
            assert (run.number, run.state, run.accounts) == (half.number, RunState.FINISHED, 4)
            async with asyncio.timeout(120):
                while (await list_deliveries(graph))[0].state is not DeliveryState.SENT:  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
            (left,) = both.values()
            left.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(left.wait(), 15) == 0
        (posted,) = receiver.posted
        assert (posted.genuine, posted.json["data"]["run"]["number"]) == (True, run.number)
    assert [delivery.attempts for delivery in await list_deliveries(graph)] == [1]
