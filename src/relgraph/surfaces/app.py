"""The only place that builds the server: settings in, application out."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

import strawberry
import structlog
from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Route, WebSocketRoute
from starlette_compress import CompressMiddleware, add_compress_type, remove_compress_type

from relgraph import __version__
from relgraph.analyses.ahead import Ahead
from relgraph.audit.findings.feed import FindingFeed
from relgraph.changes.feed import ChangeFeed
from relgraph.core.background import repeated
from relgraph.core.config import Settings
from relgraph.core.extras import Extra, missing
from relgraph.core.watch import Watch
from relgraph.graph.client import Graph
from relgraph.graph.link import Link
from relgraph.graph.open import open_graph
from relgraph.migrations import pending
from relgraph.notify.deliveries.courier import Courier
from relgraph.notify.schedules.scheduler import Scheduler
from relgraph.surfaces.graphql.context import ServerState, Shared
from relgraph.surfaces.graphql.documents import Documents
from relgraph.surfaces.graphql.health import create_health_routes
from relgraph.surfaces.graphql.http import GRAPHQL_PATH, create_graphql_route
from relgraph.surfaces.graphql.ide import create_ide_routes
from relgraph.surfaces.graphql.middleware import REQUEST_ID_HEADER, RequestLog, SameOrigin
from relgraph.surfaces.graphql.negotiation import RESPONSE
from relgraph.surfaces.graphql.refusals import OneShape, tell_refusal
from relgraph.surfaces.graphql.request import BOOKMARK_HEADER, ZONE_HEADER
from relgraph.surfaces.graphql.sockets import create_socket_route
from relgraph.surfaces.telemetry import Telemetry

if TYPE_CHECKING:
    from relgraph.paths.index.service import PathIndex

log = structlog.get_logger(__name__)

_OF_CLIENTS = (
    *("traceparent", "tracestate", "baggage"),
    *("apollographql-client-name", "apollographql-client-version", "graphql-client-name", "graphql-client-version"),
    *("apollo-require-preflight", "graphql-require-preflight", "x-apollo-operation-name", "x-apollo-operation-id"),
)
"""Headers of tracers and of GraphQL clients; without these a browser would not let them ask."""

_WORTH_COMPRESSING = 1_000
"""Bytes of an answer: a smaller one fits into a packet or two as it is."""
# There is nothing in answers that tells a secret by their size: no token is ever answered, and another site can have
# a browser ask neither with a token nor, without tokens, at all (ADR 0020).
add_compress_type(RESPONSE)
# What comes as it happens must not wait for more.
remove_compress_type("text/event-stream")

OpenGraph = Callable[[Settings], AbstractAsyncContextManager[Graph]]


def create_app(
    settings: Settings, schema: strawberry.Schema | None = None, *, open_graph: OpenGraph = open_graph
) -> FastAPI:
    """The ASGI application. It opens its graph when it starts and closes it when it stops; it migrates nothing."""

    telemetry = Telemetry(settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[ServerState]:
        async with (
            telemetry.sent(),
            _watched(open_graph(settings), telemetry.watch) as graph,
            graph.driver.watched() if isinstance(graph.driver, Link) else nullcontext(),
            _path_index(settings, graph) as path_index,
            _scheduler(settings, graph),
            _planning(settings, graph),
            FindingFeed(graph.for_caller("feed")).kept() as feed,
            ChangeFeed(graph.for_caller("changes")).kept() as changes,
        ):
            shared = Shared.of(settings)
            async with shared.audits.kept(), shared.imports.kept():
                yield ServerState(graph=graph, shared=shared, path_index=path_index, feed=feed, changes=changes)

    documents = Documents(schema or _default_schema(), settings)
    routes: list[Route | WebSocketRoute] = [
        create_graphql_route(documents, settings),
        create_socket_route(GRAPHQL_PATH, documents, settings),
        *create_health_routes(),
        *telemetry.routes,
    ]
    # The page writes documents of its own; where only listed ones are run, it has nothing to ask.
    if settings.graphql_ide and settings.trusted_documents is None:
        routes += create_ide_routes()
    return FastAPI(
        title="relgraph",
        version=__version__,
        lifespan=lifespan,
        routes=list(routes),
        middleware=_middleware(settings, routes, telemetry.watch),
        redirect_slashes=False,
        exception_handlers={HTTPException: tell_refusal},
        # The GraphQL schema is the contract; there is no REST to describe.
        openapi_url=None,
    )


@asynccontextmanager
async def _watched(opening: AbstractAsyncContextManager[Graph], watch: Watch) -> AsyncIterator[Graph]:
    async with opening as graph:
        yield replace(graph, watch=watch)


@asynccontextmanager
async def _planning(settings: Settings, graph: Graph) -> AsyncIterator[None]:
    """Have Neo4j plan what is asked most, before somebody waits for it."""
    if not settings.plan_ahead:
        yield
        return
    caller = graph.for_caller("planning")

    async def ready() -> bool:
        return not await pending(caller)

    async with repeated(Ahead(caller, ready).step, "planning"):
        yield


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


def _middleware(settings: Settings, routes: Sequence[Route | WebSocketRoute], watch: Watch) -> list[Middleware]:
    """From the outside in."""
    stack = [
        Middleware(RequestLog, paths=frozenset(route.path for route in routes), watch=watch),
        Middleware(CompressMiddleware, minimum_size=_WORTH_COMPRESSING),
        Middleware(OneShape),
    ]
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
            allow_headers=["Authorization", BOOKMARK_HEADER, REQUEST_ID_HEADER, ZONE_HEADER, *_OF_CLIENTS],
            expose_headers=[BOOKMARK_HEADER, REQUEST_ID_HEADER],
        )
        stack.append(cors)
    return stack


def _default_schema() -> strawberry.Schema:
    from relgraph.surfaces.graphql.schema import schema  # noqa: PLC0415  (slow to import, and not wanted where one is given)

    return schema
