"""The network of some people: who is found, and all that holds among them on the day, from one query."""

from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest

from relgraph.core.errors import InputError
from relgraph.graph.client import Graph
from relgraph.people import subgraph
from relgraph.people.subgraph import find_subgraph
from relgraph.surfaces.graphql.ids import Day, global_id
from tests.draw import TODAY, Drawing, drawn_once, name_of, tid
from tests.surfaces.graphql.conftest import Ask, Refuse

NETWORK = """query ($people: [ID!]!, $day: Date) { subgraph(people: $people, asOf: $day) {
  asOf truncated missing people { name holds }
  ties { strength basis source personA { name } personB { name } }
  influences { weight influencer { name } influenced { name } }
  reportingLines { line person { name } manager { name } } } }"""
SPRING = date(2026, 4, 1)


def draw_network(d: Drawing) -> Drawing:
    """Four who know each other, one outside whom they know too, and one who is no more."""
    d.org("us", "vendor").people("ann", "out", at="us").people("bob", "cat", "dan")
    d.add("person", until=date(2026, 6, 1), id="t:old", name="old")
    d.tie("bob", "ann", 0.4, basis="alumni", source="crm").tie("cat", "bob", 0.9).tie("dan", "cat")
    d.tie("ann", "cat", 0.0).tie("ann", "dan", 0.8, until=date(2026, 5, 1)).tie("ann", "out", 1.0)
    d.tie("old", "ann", 0.7)
    d.influence("dan", "ann").influence("cat", "dan", 0.6).influence("bob", "cat", 0.7, since=date(2026, 10, 1))
    d.influence("out", "cat", 0.9)
    d.reports("dan", "cat").reports("dan", "bob", "dotted").reports("bob", "out").reports("old", "cat")
    d.friction("ann", "dan")
    return d


@pytest.fixture(scope="module")
async def drawn(shared_graph: Graph) -> AsyncIterator[Drawing]:
    async with drawn_once(shared_graph, draw_network) as d:
        yield d


@pytest.fixture
def graph(drawn: Drawing) -> Graph:
    """The graph that all tests here share, as one caller sees it."""
    return drawn.graph.for_caller()


def edges(found: dict[str, Any]) -> dict[str, list[tuple[object, ...]]]:
    """The relations as tuples: strength or line, then the two ends."""
    return {
        "ties": [(one["strength"], one["personA"]["name"], one["personB"]["name"]) for one in found["ties"]],
        "influences": [
            (one["weight"], one["influencer"]["name"], one["influenced"]["name"]) for one in found["influences"]
        ],
        "lines": sorted(
            (one["line"], one["person"]["name"], one["manager"]["name"]) for one in found["reportingLines"]
        ),
    }


async def test_it_holds_whatever_is_among_the_people_and_nothing_else(ask: Ask, transactions: list[str]) -> None:
    found = (await ask(NETWORK, people=[tid(name) for name in ("dan", "cat", "bob", "ann", "old")]))["subgraph"]
    assert (found["asOf"], found["truncated"], found["missing"]) == ("2026-09-01", False, [])
    assert [(person["name"], person["holds"]) for person in found["people"]] == [
        ("dan", True),
        ("cat", True),
        ("bob", True),
        ("ann", True),
        ("old", False),
    ]
    assert edges(found) == {
        "ties": [(0.9, "bob", "cat"), (0.4, "ann", "bob"), (0.0, "ann", "cat"), (None, "cat", "dan")],
        "influences": [(0.6, "cat", "dan"), (None, "dan", "ann")],
        "lines": [("DOTTED", "dan", "bob"), ("SOLID", "dan", "cat")],
    }
    assert [(tie["basis"], tie["source"]) for tie in found["ties"]] == [
        (None, "t"),
        ("alumni", "crm"),
        (None, "t"),
        (None, "t"),
    ]
    # The people, and all that is among them; the ends are looked up with the people.
    assert sorted(transactions) == ["people/find_relations_among", "templates/find_entities"]


async def test_it_is_of_the_day(ask: Ask) -> None:
    people = [tid(name) for name in ("ann", "cat", "dan", "old")]
    found = (await ask(NETWORK, people=people, day=str(SPRING)))["subgraph"]
    assert edges(found) == {
        "ties": [(0.8, "ann", "dan"), (0.7, "ann", "old"), (0.0, "ann", "cat"), (None, "cat", "dan")],
        "influences": [(0.6, "cat", "dan"), (None, "dan", "ann")],
        "lines": [("SOLID", "dan", "cat"), ("SOLID", "old", "cat")],
    }
    later = (await ask(NETWORK, people=[tid("bob"), tid("cat")], day="2026-10-01"))["subgraph"]
    assert edges(later)["influences"] == [(0.7, "bob", "cat")]
    # An id of a day means that day, and so does everything below.
    on = Day(SPRING, explicit=True)
    ids = [global_id("Person", tid(name), on) for name in ("ann", "dan")]
    told = await ask(
        "query ($ids: [ID!]!) { subgraph(people: $ids) { asOf people { id } ties { personA { id } } } }", ids=ids
    )
    assert told["subgraph"] == {
        "asOf": str(SPRING),
        "people": [{"id": id_} for id_ in ids],
        "ties": [{"personA": {"id": ids[0]}}],
    }


async def test_facts_are_the_things_that_other_questions_answer(ask: Ask) -> None:
    fields = "id validFrom validTo source recordedAt recordedBy holds strength basis lastContact"
    asked = f'{{ person(id: "t:bob") {{ ties(filter: {{ among: ["t:ann"] }}) {{ nodes {{ {fields} }} }} }} }}'
    listed = (await ask(asked))["person"]["ties"]["nodes"]
    among = (await ask(f'{{ subgraph(people: ["t:ann", "t:bob"]) {{ ties {{ {fields} }} }} }}'))["subgraph"]["ties"]
    assert listed == among
    assert len(among) == 1


async def test_who_is_missing_is_named_as_they_were_and_nobody_is_told_twice(ask: Ask) -> None:
    unknown = global_id("Person", "t:nobody", None)
    people = ["t:bob", unknown, "t:ann", "t:bob", global_id("Person", "t:ann", None), "t:none", unknown]
    found = (await ask(NETWORK, people=people))["subgraph"]
    assert [person["name"] for person in found["people"]] == ["bob", "ann"]
    assert found["missing"] == [unknown, "t:none"]
    assert edges(found) == {"ties": [(0.4, "ann", "bob")], "influences": [], "lines": []}


async def test_nobody_makes_an_empty_network(ask: Ask) -> None:
    for people in ([], ["t:none"]):
        found = (await ask(NETWORK, people=people))["subgraph"]
        assert (found["people"], found["missing"], found["truncated"]) == ([], people, False)
        assert edges(found) == {"ties": [], "influences": [], "lines": []}


async def test_what_is_left_out_is_said(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each kind the strongest are kept; as many as may be are not too many."""
    people = [tid(name) for name in ("ann", "bob", "cat", "dan")]
    told = []
    for most in (2, 3, 4):
        monkeypatch.setattr(subgraph, "MAX_RELATIONS", most)
        found = await find_subgraph(graph, people, as_of=TODAY)
        ties = [(name_of(tie.person_a), name_of(tie.person_b)) for tie in found.ties]
        told.append((ties, len(found.influences), len(found.reporting_lines), found.truncated))
    assert told == [
        ([("bob", "cat"), ("ann", "bob")], 2, 2, True),
        ([("bob", "cat"), ("ann", "bob"), ("ann", "cat")], 2, 2, True),
        ([("bob", "cat"), ("ann", "bob"), ("ann", "cat"), ("cat", "dan")], 2, 2, False),
    ]


@pytest.mark.parametrize(
    ("people", "message"),
    [
        (["t:x"] * 201, "There are 201 ids."),
        (["ann"], "That is no id."),
        ([global_id("Unit", "t:it", None)], "That is the id of a Unit."),
        (
            [global_id("Person", "t:ann", Day(day, explicit=True)) for day in (SPRING, TODAY)],
            "The ids are of different days: that of people is of 2026-04-01, that of people of 2026-09-01.",
        ),
    ],
)
async def test_what_cannot_be_asked_is_refused_with_a_remedy(refuse: Refuse, people: list[str], message: str) -> None:
    error = await refuse(NETWORK, people=people)
    assert isinstance(error, InputError)
    assert (error.field, error.message) == ("people", message)
    assert error.remedy
