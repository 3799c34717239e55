"""relgraph as benchmarks ask it: by GraphQL over HTTP from a server of its own, or by its service in this process."""

import asyncio
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import IO

import httpx
import psutil

from bench.questions import PATHS, Answer, FailedError, Question
from bench.world import AS_OF
from relgraph.core.config import Settings
from relgraph.core.errors import RelgraphError
from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection
from relgraph.paths.model import PathOptions, Starts
from relgraph.paths.service import find_warm_paths

QUERY = """
query ($to: ID!, $from: PathStartsInput, $maxHops: Int!, $asOf: Date!) {
  pathsTo(to: {person: $to}, from: $from, first: %d, maxHops: $maxHops, asOf: $asOf) {
    nodes {
      score likelihood
      hops { origin { name organizationName } to { name organizationName } relation strength lastContact }
    }
    truncated completeAbove
  }
}
"""
"""What a page that shows paths asks for."""

_START_SECONDS = 60
_ANSWER_SECONDS = 120


@dataclass(frozen=True)
class OverHttp:
    """A running `relgraph serve`, asked on one connection."""

    client: httpx.Client
    process: psutil.Process

    def ask(self, question: Question) -> Answer:
        """Ask it. When all of ours are meant nobody is named."""
        variables = {
            "to": question.target,
            "from": None if question.all_of_ours else {"people": question.starts},
            "maxHops": question.cell.hops,
            "asOf": AS_OF.isoformat(),
        }
        try:
            answer = self.client.post("/graphql", json={"query": QUERY % PATHS, "variables": variables}).json()
        except (httpx.HTTPError, ValueError) as error:
            raise FailedError(repr(error)) from error
        if answer.get("errors"):
            raise FailedError(str(answer["errors"]))
        paths = answer["data"]["pathsTo"]
        return Answer([path["score"] for path in paths["nodes"]], paths["completeAbove"])


@contextmanager
def over_http(connection: Connection) -> Iterator[OverHttp]:
    """A server on a port of its own for the length of the block, before the Neo4j of a book."""
    settings = {
        "NEO4J_URI": connection.uri,
        "NEO4J_USER": connection.user,
        "NEO4J_PASSWORD": connection.password,
        "NEO4J_DATABASE": connection.database,
        "HOST": "127.0.0.1",
        "PORT": "0",
    }
    environment = {**os.environ, **{f"RELGRAPH_{name}": value for name, value in settings.items()}, "NO_COLOR": "1"}
    command = [sys.executable, "-m", "relgraph", "serve"]
    # In a folder of its own, where no .env is.
    with (
        tempfile.TemporaryDirectory(prefix="relgraph-bench-") as folder,
        subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True) as server,
    ):
        try:
            url = _url(server)
            with httpx.Client(base_url=url, timeout=_ANSWER_SECONDS) as client:
                yield OverHttp(client, psutil.Process(server.pid))
        finally:
            server.terminate()


def _url(server: "subprocess.Popen[str]") -> str:
    """Where it answers, once it has read its path index; what it logs afterwards is read and dropped."""
    log = server.stderr
    assert log
    told, url = "", ""
    for line in log:
        told += line
        if found := re.search(r"http://\S+?(?=/graphql)", line):
            url = found[0]
        if "path index read" in line:
            Thread(target=_drain, args=(log,), daemon=True).start()
            return url
    raise RuntimeError(f"relgraph serve ended:\n{told}")


def _drain(log: IO[str]) -> None:
    for _ in log:
        pass


@dataclass(frozen=True)
class InProcess:
    """The service, without GraphQL and HTTP."""

    runner: asyncio.Runner
    graph: Graph

    def ask(self, question: Question) -> Answer:
        """Ask it."""
        starts = Starts() if question.all_of_ours else Starts(people=question.starts)
        options = PathOptions(max_hops=question.cell.hops)
        finding = find_warm_paths(self.graph, question.target, as_of=AS_OF, starts=starts, k=PATHS, options=options)
        try:
            found = self.runner.run(finding)
        except RelgraphError as error:
            raise FailedError(str(error)) from error
        return Answer([path.score for path in found.paths], found.complete_above)


@contextmanager
def in_process(connection: Connection) -> Iterator[InProcess]:
    """The service on a graph of its own for the length of the block. Not within a running event loop."""
    settings = Settings(_env_file=None)  # type: ignore[call-arg]
    with asyncio.Runner() as runner:
        opened: AbstractAsyncContextManager[Graph] = Graph.connect(connection, settings)
        graph = runner.run(opened.__aenter__())
        try:
            yield InProcess(runner, graph)
        finally:
            runner.run(opened.__aexit__(None, None, None))
