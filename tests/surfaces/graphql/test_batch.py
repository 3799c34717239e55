"""A batch: many rows in one transaction, all of them or none, and of each what became or would have become of it."""

import asyncio
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from graphql import parse, validate
from strawberry.relay import to_base64

from relgraph.core.config import Settings
from relgraph.core.errors import ForbiddenError
from relgraph.core.principal import Principal, Right
from relgraph.graph.client import Graph
from relgraph.kinds import KINDS
from relgraph.surfaces.graphql.batch import MAX_ROWS, PRICE
from relgraph.surfaces.graphql.limits import check_limits
from relgraph.surfaces.graphql.schema import schema
from tests.draw import Drawing, tid
from tests.surfaces.graphql.conftest import Ask
from tests.surfaces.graphql.test_alone import answered

ERRORS = "errors { __typename field message remedy }"
BATCH = (
    "mutation ($rows: [BatchRow!]!) { batch(input: $rows) { outcome " + ERRORS + " rows { index outcome "
    "node { __typename externalId recordedBy ... on Tie { strength basis validTo } } " + ERRORS + " } } }"
)
SEEN = "{ people { nodes { externalId } } organizations { nodes { externalId } } }"


def person(name: str, **more: object) -> dict[str, Any]:
    return {"person": {"id": tid(name), "name": name, **more}}


def tie(a: str, b: str, **more: object) -> dict[str, Any]:
    return {"tie": {"id": f"t:{a}-{b}", "personA": tid(a), "personB": tid(b), **more}}


@pytest.fixture
async def book(drawing: Drawing) -> Drawing:
    d = drawing.org("us", "vendor").org("acme").people("ann", "bob", "cyd")
    await d.opportunity("deal", "acme").save()
    return d


@pytest.fixture
def batch(ask: Ask):
    async def run(*rows: dict[str, Any]) -> dict[str, Any]:
        return (await ask(BATCH, rows=list(rows)))["batch"]

    return run


def outcomes(done: dict[str, Any]) -> list[str | None]:
    assert [row["index"] for row in done["rows"]] == list(range(len(done["rows"])))
    return [row["outcome"] for row in done["rows"]]


async def seen(ask: Ask) -> set[str]:
    """All people and organisations."""
    return {node["externalId"] for page in (await ask(SEEN)).values() for node in page["nodes"]}


async def test_all_rows_are_recorded_and_later_ones_refer_to_earlier_ones(book, batch, ask: Ask) -> None:
    await ask('mutation { recordTie(input: {id: "t:old", personA: "t:ann", personB: "t:bob"}) { outcome } }')
    done = await batch(
        {"organization": {"id": "t:new", "name": "New", "kind": "CUSTOMER"}},
        {"unit": {"id": "t:it", "organization": "t:new", "name": "IT"}},
        person("dan"),
        {"position": {"id": "t:seat", "person": "t:dan", "organization": "t:new", "unit": to_base64("Unit", "t:it")}},
        tie("ann", "dan", strength=0.5),
        tie("ann", "dan", basis="alumni"),
        {"person": {"id": to_base64("Person", "t:bob"), "name": "bob"}},
        {"person": {"name": "Eve"}},
        {"endTie": {"id": "t:old", "on": "2026-08-01"}},
        {"endOpportunity": {"id": "t:deal", "on": "2026-08-01", "outcome": "WON"}},
    )
    assert (done["outcome"], done["errors"]) == ("CREATED", [])
    assert outcomes(done) == [*["CREATED"] * 5, "CORRECTED", "UNCHANGED", "CREATED", "CORRECTED", "CORRECTED"]
    assert [row["errors"] for row in done["rows"]] == [[]] * 10
    nodes = [row["node"] for row in done["rows"]]
    assert [node["__typename"] for node in nodes] == [
        *("Organization", "Unit", "Person", "Position", "Tie", "Tie", "Person", "Person", "Tie", "Opportunity")
    ]
    assert [node["externalId"] for node in nodes[:7]] == [
        *("t:new", "t:it", "t:dan", "t:seat", "t:ann-dan", "t:ann-dan", "t:bob")
    ]
    assert (nodes[5]["strength"], nodes[5]["basis"], nodes[8]["validTo"]) == (0.5, "alumni", "2026-08-01")
    shown = await ask(
        '{ person(id: "t:dan") { positions { nodes { unit { name } } } } '
        'opportunity(id: "t:deal") { outcome } history(id: "t:ann-dan") { revisions { operation } } }'
    )
    assert shown == {
        "person": {"positions": {"nodes": [{"unit": {"name": "IT"}}]}},
        "opportunity": {"outcome": "WON"},
        "history": {"revisions": [{"operation": "batch"}]},
    }


async def test_none_is_recorded_when_one_cannot_be_and_every_row_says_what_would_have_been(
    book, batch, ask: Ask
) -> None:
    before = await seen(ask)
    done = await batch(
        person("dan"),
        {"person": {"id": "t:eve"}},
        tie("ann", "dan", strength=2),
        tie("dan", "bob", strength=0.5),
        tie("eve", "bob"),
        {"person": {"id": "t:ann", "name": "ann"}},
        {"endTie": {"id": "t:none", "on": "2026-08-01"}},
        {"tie": {"personA": to_base64("Unit", "t:it"), "personB": "t:bob"}},
    )
    assert done["outcome"] is None
    assert outcomes(done) == ["CREATED", None, None, "CREATED", None, "UNCHANGED", None, None]
    assert {row["node"] is None for row in done["rows"]} == {True}
    told = [(row["index"], e["__typename"], e["field"]) for row in done["rows"] for e in row["errors"]]
    assert told == [
        (1, "InvalidInput", "name"),
        (2, "InvalidInput", "strength"),
        (4, "NotFound", "personA"),
        (6, "NotFound", "id"),
        (7, "InvalidInput", "personA"),
    ]
    assert [error["field"] for error in done["errors"]] == [
        *("1.person.name", "2.tie.strength", "4.tie.personA", "6.endTie.id", "7.tie.personA")
    ]
    assert done["errors"][2]["message"] == done["rows"][4]["errors"][0]["message"] == "No person has the id 't:eve'."
    assert await seen(ask) == before
    assert (await ask('{ person(id: "t:bob") { ties { nodes { id } } } }'))["person"]["ties"]["nodes"] == []


async def test_a_row_that_closes_a_circle_is_the_one_to_mend(book, batch, ask: Ask) -> None:
    names = {"a": "ann", "b": "bob", "c": "cyd"}
    lines = [{"reportingLine": {"person": tid(names[a]), "manager": tid(names[b])}} for a, b in ("ab", "bc", "ca")]
    done = await batch(*lines, person("dan"))
    assert (done["outcome"], outcomes(done)) == (None, ["CREATED", "CREATED", None, "CREATED"])
    (error,) = done["errors"]
    assert (error["__typename"], error["field"]) == ("Cycle", "2.reportingLine.manager")
    assert (await ask('{ person(id: "t:ann") { managers { nodes { id } } } }'))["person"]["managers"]["nodes"] == []
    assert outcomes(await batch(*lines[:2], person("dan"))) == ["CREATED"] * 3


async def test_an_id_is_one_things_also_within_a_batch(book, batch) -> None:
    done = await batch(person("dan"), {"organization": {"id": "t:dan", "name": "Dan", "kind": "PARTNER"}})
    assert outcomes(done) == ["CREATED", None]
    (error,) = done["errors"]
    assert (error["__typename"], error["field"]) == ("Conflict", "1.organization.id")


async def test_the_outcome_of_all_is_the_weightiest(book, batch) -> None:
    assert (await batch())["outcome"] == "UNCHANGED"
    assert (await batch(person("ann"), person("bob")))["outcome"] == "UNCHANGED"
    assert (await batch(person("ann"), person("bob", englishName="Bob")))["outcome"] == "CORRECTED"
    assert (await batch(person("ann"), person("bob", englishName="B"), person("dan")))["outcome"] == "CREATED"


async def test_an_assessment_in_a_batch_is_of_today_too(book, batch, ask: Ask) -> None:
    row = {"support": {"person": "t:ann", "opportunity": "t:deal", "level": "COACH"}}
    assert outcomes(await batch(row)) == ["CREATED"]
    data = await ask('{ person(id: "t:ann") { supports { nodes { level validFrom } } } }')
    assert data["person"]["supports"]["nodes"] == [{"level": "COACH", "validFrom": "2026-09-01"}]


async def test_there_is_a_limit_to_rows(book, batch, ask: Ask) -> None:
    done = await batch(*(person(f"p{n}") for n in range(MAX_ROWS + 1)))
    assert (done["outcome"], done["rows"]) == (None, [])
    (error,) = done["errors"]
    assert (error["__typename"], error["field"], error["message"]) == ("InvalidInput", "input", "There are 201 rows.")
    assert error["remedy"].startswith("Give 200 at most")
    done = await batch(*(person(f"p{n}") for n in range(MAX_ROWS)))
    assert (done["outcome"], outcomes(done)) == ("CREATED", ["CREATED"] * MAX_ROWS)


def cost(document: str, **variables: object) -> int:
    """What the limiter takes an operation for."""
    settings = Settings(_env_file=None)  # type: ignore[call-arg]
    return check_limits(schema._schema, parse(document), variables, settings)


def test_each_row_has_its_price() -> None:
    rows = [person(f"p{n}") for n in range(50)]
    document = "mutation ($rows: [BatchRow!]!) { batch(input: $rows) { outcome rows { index outcome } } }"
    assert cost(document, rows=rows) == 1 + 50 * PRICE + 50 * (1 + 1 + 2)
    written = 'mutation { batch(input: [{person: {name: "A"}}, {person: {name: "B"}}]) { outcome } }'
    assert cost(written) == 1 + 2 * PRICE + 2


def documented() -> list[str]:
    """The operations that the page tells of."""
    page = (Path(__file__).parents[3] / "docs" / "recording.md").read_text(encoding="utf-8")
    return re.findall(r"```graphql\n(.+?)```", page, flags=re.DOTALL)


@pytest.mark.parametrize("document", documented(), ids=lambda document: document.split("{")[0].strip())
def test_what_the_page_shows_is_valid_and_within_the_limits_for_the_most_rows(document: str) -> None:
    assert validate(schema._schema, parse(document)) == []
    rows = [person(f"p{n}") for n in range(MAX_ROWS)]
    check_limits(schema._schema, parse(document), {"rows": rows}, Settings(_env_file=None))  # type: ignore[call-arg]


async def test_the_rows_that_the_page_shows_are_taken(book, batch, ask: Ask) -> None:
    page = (Path(__file__).parents[3] / "docs" / "recording.md").read_text(encoding="utf-8")
    shown = re.search(r"```json\n(.+?)```", page, flags=re.DOTALL)
    assert shown is not None
    there = [
        {"organization": {"id": "crm:acme", "name": "Acme", "kind": "CUSTOMER"}},
        {"person": {"id": "crm:12", "name": "Li Bo"}},
        {"tie": {"id": "crm:tie.9", "personA": "t:ann", "personB": "crm:12"}},
    ]
    done = await batch(*there, *json.loads(shown[1])["rows"])
    assert outcomes(done) == [*["CREATED"] * 6, "CORRECTED"]


async def test_a_row_says_one_thing(book, graph: Graph) -> None:
    for row in ("{}", '{person: {name: "A"}, endTie: {id: "t:x", on: "2026-01-01"}}', "{person: null}"):
        result = await answered(graph, "mutation { batch(input: [" + row + "]) { outcome } }")
        assert len(result.errors) == 1, row


def test_every_kind_has_its_rows() -> None:
    fields = set(schema._schema.type_map["BatchRow"].fields)
    names = {kind.model.__name__ for kind in KINDS}
    assert fields == {name[0].lower() + name[1:] for name in names} | {f"end{name}" for name in names}


async def test_rows_keep_who_recorded_them_and_not_everybody_may(book, graph: Graph) -> None:
    document = (
        'mutation { batch(input: [{person: {id: "t:dan", name: "Dan"}}]) { outcome rows { node { recordedBy } } } }'
    )
    zoe = graph.for_caller(principal=Principal("zoe", frozenset({Right.READ, Right.WRITE})))
    result = await answered(zoe, document)
    assert result.data == {"batch": {"outcome": "CREATED", "rows": [{"node": {"recordedBy": "zoe"}}]}}
    reader = graph.for_caller(principal=Principal("rea", frozenset({Right.READ})))
    result = await answered(reader, document)
    assert result.data == {"batch": None}
    (error,) = result.errors
    assert isinstance(error.original_error, ForbiddenError)


async def told(graph: Graph, *rows: dict[str, Any]) -> list[str | None]:
    """The outcomes of a batch of a caller's own."""
    result = await answered(graph.for_caller(), BATCH, rows=list(rows))
    assert result.errors is None, result.errors
    assert result.data["batch"]["errors"] == []
    return outcomes(result.data["batch"])


async def test_two_batches_with_the_same_rows_in_another_order_are_both_heard(book, graph: Graph, ask: Ask) -> None:
    people = [f"p{n}" for n in range(12)]
    await told(graph, *(person(name) for name in people))
    ends = [("ann", name) for name in people] + list(pairwise(people))
    for n in range(1, 4):
        strengths = [tie(a, b, strength=n / 4) for a, b in ends]
        bases = [tie(a, b, basis=f"b{n}") for a, b in reversed(ends)]
        await asyncio.gather(told(graph, *strengths), told(graph, *bases))
        nodes = (await ask('{ person(id: "t:ann") { ties { nodes { strength basis } } } }'))["person"]["ties"]["nodes"]
        assert nodes == [{"strength": n / 4, "basis": f"b{n}"}] * len(people)


async def test_batches_and_single_rows_about_the_same_people_come_to_their_ends(book, graph: Graph, ask: Ask) -> None:
    people = ["ann", "bob", "cyd", *(f"p{n}" for n in range(9))]
    await told(graph, *(person(name) for name in people))
    ends = list(pairwise(people))

    async def singly() -> None:
        for a, b in ends:
            influence = f'{{influencer: "{tid(a)}", influenced: "{tid(b)}"}}'
            result = await answered(
                graph.for_caller(), f"mutation {{ recordInfluence(input: {influence}) {{ outcome }} }}"
            )
            assert result.data == {"recordInfluence": {"outcome": "CREATED"}}

    there = [{"tie": {"personA": tid(a), "personB": tid(b)}} for a, b in ends]
    back = [{"friction": {"personA": tid(a), "personB": tid(b)}} for a, b in reversed(ends)]
    done = await asyncio.gather(told(graph, *there), told(graph, *back), singly())
    assert done == [["CREATED"] * len(ends), ["CREATED"] * len(ends), None]
