"""An organisation of thousands, as customers have them: too much is stopped, and nothing keeps others waiting."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from operator import itemgetter
from typing import Any

import pytest

from relgraph.core.config import Settings
from relgraph.core.garbage import settled
from relgraph.graph.client import Graph
from relgraph.surfaces.graphql.context import Context
from relgraph.surfaces.graphql.documents import Documents
from relgraph.surfaces.graphql.schema import schema
from tests.database import unchanged, wipe
from tests.draw import TODAY
from tests.waiting import longest_wait

PEOPLE, TIES = 2_000, 30_000
WORLD = """
CREATE (acme:Organization {id: 't:acme', name: 'Acme', kind: 'customer'})
WITH acme
CALL (acme) {
  UNWIND range(0, $people - 1) AS n
  CREATE (person:Person {id: 't:p' + n, name: 'P' + n})
  CREATE (person)-[:HOLDS {id: 't:h' + n, key: 't:h' + n, title: 'Clerk', layer: 5}]->(acme)
  RETURN collect(person) AS people
}
UNWIND range(1, $people - 1) AS n
LET person = people[n], manager = people[(n - 1) / 8]
CREATE (person)-[:REPORTS_TO {id: 't:r' + n, key: 't:r' + n, line: 'solid'}]->(manager)
WITH DISTINCT people
UNWIND range(0, $ties - 1) AS n
LET one = people[n % $people], other = people[(n + 1 + n / $people) % $people]
CREATE (one)-[:TIE {id: 't:t' + n, key: 't:t' + n, strength: 0.5}]->(other)
"""
Answered = Callable[[str], Awaitable[tuple[dict[str, Any], float]]]


@pytest.fixture(scope="module")
async def world(shared_graph: Graph) -> AsyncIterator[Graph]:
    await wipe(shared_graph)
    await shared_graph.driver.execute_query(f"CYPHER 25 {WORLD}", people=PEOPLE, ties=TIES)
    async with unchanged(shared_graph) as graph:
        with settled():  # as a server is
            yield graph


@pytest.fixture
def answered(world: Graph, settings: Settings) -> Answered:
    """What is answered, and for how long at most it kept others waiting.

    Of three times the best: what else the machine does makes each slower, and none faster.
    """
    documents = Documents(schema, settings)

    async def run(text: str) -> tuple[dict[str, Any], float]:
        return min([await once(text) for _ in range(3)], key=itemgetter(1))

    async def once(text: str) -> tuple[dict[str, Any], float]:
        context = Context(graph=world, today=TODAY, request_id="test")
        result, longest = await longest_wait(documents.execute(documents.prepare(text, None, {}), context))
        errors = [error.extensions["code"] for error in result.errors or ()]
        return {"data": result.data, "errors": errors, **result.extensions}, longest

    return run


async def test_a_chart_of_all_is_answered(answered: Answered) -> None:
    chart = '{ orgChart(organization: "t:acme") { entries { depth person { name title } } } }'
    answer, longest = await answered(chart)
    entries = answer["data"]["orgChart"]["entries"]
    assert len(entries) == PEOPLE
    assert entries[0] == {"depth": 0, "person": {"name": "P0", "title": "Clerk"}}
    assert answer["cost"] == {"estimated": 802, "spent": 1 + 1 + 4 * PEOPLE, "maximum": 20_000}
    assert longest < 0.2


async def test_many_people_with_their_ties_are_answered(answered: Answered) -> None:
    asked = '{ organization(id: "t:acme") { people(first: 200) { nodes { ties(first: 20) { nodes { strength } } } } } }'
    answer, longest = await answered(asked)
    people = answer["data"]["organization"]["people"]["nodes"]
    assert [len(person["ties"]["nodes"]) for person in people] == [20] * 200
    assert answer["cost"]["spent"] == 1 + 1 + 1 + 200 * (1 + 1 + 20)
    assert longest < 0.2


TIES_OF_ALL = '{ orgChart(organization: "t:acme") { entries { person { person { ties { nodes { strength } } } } } } }'
TIES_OF_MANY = "{ people(first: 200) { nodes { ties(first: 50) { nodes { id strength personB { name } } } } } }"


@pytest.mark.parametrize("asked", [TIES_OF_ALL, TIES_OF_MANY])
async def test_what_is_too_much_is_stopped(answered: Answered, asked: str) -> None:
    answer, longest = await answered(asked)
    assert (answer["data"], answer["errors"]) == (None, ["TOO_EXPENSIVE"])
    assert answer["cost"]["spent"] <= 20_000
    assert longest < 0.2


async def test_who_goes_away_leaves_nothing_behind(world: Graph, settings: Settings) -> None:
    documents = Documents(schema, settings)
    operation = documents.prepare(
        "{ people(first: 200) { nodes { ties(first: 20) { nodes { strength } } } } }", None, {}
    )
    for moment in range(0, 400, 25):
        context = Context(graph=world, today=TODAY, request_id="test")
        # The driver leaves the socket of a connection that is being opened to Python when it is cancelled: have enough.
        await asyncio.gather(*(world.driver.execute_query("RETURN 1") for _ in range(8)))
        before = asyncio.all_tasks()
        asked = asyncio.create_task(documents.execute(operation, context))
        await asyncio.sleep(moment / 1_000)
        if not asked.cancel():
            break
        _, longest = await longest_wait(asyncio.wait([asked]))
        assert asked.cancelled()
        assert longest < 0.2
        # What is asked of the graph for many at a time ends by itself; nothing that waited for it is left.
        left = [task for task in asyncio.all_tasks() - before if "dispatch_batch" not in repr(task)]
        assert left == []
