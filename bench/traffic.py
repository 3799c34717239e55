"""`python -m bench.traffic`: a log of mail among many people into a graph, the strengths of their ties out of it.

Everybody writes to a few dozen others, to some of them often, as in offices. Prints how long the import takes, its
memory, and what the database grows by; how long computing all strengths takes, and those of a day's news; and whether
questions about paths and accounts are slower than before.
"""

import argparse
import asyncio
import csv
import random
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path

import psutil

from bench.imports import Imported, imported
from bench.measure import keep, machine, percentiles, table
from relgraph.core.config import Settings
from relgraph.graph.local import LocalNeo4j
from relgraph.graph.open import open_graph
from relgraph.paths.model import Starts, Targets
from relgraph.paths.service import find_warm_paths
from relgraph.playbook.service import load_playbook
from relgraph.profile.service import find_profile
from relgraph.strength.in_force import counting
from relgraph.strength.service import ScoreReport, score_ties

PEOPLE, MAILS = 20_000, 10_000_000
MOST_MINUTES, MOST_GB = 10, 1.0
CIRCLE = 60
"""To so many others everybody writes."""
DAYS = 365
ACCOUNT_SIZE = 100
OURS = 400
ASKED = 30
YESTERDAY = date.today() - timedelta(days=1)


def main() -> None:
    """Write a log, import it twice, compute strengths, and keep what that took in RESULTS.md."""
    parser = argparse.ArgumentParser(prog="python -m bench.traffic", description=main.__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--mails", type=int, default=MAILS)
    parser.add_argument("--keep", action="store_true", help="put the results into RESULTS.md")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="relgraph-bench-") as name:
        folder = Path(name)
        write_people(folder / "people", args.people)
        write_log(folder / "mail.csv", args.people, args.mails)
        settings = Settings(_env_file=None, data_dir=folder / "data", neo4j_uri=None)  # type: ignore[call-arg]
        neo4j = LocalNeo4j(settings)
        with neo4j.lease():
            imported(["csv", str(folder / "people")], settings.data_dir)
            empty, before = stored(settings.data_dir), asyncio.run(asked(settings, args.people))
            runs = [measured(neo4j, ["log", str(folder / "mail.csv")], settings.data_dir) for _ in range(2)]
            grown, after = stored(settings.data_dir) - empty, asyncio.run(asked(settings, args.people))
            scored = asyncio.run(computed(settings))
    report = _report(args, runs, grown, {"before": before, "after": after}, scored)
    print(report)
    if args.keep:
        keep(f"traffic {args.mails}", report)


def write_people(folder: Path, people: int) -> None:
    """People of ours and of accounts, and a tie of recorded strength each, so that ways lead everywhere."""
    folder.mkdir()
    chance = random.Random(5)
    accounts = [f"b:a{n}" for n in range((people - OURS) // ACCOUNT_SIZE)]
    _csv(folder / "organizations.csv", ["id", "kind", "name"], [["b:us", "vendor", "Us"]])
    with (folder / "organizations.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{account},customer,Account {account}\n" for account in accounts)
    _csv(folder / "people.csv", ["id", "name"], [[f"b:{n}", f"Person {n}"] for n in range(people)])
    seats = [
        [f"b:{n}", "b:us" if n < OURS else accounts[min((n - OURS) // ACCOUNT_SIZE, len(accounts) - 1)]]
        for n in range(people)
    ]
    _csv(folder / "positions.csv", ["person", "organization"], seats)
    pairs = {tuple(sorted((n, other))) for n in range(people) for other in _some(chance, n, people, 5)}
    ties = [[f"b:{n}", f"b:{other}", round(chance.random(), 2)] for n, other in sorted(pairs)]
    _csv(folder / "ties.csv", ["person_a", "person_b", "strength"], ties)


def write_log(path: Path, people: int, mails: int) -> None:
    """Mail of a year: of his circle everybody writes to a few often."""
    chance = random.Random(7)
    begin = date.today() - timedelta(days=DAYS)
    days = [(begin + timedelta(days=n)).isoformat() for n in range(DAYS)]
    circles = [_some(chance, n, people, CIRCLE) for n in range(people)]
    with path.open("w", encoding="utf-8") as file:
        file.write("at,from,to\n")
        for _ in range(mails):
            n = int(chance.random() * people)
            # The square makes the first of the circle the ones who get most.
            other = circles[n][int(chance.random() ** 2 * CIRCLE)]
            one, other = (n, other) if chance.random() < 0.5 else (other, n)
            file.write(f"{days[int(chance.random() * DAYS)]},b:{one},b:{other}\n")


def _some(chance: random.Random, n: int, people: int, count: int) -> list[int]:
    """Others, most of them near by: colleagues, and the people of an account."""
    near = [(n + step) % people for step in chance.sample(range(1, 4 * count), count * 3 // 4)]
    return [*near, *((n + chance.randrange(1, people)) % people for _ in range(count - len(near)))]


def _csv(path: Path, header: list[str], rows: list[list[object]] | list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def measured(neo4j: LocalNeo4j, what: list[str], data_dir: Path) -> tuple[Imported, float]:
    """What an import took, and how many processor seconds of Neo4j."""
    process = psutil.Process(neo4j.status().pid)
    before = sum(process.cpu_times()[:2])
    return imported(what, data_dir), sum(process.cpu_times()[:2]) - before


def stored(data_dir: Path) -> float:
    """What the database takes, in GB, without the logs of transactions."""
    files = (data_dir / "neo4j").rglob("databases/**/*")
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e9


Times = tuple[float, float]


async def asked(settings: Settings, people: int) -> dict[str, Times]:
    """p50 and p95 of paths to somebody, of an account and of a person at a glance, in ms."""
    chance = random.Random(11)
    async with open_graph(settings) as graph:

        async def way() -> None:
            targets = Targets(people=[f"b:{chance.randrange(OURS, people)}"])
            starts = Starts(people=[f"b:{chance.randrange(OURS)}"])
            await find_warm_paths(graph, targets, as_of=YESTERDAY, starts=starts, k=5)

        async def account() -> None:
            account = chance.randrange((people - OURS) // ACCOUNT_SIZE)
            await find_profile(graph, f"b:a{account}", as_of=YESTERDAY)

        async def person() -> None:
            await find_profile(graph, f"b:{chance.randrange(OURS, people)}", as_of=YESTERDAY)

        asks: dict[str, Callable[[], Awaitable[None]]] = {
            "paths to somebody": way,
            "an account": account,
            "a person": person,
        }
        return {name: await percentiles(work, ASKED) for name, work in asks.items()}


async def computed(settings: Settings) -> list[tuple[str, float, ScoreReport]]:
    """Computing all strengths, again, and those of a day's news: seconds, and what that did."""
    runs: list[tuple[str, float, ScoreReport]] = []
    async with open_graph(settings) as graph:
        with_playbook = counting(load_playbook(None))
        for name, everything in (("all pairs, again", True), ("what is new since then", False)):
            begin = time.perf_counter()
            report = await score_ties(graph, with_playbook, everything=everything)
            runs.append((name, time.perf_counter() - begin, report))
    return runs


def _report(
    args: argparse.Namespace,
    runs: list[tuple[Imported, float]],
    grown: float,
    asks: dict[str, dict[str, Times]],
    scored: list[tuple[str, float, ScoreReport]],
) -> str:
    told: list[list[object]] = [
        [
            which,
            f"{run.seconds:.0f}",
            f"{run.processor:.0f}",
            f"{neo4j:.0f}",
            f"{args.mails / run.seconds:,.0f}",
            run.memory,
        ]
        for which, (run, neo4j) in zip(("first", "again"), runs, strict=True)
    ]
    asked_rows: list[list[object]] = [
        [name, *(f"{ms:.1f}" for when in ("before", "after") for ms in asks[when][name])] for name in asks["before"]
    ]
    scored_rows: list[list[object]] = [
        [name, f"{seconds:.1f}", f"{r.pairs:,}", f"{r.known:,}", r.written + r.ended] for name, seconds, r in scored
    ]
    return "\n".join(
        [
            f"# A log of {args.mails:,} mails",
            "",
            f"By `python -m bench.traffic` on {date.today()}: {machine()}. {args.mails:,} mails of a year among "
            f"{args.people:,} people; the database grew by {grown:.2f} GB, ties of computed strength among it. The "
            f"targets are {MOST_MINUTES} minutes and {MOST_GB:g} GB for {MAILS:,} among {PEOPLE:,}.",
            "",
            table(
                "`relgraph import log`, strengths computed",
                [
                    "import",
                    "seconds",
                    "processor seconds of the importer",
                    "and of Neo4j",
                    "mails a second",
                    "peak memory of the importer, MiB",
                ],
                told,
            ),
            table("Questions, ms", ["question", "p50 before", "p95 before", "p50 after", "p95 after"], asked_rows),
            table("Strengths", ["what", "seconds", "pairs", "known", "changed"], scored_rows),
        ]
    )


if __name__ == "__main__":
    main()
