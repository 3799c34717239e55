"""An import that was stopped anywhere is run again and ends as if it had never been stopped."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from relgraph.connect.csv.service import export_folder, import_folder
from relgraph.connect.report import Progress
from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection
from tests.connect.csv.folders import contents, folder
from tests.database import wipe

MOMENT = "2026-01-01T00:00:00Z"
COUNT = 120

_CHILD = """
import asyncio, sys
from pathlib import Path
from relgraph.core.config import Settings
from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection
from relgraph.connect.csv.service import import_folder

async def main():
    uri, user, password = sys.stdin.readline().split()
    async with Graph.connect(Connection(uri, user, password), Settings(_env_file=None)) as graph:
        say = lambda progress: print(progress.file, progress.rows, flush=True)
        await import_folder(graph, Path(sys.argv[1]), batch_size=10, on_progress=say)

asyncio.run(main())
"""


@pytest.fixture
def big(tmp_path: Path) -> Path:
    """A folder of many batches, some rows of which are rejected; two versions of every tie, the later one first."""
    people = "".join(f"t:{n},P{n},{MOMENT}\n" for n in range(COUNT))
    ties = "".join(
        f"t:tie{n},t:{n},t:{n + 1},0.5,2025-0{month}-01,{MOMENT}\n" for month in (5, 2) for n in range(COUNT)
    )
    lines = "".join(f"t:{n},t:{(n + 1) % 40},{MOMENT}\n" for n in range(40))
    return folder(
        tmp_path / "in",
        {
            "people": f"id,name,recorded_at\n{people}",
            "reporting_lines": f"person,manager,recorded_at\n{lines}",
            "ties": f"id,person_a,person_b,strength,valid_from,recorded_at\n{ties}",
        },
    )


async def state(graph: Graph, path: Path) -> dict[str, str]:
    await export_folder(graph, path)
    return contents(path)


async def test_stopped_anywhere_and_run_again(graph: Graph, big: Path, tmp_path: Path) -> None:
    uninterrupted = await import_folder(graph, big, batch_size=10)
    assert (uninterrupted.rows, uninterrupted.rejected) == (120 + 40 + 240, 1 + 2)
    expected, rejects = await state(graph, tmp_path / "expected"), contents(big / "rejects")
    for stop_after in (1, 14, 25):
        await wipe(graph)
        with pytest.raises(KeyboardInterrupt):
            await import_folder(graph, big, batch_size=10, on_progress=_Stop(stop_after))
        report = await import_folder(graph, big, batch_size=10)
        assert (report.rows, report.rejected) == (uninterrupted.rows, uninterrupted.rejected)
        assert report.unchanged > 0
        assert await state(graph, tmp_path / f"after{stop_after}") == expected
        assert contents(big / "rejects") == rejects


async def test_killed_and_run_again(graph: Graph, neo4j_connection: Connection, big: Path, tmp_path: Path) -> None:
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _CHILD, str(big), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert child.stdin
    assert child.stdout
    given = f"{neo4j_connection.uri} {neo4j_connection.user} {neo4j_connection.password}\n"
    child.stdin.write(given.encode())
    while (await child.stdout.readline()).strip() != b"ties.csv 50":
        assert child.returncode is None
    os.kill(child.pid, signal.SIGKILL)
    await child.wait()
    after = await import_folder(graph, big, batch_size=10)
    assert after.unchanged >= 120 + 39 + 50
    killed = await state(graph, tmp_path / "killed")
    await wipe(graph)
    await import_folder(graph, big, batch_size=10)
    assert await state(graph, tmp_path / "expected") == killed


class _Stop:
    def __init__(self, after: int) -> None:
        self._left = after

    def __call__(self, progress: Progress) -> None:
        self._left -= 1
        if self._left < 0:
            raise KeyboardInterrupt
