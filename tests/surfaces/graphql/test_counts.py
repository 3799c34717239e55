"""How long lists are: of the whole list, whatever its page, with its filter, and counted only when asked."""

from datetime import date

import pytest

from relgraph.kinds import KINDS
from relgraph.record.lists import ALL, list_of
from tests.draw import TODAY, Drawing
from tests.surfaces.graphql.conftest import Ask

MAY, JULY = date(2026, 5, 1), date(2026, 7, 1)


@pytest.fixture
async def account(drawing: Drawing) -> Drawing:
    d = drawing.org("us", "vendor").org("acme").org("beta").org("rival", "competitor").person("hub", at="us")
    d.unit("works", "acme").unit("line", "acme", parent="works")
    for n in range(5):
        d.person(f"a{n}", at="acme", unit="works" if n < 3 else None).tie("hub", f"a{n}", 0.1 * n)
    d.tie("a0", "a1").tie("a1", "a2")
    # Who has two seats is one person, and who has gone is none.
    d.add("position", person="a0", organization="acme", title="adviser")
    d.person("gone", at="acme", until=MAY).person("b0", at="beta")
    d.opportunity("now", "acme").opportunity("then", "acme", until=JULY).opportunity("other", "beta")
    await d.save()
    return d


async def test_a_count_is_of_the_whole_list_whatever_the_page(account: Drawing, ask: Ask) -> None:
    data = await ask(
        """{ organizations(first: 2) { totalCount nodes { externalId } }
        customers: organizations(kind: CUSTOMER, first: 1) { totalCount } accounts(first: 1) { totalCount }
        people(first: 1) { totalCount } units(first: 1) { totalCount }
        live: opportunities(first: 1) { totalCount } ended: opportunities(live: false, first: 1) { totalCount }
        then: people(first: 1, asOf: "2026-04-01") { totalCount }
        named: people(of: { ids: ["t:b0", "t:none", "t:a1"] }, first: 1) { totalCount }
        unit(id: "t:works") { people(first: 1) { totalCount } parts { totalCount } positions { totalCount } } }"""
    )
    assert data == {
        "organizations": {"totalCount": 4, "nodes": [{"externalId": "t:acme"}, {"externalId": "t:beta"}]},
        "customers": {"totalCount": 2},
        "accounts": {"totalCount": 2},
        "people": {"totalCount": 8},
        "units": {"totalCount": 2},
        "live": {"totalCount": 2},
        "ended": {"totalCount": 1},
        "then": {"totalCount": 8},
        "named": {"totalCount": 2},
        "unit": {"people": {"totalCount": 3}, "parts": {"totalCount": 1}, "positions": {"totalCount": 3}},
    }


BELOW = """organizations { nodes { externalId
  people(first: 1) { %s nodes { name } } positions(first: 1) { %s nodes { title } }
  units(first: 1) { %s nodes { name } } opportunities(first: 1) { %s nodes { name } }
  ended: opportunities(live: false) { %s nodes { name } } } }
  people { nodes { externalId ties(first: 1) { %s nodes { strength } } } }"""


async def test_below_many_parents_lists_are_counted_together_and_only_when_asked(
    account: Drawing, ask: Ask, transactions: list[str]
) -> None:
    await ask("{ " + BELOW % (("",) * 6) + " }")
    without = len(transactions)
    transactions.clear()
    data = await ask("{ " + BELOW % (("totalCount",) * 6) + " }")
    # One more for each list, however many parents have it.
    assert len(transactions) == without + 6
    lists = ("people", "positions", "units", "opportunities", "ended")
    found = {o["externalId"]: [o[name]["totalCount"] for name in lists] for o in data["organizations"]["nodes"]}
    assert found == {
        "t:acme": [5, 6, 2, 1, 1],
        "t:beta": [1, 1, 0, 1, 0],
        "t:rival": [0, 0, 0, 0, 0],
        "t:us": [1, 1, 0, 0, 0],
    }
    assert {p["externalId"]: p["ties"]["totalCount"] for p in data["people"]["nodes"]} == {
        **{"t:hub": 5, "t:a0": 2, "t:a1": 3, "t:a2": 2, "t:a3": 1, "t:a4": 1},
        **{"t:b0": 0, "t:gone": 0},
    }


async def test_a_count_has_the_filter_of_its_list(account: Drawing, ask: Ask) -> None:
    data = await ask(
        """{ people(of: { organization: "t:acme" }, filter: { name: "a" }, first: 1) { totalCount }
        units(filter: { top: true }, orderBy: { by: NAME }, first: 1) { totalCount nodes { name } }
        none: units(filter: { functions: [IT] }) { totalCount nodes { name } }
        organization(id: "t:acme") { people(filter: { name: "a1" }) { totalCount nodes { name } } } }"""
    )
    assert data == {
        "people": {"totalCount": 5},
        "units": {"totalCount": 1, "nodes": [{"name": "works"}]},
        "none": {"totalCount": 0, "nodes": []},
        "organization": {"people": {"totalCount": 1, "nodes": [{"name": "a1"}]}},
    }


@pytest.mark.parametrize("noun", ["person", "organization", "unit", "opportunity"])
async def test_lists_of_all_are_as_long_as_they_are(account: Drawing, noun: str) -> None:
    of_all = list_of(KINDS[noun])
    pages = await of_all.pages(account.graph, [ALL], as_of=TODAY, after="", limit=100)
    assert await of_all.lengths(account.graph, [ALL], as_of=TODAY) == {ALL: len(pages[ALL])} != {ALL: 0}
