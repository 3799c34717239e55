"""Run the server: until a signal stops it, or in the background of a block."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext

import strawberry
import uvicorn

from relgraph.core.config import Settings
from relgraph.core.errors import ConfigurationError
from relgraph.core.extras import Extra, require_extra
from relgraph.core.garbage import settled
from relgraph.core.listening import check_may_listen
from relgraph.core.logs import configure_logging
from relgraph.graph.client import Graph
from relgraph.graph.open import open_graph
from relgraph.notify.deliveries.outbox import check_can_tell
from relgraph.playbook.service import load_playbook
from relgraph.surfaces.app import create_app
from relgraph.surfaces.arrivals import Arrivals, Config
from relgraph.surfaces.graphql.trusted import read_trusted

_GRACE = 10  # seconds that requests under way get when the server stops


async def serve(
    settings: Settings,
    on_ready: Callable[[str], None],
    *,
    graph: Graph | None = None,
    schema: strawberry.Schema | None = None,
) -> None:
    """Serve until SIGINT or SIGTERM, then finish what is under way. `on_ready` gets the base URL. Logs go to stderr.

    `graph` is a graph that is open already; without it the one that the settings name is opened and closed.
    """
    configure_logging(settings)
    async with _server(settings, graph, schema) as server:
        with _stopped_by_signals(server), settled():
            await server.run_until_stopped(on_ready)


@asynccontextmanager
async def running(
    settings: Settings, *, graph: Graph | None = None, schema: strawberry.Schema | None = None
) -> AsyncIterator[str]:
    """Serve in the background of this event loop for the length of the block, which gets the base URL."""
    async with _server(settings, graph, schema) as server:
        ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        task = asyncio.create_task(server.run_until_stopped(ready.set_result))
        try:
            await asyncio.wait((ready, task), return_when=asyncio.FIRST_COMPLETED)
            yield ready.result()
        finally:
            server.should_exit = True
            await task


def check_can_serve(settings: Settings) -> None:
    """Raise ConfigurationError for settings that may not be served with, MissingExtraError for what they lack."""
    check_may_listen(settings)
    read_trusted(settings.trusted_documents)
    load_playbook(settings.playbook)
    if settings.is_watched:
        require_extra(Extra.TELEMETRY)
    if settings.scheduler:
        check_can_tell(settings)


@asynccontextmanager
async def _server(
    settings: Settings, graph: Graph | None, schema: strawberry.Schema | None
) -> AsyncIterator["_Server"]:
    check_can_serve(settings)
    listening = _listen(settings)
    with listening:
        # Opened here and not in the server's own start, which would turn an error into an exit.
        async with nullcontext(graph) if graph else open_graph(settings) as opened:
            app = create_app(settings, schema, open_graph=lambda _: nullcontext(opened))
            yield _Server(
                Config(
                    app,
                    arrivals=Arrivals(settings.max_waiting_connections, settings.arrival_timeout),
                    lifespan="on",
                    timeout_keep_alive=settings.keep_alive_timeout,
                    ws_max_size=settings.max_body_bytes,
                    # Compressed, a small message may be a large one.
                    ws_per_message_deflate=False,
                    log_config=None,
                    access_log=False,
                    server_header=False,
                    proxy_headers=False,
                    timeout_graceful_shutdown=_GRACE,
                ),
                listening,
                settings.host,
            )


class _Server(uvicorn.Server):
    """uvicorn on a socket that is open already, leaving signals to us.

    uvicorn's own handling raises the signal again once it has stopped, which would end the process before the graph,
    and with it the local Neo4j, is closed.
    """

    def __init__(self, config: uvicorn.Config, listening: socket.socket, host: str) -> None:
        super().__init__(config)
        self._listening = listening
        self._host = f"[{host}]" if ":" in host else host

    async def run_until_stopped(self, on_ready: Callable[[str], None]) -> None:
        self._on_ready = on_ready
        await self.serve(sockets=[self._listening])

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        port = self._listening.getsockname()[1]
        self._on_ready(f"http://{self._host}:{port}")

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextmanager
def _stopped_by_signals(server: uvicorn.Server) -> Iterator[None]:
    signals = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, server.handle_exit) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _listen(settings: Settings) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
        listening = socket.create_server(address, family=family)
        # asyncio leaves this off for sockets that it did not make. Without it the body of an answer waits until the
        # client has acknowledged its head, which clients put off for 40 ms. Accepted connections inherit it.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError as error:
        raise ConfigurationError(
            f"relgraph cannot listen on {settings.host}:{settings.port} ({error.strerror}).",
            remedy="Stop what listens there, or set RELGRAPH_PORT to another port (0 for any free one).",
        ) from error
    return listening
