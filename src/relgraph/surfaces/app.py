"""The only place that builds the server: settings in, application out."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import TYPE_CHECKING

import strawberry
import structlog
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Route, WebSocketRoute

from relgraph import __version__
from relgraph.audit.findings.feed import FindingFeed
from relgraph.core.background import GRACE, repeated
from relgraph.core.config import Settings
from relgraph.core.errors import RelgraphError
from relgraph.core.extras import Extra, missing
from relgraph.graph.client import Graph
from relgraph.graph.open import open_graph
from relgraph.notify.deliveries.courier import Courier
from relgraph.notify.schedules.scheduler import Scheduler
from relgraph.paths.service import plan_ahead
from relgraph.surfaces.graphql.context import ServerState, Shared
from relgraph.surfaces.graphql.documents import Documents
from relgraph.surfaces.graphql.health import create_health_routes
from relgraph.surfaces.graphql.http import GRAPHQL_PATH, create_graphql_route
from relgraph.surfaces.graphql.ide import create_ide_route
from relgraph.surfaces.graphql.middleware import REQUEST_ID_HEADER, RequestLog, SameOrigin
from relgraph.surfaces.graphql.request import BOOKMARK_HEADER, ZONE_HEADER
from relgraph.surfaces.graphql.sockets import create_socket_route

if TYPE_CHECKING:
    from relgraph.paths.index.service import PathIndex

log = structlog.get_logger(__name__)

OpenGraph = Callable[[Settings], AbstractAsyncContextManager[Graph]]


def create_app(
    settings: Settings, schema: strawberry.Schema | None = None, *, open_graph: OpenGraph = open_graph
) -> FastAPI:
    """The ASGI application. It opens its graph when it starts and closes it when it stops; it migrates nothing."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[ServerState]:
        async with (
            open_graph(settings) as graph,
            _path_index(settings, graph) as path_index,
            _scheduler(settings, graph),
        ):
            planning = asyncio.create_task(_plan_ahead(graph))
            try:
                async with FindingFeed(graph.for_caller("feed")).kept() as feed:
                    shared = Shared.of(settings)
                    yield ServerState(graph=graph, shared=shared, path_index=path_index, feed=feed)
            finally:
                # A query under way is let come to its end: the driver would leave its connection open.
                await asyncio.wait([planning], timeout=GRACE)
                planning.cancel()

    documents = Documents(schema or _default_schema(), settings)
    routes: list[Route | WebSocketRoute] = [
        create_graphql_route(documents, settings),
        create_socket_route(GRAPHQL_PATH, documents, settings),
        *create_health_routes(),
    ]
    if settings.graphql_ide:
        routes.append(create_ide_route())
    return FastAPI(
        title="relgraph",
        version=__version__,
        lifespan=lifespan,
        routes=list(routes),
        middleware=_middleware(settings, routes),
        redirect_slashes=False,
        # The GraphQL schema is the contract; there is no REST to describe.
        openapi_url=None,
    )


async def _plan_ahead(graph: Graph) -> None:
    """Let Neo4j plan the search for paths, which takes it seconds once, before somebody waits for it (ADR 0006)."""
    with suppress(RelgraphError):
        await plan_ahead(graph)


@asynccontextmanager
async def _path_index(settings: Settings, graph: Graph) -> AsyncIterator["PathIndex | None"]:
    gone = missing(Extra.PATHS)
    if settings.path_index and gone:
        log.warning("paths are searched in the database", not_installed=gone)
    if not settings.path_index or gone:
        yield None
        return
    from relgraph.paths.index.service import PathIndex  # noqa: PLC0415  (slow to import, and of an extra)

    async with PathIndex().kept(graph) as index:
        yield index


@asynccontextmanager
async def _scheduler(settings: Settings, graph: Graph) -> AsyncIterator[None]:
    """Carry out audit schedules and deliver notifications in the background."""
    if not settings.scheduler:
        yield
        return
    scheduler, courier = Scheduler(graph.for_caller("scheduler")), Courier(graph.for_caller("courier"))
    async with repeated(scheduler.step, "scheduler"), repeated(courier.step, "notifications"):
        yield


def _middleware(settings: Settings, routes: Sequence[Route | WebSocketRoute]) -> list[Middleware]:
    """From the outside in."""
    stack = [Middleware(RequestLog, paths=frozenset(route.path for route in routes))]
    origins = frozenset(settings.cors_origins)
    if settings.api_token_hashes:
        # A browser brings no token by itself; but it lets every page read from a WebSocket, as CORS would forbid it.
        stack.append(Middleware(SameOrigin, allowed=origins, kinds=frozenset({"websocket"}), secure=True))
    else:
        hosts = ["localhost", "127.0.0.1", "[::1]", settings.host]
        stack.append(Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False))
        stack.append(Middleware(SameOrigin, allowed=origins))
    if settings.cors_origins:
        cors = Middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", BOOKMARK_HEADER, REQUEST_ID_HEADER, ZONE_HEADER],
            expose_headers=[BOOKMARK_HEADER, REQUEST_ID_HEADER],
        )
        stack.append(cors)
    return stack


def _default_schema() -> strawberry.Schema:
    from relgraph.surfaces.graphql.schema import schema  # noqa: PLC0415  (slow to import, and not wanted where one is given)

    return schema
