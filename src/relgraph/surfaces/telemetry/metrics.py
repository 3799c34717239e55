"""Metrics in Prometheus's format, and the address that answers them.

https://prometheus.io/docs/practices/naming/
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    ProcessCollector,
    Summary,
)
from prometheus_client.exposition import choose_encoder
from starlette import requests
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from relgraph import __version__
from relgraph.core.tokens import Token
from relgraph.core.watch import Operation, Request, Watch
from relgraph.graph.link import Link
from relgraph.surfaces.graphql.auth import find_caller
from relgraph.surfaces.graphql.context import RequestState
from relgraph.surfaces.graphql.errors import coded

METRICS_PATH = "/metrics"

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 75.0)
_METHODS = ("GET", "HEAD", "OPTIONS", "POST")
_COSTS = (10, 30, 100, 300, 1_000, 3_000, 10_000, 20_000, 100_000)


class Metrics(Watch):
    """Counts and times what is done. Labels are names of ours, never what a client sent."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        GCCollector(registry=registry)
        Gauge("relgraph_info", "The version that runs.", ["version"], registry=registry).labels(__version__).set(1)
        self._requests = Counter(
            "relgraph_requests", "HTTP requests that were answered.", ["method", "path", "status"], registry=registry
        )
        self._request_seconds = Histogram(
            "relgraph_request_seconds", "Until they were answered.", ["path"], registry=registry, buckets=_SECONDS
        )
        self._errors = Counter(
            "relgraph_errors", "Requests that were told an error of this code.", ["code"], registry=registry
        )
        self._operation_cost = Histogram(
            "relgraph_operation_cost", "What GraphQL operations cost.", ["kind"], registry=registry, buckets=_COSTS
        )
        self._analysis_seconds = Histogram(
            "relgraph_analysis_seconds", "Analyses in their turn.", ["analysis"], registry=registry, buckets=_SECONDS
        )
        self._query_seconds = Summary("relgraph_query_seconds", "Queries of the graph.", ["query"], registry=registry)
        self._query_errors = Counter(
            "relgraph_query_errors", "Queries of the graph that failed.", ["query"], registry=registry
        )
        self._now = _Now.of(registry)

    @contextmanager
    def request(self, request: Request) -> Iterator[None]:
        """Count it, and the codes of its errors."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            method = request.method if request.method in _METHODS else "(other)"
            self._requests.labels(method, request.path, request.status).inc()
            self._request_seconds.labels(request.path).observe(time.perf_counter() - begun)
            for code in request.codes:
                self._errors.labels(code).inc()

    @contextmanager
    def operation(self, operation: Operation) -> Iterator[None]:
        """Note what it cost."""
        try:
            yield
        finally:
            self._operation_cost.labels(operation.kind).observe(operation.spent)

    @contextmanager
    def analysis(self, name: str) -> Iterator[None]:
        """Note how long it worked."""
        with self._analysis_seconds.labels(name).time():
            yield

    @contextmanager
    def query(self, title: str) -> Iterator[None]:
        """Note how long it took, until its last row."""
        with self._query_errors.labels(title).count_exceptions(), self._query_seconds.labels(title).time():
            yield

    def look(self, state: RequestState) -> None:
        """Note how things are at this moment."""
        self._now.look(state)


class _Now(NamedTuple):
    """What is so at the moment of asking."""

    up: Gauge
    sessions: Gauge
    pool: Gauge
    turns: Gauge
    index_ready: Gauge
    index_age: Gauge
    index_people: Gauge

    @classmethod
    def of(cls, registry: CollectorRegistry) -> "_Now":
        def gauge(name: str, told: str, *labels: str) -> Gauge:
            return Gauge(f"relgraph_{name}", told, labels, registry=registry)

        return cls(
            gauge("database_up", "1 while Neo4j answers."),
            gauge("database_sessions", "Sessions that have, or wait for, a connection to Neo4j."),
            gauge("database_pool_size", "Most connections to Neo4j at a time."),
            gauge("turns", "Analyses and path searches: at work, and waiting.", "of", "state"),
            gauge("path_index_ready", "1 while paths are searched in memory."),
            gauge("path_index_age_seconds", "Since the path index was last known to hold all that was recorded."),
            gauge("path_index_people", "People in the path index."),
        )

    def look(self, state: RequestState) -> None:
        graph, shared, index = state["graph"], state["shared"], state["path_index"]
        if isinstance(graph.driver, Link):
            self.up.set(graph.driver.up)
            self.sessions.set(graph.driver.sessions)
        self.pool.set(graph.settings.neo4j_pool_size)
        for of, turns in (("analyses", shared.analyses), ("searches", shared.searches)):
            self.turns.labels(of, "working").set(turns.working)
            self.turns.labels(of, "waiting").set(turns.waiting)
        if index:
            self.index_ready.set(index.ready)
            self.index_people.set(len(index.people))
            # Unknown is unknown: no age before there was an index.
            self.index_age.set(float("nan") if index.age is None else index.age)


def create_metrics_route(metrics: Metrics, tokens: Sequence[Token]) -> Route:
    """`/metrics`, for whoever may ask this server anything."""

    async def answer(request: requests.Request[RequestState]) -> Response:
        address = request.client.host if request.client else ""
        if find_caller(request.headers.get("authorization"), tokens, address) is None:
            error = coded("Metrics want a valid API token.", "UNAUTHENTICATED", remedy="Send it as a bearer token.")
            return JSONResponse({"errors": [error.formatted]}, 401, {"WWW-Authenticate": 'Bearer realm="relgraph"'})
        metrics.look(request.state)
        encode, media_type = choose_encoder(request.headers.get("accept", ""))
        return Response(encode(metrics.registry), headers={"Cache-Control": "no-store"}, media_type=media_type)

    return Route(METRICS_PATH, answer, name="metrics")
