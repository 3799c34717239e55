"""`make bench`: imports, account reads and hubs; path search. Prints Markdown and keeps it in bench/RESULTS.md."""

import argparse
import asyncio
import sys
import tempfile
from datetime import date
from pathlib import Path

from bench import paths
from bench.book import write_book
from bench.hubs import add_account, hubs_table
from bench.import_rate import import_rate, raw_rate
from bench.measure import keep, machine, table
from bench.reads import account_reads
from relgraph.core.config import Settings
from relgraph.graph.client import Graph
from relgraph.graph.local import LocalNeo4j

HEAP_MB, PAGE_CACHE_MB = 2048, 1024


def main() -> None:
    """Run everything, or one part. The books that are imported online take some minutes and about 2 GB of disk."""
    parser = argparse.ArgumentParser(prog="make bench", description=main.__doc__)
    parser.add_argument("--only", choices=["imports", "paths"], help="one part; the results of the other stay")
    parser.add_argument(
        "--import-people", type=int, default=100_000, help="customers in the largest book that is imported online"
    )
    paths.add_options(parser)
    args = parser.parse_args()
    if args.only != "paths":
        largest = args.import_people
        sizes = sorted({max(1000, largest // 100), max(1000, largest // 10), largest})
        with tempfile.TemporaryDirectory(prefix="relgraph-bench-") as folder:
            report = asyncio.run(_run(Path(folder), sizes))
        print(report)
        keep("imports", report)
    if args.only != "imports":
        sys.exit(paths.measure(args))


async def _run(folder: Path, sizes: list[int]) -> str:
    reads: dict[str, list[str]] = {}
    raw: dict[str, float] = {}
    rates: list[list[object]] = []
    hubs = ""
    for people in sizes:
        book = folder / f"book-{people}"
        ties = write_book(book, people)["ties"]
        print(f"{people:,} people, {ties:,} ties …", flush=True)
        if people == sizes[-1]:
            for way, bare in (
                ("UNWIND, bare columns, no schema", True),
                ("UNWIND, relgraph's facts and schema", False),
            ):
                with LocalNeo4j(_settings(folder / f"raw-{bare}")).lease() as connection:
                    raw[way] = raw_rate(connection, book, bare=bare)
        settings = _settings(folder / f"data-{people}")
        with LocalNeo4j(settings).lease() as connection:
            rate, rest, memory = import_rate(book, settings.data_dir)
            async with Graph.connect(connection, settings) as graph:
                for question, (p50, p95) in (await account_reads(graph)).items():
                    reads.setdefault(question, []).append(f"{p50:.0f} / {p95:.0f}")
                if people == sizes[0]:
                    await add_account(graph)
                    hubs = await hubs_table(graph)
        if people == sizes[-1]:
            for way, peer in raw.items():
                rates.append([way, f"{peer:,.0f}", f"{rate / peer:.2f}", "", ""])
            rates.append(["relgraph import", f"{rate:,.0f}", "", f"{rest:.0f}", str(memory)])
    return "\n".join(
        [
            "# Imports, accounts and hubs",
            "",
            f"By `make bench` on {date.today()}: {machine()}; local Neo4j, {HEAP_MB} MiB heap, "
            f"{PAGE_CACHE_MB} MiB page cache.",
            "",
            table(
                f"Import of {sizes[-1]:,} people with {sizes[-1] * 10:,} ties",
                ["way", "ties a second", "relgraph beside it", "seconds for all else", "importer's peak memory, MiB"],
                rates,
            ),
            table(
                "Questions about one account of 200 people, p50 / p95 in ms",
                ["question", *(f"{people * 10:,} ties" for people in sizes)],
                [[question, *cells] for question, cells in reads.items()],
            ),
            hubs,
        ]
    )


def _settings(data_dir: Path) -> Settings:
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        data_dir=data_dir,
        neo4j_uri=None,
        local_heap_mb=HEAP_MB,
        local_page_cache_mb=PAGE_CACHE_MB,
    )


if __name__ == "__main__":
    main()
