"""Traces by OpenTelemetry, sent to a collector (OTLP over HTTP).

Spans are named as its conventions have it: https://opentelemetry.io/docs/specs/semconv/. A request that brings
`traceparent` goes on with the trace of its sender. Texts, variables, parameters and messages of errors stay here.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import urlsplit

from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from opentelemetry.util.types import AttributeValue

from relgraph import __version__
from relgraph.core.watch import Operation, Request, Watch

_PATIENCE = 5.0  # seconds for a batch of spans to be taken
_OF_SENDERS = ("traceparent", "tracestate")
_SERVERS_FAULT = 500


class Traces(Watch):
    """Makes a span of each thing that is done, within that of what it is done for."""

    def __init__(self, endpoint: str, database: str) -> None:
        whole = endpoint if urlsplit(endpoint).path.strip("/") else f"{endpoint.rstrip('/')}/v1/traces"
        # An operator's OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES, OTEL_TRACES_SAMPLER, OTEL_EXPORTER_OTLP_HEADERS and
        # the like are read by the library.
        resource = Resource({"service.name": "relgraph", "service.version": __version__}).merge(
            OTELResourceDetector().detect()
        )
        self._provider = TracerProvider(resource=resource, shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(whole, timeout=_PATIENCE)))
        self._tracer = self._provider.get_tracer("relgraph", __version__)
        self._senders = TraceContextTextMapPropagator()
        self._of_queries = {"db.system.name": "neo4j", "db.namespace": database}

    def close(self) -> None:
        """Send what is there still, and stop."""
        self._provider.shutdown()

    @contextmanager
    def request(self, request: Request) -> Iterator[None]:
        """A server's span, within the trace of its sender if there is one."""
        brought = {key: value for key in _OF_SENDERS if (value := request.headers.get(key))}
        attributes = {"http.request.method": request.method, "url.path": request.path, "http.route": request.path}
        sender = self._senders.extract(brought, context=Context())
        with self._span(f"{request.method} {request.path}", attributes, SpanKind.SERVER, sender) as span:
            try:
                yield
            finally:
                span.set_attribute("http.response.status_code", request.status)
                if request.codes:
                    span.set_attribute("relgraph.error.codes", request.codes)
                if request.status >= _SERVERS_FAULT:
                    _failed(span, str(request.status))

    @contextmanager
    def operation(self, operation: Operation) -> Iterator[None]:
        """A span within that of its request."""
        kind, name = operation.kind, operation.name
        attributes = {"graphql.operation.type": kind, **({"graphql.operation.name": name} if name else {})}
        with self._span(f"{kind} {name}" if name else kind, attributes) as span:
            try:
                yield
            finally:
                span.set_attribute("relgraph.cost", operation.spent)

    @contextmanager
    def analysis(self, name: str) -> Iterator[None]:
        """A span of its work; what it waited for its turn shows before it."""
        with self._span(f"analysis {name}", {"relgraph.analysis": name}):
            yield

    @contextmanager
    def query(self, title: str) -> Iterator[None]:
        """A client's span, until the last row."""
        with self._span(title, {**self._of_queries, "db.query.summary": title}, SpanKind.CLIENT):
            yield

    @contextmanager
    def _span(
        self,
        name: str,
        attributes: Mapping[str, AttributeValue],
        kind: SpanKind = SpanKind.INTERNAL,
        within: Context | None = None,
    ) -> Iterator[Span]:
        with self._tracer.start_as_current_span(
            name, within, kind, attributes, record_exception=False, set_status_on_exception=False
        ) as span:
            try:
                yield span
            except Exception as error:
                # Its message may quote values.
                _failed(span, type(error).__qualname__)
                raise


def _failed(span: Span, what: str) -> None:
    span.set_attribute("error.type", what)
    span.set_status(Status(StatusCode.ERROR))
