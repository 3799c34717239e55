"""Real clients on the real service: caches keep days apart, people merge, and the next page keeps its day."""

import json
import re
from collections.abc import AsyncIterator, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLObjectType, parse

from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection
from relgraph.surfaces.graphql.ids import Day, global_id
from relgraph.surfaces.graphql.schema import schema
from tests.clients.node import Project
from tests.draw import Drawing, tid
from tests.processes import Service, environment, service

pytestmark = pytest.mark.long

JULY = date(2024, 7, 1)
UNITS = (("audit", None, JULY), ("buying", None, None), ("cars", None, JULY), ("data", JULY, None))
ON_JUNE = Day(date(2024, 6, 1), explicit=True)
# Made for what a list or a mutation is; their own rules tell caches of them.
OF_LISTS = ("Connection", "Edge", "PageInfo", "Payload")
ROOTS = {"Query", "Mutation", "Subscription"}


@pytest.fixture
async def acme(graph: Graph) -> None:
    """An account whose units change in July, when its buyer is promoted."""
    d = Drawing(graph).org("us", "vendor").org("acme")
    for name, since, until in UNITS:
        d.add("unit", since, until, id=tid(name), organization="acme", name=name)
    d.person("ann", at="us").person("bob").person("cyd", at="acme").opportunity("deal", "acme")
    d.add("position", None, JULY, person="bob", organization="acme", unit="buying", title="Buyer")
    d.add("position", JULY, None, person="bob", organization="acme", unit="data", title="Head")
    d.tie("ann", "cyd", 0.5).tie("cyd", "bob", 0.5).reports("cyd", "bob").influence("cyd", "bob", 0.7)
    await d.role("bob", "deal", "D").role("cyd", "deal", "E").save()


@pytest.fixture
async def served(acme: None, neo4j_connection: Connection, tmp_path: Path) -> AsyncIterator[Service]:
    async with service(environment(neo4j_connection, path_index="false"), tmp_path) as served:
        yield served


def units(screen: dict[str, Any]) -> list[str]:
    return [edge["node"]["name"] for edge in screen["organization"]["units"]["edges"]]


def title_of_bob(screen: dict[str, Any]) -> set[str]:
    (bob,) = (person for person in screen["organization"]["people"]["nodes"] if person["name"] == "bob")
    return {bob["title"], *(seat["title"] for seat in bob["positions"]["nodes"])}


def names_of_bob(value: object, id_: str) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("id") == id_ and "name" in value:
            yield value["name"]
        for child in value.values():
            yield from names_of_bob(child, id_)
    elif isinstance(value, list):
        for child in value:
            yield from names_of_bob(child, id_)


@pytest.mark.parametrize("client", ["apollo", "graphcache"])
async def test_a_cache_keeps_days_apart_and_people_together(served: Service, project: Project, client: str) -> None:
    said = await project.run("node", f"{client}_screens.mjs", f"{served.client.base_url}/graphql")
    answer = json.loads(said)
    asked, shown = answer["days"]["asked"], answer["days"]["shown"]
    assert shown == asked
    assert units(shown["may"]) == ["audit", "buying", "cars"]
    assert units(shown["august"]) == units(shown["today"]) == ["buying", "data"]
    assert [title_of_bob(shown[day]) for day in ("may", "august", "today")] == [{"Buyer"}, {"Head"}, {"Head"}]
    assert answer["both"] == 3
    assert answer["pages"] == ["audit", "buying", "cars"]
    assert answer["warnings"] == []
    bob = global_id("Person", tid("bob"), None)
    names = list(names_of_bob(answer["merged"]["shown"], bob))
    assert len(names) >= 5
    assert set(names) == {"Robert" if client == "apollo" else "Rob"}
    if client == "apollo":
        people = (global_id("Person", tid(name), None) for name in ("ann", "bob", "cyd"))
        assert sorted(answer["merged"]["people"]) == sorted(f"Person:{id_}" for id_ in people)


async def test_relay_takes_the_schema_and_its_next_page_keeps_the_day(served: Service, project: Project) -> None:
    await project.run("relay-compiler", "--repersist")
    generated = (project.place / "relay" / "__generated__" / "UnitsNextPage.graphql.js").read_text(encoding="utf-8")
    (text,) = re.findall(r'^ +"text": ("query UnitsNextPage.*")$', generated, re.MULTILINE)
    query = json.loads(text)
    assert "node(id: $id)" in query
    parse(query)
    id_, seen, after, more = global_id("Organization", tid("acme"), ON_JUNE), [], None, True
    while more:
        variables = {"id": id_, "first": 1, "after": after}
        answer = (await served.client.post("/graphql", json={"query": query, "variables": variables})).json()
        assert "errors" not in answer, answer
        node = answer["data"]["node"]
        assert (node["id"], node["asOf"]) == (id_, "2024-06-01")
        seen += [edge["node"]["name"] for edge in node["units"]["edges"]]
        after, more = node["units"]["pageInfo"]["endCursor"], node["units"]["pageInfo"]["hasNextPage"]
    assert seen == ["audit", "buying", "cars"]


async def test_the_page_tells_of_every_type_that_has_no_id(project: Project) -> None:
    script = 'import { embedded } from "./settings.mjs"; console.log(JSON.stringify(embedded));'
    told = json.loads(await project.run("node", "--input-type=module", "--eval", script))
    types = [type_ for type_ in schema._schema.type_map.values() if isinstance(type_, GraphQLObjectType)]
    parts = {type_.name for type_ in types if "id" not in type_.fields and not type_.name.endswith(OF_LISTS)}
    assert sorted(told) == sorted(name for name in parts - ROOTS if not name.startswith("__"))
