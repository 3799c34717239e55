"""Hubs of one large account: the whole service beside the libraries alone, on the same network in the same process.

`python -m bench.hubs` asks the database of RELGRAPH_TEST_NEO4J_URI alone; it must be empty, and is left filled.
"""

import asyncio
import csv
import os
import random
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

import rustworkx

from bench.book import AS_OF, HEADERS
from bench.measure import table
from relgraph.connect.csv.service import import_folder
from relgraph.core.config import Settings
from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection
from relgraph.hubs.measures import measure
from relgraph.hubs.model import ALL_MEASURES, HubMeasure, HubScope
from relgraph.hubs.network import Network
from relgraph.hubs.reasons import explain_hubs
from relgraph.hubs.service import MAX_PEOPLE, READ_NETWORK, find_hubs
from relgraph.migrations import migrate

PEOPLE, TIES, INFLUENCES, UNITS = 4_000, 40_000, 8_000, 40
ACCOUNT = "b:large"
SCOPE = HubScope.of(account=ACCOUNT)
DAY = date.fromisoformat(AS_OF)
TIMES = 5

Rows = list[list[object]]


def write_account(folder: Path, seed: int = 7) -> None:
    """Write the account as a CSV folder."""
    rng = random.Random(seed)
    ids = [f"b:large.p{n}" for n in range(PEOPLE)]
    units = [f"b:large.u{n}" for n in range(UNITS)]
    pairs: set[tuple[str, str]] = set()
    while len(pairs) < TIES:
        one, other = rng.sample(ids, 2)
        pairs.add((min(one, other), max(one, other)))
    ties = [
        (n, *ends, round(min(0.95, max(0.02, rng.betavariate(1.6, 3.0))), 2)) for n, ends in enumerate(sorted(pairs))
    ]
    files: dict[str, Rows] = {
        "organizations": [[ACCOUNT, "customer", "Large"]],
        "units": [[unit, ACCOUNT, unit, "operations"] for unit in units],
        "people": [[id_, id_] for id_ in ids],
        "positions": [[id_, ACCOUNT, units[n % UNITS], 1 + min(n, 5)] for n, id_ in enumerate(ids)],
        "ties": [[f"b:large.t{n}", *rest, "worked together", "2026-05-01", "2020-01-01"] for n, *rest in ties],
        "influences": [[*rng.sample(ids, 2), round(rng.uniform(0.1, 0.9), 2)] for _ in range(INFLUENCES)],
    }
    for name, rows in files.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([HEADERS[name], *rows])


async def hubs_table(graph: Graph) -> str:
    """The account is there; how long its hubs take."""
    rows = await graph.fetch(READ_NETWORK, scope="account", id=ACCOUNT, as_of=DAY, limit=MAX_PEOPLE)
    network = Network(rows)
    first = [hub.person.id for hub in await find_hubs(graph, SCOPE, as_of=DAY)]
    betweenness = {"as_of": DAY, "order_by": HubMeasure.BETWEENNESS}
    questions: dict[str, Callable[[], Awaitable[object]]] = {
        "rustworkx alone, unweighted betweenness": lambda: asyncio.to_thread(_rustworkx, network),
        "NetworKit and scipy alone, weighted betweenness": lambda: asyncio.to_thread(measure, network, ALL_MEASURES),
        "hubs by betweenness, all measures": lambda: find_hubs(graph, SCOPE, **betweenness),
        "hubs by influence, no chains": lambda: find_hubs(graph, SCOPE, as_of=DAY, measures=()),
        "why 25 of them are hubs": lambda: explain_hubs(graph, first, SCOPE, as_of=DAY),
    }
    shown = [[question, *(f"{value:.2f}" for value in await _best(work))] for question, work in questions.items()]
    title = f"Hubs of an account of {PEOPLE:,} people with {TIES:,} ties, best of {TIMES}"
    return table(title, ["what", "seconds", "of processor time"], shown)


def _rustworkx(network: Network) -> None:
    ties = rustworkx.PyGraph(multigraph=False)
    ties.add_nodes_from(range(len(network)))
    ties.add_edges_from_no_data(list(network.ties))
    listening = rustworkx.PyDiGraph()
    listening.add_nodes_from(range(len(network)))
    listening.add_edges_from([(other, one, weight or 0.3) for (one, other), weight in network.sways.items()])
    rustworkx.betweenness_centrality(ties)
    rustworkx.closeness_centrality(ties)
    rustworkx.core_number(ties)
    rustworkx.pagerank(listening, weight_fn=float, tol=1e-12, max_iter=1000)


async def _best(work: Callable[[], Awaitable[object]]) -> tuple[float, float]:
    """The least seconds on the clock, and of this process's processor time."""
    taken = []
    for _ in range(TIMES):
        begin, spent = time.perf_counter(), time.process_time()
        await work()
        taken.append((time.perf_counter() - begin, time.process_time() - spent))
    return min(seconds for seconds, _ in taken), min(spent for _, spent in taken)


async def add_account(graph: Graph) -> None:
    """Import the account into a graph."""
    with tempfile.TemporaryDirectory(prefix="relgraph-bench-") as folder:
        write_account(Path(folder))
        await import_folder(graph, Path(folder), rejects=Path(folder) / "rejects")


async def _main() -> None:
    uri, password = os.environ["RELGRAPH_TEST_NEO4J_URI"], os.environ["RELGRAPH_TEST_NEO4J_PASSWORD"]
    settings = Settings(_env_file=None)  # type: ignore[call-arg]
    async with Graph.connect(Connection(uri, "neo4j", password), settings) as graph:
        await migrate(graph)
        await add_account(graph)
        print(await hubs_table(graph))


if __name__ == "__main__":
    asyncio.run(_main())
