"""`python -m bench.api`: three screens over the API, beside @neo4j/graphql and the bare driver, on one Neo4j, in turn.

Each round asks each side each question; so all meet the same machine. The peer's packages are fetched where Node is.
"""

import argparse
import asyncio
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median

import httpx
import psutil
from neo4j import AsyncDriver, AsyncGraphDatabase

from bench.api_questions import QUESTIONS, Question
from bench.book import write_book
from bench.import_rate import import_rate
from bench.measure import keep, machine, table
from relgraph.core.config import Settings
from relgraph.graph.connection import Connection
from relgraph.graph.local import LocalNeo4j

PEER = Path(__file__).parent / "peer"
AT_ONCE, EACH = 64, 10
"""So many connections ask at a time, and so many questions each."""
Ask = Callable[[Question], Awaitable[int]]
"""Asks a question, and says how many bytes the answer has."""


@dataclass
class Side:
    """One of those who answer, and what was measured of it: seconds a request, of the clock and of its processor."""

    name: str
    ask: Ask
    worked: Callable[[], float]
    taken: dict[str, list[float]] = field(default_factory=dict)
    used: dict[str, list[float]] = field(default_factory=dict)
    size: dict[str, int] = field(default_factory=dict)

    async def round(self, question: Question, times: int) -> None:
        """Ask a question so many times, one after the other."""
        self.size[question.name] = await self.ask(question)
        before, taken = self.worked(), []
        for _ in range(times):
            begin = time.perf_counter()
            await self.ask(question)
            taken.append(time.perf_counter() - begin)
        self.used.setdefault(question.name, []).append((self.worked() - before) / times)
        self.taken.setdefault(question.name, []).append(median(taken))


def main() -> None:
    """Measure, print, and keep it in bench/RESULTS.md."""
    parser = argparse.ArgumentParser(prog="python -m bench.api", description=main.__doc__)
    parser.add_argument("--people", type=int, default=10_000, help="customers in the book")
    parser.add_argument("--rounds", type=int, default=5, help="rounds; the best of each side counts")
    parser.add_argument("--times", type=int, default=60, help="requests of a side in a round, a question")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="relgraph-bench-") as folder:
        report = asyncio.run(_measure(Path(folder), args.people, args.rounds, args.times))
    print(report)
    keep("api", report)


async def _measure(folder: Path, people: int, rounds: int, times: int) -> str:
    write_book(folder / "book", people)
    settings = Settings(_env_file=None, data_dir=folder / "data", neo4j_uri=None)  # type: ignore[call-arg]
    with LocalNeo4j(settings).lease() as connection:
        import_rate(folder / "book", settings.data_dir)
        async with _sides(folder, connection, settings) as sides:
            for turn in range(rounds + 1):
                print(f"round {turn} of {rounds} …", flush=True)
                for question in QUESTIONS:
                    for side in sides:
                        await side.round(question, times)
                if not turn:  # plans, caches, compilers
                    for side in sides:
                        side.taken.clear()
                        side.used.clear()
            crowd = await _crowd(sides[0])
    return _report(sides, crowd, people)


@asynccontextmanager
async def _sides(folder: Path, connection: Connection, settings: Settings) -> AsyncIterator[list[Side]]:
    idle = dict.fromkeys(("RELGRAPH_PATH_INDEX", "RELGRAPH_PLAN_AHEAD", "RELGRAPH_SCHEDULER"), "false")
    ours = {**idle, "RELGRAPH_DATA_DIR": str(settings.data_dir), "RELGRAPH_PORT": "0"}
    command = [sys.executable, "-m", "relgraph", "serve"]
    async with (
        _served("relgraph", command, ours, folder) as relgraph,
        _peer(folder, connection) as peer,
        AsyncGraphDatabase.driver(
            connection.uri, auth=(connection.user, connection.password), notifications_min_severity="OFF"
        ) as driver,
    ):
        yield [relgraph, *peer, Side("the bare driver", _bare(driver), time.process_time)]


@asynccontextmanager
async def _peer(folder: Path, connection: Connection) -> AsyncIterator[list[Side]]:
    if not shutil.which("npm"):
        print("Node is not here: the peer is left out.")
        yield []
        return
    shutil.copytree(PEER, folder / "peer")
    npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if await (await asyncio.create_subprocess_exec(*npm, cwd=folder / "peer")).wait():
        sys.exit("npm cannot install the peer.")
    secret = {"NEO4J_URI": connection.uri, "NEO4J_USER": connection.user, "NEO4J_PASSWORD": connection.password}
    command = ["node", str(folder / "peer" / "server.mjs")]
    async with _served("@neo4j/graphql", command, secret, folder / "peer") as side:
        yield [side]


@asynccontextmanager
async def _served(name: str, command: list[str], env: dict[str, str], folder: Path) -> AsyncIterator[Side]:
    """A server in a process of its own, which says where it listens."""
    said = folder / "said.txt"
    with said.open("wb") as out:
        process = await asyncio.create_subprocess_exec(*command, env={**os.environ, **env}, stdout=out, stderr=out)
    try:
        url = await asyncio.to_thread(_address, said)
        watched = psutil.Process(process.pid)

        def worked() -> float:
            spent = watched.cpu_times()
            return spent.user + spent.system

        limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE)
        async with httpx.AsyncClient(timeout=60, limits=limits) as client:

            async def ask(question: Question) -> int:
                text = question.ours if name == "relgraph" else question.peers
                answer = await client.post(url, json={"query": text})
                body = answer.json()
                assert (answer.status_code, body.get("errors")) == (200, None), body
                return len(answer.content)

            yield Side(name, ask, worked)
    finally:
        process.terminate()
        await process.wait()


def _address(said: Path) -> str:
    for _ in range(1_200):
        if told := re.search(r"at (http://\S+)", said.read_text(encoding="utf-8")):
            return told[1]
        time.sleep(0.1)
    sys.exit(f"A server does not come up: {said.read_text(encoding='utf-8')}")


def _bare(driver: AsyncDriver) -> Ask:
    async def ask(question: Question) -> int:
        found = await driver.execute_query(question.bare, routing_="r")
        return len(json.dumps([record.data() for record in found.records]))

    return ask


async def _crowd(side: Side) -> str:
    """Many connections at a time; an error is told by `ask`."""

    async def one() -> None:
        for n in range(EACH):
            await side.ask(QUESTIONS[n % len(QUESTIONS)])

    begin = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(AT_ONCE)))
    asked = AT_ONCE * EACH
    return f"{AT_ONCE} connections, {asked} requests: {asked / (time.perf_counter() - begin):.0f} a second, no error."


def _report(sides: list[Side], crowd: str, people: int) -> str:
    rows: list[list[object]] = []
    for question in QUESTIONS:
        ours = sides[0]
        for side in sides:
            used, taken = min(side.used[question.name]) * 1000, min(side.taken[question.name]) * 1000
            rows.append(
                [
                    question.name if side is ours else "",
                    side.name,
                    f"{used:.1f}",
                    f"{min(ours.used[question.name]) * 1000 / used:.1f}",
                    f"{taken:.1f}",
                    f"{min(ours.taken[question.name]) * 1000 / taken:.1f}",
                    f"{side.size[question.name]:,}",
                ]
            )
    header = ["question", "side", "processor ms", "relgraph takes", "p50 ms", "relgraph takes", "bytes"]
    return "\n".join(
        [
            "# The API",
            "",
            f"By `python -m bench.api` on {date.today()}: {machine()}; a book of {people:,} people, one connection. "
            "Processor time is the answering process's own, without Neo4j's. The peer does not look at days.",
            "",
            table("A request", header, rows),
            crowd,
        ]
    )


if __name__ == "__main__":
    main()
