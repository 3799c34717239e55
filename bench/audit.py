"""The audit of a whole book, beside a loop that asks for one account after another.

python -m bench.audit --people 10000
"""

import argparse
import asyncio
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import psutil

from bench.measure import keep, machine, peak_mb, table
from bench.offline import book_settings, books_dir, open_book
from bench.world import AS_OF, World
from relgraph.audit.evaluation.service import evaluate, find_known_here, find_sides, rules_of
from relgraph.audit.runs.service import BATCH, LIST_ACCOUNTS, run_audit
from relgraph.core.config import Settings
from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection

MEMORY = {1_000_000: (2000, 2800)}
"""Heap and page cache in MiB, by people; smaller books have what is in `SMALLER`."""
SMALLER = (1500, 1000)
SAMPLE = 10
"""Accounts that the loop asks about, one by one."""


def main() -> None:
    """Measure the audit; the table goes to bench/RESULTS.md."""
    parser = argparse.ArgumentParser(prog="python -m bench.audit", description=main.__doc__)
    parser.add_argument(
        "--people", type=int, default=10_000, help="people in the book; 1,000,000 is about 10,000 accounts"
    )
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--dir", type=Path, default=books_dir(), help="where books are kept")
    parser.add_argument("--keep", action="store_true", help="put the table into bench/RESULTS.md")
    args = parser.parse_args()
    world = World.of(args.people, args.seed)
    heap, cache = MEMORY.get(args.people, SMALLER)
    settings = book_settings(args.dir, world, heap_mb=heap, page_cache_mb=cache)
    with open_book(world, settings) as connection:
        report = asyncio.run(_measure(connection, settings, args.people))
    print(report)
    if args.keep:
        keep("audit", report)


async def _measure(connection: Connection, settings: Settings, people: int) -> str:
    async with Graph.connect(connection, settings) as graph:
        await _forget(graph)
        accounts = [account.id for account in await graph.fetch(LIST_ACCOUNTS, after="", as_of=AS_OF, limit=100_000)]
        await run_audit(graph, account=accounts[0], as_of=AS_OF)  # Neo4j plans each rule once
        runs = []
        for week in (0, 1, 2):
            begin, spent = time.perf_counter(), _processor_seconds(settings)
            run = await run_audit(graph, as_of=AS_OF + timedelta(days=7 * week))
            runs.append((time.perf_counter() - begin, _processor_seconds(settings) - spent, run))
        sample = accounts[:: max(1, len(accounts) // SAMPLE)]
        alone = await _one_by_one(graph, sample)
        whole, by_rule = await _by_rule(graph, accounts)
        await _forget(graph)
    loop = alone / len(sample) * len(accounts)
    (first, *_, opened), *later = runs
    rows: list[list[object]] = [
        ["first run, rules planned, all written", f"{first:.1f}", f"{opened.opened:,} findings opened"],
        *(
            ["a week later", f"{taken:.1f}", f"{run.persisting:,} persist; {spent:.0f} s of processor time"]
            for taken, spent, run in later
        ),
        ["rules alone, in batches", f"{whole:.1f}", f"{BATCH} accounts a batch, one rule after another"],
        ["rules alone, account by account", f"{loop:.1f}", f"from {len(sample)}; {loop / whole:.1f} times as long"],
    ]
    title = f"Audit of {len(accounts):,} accounts with {people:,} people"
    worst = [[rule, f"{taken:.2f}"] for rule, taken in by_rule.most_common(8)]
    mine = peak_mb(psutil.Process())
    return "\n".join(
        [
            "# Audit",
            "",
            f"By `python -m bench.audit`: {machine()}. The auditing process held {mine} MiB at most.",
            "",
            table(title, ["what", "seconds", ""], rows),
            table("The slowest rules, over the whole book", ["rule", "seconds"], worst),
        ]
    )


async def _one_by_one(graph: Graph, accounts: list[str]) -> float:
    sides = await find_sides(graph, AS_OF)
    begin = time.perf_counter()
    for account in accounts:
        here = await find_known_here(graph, [account], sides)
        for loaded in rules_of(graph.settings):
            await evaluate(graph, loaded, [account], sides=sides, here=here, as_of=AS_OF)
    return time.perf_counter() - begin


async def _by_rule(graph: Graph, accounts: list[str]) -> tuple[float, Counter[str]]:
    sides, spent = await find_sides(graph, AS_OF), Counter[str]()
    for first in range(0, len(accounts), BATCH):
        batch = accounts[first : first + BATCH]
        here = await find_known_here(graph, batch, sides)
        for loaded in rules_of(graph.settings):
            begin = time.perf_counter()
            await evaluate(graph, loaded, batch, sides=sides, here=here, as_of=AS_OF)
            spent[loaded.rule.id] += time.perf_counter() - begin  # type: ignore[assignment]
    return sum(spent.values()), spent


def _processor_seconds(settings: Settings) -> float:
    """What this process and the book's Neo4j have used so far."""
    theirs = [
        p for p in psutil.process_iter(["cmdline"]) if str(settings.data_dir) in " ".join(p.info["cmdline"] or ())
    ]
    used = [process.cpu_times() for process in {psutil.Process(), *theirs}]
    return sum(times.user + times.system for times in used)


async def _forget(graph: Graph) -> None:
    async with graph.driver.session(database=graph.database) as session:
        for label in ("AuditRun", "AuditFinding", "AuditResult", "AuditLock", "AuditGate"):
            done = await session.run(f"MATCH (n:{label}) CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF 10000 ROWS")
            await done.consume()


if __name__ == "__main__":
    main()
