"""Runs commands on the test's graph, in this process."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection
from relgraph.surfaces.cli.main import app


@dataclass(frozen=True)
class Done:
    """What a command left."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> object:
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """The lines of stdout, runs of blanks made one."""
        return [" ".join(line.split()) for line in self.out.splitlines() if line.strip()]

    @property
    def complaint(self) -> str:
        """Stderr in one line, without the frame that typer draws."""
        return " ".join(self.err.replace("│", " ").split())


Run = Callable[..., Awaitable[Done]]


def invoke(*args: str) -> Done:
    """Run one command in this process, on whatever the environment names."""
    result = CliRunner().invoke(app, list(args), catch_exceptions=True)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.stdout, result.stderr)


@pytest.fixture
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An environment without settings, in an empty folder; the local Neo4j's folder is in there."""
    for name in ("RELGRAPH_NEO4J_URI", "RELGRAPH_DEBUG", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("RELGRAPH_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("RELGRAPH_LOCAL_LINGER", "0")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def relgraph(graph: Graph, neo4j_connection: Connection, no_settings: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on the test's graph."""
    monkeypatch.setenv("RELGRAPH_NEO4J_URI", neo4j_connection.uri)
    monkeypatch.setenv("RELGRAPH_NEO4J_USER", neo4j_connection.user)
    monkeypatch.setenv("RELGRAPH_NEO4J_PASSWORD", neo4j_connection.password)

    async def run(*args: str) -> Done:
        # In a thread of its own: commands run event loops of their own.
        return await asyncio.to_thread(invoke, *args)

    return run
