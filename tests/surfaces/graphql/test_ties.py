"""Ties as seen from a person: who is at the other end, which of them, in which order, page by page."""

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest

from relgraph.core.errors import InputError
from relgraph.graph.client import Graph
from relgraph.surfaces.graphql.ids import Day, global_id
from tests.draw import Drawing, drawn_once, name_of
from tests.surfaces.graphql.conftest import Ask, Refuse

TIES = "%s { edges { other { name } node { strength personA { name } personB { name } } } pageInfo { hasNextPage } }"
OTHERS = "query ($ids: [ID!]) { people(ids: $ids) { nodes { name ties%s { edges { other { name } } } } } }"


def others(page: Mapping[str, Any]) -> list[str]:
    return [edge["other"]["name"] for edge in page["edges"]]


def draw_ties(d: Drawing) -> Drawing:
    """Hub knows five people at four kinds of organisation, and ann is at either end of all facts between two people."""
    d.org("us", "vendor").org("acme").org("pal", "partner").org("foe", "competitor").unit("it", "acme")
    d.person("hub", at="us").person("ann", at="us").person("bob", at="acme", unit="it").person("cat", at="pal")
    d.person("zoe", at="foe").person("dan")
    # Cat was with the competitor once; Bob's seat with the partner is only to come.
    d.add("position", None, date(2026, 3, 1), person="cat", organization="foe")
    d.add("position", date(2026, 12, 1), None, person="bob", organization="pal")
    d.tie("hub", "ann", 0.2, since=date(2025, 1, 1), last_contact=date(2026, 8, 1))
    d.tie("hub", "bob", 0.9, since=date(2024, 1, 1), last_contact=date(2026, 10, 1))
    d.tie("hub", "cat", None, last_contact=date(2026, 7, 1)).tie("hub", "zoe", 0.5, since=date(2026, 1, 1))
    d.tie("hub", "dan", 0.0, until=date(2027, 1, 1)).tie("hub", "bob", 0.4, basis="alumni")
    d.tie("hub", "dan", 1.0, basis="school", until=date(2026, 1, 1)).tie("ann", "zoe", 0.7)
    d.influence("ann", "bob", 0.5).influence("cat", "ann").reports("ann", "hub").reports("dan", "ann", "dotted")
    d.friction("zoe", "ann").ask("ann", "bob").ask("hub", "ann").owns("ann", "bob").owns("hub", "ann", "B")
    for name, day in (("first", 1), ("third", 3), ("second", 2)):
        d.person(name).tie("dan", name, recorded_at=datetime(2026, 5, day, 12, tzinfo=UTC))
    return d


@pytest.fixture(scope="module")
async def drawn(shared_graph: Graph) -> AsyncIterator[Drawing]:
    async with drawn_once(shared_graph, draw_ties) as d:
        yield d


@pytest.fixture
def graph(drawn: Drawing) -> Graph:
    """The graph that all tests here share, as one caller sees it."""
    return drawn.graph.for_caller()


async def test_the_edge_tells_who_is_at_the_other_end(ask: Ask) -> None:
    data = await ask('{ person(id: "t:zoe") { ' + TIES % "ties" + " } }")
    assert data["person"]["ties"] == {
        "edges": [
            {
                "other": {"name": "ann"},
                "node": {"strength": 0.7, "personA": {"name": "ann"}, "personB": {"name": "zoe"}},
            },
            {
                "other": {"name": "hub"},
                "node": {"strength": 0.5, "personA": {"name": "hub"}, "personB": {"name": "zoe"}},
            },
        ],
        "pageInfo": {"hasNextPage": False},
    }


async def test_lists_of_all_facts_between_two_people_tell_the_other(ask: Ask) -> None:
    lists = ["influences", "influencedBy", "managers", "reports", "frictions"]
    lists += ["asks", "asksMade", "owners", "ownedContacts"]
    data = await ask(
        '{ person(id: "t:ann") { ' + " ".join(f"{one} {{ edges {{ other {{ name }} }} }}" for one in lists) + " } }"
    )
    assert {one: others(data["person"][one]) for one in lists} == {
        "influences": ["bob"],
        "influencedBy": ["cat"],
        "managers": ["hub"],
        "reports": ["dan"],
        "frictions": ["zoe"],
        "asks": ["hub"],
        "asksMade": ["bob"],
        "owners": ["hub"],
        "ownedContacts": ["bob"],
    }


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["bob", "zoe", "bob", "ann", "dan", "cat"]),
        ("(filter: { organizationKinds: [CUSTOMER] })", ["bob", "bob"]),
        ("(filter: { organizationKinds: [PARTNER] })", ["cat"]),
        ("(filter: { organizationKinds: [COMPETITOR, VENDOR] })", ["zoe", "ann"]),
        ("(filter: { organizationKinds: [] })", []),
        ("(filter: { leastStrength: 0.4 })", ["bob", "zoe", "bob"]),
        # A strength of 0 is known; an unknown one is not 0.
        ("(filter: { leastStrength: 0 })", ["bob", "zoe", "bob", "ann", "dan"]),
        ('(filter: { among: ["t:cat", "t:zoe", "t:nobody"] })', ["zoe", "cat"]),
        ("(filter: { among: [] })", []),
        ('(filter: { among: ["t:cat", "t:bob"], organizationKinds: [CUSTOMER], leastStrength: 0.5 })', ["bob"]),
        (
            "(filter: { organizationKinds: null, leastStrength: null, among: null }, orderBy: null)",
            ["bob", "zoe", "bob", "ann", "dan", "cat"],
        ),
        ("(filter: {}, first: 2)", ["bob", "zoe"]),
    ],
)
async def test_ties_are_narrowed(ask: Ask, asked: str, found: list[str]) -> None:
    data = await ask(OTHERS % asked, ids=["t:hub"])
    assert others(data["people"]["nodes"][0]["ties"]) == found


@pytest.mark.parametrize(
    ("person", "order", "known", "unknown"),
    [
        ("t:hub", "STRENGTH, direction: DESCENDING", ["bob", "zoe", "bob", "ann", "dan"], ["cat"]),
        ("t:hub", "STRENGTH", ["dan", "ann", "bob", "zoe", "bob"], ["cat"]),
        # Dan's tie of strength 1 is over; nothing tells when the other one began.
        ("t:hub", "SINCE", ["bob", "ann", "zoe"], ["bob", "cat", "dan"]),
        ("t:hub", "SINCE, direction: DESCENDING", ["zoe", "ann", "bob"], ["bob", "cat", "dan"]),
        # That there is a contact with bob on 2026-10-01 was not known on the day.
        ("t:hub", "LAST_CONTACT, direction: DESCENDING", ["ann", "cat"], ["bob", "bob", "dan", "zoe"]),
        ("t:dan", "RECORDED, direction: DESCENDING", ["hub", "third", "second", "first"], []),
        ("t:dan", "RECORDED", ["first", "second", "third", "hub"], []),
    ],
)
async def test_ties_come_in_the_order_asked_for_and_what_is_unknown_last(
    ask: Ask, person: str, order: str, known: list[str], unknown: list[str]
) -> None:
    data = await ask(OTHERS % f"(orderBy: {{ by: {order} }})", ids=[person])
    told = others(data["people"]["nodes"][0]["ties"])
    assert (told[: len(known)], sorted(told[len(known) :])) == (known, unknown)


async def test_seats_and_ties_are_those_of_the_day(ask: Ask) -> None:
    asked = (
        '{ person(id: "t:hub", asOf: "%s") { ties(filter: { organizationKinds: [%s] }) { edges { other { name } } } } }'
    )
    assert others((await ask(asked % ("2026-02-01", "COMPETITOR")))["person"]["ties"]) == ["zoe", "cat"]
    assert others((await ask(asked % ("2026-09-01", "COMPETITOR")))["person"]["ties"]) == ["zoe"]
    assert others((await ask(asked % ("2026-12-01", "PARTNER")))["person"]["ties"]) == ["bob", "bob", "cat"]


@pytest.mark.parametrize("by", ["STRENGTH", "SINCE", "LAST_CONTACT", "RECORDED"])
@pytest.mark.parametrize("direction", ["ASCENDING", "DESCENDING"])
@pytest.mark.parametrize("size", [1, 4])
async def test_pages_follow_each_other_in_every_order(ask: Ask, by: str, direction: str, size: int) -> None:
    order = {"by": by, "direction": direction}
    document = """query ($n: Int!, $a: String, $o: TieOrder!) { person(id: "t:hub") {
      ties(orderBy: $o, first: $n, after: $a) { nodes { externalId } pageInfo { hasNextPage endCursor } } } }"""
    (whole,) = (await ask(document, n=200, o=order)).values()
    seen, after = [], None
    while True:
        page = (await ask(document, n=size, a=after, o=order))["person"]["ties"]
        seen += [tie["externalId"] for tie in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert seen == [tie["externalId"] for tie in whole["ties"]["nodes"]]
    assert len(set(seen)) == 6


async def test_a_list_tells_how_long_it_is(ask: Ask, transactions: list[str]) -> None:
    data = await ask(
        '{ people(ids: ["t:hub", "t:zoe", "t:first"]) { nodes { all: ties(first: 1) { totalCount }'
        " strong: ties(first: 1, filter: { leastStrength: 0.4, organizationKinds: [CUSTOMER, VENDOR] }) { totalCount }"
        " frictions { totalCount } } } }"
    )
    assert [
        tuple(person[one]["totalCount"] for one in ("all", "strong", "frictions")) for person in data["people"]["nodes"]
    ] == [(6, 2, 0), (2, 2, 1), (1, 0, 0)]
    # Two pages and two lengths, each for all three.
    assert transactions.count("people/list_ties") == 4


async def test_every_parent_gets_a_narrowed_page_of_its_own_from_one_query(ask: Ask, transactions: list[str]) -> None:
    everyone = ["t:hub", "t:ann", "t:bob", "t:zoe"]
    asked = "(filter: { leastStrength: 0.3, organizationKinds: [VENDOR, COMPETITOR] }, first: 2)"
    data = await ask(OTHERS % asked, ids=everyone)
    assert {person["name"]: others(person["ties"]) for person in data["people"]["nodes"]} == {
        "hub": ["zoe"],
        "ann": ["zoe"],
        "bob": ["hub", "hub"],
        "zoe": ["ann", "hub"],
    }
    assert transactions.count("people/list_ties") == 1


async def test_a_cursor_is_good_for_its_order_and_filter_alone(ask: Ask, refuse: Refuse) -> None:
    document = 'query ($a: String) { person(id: "t:hub") { ties(%s first: 1, after: $a) { pageInfo { endCursor } } } }'
    lists = ["", "orderBy: { by: SINCE },", "orderBy: { by: SINCE, direction: DESCENDING },"]
    lists += [f"filter: {{ {one} }}," for one in ("leastStrength: 0", "leastStrength: 0.2", 'among: ["t:ann"]')]
    for made in lists:
        after = (await ask(document % made))["person"]["ties"]["pageInfo"]["endCursor"]
        await ask(document % made, a=after)
        for asked in lists:
            if asked != made:
                error = await refuse(document % asked, a=after)
                assert isinstance(error, InputError)
                assert error.field == "after"
                assert error.remedy == "Ask for the list as it was, or begin this one without `after`."


async def test_how_people_and_kinds_are_named_is_the_same_list(ask: Ask) -> None:
    """Ids in either form, in any order, of any day: the list is of the day that the person is shown for."""
    may = Day(date(2026, 5, 1), explicit=True)
    document = """query ($among: [ID!], $kinds: [OrganizationKind!], $a: String) { person(id: "t:hub") {
      ties(filter: { among: $among, organizationKinds: $kinds }, first: 1, after: $a) {
        edges { cursor other { name } } } } }"""
    page = (await ask(document, among=["t:zoe", "t:ann"], kinds=["COMPETITOR", "VENDOR"]))["person"]["ties"]
    assert others(page) == ["zoe"]
    among = [global_id("Person", "t:ann", may), global_id("Person", "t:zoe", None), "t:ann"]
    rest = await ask(document, among=among, kinds=["VENDOR", "COMPETITOR"], a=page["edges"][0]["cursor"])
    assert others(rest["person"]["ties"]) == ["ann"]


@pytest.mark.parametrize(
    ("asked", "field", "message"),
    [
        ("filter: { leastStrength: 1.5 }", "filter.leastStrength", "leastStrength is 1.5."),
        ("filter: { leastStrength: -0.1 }", "filter.leastStrength", "leastStrength is -0.1."),
        ('filter: { among: ["ann"] }', "filter.among", "That is no id."),
        (
            f'filter: {{ among: ["{global_id("Organization", "t:acme", None)}"] }}',
            "filter.among",
            "That is the id of a Organization.",
        ),
        ("filter: { among: [" + 201 * '"t:x" ' + "] }", "filter.among", "There are 201 ids."),
        ("first: 0", "first", "first is 0."),
    ],
)
async def test_what_cannot_be_asked_is_refused_with_a_remedy(
    refuse: Refuse, asked: str, field: str, message: str
) -> None:
    error = await refuse('{ person(id: "t:hub") { ties(' + asked + ") { nodes { strength } } } }")
    assert isinstance(error, InputError)
    assert (error.field, error.message) == (field, message)
    assert error.remedy


async def test_of_a_fact_the_other_is_one_thing_in_both_lists(ask: Ask) -> None:
    """The node has one id from both ends: only what stands on the edge differs."""
    data = await ask(
        '{ people(ids: ["t:ann", "t:zoe"]) { nodes { ties(filter: { among: ["t:ann", "t:zoe"] }) {'
        " edges { other { externalId } node { id } } } } } }"
    )
    one, other = (person["ties"]["edges"] for person in data["people"]["nodes"])
    assert [name_of(edge["other"]["externalId"]) for edge in (*one, *other)] == ["zoe", "ann"]
    assert one[0]["node"] == other[0]["node"]
