"""What the tests of the local Neo4j share: looking at its processes, asking it, workers."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import neo4j
import psutil

from relgraph.core.config import Settings
from relgraph.graph.connection import Connection
from relgraph.graph.local import LocalNeo4j

WORKER = Path(__file__).with_name("worker.py")


def settings_for(data_dir: Path, **values: object) -> Settings:
    """A small server; the developer's environment file does not count."""
    small = {"local_heap_mb": 256, "local_page_cache_mb": 64}
    return Settings(_env_file=None, data_dir=data_dir, **{**small, **values})


def server_processes(local: LocalNeo4j) -> list[psutil.Process]:
    """JVM, supervisor and watchdog: whatever names the folder on its command line (zombies have none)."""
    return [
        process
        for process in psutil.process_iter(["cmdline"])
        if any(str(local.path) in word for word in process.info["cmdline"] or [])
    ]


def one_process(local: LocalNeo4j, part: str) -> psutil.Process:
    """The one process of the server with this in its command line."""
    (process,) = (found for found in server_processes(local) if any(part in word for word in found.cmdline()))
    return process


def eventually(condition: Callable[[], bool], timeout: float = 60) -> bool:
    """Whether it becomes true within so many seconds."""
    deadline = time.monotonic() + timeout
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.2)
    return True


def ask(connection: Connection, query: str) -> list[object]:
    """The first column of what the query returns."""
    with (
        neo4j.GraphDatabase.driver(connection.uri, auth=(connection.user, connection.password)) as driver,
        driver.session(database=connection.database) as session,
    ):
        return [record[0] for record in session.run(query)]


class Worker:
    """A running worker.py."""

    def __init__(self, local: LocalNeo4j, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(WORKER), str(local.path.parent), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def line(self) -> str:
        """What it says next."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def leave(self) -> None:
        """Let it end by itself; returns when it has."""
        self.process.communicate(timeout=60)
        assert self.process.returncode == 0

    def kill(self) -> None:
        """As `kill -9` does; also clears up after one that has ended."""
        self.process.kill()
        self.process.communicate(timeout=10)
