"""The database goes away in the middle of a scheduled audit and comes back: the service waits and goes on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from relgraph.audit.runs.model import RunState
from relgraph.audit.runs.service import list_runs
from relgraph.core.config import Settings
from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection
from relgraph.notify.schedules.model import MomentOutcome
from relgraph.notify.schedules.scheduler import Pace, Scheduler
from relgraph.surfaces import app
from relgraph.surfaces.serve import running
from tests.draw import Drawing
from tests.notify.schedules.test_schedules import due_since, ended, slow_rule, until
from tests.surfaces.http import toy

pytestmark = pytest.mark.long


@dataclass
class Line:
    """A line to the database that can be cut."""

    to: Connection
    whole: bool = True
    port: int = 0
    ends: set[asyncio.StreamWriter] = field(default_factory=set)

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.ends.add(writer)
        if self.whole:
            parts = urlsplit(self.to.uri)
            there, onwards = await asyncio.open_connection(parts.hostname, parts.port)
            self.ends.add(onwards)
            await asyncio.gather(_pump(reader, onwards), _pump(there, writer))
            self.ends.discard(onwards)
        writer.close()
        self.ends.discard(writer)

    def cut(self) -> None:
        self.whole = False
        for end in self.ends:
            end.transport.abort()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()


@asynccontextmanager
async def line_to(connection: Connection) -> AsyncIterator[Line]:
    line = Line(connection)
    server = await asyncio.start_server(line.carry, "127.0.0.1", 0)
    line.port = server.sockets[0].getsockname()[1]
    try:
        yield line
    finally:
        server.close()
        await server.wait_closed()


async def test_cut_off_and_back(
    graph: Graph, neo4j_connection: Connection, settings: Settings, tmp_path: Path, monkeypatch
) -> None:
    pace = Pace(poll=0.1, lease=1.0, turn=0.2)
    monkeypatch.setattr(app, "Scheduler", lambda graph: Scheduler(graph, pace, batch_size=1))
    d = Drawing(graph).org("us", "vendor").person("ann", at="us")
    for name in "abc":
        d.org(name).opportunity(f"deal-{name}", name)
    await d.save()
    short = {"port": 0, "path_index": False, "neo4j_retry_time": 0.2, "audit_rules": slow_rule(tmp_path, 400_000)}
    hasty = settings.model_copy(update=short)
    async with line_to(neo4j_connection) as line:
        through = Connection(f"bolt://127.0.0.1:{line.port}", neo4j_connection.user, neo4j_connection.password)
        async with (
            Graph.connect(through, hasty) as far,
            running(hasty, graph=far, schema=toy.schema) as url,
            httpx.AsyncClient(base_url=url) as client,
        ):
            await due_since(graph)
            async with asyncio.timeout(300):
                while not any(run.accounts for run in await list_runs(graph)):  # noqa: ASYNC110
                    await asyncio.sleep(0.02)
            line.cut()
            await asyncio.sleep(1.5)
            assert (await client.get("/healthz")).status_code == 200
            (half,) = await list_runs(graph)
            assert half.state is RunState.RUNNING
            line.whole = True
            assert (await until(graph, ended)).last_outcome is MomentOutcome.FINISHED
    (run,) = await list_runs(graph)
    assert (run.number, run.state, run.accounts) == (half.number, RunState.FINISHED, 3)
