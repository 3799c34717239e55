"""`relgraph migrate`: bring the graph's schema up to date."""

import asyncio

import typer

from relgraph.graph.migrate import Migration
from relgraph.graph.open import open_graph
from relgraph.migrations import migrate
from relgraph.surfaces.cli.console import out
from relgraph.surfaces.cli.progress import Steps
from relgraph.surfaces.cli.session import Session


def migrate_command(ctx: typer.Context) -> None:
    """Apply the graph migrations that are pending. The local Neo4j is migrated by itself; your own asks for this."""
    settings = Session.of(ctx).settings

    async def run() -> list[Migration]:
        async with open_graph(settings, Steps()) as graph:
            return await migrate(graph)

    applied = asyncio.run(run())
    for migration in applied:
        out().print(f"applied {migration.title}", markup=False)
    if not applied:
        out().print("The graph is up to date.")
