"""`relgraph serve`: the GraphQL API."""

import signal
from typing import Annotated

import typer

from relgraph.core.extras import Extra, require_extra
from relgraph.graph.client import Graph
from relgraph.surfaces.cli.console import err
from relgraph.surfaces.cli.session import Session


def serve(
    ctx: typer.Context,
    *,
    host: Annotated[str | None, typer.Option("--host", help="Address to listen on, instead of RELGRAPH_HOST.")] = None,
    port: Annotated[
        int | None, typer.Option("--port", min=0, max=65535, help="Port, instead of RELGRAPH_PORT; 0 for a free one.")
    ] = None,
) -> None:
    """Serve the GraphQL API until Ctrl-C. The local Neo4j is started, and stopped again in the end."""
    require_extra(Extra.SERVE)
    from relgraph.surfaces.serve import check_can_serve  # noqa: PLC0415  (of the extra)
    from relgraph.surfaces.serve import serve as run_server  # noqa: PLC0415

    heed_interrupts()
    session = Session.of(ctx)
    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    # Who ends a service wants it gone with all that belongs to it.
    settings = session.settings.model_copy(update={**given, "local_linger": 0.0})

    check_can_serve(settings)  # before a database is started for nothing

    async def work(graph: Graph) -> None:
        await run_server(settings, say_where, graph=graph)

    session.with_graph(work, settings=settings)


def heed_interrupts() -> None:
    """End on SIGINT, also where it was ignored when we were started.

    Shells start background jobs so, and daemons often do: a service that then ignores it cannot be stopped by it.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def say_where(url: str) -> None:
    """Tell on stderr where the API is; stdout is for results."""
    err().print(f"relgraph answers at {url}/graphql (Ctrl-C stops it)", markup=False)
