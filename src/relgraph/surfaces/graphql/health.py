"""Is the process up, and can it do its work? Both answers are open to all and say nothing about what is stored."""

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from relgraph.core.errors import MigrationError, RelgraphError
from relgraph.core.extras import Extra, missing
from relgraph.graph.client import Graph
from relgraph.graph.link import Link
from relgraph.migrations import pending
from relgraph.surfaces.graphql.context import RequestState

HEALTH_PATH = "/healthz"
READY_PATH = "/readyz"

_LEFT_OUT = "not installed"
_GONE = {"database": "failed", "migrations": "unknown"}
_PATIENCE = 3.0  # seconds; whoever asks whether to send traffic asks again soon


def create_health_routes() -> list[Route]:
    """`/healthz`: the process is up. `/readyz`: it can do its work.

    The database answers and has the schema of this version, and the search for paths in memory is not stuck. While that
    reads the graph, and where its extra is not installed, the database searches: this is ready, too.
    """
    return [Route(HEALTH_PATH, _healthz), Route(READY_PATH, _Readiness().answer)]


async def _healthz(request: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"})


class _Readiness:
    """Looks once for all who ask at a time. A look is not given up: its queries would never get planned."""

    def __init__(self) -> None:
        self._look: asyncio.Task[dict[str, str]] | None = None

    async def answer(self, request: Request[RequestState]) -> JSONResponse:
        checks = await self._check(request.state["graph"].for_caller("readyz"))
        if index := request.state["path_index"]:
            checks["path_index"] = "stuck" if index.stuck else "ok" if index.ready else "reading"
        elif request.state["graph"].settings.path_index and missing(Extra.PATHS):
            checks["path_index"] = _LEFT_OUT
        ready = all(state in ("ok", "reading", _LEFT_OUT) for state in checks.values())
        return JSONResponse({"status": "ok" if ready else "not ready", "checks": checks}, 200 if ready else 503)

    async def _check(self, graph: Graph) -> dict[str, str]:
        if isinstance(graph.driver, Link) and not graph.driver.up:
            return dict(_GONE)
        if self._look is None or self._look.done():
            self._look = asyncio.create_task(_look(graph))
        done, _ = await asyncio.wait((look := self._look,), timeout=_PATIENCE)
        return dict(look.result() if done else _GONE)


async def _look(graph: Graph) -> dict[str, str]:
    try:
        return {"database": "ok", "migrations": "pending" if await pending(graph) else "ok"}
    except MigrationError:
        return {"database": "ok", "migrations": "failed"}
    except RelgraphError:
        return _GONE
