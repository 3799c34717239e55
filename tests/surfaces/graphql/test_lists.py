"""Lists that are narrowed and ordered: who is in them, in what order, page by page, of everything and of one place."""

from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest

from relgraph.core.assets import asset_dir
from relgraph.core.errors import InputError, NotFoundError
from relgraph.graph.client import Graph
from relgraph.kinds import KINDS
from relgraph.record.kind import Kind
from tests.draw import Drawing, drawn_once, name_of
from tests.surfaces.graphql.conftest import Ask, Refuse

CHOOSING = [kind for kind in KINDS if kind.choice]


def draw(d: Drawing) -> Drawing:
    d.org("us", "vendor", name="Us").org("acme", name="Acme", english_name="zeta works").org("beta", name="beta")
    d.org("rival", "competitor", name="Rival")
    d.unit("board", "acme", function="management").unit("plant", "acme", parent="board", name="Plant North")
    d.unit("lab", "beta", function="research", english_name="Laboratory")
    d.person("ann", at="us", name="Ann Óg", english_name="Ann").person("bob", at="us", name="bob")
    d.person("wang", at="acme", unit="board", layer=1, name="王小明", declines_introductions=True)
    d.person("li", at="acme", unit="plant", layer=12, name="Li Na", english_name="Li")
    d.person("zoe", at="acme", name="zoe", english_name="li").person("max", at="beta", unit="lab", layer=2, name="Max")
    d.person("spy", at="rival", layer=2, name="Spy", declines_introductions=False)
    # A second seat makes one person no two, and the main seat says the layer.
    d.add("position", person="wang", organization="acme", title="adviser", layer=7)
    d.opportunity("grid", "acme", name="Grid", stage="contract", since=date(2026, 2, 1))
    d.opportunity("dam", "acme", name="dam", stage="lead", since=date(2026, 5, 1), until=date(2026, 12, 1))
    d.opportunity("mine", "beta", name="Mine")
    d.opportunity("won", "acme", until=date(2026, 6, 1), outcome="won", stage="collection")
    d.opportunity("lost", "beta", until=date(2026, 8, 1), outcome="lost")
    d.role("wang", "grid", "D").role("li", "grid", "E").role("max", "mine", "D").role("zoe", "won", "A")
    d.support("wang", "grid", 2).support("zoe", "grid", None).support("max", "mine", -1).owns("ann", "wang")
    return d


@pytest.fixture(scope="module")
async def drawn(shared_graph: Graph) -> AsyncIterator[Drawing]:
    async with drawn_once(shared_graph, draw) as d:
        yield d


@pytest.fixture
def graph(drawn: Drawing) -> Graph:
    return drawn.graph


async def listed(ask: Ask, field: str, *chosen: str) -> list[str]:
    arguments = f"({', '.join(chosen)})" if chosen else ""
    data = await ask(f"{{ list: {field}{arguments} {{ totalCount nodes {{ externalId }} }} }}")
    found = [name_of(node["externalId"]) for node in data["list"]["nodes"]]
    assert data["list"]["totalCount"] == len(found)
    return found


@pytest.mark.parametrize(
    ("field", "wanted", "found"),
    [
        ("people", "{}", "ann bob li max spy wang zoe"),
        ("people", '{ name: "óg" }', "ann"),
        ("people", '{ name: "OG ann" }', "ann"),
        ("people", '{ name: "a" }', "ann"),
        ("people", '{ name: "nn" }', ""),
        ("people", '{ name: "小明" }', "wang"),
        ("people", '{ name: "xiaoming" }', "wang"),
        ("people", '{ name: "li" }', "li zoe"),
        ("people", "{ organizationKinds: [VENDOR, COMPETITOR] }", "ann bob spy"),
        ("people", "{ organizationKinds: [] }", ""),
        ("people", "{ layers: [2, 12] }", "li max spy"),
        ("people", "{ layers: [7] }", ""),
        ("people", '{ opportunity: "t:grid" }', "li wang zoe"),
        ("people", '{ opportunity: "t:won" }', "zoe"),
        ("people", "{ roles: [D] }", "max wang"),
        ("people", "{ roles: [A] }", ""),
        ("people", '{ roles: [A], opportunity: "t:won" }', "zoe"),
        ("people", "{ supportLevels: [STRONGLY_SUPPORTIVE, OPPOSED] }", "max wang"),
        ("people", "{ supportLevels: [UNKNOWN] }", "li zoe"),
        ("people", '{ supportLevels: [UNKNOWN], roles: [E], opportunity: "t:grid" }', "li"),
        ("people", "{ supportLevels: [NEUTRAL] }", ""),
        ("people", "{ declinesIntroductions: true }", "wang"),
        ("people", "{ declinesIntroductions: false }", "spy"),
        ("people", "{ layers: [1], declinesIntroductions: false }", ""),
        ("units", "{ functions: [MANAGEMENT, RESEARCH] }", "board lab"),
        ("units", "{ top: true }", "board lab"),
        ("units", "{ top: false }", "plant"),
        ("units", '{ name: "north" }', "plant"),
        ("units", "{ organizationKinds: [VENDOR] }", ""),
        ("opportunities", "{}", "dam grid mine"),
        ("opportunities", "{ stages: [LEAD, CONTRACT] }", "dam grid"),
        ("opportunities", "{ stages: [LEAD], outcomes: [WON] }", ""),
        ("opportunities", '{ beganFrom: "2026-02-01" }', "dam grid"),
        ("opportunities", '{ beganFrom: "2026-02-02" }', "dam"),
        ("opportunities", '{ beganBefore: "2026-05-01" }', "grid"),
        ("opportunities", '{ endsFrom: "2026-12-01" }', "dam"),
        ("opportunities", '{ endsBefore: "2026-12-01" }', ""),
        ("opportunities", '{ person: "t:zoe" }', "grid"),
        ("opportunities", '{ owner: "t:ann" }', "grid"),
        ("opportunities", '{ owner: "t:bob" }', ""),
        ("organizations", '{ name: "ZETA" }', "acme"),
        ("organizations", "{ withLiveOpportunities: true }", "acme beta"),
        ("organizations", "{ withLiveOpportunities: false }", "rival us"),
        ("accounts", "{ withLiveOpportunities: false }", ""),
    ],
)
async def test_a_filter_leaves_what_is_wanted(ask: Ask, field: str, wanted: str, found: str) -> None:
    assert await listed(ask, field, f"filter: {wanted}") == found.split()


@pytest.mark.parametrize(
    ("field", "by", "up", "down"),
    [
        ("people", "NAME", "ann bob li max spy zoe wang", "wang zoe spy max li bob ann"),
        ("people", "ENGLISH_NAME", "ann li zoe bob max spy wang", "li zoe ann bob max spy wang"),
        ("people", "LAYER", "wang max spy li ann bob zoe", "li max spy wang ann bob zoe"),
        ("units", "NAME", "board lab plant", "plant lab board"),
        ("units", "ENGLISH_NAME", "lab board plant", "lab board plant"),
        ("units", "FUNCTION", "board lab plant", "lab board plant"),
        ("opportunities", "NAME", "dam grid mine", "mine grid dam"),
        ("opportunities", "STAGE", "dam grid mine", "grid dam mine"),
        ("opportunities", "BEGIN", "grid dam mine", "dam grid mine"),
        ("opportunities", "END", "dam grid mine", "dam grid mine"),
        ("organizations", "NAME", "acme beta rival us", "us rival beta acme"),
        ("organizations", "KIND", "rival acme beta us", "us acme beta rival"),
    ],
)
async def test_an_order_has_two_ends_and_what_is_unknown_comes_last(
    ask: Ask, field: str, by: str, up: str, down: str
) -> None:
    assert await listed(ask, field, f"orderBy: {{ by: {by} }}") == up.split()
    assert await listed(ask, field, f"orderBy: {{ by: {by}, direction: DESCENDING }}") == down.split()


async def test_lists_of_one_place_are_chosen_alike(ask: Ask) -> None:
    wanted = 'filter: { name: "li" }, orderBy: { by: LAYER, direction: DESCENDING }'
    data = await ask(
        f"""{{ organization(id: "t:acme") {{
          people({wanted}) {{ totalCount nodes {{ name }} }}
          units(filter: {{ top: false }}) {{ totalCount nodes {{ name }} }}
          opportunities(orderBy: {{ by: BEGIN, direction: DESCENDING }}) {{ totalCount nodes {{ name }} }}
          ended: opportunities(live: false, filter: {{ outcomes: [WON] }}) {{ totalCount nodes {{ name }} }} }}
        unit(id: "t:board") {{ people(filter: {{ layers: [1] }}) {{ nodes {{ name }} }}
          parts(orderBy: {{ by: NAME }}) {{ nodes {{ name }} }} }} }}"""
    )
    assert data == {
        "organization": {
            "people": {"totalCount": 2, "nodes": [{"name": "Li Na"}, {"name": "zoe"}]},
            "units": {"totalCount": 1, "nodes": [{"name": "Plant North"}]},
            "opportunities": {"totalCount": 2, "nodes": [{"name": "dam"}, {"name": "Grid"}]},
            "ended": {"totalCount": 1, "nodes": [{"name": "won"}]},
        },
        "unit": {"people": {"nodes": [{"name": "王小明"}]}, "parts": {"nodes": [{"name": "Plant North"}]}},
    }
    for chosen, found in {
        'people(of: { organization: "t:acme" }, filter: { layers: [1, 12] })': "li wang",
        'people(of: { unit: "t:lab" })': "max",
        'people(organization: "t:beta")': "max",
        'units(of: { organization: "t:acme" }, orderBy: { by: NAME, direction: DESCENDING })': "plant board",
        'units(of: { unit: "t:board" })': "plant",
        'opportunities(account: "t:acme", live: false, filter: { stages: [COLLECTION] })': "won",
    }.items():
        assert await listed(ask, chosen) == found.split(), chosen


@pytest.mark.parametrize("size", [1, 2, 3])
@pytest.mark.parametrize("by", ["LAYER", "ENGLISH_NAME"])
@pytest.mark.parametrize("direction", ["ASCENDING", "DESCENDING"])
async def test_pages_of_an_order_have_no_gaps_and_no_doubles(ask: Ask, size: int, by: str, direction: str) -> None:
    chosen = f"orderBy: {{ by: {by}, direction: {direction} }}, filter: {{ organizationKinds: [CUSTOMER, COMPETITOR] }}"
    whole = await listed(ask, "people", chosen)
    document = f"""query ($n: Int!, $a: String) {{ people({chosen}, first: $n, after: $a) {{ totalCount
      nodes {{ externalId }} pageInfo {{ hasNextPage endCursor }} }} }}"""
    seen, after = [], None
    while True:
        page: dict[str, Any] = (await ask(document, n=size, a=after))["people"]
        seen += [name_of(node["externalId"]) for node in page["nodes"]]
        assert page["totalCount"] == 5
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert seen == whole
    assert sorted(seen) == ["li", "max", "spy", "wang", "zoe"]


@pytest.mark.parametrize("other", ["", "filter: { layers: [1] }", "orderBy: { by: NAME, direction: DESCENDING }"])
async def test_a_cursor_of_another_choice_is_refused(ask: Ask, refuse: Refuse, other: str) -> None:
    page = "first: 1, orderBy: { by: NAME }"
    after = (await ask(f"{{ people({page}) {{ pageInfo {{ endCursor }} }} }}"))["people"]["pageInfo"]["endCursor"]
    error = await refuse(f'{{ people(first: 1, after: "{after}", {other}) {{ nodes {{ name }} }} }}')
    assert isinstance(error, InputError)
    assert (error.field, error.message) == ("after", "The cursor is of a list with another filter or in another order.")


@pytest.mark.parametrize(
    ("asked", "field", "error"),
    [
        ('people(filter: { opportunity: "t:x" })', "filter.opportunity", NotFoundError),
        ('opportunities(filter: { owner: "t:x" })', "filter.owner", NotFoundError),
        ('people(filter: { name: "…" })', "filter.name", InputError),
        ("people(filter: { layers: [" + "1, " * 51 + "] })", "filter.layers", InputError),
        ('people(of: { ids: ["t:ann"] }, filter: { name: "ann" })', "of.ids", InputError),
        ('people(of: { unit: "t:lab" }, organization: "t:acme")', "of", InputError),
        ('people(organization: "t:acme", unit: "t:lab")', "unit", InputError),
        ('units(of: { unit: "t:x" })', "of.unit", NotFoundError),
    ],
)
async def test_what_cannot_be_chosen_is_told_where_it_stands(
    refuse: Refuse, asked: str, field: str, error: type[InputError]
) -> None:
    told = await refuse(f"{{ {asked} {{ nodes {{ externalId }} }} }}")
    assert isinstance(told, error)
    assert told.field == field
    assert told.remedy


@pytest.mark.parametrize("kind", CHOOSING, ids=lambda kind: kind.noun)
def test_whatever_may_be_chosen_is_told_in_the_fragments(kind: Kind[Any]) -> None:
    folder = asset_dir("cypher") / "fragments"
    wanted = (folder / f"{kind.noun}_wanted.cypher").read_text()
    order = (folder / f"{kind.noun}_order.cypher").read_text() + (folder / "name_order.cypher").read_text()
    assert kind.choice is not None
    asked = [name for name in kind.choice.wanted.shown() if name != "name"]
    assert [name for name in asked if f"$wanted.{name}" not in wanted] == []
    assert ("@named(@it)" in wanted) == ("name" in kind.choice.wanted.shown())
    assert [by for by in kind.choice.ordering.enum if f"WHEN '{by}' THEN" not in order] == []


async def test_what_is_listed_takes_two_queries_however_many_places(ask: Ask, transactions: list[str]) -> None:
    await ask("{ organizations { nodes { people(orderBy: { by: NAME }) { nodes { name } } } } }")
    assert transactions == ["kinds/find_organizations", "templates/list_chosen", "templates/find_entities"]
