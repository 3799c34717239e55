"""The graph's migrations with the steps that they ask for."""

from relgraph.graph.client import Graph
from relgraph.graph.migrate import Migration, Steps
from relgraph.graph.migrate import migrate as apply
from relgraph.search.filling import fill_search_names

STEPS: Steps = {"fill_search_names": fill_search_names}


async def migrate(graph: Graph, migrations: list[Migration] | None = None) -> list[Migration]:
    """Apply what is pending and return it; nothing when the graph is up to date."""
    return await apply(graph, STEPS, migrations)
