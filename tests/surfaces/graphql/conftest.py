"""Ask the schema as the server does, on a real graph."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from relgraph.core.config import Settings
from relgraph.graph.client import Graph
from relgraph.surfaces.graphql.context import Context
from relgraph.surfaces.graphql.schema import schema
from tests.draw import TODAY
from tests.surfaces.http.conftest import unreachable

Ask = Callable[..., Awaitable[dict[str, Any]]]
Refuse = Callable[..., Awaitable[Exception]]


def names(connection: dict[str, Any]) -> list[str]:
    """The names on a page."""
    return [node["name"] for node in connection["nodes"]]


@pytest.fixture
def ask(graph: Graph) -> Ask:
    """Executes a document that must succeed, and gives its data."""

    async def run(document: str, **variables: object) -> dict[str, Any]:
        context = Context(graph=graph, today=TODAY, request_id="test")
        result = await schema.execute(document, variable_values=variables, context_value=context)
        assert result.errors is None, result.errors
        return result.data

    return run


@pytest.fixture
def refuse(graph: Graph) -> Refuse:
    """Executes a document that must fail, and gives what its one failing resolver raised."""

    async def run(document: str, **variables: object) -> Exception:
        context = Context(graph=graph, today=TODAY, request_id="test")
        result = await schema.execute(document, variable_values=variables, context_value=context)
        (error,) = result.errors
        assert error.original_error is not None, error
        return error.original_error

    return run


@pytest.fixture
async def nowhere(settings: Settings) -> AsyncIterator[Context]:
    """A context that reaches no database: what is told here is told before anybody looks."""
    async with unreachable(settings) as graph:
        yield Context(graph=graph, today=TODAY, request_id="test")
