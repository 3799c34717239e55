"""Is the process up, and can it do its work? Both answers are open to all and say nothing about what is stored."""

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from relgraph.core.errors import MigrationError, RelgraphError
from relgraph.core.extras import Extra, missing
from relgraph.graph.client import Graph
from relgraph.migrations import pending
from relgraph.surfaces.graphql.context import RequestState

HEALTH_PATH = "/healthz"
READY_PATH = "/readyz"

_LEFT_OUT = "not installed"
_PATIENCE = 3.0  # seconds; whoever asks whether to send traffic asks again soon


def create_health_routes() -> list[Route]:
    """`/healthz`: the process is up. `/readyz`: it can do its work.

    The database answers and has the schema of this version, and the search for paths in memory is not stuck. While that
    reads the graph, and where its extra is not installed, the database searches: this is ready, too.
    """
    return [Route(HEALTH_PATH, _healthz), Route(READY_PATH, _readyz)]


async def _healthz(request: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"})


async def _readyz(request: Request[RequestState]) -> JSONResponse:
    checks = await _check(request.state["graph"].for_caller("readyz"))
    if index := request.state["path_index"]:
        checks["path_index"] = "stuck" if index.stuck else "ok" if index.ready else "reading"
    elif request.state["graph"].settings.path_index and missing(Extra.PATHS):
        checks["path_index"] = _LEFT_OUT
    ready = all(state in ("ok", "reading", _LEFT_OUT) for state in checks.values())
    return JSONResponse({"status": "ok" if ready else "not ready", "checks": checks}, 200 if ready else 503)


async def _check(graph: Graph) -> dict[str, str]:
    try:
        async with asyncio.timeout(_PATIENCE):
            missing = await pending(graph)
    except MigrationError:
        return {"database": "ok", "migrations": "failed"}
    except (TimeoutError, RelgraphError):
        return {"database": "failed", "migrations": "unknown"}
    return {"database": "ok", "migrations": "pending" if missing else "ok"}
