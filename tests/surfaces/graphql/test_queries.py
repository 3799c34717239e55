"""Root fields and what hangs below them: exact answers, days, pages, and no query per item."""

from datetime import date

import pytest
from strawberry.relay import to_base64

from relgraph.core.errors import InputError, NotFoundError
from tests.draw import Drawing, tid
from tests.surfaces.graphql.conftest import Ask, Refuse, names

JAN, FEB, MAR, APR = (date(2026, month, 1) for month in (1, 2, 3, 4))


@pytest.fixture
async def book(drawing: Drawing) -> Drawing:
    """Two customers and us, with people, a live deal and one that was won."""
    d = drawing
    d.org("us", "vendor").org("acme", english_name="Acme Ltd", aliases=("艾克米",)).org("zeta").org(
        "rival", "competitor"
    )
    d.unit("it", "acme", function="it").unit("net", "acme", parent="it").unit("hq", "zeta")
    d.person("ann", at="us").person("bob", at="acme", unit="net", title="CTO", layer=1)
    d.person("cyd", at="acme").person("dan", at="zeta", unit="hq").person("old", at="acme", until=FEB)
    d.opportunity("deal", "acme", stage="lead", since=JAN)
    d.opportunity("done", "acme", since=JAN, until=MAR, outcome="won").opportunity("other", "zeta")
    d.reports("cyd", "bob").reports("dan", "bob", "dotted").tie("ann", "bob", 0.5, basis="alumni", last_contact=MAR)
    d.influence("cyd", "bob", 0.4, basis="mentor").friction("bob", "cyd", basis="budget")
    d.role("bob", "deal", "E", "A").role("cyd", "deal", "I").support("bob", "deal", -1, since=FEB)
    d.owns("ann", "bob", "B").key_contact("bob", "acme", position_class="S", relationship_class=2)
    d.ask("ann", "bob", "who evaluates", since=MAR).ask("ann", "bob", "a reference", until=APR)
    await d.save()
    return d


async def test_organizations_are_listed_by_kind(book: Drawing, ask: Ask) -> None:
    data = await ask(
        "{ all: organizations { nodes { name kind } } rivals: organizations(kind: COMPETITOR) { nodes { name } }"
        "  accounts { nodes { name englishName aliases } } }"
    )
    assert data["all"]["nodes"] == [
        {"name": "acme", "kind": "CUSTOMER"},
        {"name": "rival", "kind": "COMPETITOR"},
        {"name": "us", "kind": "VENDOR"},
        {"name": "zeta", "kind": "CUSTOMER"},
    ]
    assert names(data["rivals"]) == ["rival"]
    assert data["accounts"]["nodes"] == [
        {"name": "acme", "englishName": "Acme Ltd", "aliases": ["艾克米"]},
        {"name": "zeta", "englishName": None, "aliases": []},
    ]


async def test_an_account_shows_all_that_hangs_on_it(book: Drawing, ask: Ask) -> None:
    data = await ask(
        """{ account(id: "t:acme") {
          units { nodes { name function parent { name } parts { nodes { name } } organization { name } } }
          people { nodes { name } }
          positions { nodes { title person { name } unit { name people { nodes { name } } } } }
          keyContacts { nodes { positionClass relationshipClass person { name } account { name } } }
          opportunities { nodes { name live outcome } }
          ended: opportunities(live: false) { nodes { name live outcome } }
        } }"""
    )
    acme = data["account"]
    org = {"name": "acme"}
    assert acme["units"]["nodes"] == [
        {"name": "it", "function": "IT", "parent": None, "parts": {"nodes": [{"name": "net"}]}, "organization": org},
        {"name": "net", "function": None, "parent": {"name": "it"}, "parts": {"nodes": []}, "organization": org},
    ]
    assert names(acme["people"]) == ["bob", "cyd"]
    seats = sorted(acme["positions"]["nodes"], key=lambda seat: seat["person"]["name"])
    assert seats == [
        {"title": "CTO", "person": {"name": "bob"}, "unit": {"name": "net", "people": {"nodes": [{"name": "bob"}]}}},
        {"title": None, "person": {"name": "cyd"}, "unit": None},
    ]
    assert acme["keyContacts"]["nodes"] == [
        {"positionClass": "S", "relationshipClass": 2, "person": {"name": "bob"}, "account": org}
    ]
    assert acme["opportunities"]["nodes"] == [{"name": "deal", "live": True, "outcome": None}]
    assert acme["ended"]["nodes"] == [{"name": "done", "live": False, "outcome": "WON"}]


async def test_a_person_shows_all_that_hangs_on_them(book: Drawing, ask: Ask) -> None:
    data = await ask(
        """{ person(id: "t:bob") { name primaryPosition { title layer organization { name }
            unit { name positions { nodes { title } } } }
          reports { nodes { line person { name } manager { name } } }
          ties { nodes { strength basis lastContact personA { name } personB { name } } }
          influencedBy { nodes { weight basis influencer { name } influenced { name } } }
          influences { nodes { weight } }
          frictions { nodes { basis personA { name } personB { name } } }
          roles { nodes { role opportunity { name } person { name } } }
          supports { nodes { level validFrom opportunity { name } person { name } } }
          owners { nodes { role owner { name } contact { name } } } ownedContacts { nodes { role } }
          keyContactOf { nodes { account { name } } } asksMade { nodes { about } }
          asks { nodes { about validFrom asker { name } asked { name } } }
        } ann: person(id: "t:ann") { asksMade { nodes { about } }
          ownedContacts { nodes { contact { name managers { nodes { line } } } } } } }"""
    )
    bob, deal = data["person"], {"name": "deal"}
    assert bob["primaryPosition"] == {
        "title": "CTO",
        "layer": 1,
        "organization": {"name": "acme"},
        "unit": {"name": "net", "positions": {"nodes": [{"title": "CTO"}]}},
    }
    assert sorted((r["line"], r["person"]["name"]) for r in bob["reports"]["nodes"]) == [
        ("DOTTED", "dan"),
        ("SOLID", "cyd"),
    ]
    ann_bob = {"personA": {"name": "ann"}, "personB": {"name": "bob"}}
    assert bob["ties"]["nodes"] == [{"strength": 0.5, "basis": "alumni", "lastContact": "2026-03-01", **ann_bob}]
    assert bob["influencedBy"]["nodes"] == [
        {"weight": 0.4, "basis": "mentor", "influencer": {"name": "cyd"}, "influenced": {"name": "bob"}}
    ]
    assert bob["influences"]["nodes"] == []
    assert bob["frictions"]["nodes"] == [{"basis": "budget", "personA": {"name": "bob"}, "personB": {"name": "cyd"}}]
    assert sorted(role["role"] for role in bob["roles"]["nodes"]) == ["A", "E"]
    assert bob["supports"]["nodes"] == [
        {"level": "OPPOSED", "validFrom": "2026-02-01", "opportunity": deal, "person": {"name": "bob"}}
    ]
    assert bob["owners"]["nodes"] == [{"role": "B", "owner": {"name": "ann"}, "contact": {"name": "bob"}}]
    assert bob["ownedContacts"]["nodes"] == []
    assert bob["keyContactOf"]["nodes"] == [{"account": {"name": "acme"}}]
    assert bob["asks"]["nodes"] == [
        {"about": "who evaluates", "validFrom": "2026-03-01", "asker": {"name": "ann"}, "asked": {"name": "bob"}}
    ]
    assert bob["asksMade"]["nodes"] == []
    assert data["ann"]["asksMade"]["nodes"] == [{"about": "who evaluates"}]
    assert data["ann"]["ownedContacts"]["nodes"] == [{"contact": {"name": "bob", "managers": {"nodes": []}}}]


async def test_people_are_listed_by_place(book: Drawing, ask: Ask) -> None:
    data = await ask(
        '{ all: people { nodes { name } } acme: people(organization: "t:acme") { nodes { name } }'
        '  net: people(unit: "t:net") { nodes { name } } then: people(organization: "t:acme", asOf: "2026-01-31")'
        "  { nodes { name } } }"
    )
    assert names(data["all"]) == ["ann", "bob", "cyd", "dan", "old"]
    assert names(data["acme"]) == ["bob", "cyd"]
    assert names(data["net"]) == ["bob"]
    assert names(data["then"]) == ["bob", "cyd", "old"]


async def test_opportunities_are_live_or_ended(book: Drawing, ask: Ask) -> None:
    data = await ask(
        "{ live: opportunities { nodes { name } } ended: opportunities(live: false) { nodes { name } } "
        '  acme: opportunities(account: "t:acme") { nodes { name } } '
        '  then: opportunities(asOf: "2026-02-01", account: "t:acme") { nodes { name outcome live } } '
        '  before: opportunities(asOf: "2025-01-01", account: "t:acme") { nodes { name } } }'
    )
    assert names(data["live"]) == ["deal", "other"]
    assert names(data["ended"]) == ["done"]
    assert names(data["acme"]) == ["deal"]
    assert data["then"]["nodes"] == [
        {"name": "deal", "outcome": None, "live": True},
        {"name": "done", "outcome": None, "live": True},
    ]
    assert names(data["before"]) == []


async def test_the_power_map_shows_unknown_apart_from_neutral(book: Drawing, ask: Ask) -> None:
    await (
        book.person("eve", at="acme")
        .support("eve", "deal", None, since=date(2026, 8, 30))
        .support("cyd", "deal", 0)
        .person("fay", at="acme")
        .role("fay", "deal", "S")
        .save()
    )
    power_map = """powerMap { truncated cards { person { name } roles support assessedOn stale } }"""
    data = await ask(
        '{ opportunity(id: "t:deal") { stage account { name } ' + power_map + " roles { nodes { role } } "
        'supports { nodes { level } } } done: opportunity(id: "t:done") { ' + power_map + " } }"
    )

    def card(name: str, roles: list[str], support: str, on: str | None, stale: bool | None) -> dict:
        return {"person": {"name": name}, "roles": roles, "support": support, "assessedOn": on, "stale": stale}

    deal = data["opportunity"]
    assert deal["powerMap"]["cards"] == [
        card("bob", ["A", "E"], "OPPOSED", "2026-02-01", True),
        card("fay", ["S"], "UNKNOWN", None, None),
        card("cyd", ["I"], "NEUTRAL", None, None),
        card("eve", [], "UNKNOWN", "2026-08-30", False),
    ]
    assert sorted(role["role"] for role in deal["roles"]["nodes"]) == ["A", "E", "I", "S"]
    assert sorted(support["level"] for support in deal["supports"]["nodes"]) == ["NEUTRAL", "OPPOSED", "UNKNOWN"]
    assert data["done"]["powerMap"] == {"truncated": False, "cards": []}


async def test_every_kind_of_node_is_found_by_its_id(book: Drawing, ask: Ask) -> None:
    data = await ask(
        """{ organization(id: "t:acme") { id units(first: 1) { nodes { id } } keyContacts { nodes { id } } }
          person(id: "t:bob") { id positions { nodes { id } } reports(first: 1) { nodes { id } } ties { nodes { id } }
            influencedBy { nodes { id } } frictions { nodes { id } } supports { nodes { id } } owners { nodes { id } }
            roles(first: 1) { nodes { id opportunity { id } } } asks { nodes { id } } } }"""
    )
    ids = list(_ids(data))
    assert len(ids) == 14
    again = await ask(
        "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Recorded { externalId holds source } } }",
        ids=ids,
    )
    assert [node["id"] for node in again["nodes"]] == ids
    assert {node["__typename"] for node in again["nodes"]} == {
        *("Organization", "Unit", "Person", "Opportunity", "Position", "ReportingLine", "Tie", "Influence"),
        *("Friction", "Role", "Support", "Ownership", "KeyContact", "Ask"),
    }
    assert all(node["holds"] and node["source"] == "t" for node in again["nodes"])
    one = await ask("query ($id: ID!) { node(id: $id) { id } }", id=ids[0])
    assert one["node"]["id"] == ids[0]


def _ids(value: object):
    if isinstance(value, dict):
        yield from ([value["id"]] if "id" in value else [])
        for child in value.values():
            yield from _ids(child)
    elif isinstance(value, list):
        for child in value:
            yield from _ids(child)


async def test_ids_are_taken_in_both_forms(book: Drawing, ask: Ask, refuse: Refuse) -> None:
    opaque = to_base64("Person", tid("bob"))
    by_both = "query ($id: ID!) { person(id: $id) { externalId } }"
    assert (await ask(by_both, id=opaque)) == (await ask(by_both, id=tid("bob"))) == {"person": {"externalId": "t:bob"}}
    assert isinstance(await refuse(by_both, id=to_base64("Tie", "t:x")), InputError)
    assert isinstance(await refuse(by_both, id="nonsense!"), InputError)
    assert isinstance(await refuse(by_both, id=tid("nobody")), NotFoundError)
    assert isinstance(await refuse('{ account(id: "t:us") { id } }'), NotFoundError)
    strays = [to_base64("Person", "t:nobody"), to_base64("Query", "t:x"), to_base64("Tie", "t:nothing")]
    found = await ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=strays)
    assert found["nodes"] == [None, None, None]


async def test_children_inherit_the_day(drawing: Drawing, ask: Ask) -> None:
    d = drawing.org("us", "vendor").org("acme").org("next").people("ann", "bob")
    d.add("position", None, FEB, person="bob", organization="acme", title="Engineer")
    d.add("position", FEB, None, person="bob", organization="next", title="Chief")
    d.add("tie", None, FEB, id="t:tie", person_a="ann", person_b="bob", strength=0.1)
    d.add("tie", FEB, APR, id="t:tie", person_a="ann", person_b="bob", strength=0.9)
    await d.save()
    document = """query ($day: Date) { person(id: "t:ann", asOf: $day) { ties { nodes { strength validTo
      personB { primaryPosition { title } positions { nodes { organization { name } } } } } } } }"""

    async def seen(day: date | None) -> list[tuple]:
        data = await ask(document, day=day and day.isoformat())
        return [
            (
                tie["strength"],
                tie["personB"]["primaryPosition"]["title"],
                tie["personB"]["positions"]["nodes"][0]["organization"]["name"],
            )
            for tie in data["person"]["ties"]["nodes"]
        ]

    assert await seen(JAN) == [(0.1, "Engineer", "acme")]
    assert await seen(FEB) == [(0.9, "Chief", "next")]
    assert await seen(None) == []  # today: the tie has ended
    node = "query ($id: ID!) { node(id: $id) { ... on Tie { strength holds } } }"
    assert (await ask(node, id=to_base64("Tie@2026-01-01", "t:tie")))["node"] == {"strength": 0.1, "holds": True}
    assert (await ask(node, id=to_base64("Tie", "t:tie")))["node"] is None


async def test_what_has_ended_is_found_by_id_but_not_listed(drawing: Drawing, ask: Ask) -> None:
    d = drawing.org("acme")
    d.add("person", None, FEB, id=tid("gone"), name="gone").add(
        "organization", MAR, id=tid("late"), kind="other", name="late"
    )
    await d.save()
    data = await ask(
        '{ people { nodes { name } } person(id: "t:gone") { name holds validTo }'
        '  early: organizations(asOf: "2026-02-28") { nodes { name } } organizations { nodes { name } } }'
    )
    assert data["people"]["nodes"] == []
    assert data["person"] == {"name": "gone", "holds": False, "validTo": "2026-02-01"}
    assert names(data["early"]) == ["acme"]
    assert names(data["organizations"]) == ["acme", "late"]
