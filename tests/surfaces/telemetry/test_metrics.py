"""What Prometheus reads."""

import hashlib
from contextlib import nullcontext

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from relgraph.core.config import Settings
from relgraph.graph.client import Graph
from relgraph.surfaces.graphql.schema import schema
from tests.draw import Drawing
from tests.surfaces.http.conftest import ask, client_for


@pytest.fixture
def watched(settings: Settings) -> Settings:
    return settings.model_copy(update={"metrics": True, "plan_ahead": False})


async def read(client: httpx.AsyncClient, **headers: str) -> dict[tuple[str, ...], float]:
    """All samples by name and the values of their labels."""
    response = await client.get("/metrics", headers=headers)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/plain; version=")
    assert response.headers["cache-control"] == "no-store"
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(response.text)
        for sample in family.samples
    }


async def test_work_is_counted_by_names_of_ours(graph: Graph, watched: Settings) -> None:
    await Drawing(graph).org("acme", "customer").save()
    async with client_for(watched, schema, lambda _: nullcontext(graph)) as client:
        await ask(client, 'query Secret { organization(id: "t:acme") { name hubs(first: 1) { nodes { id } } } }')
        await ask(client, "{ nothing }")
        await client.get("/somebodys-secret")
        told = await read(client)
        again = await read(client)
    assert told["relgraph_requests_total", "POST", "/graphql", "200"] == 1
    assert told["relgraph_requests_total", "POST", "/graphql", "400"] == 1
    assert told["relgraph_requests_total", "GET", "(other)", "404"] == 1
    assert told["relgraph_errors_total", "GRAPHQL_VALIDATION_FAILED"] == 1
    assert told["relgraph_request_seconds_count", "/graphql"] == 2
    assert told["relgraph_operation_cost_count", "query"] == 1
    assert told["relgraph_operation_cost_sum", "query"] >= 1_000
    assert told["relgraph_analysis_seconds_count", "hubs"] == 1
    asked = {key[1]: value for key, value in told.items() if key[0] == "relgraph_query_seconds_count"}
    assert asked
    assert all(name.endswith(".cypher") or "/" in name for name in asked), asked
    assert told["relgraph_turns", "analyses", "working"] == told["relgraph_turns", "analyses", "waiting"] == 0
    assert told["relgraph_database_pool_size",] == watched.neo4j_pool_size
    assert told["process_resident_memory_bytes",] > 10_000_000
    assert again["relgraph_requests_total", "GET", "/metrics", "200"] == 1
    assert not any("ecret" in part for key in again for part in key)


async def test_with_tokens_they_are_for_bearers(watched: Settings) -> None:
    token = "t" * 32
    hashes = [f"prometheus:read={hashlib.sha256(token.encode()).hexdigest()}"]
    async with client_for(watched.model_copy(update={"api_token_hashes": hashes})) as client:
        refused = await client.get("/metrics")
        assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (401, "UNAUTHENTICATED")
        await read(client, authorization=f"Bearer {token}")


async def test_nobody_is_told_by_default(settings: Settings) -> None:
    async with client_for(settings) as client:
        assert (await client.get("/metrics")).status_code == 404
