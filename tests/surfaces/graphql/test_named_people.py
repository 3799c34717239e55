"""People by their ids: in the order that was asked for, page by page, and with the names of those who are not there."""

from datetime import date

import pytest
from strawberry.relay import to_base64

from relgraph.core.errors import InputError
from tests.draw import Drawing
from tests.surfaces.graphql.conftest import Ask, Refuse, names

PEOPLE = """query ($ids: [ID!], $first: Int = 25, $after: String, $day: Date) {
  people(ids: $ids, first: $first, after: $after, asOf: $day) {
    nodes { name holds } missing pageInfo { hasNextPage endCursor } } }"""


@pytest.fixture
async def four(drawing: Drawing) -> Drawing:
    d = drawing.org("acme").people("ann", "bob", "cyd")
    await d.add("person", until=date(2026, 1, 1), id="t:old", name="old").save()
    return d


async def test_people_come_in_the_order_of_their_ids_and_who_is_missing_is_named(
    four: Drawing, ask: Ask, transactions: list[str]
) -> None:
    opaque, unknown = to_base64("Person", "t:ann"), to_base64("Person", "t:zoe")
    asked = ["t:cyd", "t:none", opaque, "t:old", "t:ann", unknown, "t:bob"]
    page = (await ask(PEOPLE, ids=asked))["people"]
    assert [(node["name"], node["holds"]) for node in page["nodes"]] == [
        *(("cyd", True), ("ann", True), ("old", False), ("bob", True))
    ]
    assert (page["missing"], page["pageInfo"]["hasNextPage"]) == (["t:none", unknown], False)
    # Who is not there may be known by another id.
    assert transactions == ["templates/find_entities", "record/resolve_ids"]


async def test_they_come_page_by_page_and_each_page_names_who_is_missing(four: Drawing, ask: Ask) -> None:
    asked, seen, after = ["t:cyd", "t:none", "t:ann", "t:bob"], [], None
    for _ in range(2):
        page = (await ask(PEOPLE, ids=asked, first=2, after=after))["people"]
        assert page["missing"] == ["t:none"]
        seen.append(names(page))
        after = page["pageInfo"]["endCursor"]
    assert (seen, page["pageInfo"]["hasNextPage"]) == ([["cyd", "ann"], ["bob"]], False)


async def test_nobody_named_is_nobody_and_nothing_named_is_everybody(four: Drawing, ask: Ask) -> None:
    assert names((await ask(PEOPLE, ids=[]))["people"]) == []
    everybody = (await ask(PEOPLE))["people"]
    assert (names(everybody), everybody["missing"]) == (["ann", "bob", "cyd"], [])


@pytest.mark.parametrize(
    ("arguments", "field", "said"),
    [
        ('ids: ["t:ann", "nonsense"]', "ids", "That is no id."),
        (f'ids: ["{to_base64("Unit", "t:it")}"]', "ids", "That is the id of a Unit."),
        ('ids: ["t:ann"], organization: "t:acme"', "ids", "organization and ids are both given."),
        ('ids: ["t:ann"], first: 201', "first", "first is 201."),
        (f"ids: {['t:p'] * 201}".replace("'", '"'), "ids", "There are 201 ids."),
        (f'ids: ["t:ann"], after: "{to_base64("after", "t:bob")}"', "after", "That is no cursor of these people."),
    ],
)
async def test_what_does_not_fit_is_refused(
    four: Drawing, refuse: Refuse, arguments: str, field: str, said: str
) -> None:
    error = await refuse("{ people(" + arguments + ") { nodes { name } } }")
    assert isinstance(error, InputError)
    assert (error.field, error.message) == (field, said)
