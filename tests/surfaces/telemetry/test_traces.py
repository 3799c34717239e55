"""What a collector of traces is sent."""

import asyncio
from collections.abc import Iterator
from contextlib import nullcontext
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from relgraph.core.config import Settings
from relgraph.graph.client import Graph
from relgraph.surfaces.graphql.schema import schema
from tests.draw import Drawing
from tests.surfaces.http.conftest import ask, client_for

TRACE, PARENT = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"


class Collector:
    """Takes spans as a collector does, at `endpoint`."""

    def __init__(self) -> None:
        self.resource: dict[str, str] = {}
        self.spans: dict[str, Span] = {}
        self.sent = b""
        taken = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                taken.take(self.path, body)
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.endpoint = f"http://127.0.0.1:{self.server.server_address[1]}"

    def take(self, path: str, body: bytes) -> None:
        assert path == "/v1/traces"
        self.sent += body
        for told in ExportTraceServiceRequest.FromString(body).resource_spans:
            self.resource |= {each.key: each.value.string_value for each in told.resource.attributes}
            self.spans |= {span.name: span for scope in told.scope_spans for span in scope.spans}


@pytest.fixture
def collector() -> Iterator[Collector]:
    collector = Collector()
    thread = Thread(target=collector.server.serve_forever)
    thread.start()
    yield collector
    collector.server.shutdown()
    thread.join()
    collector.server.server_close()


@pytest.fixture
def watched(settings: Settings, collector: Collector) -> Settings:
    return settings.model_copy(update={"traces_endpoint": collector.endpoint, "plan_ahead": False})


def told(span: Span) -> dict[str, object]:
    """Its attributes."""
    values = {each.key: each.value for each in span.attributes}
    return {key: getattr(value, value.WhichOneof("value")) for key, value in values.items()}


async def test_a_request_goes_on_with_its_senders_trace(graph: Graph, watched: Settings, collector: Collector) -> None:
    await Drawing(graph).org("acme", "customer").save()
    async with client_for(watched, schema, lambda _: nullcontext(graph)) as client:
        asked = "query Look($id: ID!) { organization(id: $id) { name hubs(first: 1) { nodes { id } } } }"
        await ask(client, asked, {"id": "t:acme"}, traceparent=f"00-{TRACE}-{PARENT}-01")
    assert collector.resource["service.name"] == "relgraph"
    request, operation, analysis = (collector.spans[name] for name in ("POST /graphql", "query Look", "analysis hubs"))
    assert (request.trace_id.hex(), request.parent_span_id.hex()) == (TRACE, PARENT)
    assert told(request) == {
        "http.request.method": "POST",
        "url.path": "/graphql",
        "http.route": "/graphql",
        "http.response.status_code": 200,
    }
    assert operation.parent_span_id == request.span_id
    assert told(operation).pop("relgraph.cost") >= 1_000
    assert analysis.trace_id == request.trace_id
    queries = [span for span in collector.spans.values() if span.kind == Span.SPAN_KIND_CLIENT]
    assert {span.trace_id for span in queries} == {request.trace_id}
    assert any(span.parent_span_id == analysis.span_id for span in queries)
    for query in queries:
        assert told(query) == {"db.system.name": "neo4j", "db.namespace": "neo4j", "db.query.summary": query.name}
    # No id that was asked for, no text of a document or of Cypher.
    assert not [text for text in (b"t:acme", b"hubs(first", b"MATCH") if text in collector.sent]


async def test_failures_are_told_by_their_kind(watched: Settings, collector: Collector) -> None:
    async with client_for(watched, schema) as client:
        await ask(client, '{ organization(id: "t:acme") { name } }')
    failed = [span for span in collector.spans.values() if span.status.code == 2]
    assert all(not span.status.message and not span.events for span in failed)
    assert told(collector.spans["POST /graphql"])["http.response.status_code"] == 200
    assert [each.string_value for each in told(collector.spans["POST /graphql"])["relgraph.error.codes"].values] == [
        "UNAVAILABLE"
    ]


async def test_a_collector_that_is_gone_keeps_nobody_waiting(settings: Settings) -> None:
    gone = settings.model_copy(update={"traces_endpoint": "http://127.0.0.1:1", "plan_ahead": False})
    async with asyncio.timeout(20):
        async with client_for(gone) as client:
            assert (await ask(client, "{ hello }")).status_code == 200
