"""What a server tells operators of its work: metrics for Prometheus, traces by OpenTelemetry (docs/serving.md)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.routing import Route

from relgraph.core.config import Settings
from relgraph.core.extras import Extra, require_extra
from relgraph.core.tokens import read_tokens
from relgraph.core.watch import UNWATCHED, Watch, Watches


class Telemetry:
    """Whoever watches one server, as its settings have it: nobody by default."""

    def __init__(self, settings: Settings) -> None:
        """Raises MissingExtraError when somebody is to watch and what that needs is not installed."""
        self.routes: list[Route] = []
        watches: list[Watch] = []
        self._close = lambda: None
        if settings.is_watched:
            require_extra(Extra.TELEMETRY)
        if settings.metrics:
            from relgraph.surfaces.telemetry.metrics import Metrics, create_metrics_route  # noqa: PLC0415

            watches.append(metrics := Metrics())
            self.routes.append(create_metrics_route(metrics, read_tokens(settings.api_token_hashes)))
        if settings.traces_endpoint:
            from relgraph.surfaces.telemetry.traces import Traces  # noqa: PLC0415

            watches.append(traces := Traces(settings.traces_endpoint, settings.neo4j_database))
            self._close = traces.close
        self.watch = Watches(watches) if watches else UNWATCHED

    @asynccontextmanager
    async def sent(self) -> AsyncIterator[None]:
        """Send what was seen, to the last, by the end of the block."""
        try:
            yield
        finally:
            await asyncio.to_thread(self._close)
