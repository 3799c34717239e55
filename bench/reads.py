"""Reads around one account, in books of three sizes side by side: they must not grow with the book."""

from datetime import date

from bench.book import AS_OF, account_id, decision_maker_id
from bench.measure import percentiles
from relgraph.audit.evaluation.service import find_coverage
from relgraph.graph.client import Graph
from relgraph.hubs.model import HubScope
from relgraph.hubs.service import find_hubs
from relgraph.paths.model import PathOptions
from relgraph.paths.service import find_warm_paths

DAY = date.fromisoformat(AS_OF)
TIMES = 40


async def account_reads(graph: Graph) -> dict[str, tuple[float, float]]:
    """(p50, p95) in milliseconds of each question about account 0."""
    account, target = account_id(0), decision_maker_id(0)
    questions = {
        "hubs of an account": lambda: find_hubs(graph, HubScope.of(account=account), as_of=DAY),
        "coverage holes of an account": lambda: find_coverage(graph, account, as_of=DAY),
        "10 paths, at most 3 hops": lambda: find_warm_paths(graph, target, as_of=DAY, options=PathOptions(max_hops=3)),
        "10 paths, at most 4 hops": lambda: find_warm_paths(graph, target, as_of=DAY),
    }
    return {name: await percentiles(work, TIMES) for name, work in questions.items()}
