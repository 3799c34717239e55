"""Open the process's graph: the configured Neo4j, or the local one."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import AbstractContextManager, asynccontextmanager
from typing import TYPE_CHECKING

from relgraph.core.config import Settings
from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection
from relgraph.graph.link import Find, Link

if TYPE_CHECKING:
    from relgraph.graph.local import ProgressReporter


@asynccontextmanager
async def open_graph(settings: Settings, progress: "ProgressReporter | None" = None) -> AsyncIterator[Graph]:
    """The graph that the settings name, open until the end of the block. `progress` hears what takes its time."""
    async with (
        _connection(settings, progress) as (connection, find),
        Graph.connect(connection, settings, find) as graph,
    ):
        yield graph


@asynccontextmanager
async def opened_again(graph: Graph, bookmarks: Iterable[str] = ()) -> AsyncIterator[Graph]:
    """The same graph for the same caller, in another event loop than that in which it was opened.

    It sees what `bookmarks` stand for. Raises TypeError where the graph has a driver that is not ours to repeat.
    """
    if not isinstance(graph.driver, Link):
        raise TypeError("only a link can be made again")
    link = graph.driver.again()
    try:
        again = Graph(link, graph.settings, graph.database)
        yield again.for_caller(graph.operation, bookmarks, clock=graph.clock, principal=graph.principal)
    finally:
        await link.close()


@asynccontextmanager
async def _connection(
    settings: Settings, progress: "ProgressReporter | None"
) -> AsyncIterator[tuple[Connection, Find | None]]:
    if settings.neo4j_uri and settings.neo4j_password:
        password = settings.neo4j_password.get_secret_value()
        yield Connection(settings.neo4j_uri, settings.neo4j_user, password, settings.neo4j_database), None
        return
    from relgraph.graph.local import LocalNeo4j  # noqa: PLC0415  (only whoever uses it needs its dependencies)

    local = LocalNeo4j(settings, progress)
    lease: AbstractContextManager[Connection] = local.lease(linger=settings.local_linger)
    # Starting and stopping a database blocks for seconds; the event loop goes on meanwhile.
    connection = await asyncio.to_thread(lease.__enter__)
    try:
        yield connection, local.where
    except BaseException as error:
        # What failed or was interrupted leaves nothing running.
        await asyncio.to_thread(lease.__exit__, type(error), error, error.__traceback__)
        raise
    await asyncio.to_thread(lease.__exit__, None, None, None)
