"""Lists of interactions: narrowed, the newest first, page by page; and who took part."""

from collections.abc import AsyncIterator

import pytest

from relgraph.core.errors import InputError, NotFoundError
from relgraph.graph.client import Graph
from tests.draw import Drawing, drawn_once, name_of
from tests.interactions.worlds import draw
from tests.surfaces.graphql.conftest import Ask, Refuse


@pytest.fixture(scope="module")
async def drawn(shared_graph: Graph) -> AsyncIterator[Drawing]:
    async with drawn_once(shared_graph, draw) as d:
        yield d


@pytest.fixture
def graph(drawn: Drawing) -> Graph:
    return drawn.graph


async def listed(ask: Ask, field: str, path: str = "") -> str:
    listing = f"list: {field} {{ totalCount nodes {{ externalId }} }}"
    data = await ask(f"{{ of: {path} {{ {listing} }} }}" if path else f"{{ {listing} }}")
    found = (data["of"] if path else data)["list"]
    names = [name_of(node["externalId"]) for node in found["nodes"]]
    assert found["totalCount"] == len(names)
    return " ".join(names)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("{}", "call fair meal first"),
        ('{ person: "t:ann" }', "call fair first"),
        # Who did not come took no part.
        ('{ person: "t:liu" }', "meal first"),
        ('{ withPerson: "t:chen" }', "call fair"),
        ('{ person: "t:ann", withPerson: "t:liu" }', "first"),
        ('{ account: "t:acme" }', "call meal first"),
        ('{ account: "t:beta" }', ""),
        ('{ unit: "t:it" }', "first"),
        ('{ opportunity: "t:deal" }', "call"),
        ('{ account: "t:acme", person: "t:ben" }', "meal"),
        ('{ kinds: ["visit", "expo"] }', "fair first"),
        ("{ kinds: [] }", ""),
        # The layer of that day, not of today; and of contacts, not of ours.
        ("{ layers: [3] }", "call fair"),
        ("{ layers: [2] }", "fair"),
        ("{ layers: [1] }", "meal first"),
        ('{ dayFrom: "2026-05-01" }', "call fair meal"),
        ('{ dayBefore: "2026-05-01" }', "first"),
        ('{ dayFrom: "2026-03-01", dayBefore: "2026-03-02", kinds: ["visit"], layers: [1, 2] }', "first"),
    ],
)
async def test_what_is_wanted_comes_newest_first(ask: Ask, wanted: str, found: str) -> None:
    assert await listed(ask, f"interactions(filter: {wanted})") == found


async def test_only_what_had_taken_place_by_the_day(ask: Ask) -> None:
    assert await listed(ask, 'interactions(asOf: "2026-04-30")') == "first"
    assert await listed(ask, 'interactions(asOf: "2026-10-01", filter: { kinds: ["visit"] })') == "soon first"
    assert await listed(ask, 'interactions(asOf: "2026-02-28")') == ""


@pytest.mark.parametrize(
    ("path", "field", "found"),
    [
        ('person(id: "t:ann")', "interactions", "call fair first"),
        ('person(id: "t:ann")', 'interactions(filter: { withPerson: "t:chen" })', "call fair"),
        ('person(id: "t:liu")', "interactions", "meal first"),
        ('account(id: "t:acme")', "interactions", "call meal first"),
        ('account(id: "t:acme")', "interactions(filter: { layers: [1] })", "meal first"),
        ('unit(id: "t:it")', "interactions", "first"),
        ('opportunity(id: "t:deal")', "interactions", "call"),
        ('account(id: "t:acme")', "interactions(orderBy: { by: DAY })", "first meal call"),
    ],
)
async def test_everything_has_its_list(ask: Ask, path: str, field: str, found: str) -> None:
    assert await listed(ask, field, path) == found


@pytest.mark.parametrize("size", [1, 3])
async def test_pages_have_no_gaps_and_no_doubles(ask: Ask, size: int) -> None:
    found, after = [], None
    while True:
        page = "pageInfo { hasNextPage endCursor } nodes { externalId }"
        data = await ask(
            f"query ($after: String) {{ interactions(first: {size}, after: $after) {{ {page} }} }}", after=after
        )
        found += [name_of(node["externalId"]) for node in data["interactions"]["nodes"]]
        after = data["interactions"]["pageInfo"]["endCursor"]
        if not data["interactions"]["pageInfo"]["hasNextPage"]:
            break
    assert found == ["call", "fair", "meal", "first"]


async def test_who_took_part_and_on_which_side(ask: Ask) -> None:
    data = await ask(
        '{ interaction(id: "t:fair") { kind validFrom at account { name } '
        "participants { nodes { person { name } came ours layer } } } }"
    )
    people = data["interaction"].pop("participants")["nodes"]
    assert data["interaction"] == {
        "kind": "expo",
        "validFrom": "2026-05-01",
        "at": "2026-05-01T08:00:00+08:00",
        "account": None,
    }
    assert {one["person"]["name"]: (one["came"], one["ours"], one["layer"]) for one in people} == {
        "Anna Berg": (None, True, 3),
        "Chen Jun": (None, False, 3),
        "Max Roe": (None, False, 2),
        "刘伟": (False, False, 1),
    }


async def test_what_cannot_be_wanted_is_told(refuse: Refuse) -> None:
    none = await refuse('{ interactions(filter: { person: "t:nobody" }) { totalCount } }')
    assert isinstance(none, NotFoundError)
    assert none.field == "filter.person"
    kind = await refuse('{ interactions(filter: { kinds: ["A Visit"] }) { totalCount } }')
    assert isinstance(kind, InputError)
    assert (kind.field, kind.message) == (
        "filter.kinds",
        "kinds must be a word in small letters, digits and `_`, e.g. `company_visit`.",
    )
