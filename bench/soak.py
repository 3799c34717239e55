"""A running service under writers and readers, with the database killed in the middle.

Every write that was acknowledged must be there in the end, once and in the history; what is read meanwhile lies between
what was kept before the question and what was sent before the answer; and a replay of the acknowledged writes into an
empty graph gives the same graph and the same answers.

python -m bench.soak --seconds 180
"""

import argparse
import asyncio
import base64
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from statistics import quantiles
from typing import Any

import httpx
import psutil

from bench.measure import machine, table
from bench.soak_book import ACCOUNTS, KINDS, STEPS, THEIRS, Book, Write, differences, theirs, write_folder
from relgraph.audit.evaluation.service import find_coverage
from relgraph.connect.csv.service import export_folder, import_folder
from relgraph.core.config import Settings
from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection
from relgraph.graph.local import LocalNeo4j
from relgraph.migrations import migrate
from relgraph.paths.model import PathOptions, Starts
from relgraph.paths.service import find_warm_paths
from relgraph.record.revisions import list_revisions

TIE = "query ($id: ID!) { node(id: $id) { ... on Tie { strength basis } } }"
PATHS = """query ($to: ID!) { pathsTo(to: {person: $to}, first: 5) { cutShort
  nodes { score hops { factId strength assumed basis } } } }"""
HOLES = "query ($account: ID!) { coverageHoles(account: $account) { results { population unknown failed } } }"
PASSING = {"UNAVAILABLE", "TIMEOUT", "BUSY"}
"""Answers that ask to come again: while the database is away, or too much is asked at a time."""
READ_TIMEOUT = 60.0
"""Seconds that one read may take: after the database was killed, all is planned anew by everybody at a time."""
PATIENCE = 240.0
"""Seconds in which a write must be acknowledged, however often it is sent."""
RECOVERY = 300.0
"""Seconds in which the database must be back; 10 on a quiet machine."""
PROGRESS = 15.0
"""Seconds between two lines on how it goes."""
SHOWN = 20


@dataclass
class Soak:
    """One run: what was done, and what was wrong."""

    book: Book = field(default_factory=Book)
    wrong: list[str] = field(default_factory=list)
    taken: dict[str, list[float]] = field(default_factory=lambda: {"writes": [], "reads": []})
    passing: Counter[str] = field(default_factory=Counter)
    away: list[float] = field(default_factory=list)
    over: bool = False

    def so_far(self, seconds: float) -> str:
        """One line on how it goes."""
        writes, reads = len(self.taken["writes"]), len(self.taken["reads"])
        last = f", the last: {self.wrong[-1]}" if self.wrong else ""
        return f"{seconds:4.0f} s: {writes:,} writes, {reads:,} reads, {len(self.wrong)} differences{last}"

    async def ask(self, client: httpx.AsyncClient, query: str, bookmark: str = "", **variables: object) -> "Answer":
        """Ask once. What asks to come again is counted; any other error is wrong."""
        headers = {"Relgraph-Bookmark": bookmark} if bookmark else {}
        try:
            response = await client.post("/graphql", json={"query": query, "variables": variables}, headers=headers)
            body = response.json()
        except (httpx.HTTPError, ValueError) as error:
            self.wrong.append(f"no answer: {type(error).__name__}")
            return Answer(None, "")
        codes = {error["extensions"]["code"] for error in body.get("errors", ())}
        if codes - PASSING:
            self.wrong.append(f"{sorted(codes)}: {body['errors'][0]['message']}")
        self.passing.update(codes & PASSING)
        return Answer(None if codes else body["data"], response.headers.get("relgraph-bookmark", ""))

    async def write(self, client: httpx.AsyncClient, pair: int, pairs: int, side: int, seed: int) -> None:
        """One writer, until it is over; it ends only when its last write was acknowledged."""
        chance = random.Random(seed)
        while not self.over:
            write = self.book.next(pair, pairs, side, chance)
            self.book.send(write)
            begun = time.monotonic()
            while (bookmark := await self._kept(client, write)) is None:
                if time.monotonic() - begun > PATIENCE:
                    self.wrong.append(f"{write.of} {write.name} was not acknowledged within {PATIENCE:g} s")
                    return
                await asyncio.sleep(0.1)
            self.taken["writes"].append(time.monotonic() - begun)
            self.book.acknowledge(write)
            if write.of[0] == "tie" and chance.random() < 0.2:
                await self._see_tie(client, write.of[1], bookmark)

    async def _kept(self, client: httpx.AsyncClient, write: Write) -> str | None:
        answer = await self.ask(client, write.mutation, input=write.input)
        if answer.data is None:
            return None
        for error in answer.data["done"]["errors"]:
            self.wrong.append(f"{write.input} was refused: {error['message']}")
        return answer.bookmark

    async def warm_up(self, client: httpx.AsyncClient) -> None:
        """Have Neo4j plan each question once, before the clock runs."""
        for query, given in ((TIE, {"id": _global_id(0)}), (PATHS, {"to": theirs(0)}), (HOLES, {"account": "s:a0"})):
            await self.ask(client, query, **given)
        chance, done = random.Random(0), set[str]()
        while len(done) < len(KINDS):
            write = self.book.next(0, 1, 0, chance)
            if write.of[0] not in done:
                self.book.send(write)
                await self._kept(client, write)
                self.book.acknowledge(write)
                done.add(write.of[0])

    async def read(self, client: httpx.AsyncClient, seed: int) -> None:
        """One reader, until it is over."""
        chance = random.Random(seed)
        while not self.over:
            n, begun = chance.randrange(THEIRS), time.monotonic()
            match chance.choices(("tie", "paths", "holes"), (4, 6, 1))[0]:
                case "tie":
                    await self._see_tie(client, n)
                case "paths":
                    await self._see_paths(client, n)
                case _:
                    await self.ask(client, HOLES, account=f"s:a{n % ACCOUNTS}")
            self.taken["reads"].append(time.monotonic() - begun)

    async def _see_tie(self, client: httpx.AsyncClient, n: int, bookmark: str = "") -> None:
        before = self._told_of(n)
        answer = await self.ask(client, TIE, bookmark, id=_global_id(n))
        if answer.data:
            self._judge(f"tie {n}", n, answer.data["node"] or {}, before)

    async def _see_paths(self, client: httpx.AsyncClient, n: int) -> None:
        before = {m: self._told_of(m) for m in range(THEIRS)}
        answer = await self.ask(client, PATHS, to=theirs(n))
        for path in answer.data["pathsTo"]["nodes"] if answer.data else ():
            for hop in path["hops"]:
                fact, _, number = base64.b64decode(hop["factId"]).decode().partition(":w")
                if fact == "Tie:s":
                    self._judge(f"hop to {number}", int(number), hop, before[int(number)])

    def _told_of(self, n: int) -> dict[str, int]:
        return {name: self.book.told[("tie", n), name].kept for name in ("strength", "basis")}

    def _judge(self, what: str, n: int, seen: dict[str, Any], before: dict[str, int]) -> None:
        numbers = {"strength": round((seen.get("strength") or 0) * STEPS), "basis": int(seen.get("basis") or 0)}
        for name, number in numbers.items():
            most = self.book.told[("tie", n), name].sent
            assumed = name == "strength" and seen.get("assumed")
            if not before[name] <= number <= most and not assumed:
                self.wrong.append(f"{what}: {name} is {number}, not {before[name]} to {most}")

    async def kill(self, local: LocalNeo4j, client: httpx.AsyncClient, after: float) -> None:
        """Kill the database, and wait until the service answers from it again."""
        await asyncio.sleep(after)
        pid = local.status().pid
        assert pid
        print(f"killing the database after {after:g} s, {len(self.book.kept):,} writes", flush=True)
        psutil.Process(pid).kill()
        begun = time.monotonic()
        await asyncio.sleep(1)
        async with asyncio.timeout(RECOVERY):
            while (await client.get("/readyz")).status_code != httpx.codes.OK:  # noqa: ASYNC110  (it is elsewhere)
                await asyncio.sleep(0.1)
        self.away.append(time.monotonic() - begun)


@dataclass(frozen=True)
class Answer:
    """What came: the data, unless there were errors, and the bookmark."""

    data: dict[str, Any] | None
    bookmark: str


def main() -> None:
    """Prints what was done and what was wrong; ends with 1 when anything was."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=main.__doc__)
    parser.add_argument("--seconds", type=float, default=180.0)
    parser.add_argument("--writers", type=int, default=8, help="an even number: two write each fact")
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="relgraph-soak-") as folder:
        settings = Settings(_env_file=None, data_dir=Path(folder) / "data", local_linger=0)  # type: ignore[call-arg]
        local = LocalNeo4j(settings)
        with local.lease() as connection:
            soak = asyncio.run(_run(args, local, connection, Path(folder)))
    print(_told(soak, args))
    sys.exit(1 if soak.wrong else 0)


async def _run(args: argparse.Namespace, local: LocalNeo4j, connection: Connection, folder: Path) -> Soak:
    soak = Soak()
    settings = Settings(_env_file=None, read_timeout=READ_TIMEOUT)  # type: ignore[call-arg]
    async with Graph.connect(connection, settings) as graph:
        await migrate(graph)
        await import_folder(graph, write_folder(folder / "first", {}))
        async with _service(connection, folder) as client:
            await soak.warm_up(client)
            pairs, begun = args.writers // 2, time.monotonic()
            killing = asyncio.create_task(soak.kill(local, client, args.seconds / 2))
            work: list[Awaitable[None]] = [
                *(soak.write(client, n // 2, pairs, n % 2, args.seed + n) for n in range(2 * pairs)),
                *(soak.read(client, args.seed + 1000 + n) for n in range(args.readers)),
            ]
            working = asyncio.gather(*work)
            while (passed := time.monotonic() - begun) < args.seconds:
                await asyncio.sleep(min(PROGRESS, args.seconds - passed))
                print(soak.so_far(time.monotonic() - begun), flush=True)
            soak.over = True
            await asyncio.gather(working, killing)
            print("comparing", flush=True)
            served = [await _scores_served(soak, client, n) for n in range(THEIRS)]
        soak.wrong += await _compare(soak, graph, folder, served)
    return soak


def _global_id(n: int) -> str:
    return base64.b64encode(f"Tie:s:w{n}".encode()).decode()


async def _compare(soak: Soak, graph: Graph, folder: Path, served: list[list[float]]) -> list[str]:
    """What the graph is beside a replay of what was acknowledged."""
    values = soak.book.replayed()
    await export_folder(graph, folder / "kept")
    wrong = [*differences(folder / "kept", values), *[each async for each in _lost_steps(soak, graph)]]
    holes = [await _holes(graph, n) for n in range(ACCOUNTS)]
    await _wipe(graph)
    await import_folder(graph, write_folder(folder / "again", values))
    for n, scores in enumerate(served):
        replayed = await _scores(graph, n)
        if [round(each, 9) for each in scores] != [round(each, 9) for each in replayed]:
            wrong.append(f"the paths to {theirs(n)} had {scores}, replayed they have {replayed}")
    for n, seen in enumerate(holes):
        if seen != (replayed_holes := await _holes(graph, n)):
            wrong.append(f"the holes of account {n} were {seen}, replayed they are {replayed_holes}")
    return wrong


async def _lost_steps(soak: Soak, graph: Graph) -> AsyncIterator[str]:
    """Values of ties that were acknowledged and that history does not have, in the order in which they came."""
    for n in range(THEIRS):
        revisions = await list_revisions(graph, f"s:w{n}", limit=1_000_000)
        for name in ("strength", "basis"):
            seen = [revision.values.get(name) for revision in reversed(revisions)]
            steps = [value for value, _ in groupby(seen)]
            numbers = [round(float(str(value)) * (STEPS if name == "strength" else 1)) for value in steps if value]
            kept = soak.book.told[("tie", n), name].kept
            # The last one stands in the tie itself, unless the other value changed after it.
            if numbers not in (list(range(1, kept)), list(range(1, kept + 1))):
                missing = sorted(set(range(1, kept)) - set(numbers))[:SHOWN]
                yield f"the history of tie {n} lacks, or has in another order, {name} {missing or numbers[-SHOWN:]}"


async def _scores_served(soak: Soak, client: httpx.AsyncClient, n: int) -> list[float]:
    answer = await soak.ask(client, PATHS, to=theirs(n))
    return [path["score"] for path in answer.data["pathsTo"]["nodes"]] if answer.data else []


async def _scores(graph: Graph, n: int) -> list[float]:
    today = graph.clock.today()
    found = await find_warm_paths(graph, theirs(n), as_of=today, starts=Starts(), k=5, options=PathOptions())
    return [path.score for path in found.paths]


async def _holes(graph: Graph, n: int) -> list[tuple[str, int, int]]:
    report = await find_coverage(graph, f"s:a{n}", as_of=graph.clock.today())
    return sorted((result.rule.id, result.population, len(result.holes)) for result in report.results)


async def _wipe(graph: Graph) -> None:
    async with graph.driver.session(database=graph.database) as session:
        done = await session.run(
            "MATCH (n) WHERE NOT n:GraphMigration AND NOT n:MigrationLock "
            "CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"
        )
        await done.consume()


@asynccontextmanager
async def _service(connection: Connection, folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    """`relgraph serve` before the database, once it has read its path index."""
    named = {"URI": connection.uri, "USER": connection.user, "PASSWORD": connection.password}
    env = os.environ | {f"RELGRAPH_NEO4J_{name}": value for name, value in named.items()}
    env |= {
        "RELGRAPH_READ_TIMEOUT": f"{READ_TIMEOUT}",
        "RELGRAPH_PORT": "0",
        "RELGRAPH_MAX_ANALYSES_PER_CALLER": "4",
        "NO_COLOR": "1",
    }
    said = folder / "serve.log"
    with said.open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "relgraph", "serve"), cwd=folder, env=env, stdout=log, stderr=log
        )
    try:
        url = await _until(lambda: said.read_text().partition("relgraph answers at ")[2].partition("/graphql")[0])
        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(base_url=url, timeout=PATIENCE, limits=limits, trust_env=False) as client:
            await _until(lambda: "path index read" in said.read_text())
            yield client
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


async def _until(there: Callable[[], object]) -> str:
    async with asyncio.timeout(PATIENCE):
        while not (found := there()):  # noqa: ASYNC110  (it is in a file)
            await asyncio.sleep(0.1)
    return str(found)


def _told(soak: Soak, args: argparse.Namespace) -> str:
    rows: list[list[object]] = []
    for what, taken in soak.taken.items():
        cuts = quantiles(taken, n=20)
        rows.append([what, f"{len(taken):,}", f"{cuts[9] * 1000:.0f} / {cuts[18] * 1000:.0f}", f"{max(taken):.1f}"])
    again = ", ".join(f"{count:,} {code}" for code, count in sorted(soak.passing.items())) or "none"
    away = ", ".join(f"{seconds:.1f} s" for seconds in soak.away)
    return "\n".join(
        [
            "# Soak",
            "",
            f"{machine()}. {args.writers} writers and {args.readers} readers for {args.seconds:g} s, seed {args.seed}.",
            f"The database was killed in the middle; the service answered again after {away}.",
            f"Answers that asked to come again: {again}.",
            "",
            table("Acknowledged", ["what", "how many", "p50 / p95 in ms", "longest, s"], rows),
            f"{len(soak.wrong)} differences" + "".join(f"\n* {each}" for each in soak.wrong[:SHOWN]),
        ]
    )


if __name__ == "__main__":
    main()
