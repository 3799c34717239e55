"""The graph's migrations with the steps that they ask for, and what the kinds ask for."""

from relgraph.graph.client import Graph
from relgraph.graph.migrate import LIST_INDEXES, Migration, Steps, apply_declared
from relgraph.graph.migrate import migrate as apply
from relgraph.graph.migrate import pending as pending_files
from relgraph.identity.judgement import LEDGER
from relgraph.kinds import KINDS
from relgraph.record.schema import missing_for
from relgraph.search.filling import fill_search_names

STEPS: Steps = {"fill_search_names": fill_search_names}


async def pending(graph: Graph, migrations: list[Migration] | None = None) -> list[Migration]:
    """What is still to be applied. Raises MigrationError when the graph and the files contradict each other."""
    return await pending_files(graph, migrations) or await _missing(graph)


async def migrate(graph: Graph, migrations: list[Migration] | None = None) -> list[Migration]:
    """Apply what is pending and return it; nothing when the graph is up to date."""
    applied = await apply(graph, STEPS, migrations)
    declared = await _missing(graph)
    for migration in declared:
        await apply_declared(graph, migration)
    return [*applied, *declared]


async def _missing(graph: Graph) -> list[Migration]:
    present = {index.name for index in await graph.fetch(LIST_INDEXES)}
    return [*missing_for(KINDS, present), *missing_for(LEDGER, present)]
