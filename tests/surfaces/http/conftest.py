"""A client that talks to the application inside the test's process, over a graph that cannot be reached."""

import logging
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
import strawberry
import structlog
from neo4j import AsyncGraphDatabase
from starlette.types import Receive, Scope, Send

from relgraph.core.config import Settings
from relgraph.graph.client import Graph
from relgraph.surfaces.app import OpenGraph, create_app
from tests.surfaces.http import toy

RESPONSE = "application/graphql-response+json"


@asynccontextmanager
async def unreachable(settings: Settings) -> AsyncIterator[Graph]:
    """A graph that nobody answers for. It connects to nothing until somebody asks."""
    async with AsyncGraphDatabase.driver(
        "bolt://127.0.0.1:1", connection_timeout=0.5, max_transaction_retry_time=0
    ) as driver:
        yield Graph(driver, settings)


@asynccontextmanager
async def client_for(
    settings: Settings, schema: strawberry.Schema = toy.schema, open_graph: OpenGraph = unreachable
) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an application with these settings; without a server between them."""
    # Nobody looks for paths here or has audits to run, and what cannot read the graph would say so in the log.
    alone = settings.model_copy(update={"path_index": False, "scheduler": False})
    app = create_app(alone, schema, open_graph=open_graph)
    async with app.router.lifespan_context(app) as state:

        async def with_state(scope: Scope, receive: Receive, send: Send) -> None:
            await app({**scope, "state": dict(state)}, receive, send)

        transport = httpx.ASGITransport(app=with_state)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            yield client


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    """Serving configures the logs of the whole process: undo it."""
    hooks = threading.excepthook, sys.unraisablehook
    yield
    threading.excepthook, sys.unraisablehook = hooks
    logging.getLogger("asyncio").filters.clear()
    root = logging.getLogger()
    for handler in root.handlers[:]:
        if isinstance(handler.formatter, structlog.stdlib.ProcessorFormatter):
            root.removeHandler(handler)
    structlog.reset_defaults()


@pytest.fixture
async def client(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the default application."""
    async with client_for(settings) as client:
        yield client


async def ask(
    client: httpx.AsyncClient, query: str, variables: dict | None = None, accept: str = RESPONSE, **headers: str
) -> httpx.Response:
    """Post a query."""
    body = {"query": query, **({"variables": variables} if variables is not None else {})}
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return await client.post("/graphql", json=body, headers={"Accept": accept, **names})


def answered(response: httpx.Response) -> dict[str, Any]:
    """Data and errors of an answer, which also tells what it cost."""
    body = response.json()
    assert body.pop("extensions").keys() == {"cost"}
    return body


def only_error(response: httpx.Response) -> dict:
    """The one error of a response."""
    [error] = response.json()["errors"]
    return error
