"""Hubs over GraphQL: scopes, reasons, cursors, and what is measured only when selected."""

import pytest
from strawberry.relay import to_base64

from relgraph.core.errors import InputError
from relgraph.graph.client import Graph
from relgraph.hubs import measures
from tests.draw import Drawing
from tests.surfaces.graphql.conftest import Ask, Refuse


@pytest.fixture
async def firm(drawing: Drawing) -> Drawing:
    d = drawing.org("us", "vendor").person("our", at="us").org("acme").unit("it", "acme").unit("hr", "acme")
    d.person("boss", at="acme", layer=1).person("head", at="acme", layer=2).person(
        "aide", at="acme", unit="it", layer=3
    )
    d.person("clerk", at="acme", unit="hr", layer=3)
    d.influence("aide", "boss", 0.9).influence("aide", "head").influence("head", "boss", 0.2)
    d.tie("aide", "clerk", 0.5).tie("clerk", "boss", 0.8).tie("our", "aide", last_contact=None)
    d.opportunity("deal", "acme").role("boss", "deal", "D").support("aide", "deal", None).support("clerk", "deal", 2)
    await d.save()
    return d


WHY = """why { topListeners { weight person { externalId } } bridged { unitName organizationName contacts unitId }
    supports { opportunityName opportunityId level }
    bestTie { strength lastContact ourPerson { externalId } } }"""


async def test_a_hub_comes_with_why(firm: Drawing, ask: Ask, transactions: list[str]) -> None:
    data = await ask('{ hubs(among: { account: "t:acme" }) { nodes { person { externalId } ' + WHY + " } } }")
    why = {hub["person"]["externalId"]: hub["why"] for hub in data["hubs"]["nodes"]}
    assert why["t:aide"] == {
        "topListeners": [
            {"weight": 0.9, "person": {"externalId": "t:boss"}},
            {"weight": None, "person": {"externalId": "t:head"}},
        ],
        "bridged": [
            {"unitName": "hr", "organizationName": "acme", "contacts": 1, "unitId": to_base64("Unit", "t:hr")},
            {"unitName": None, "organizationName": "us", "contacts": 1, "unitId": None},
        ],
        "supports": [
            {"opportunityName": "deal", "opportunityId": to_base64("Opportunity", "t:deal"), "level": "UNKNOWN"}
        ],
        "bestTie": {"strength": None, "lastContact": None, "ourPerson": {"externalId": "t:our"}},
    }
    assert why["t:clerk"]["supports"][0]["level"] == "STRONGLY_SUPPORTIVE"
    assert why["t:boss"]["bestTie"] is None
    # One network, one set of reasons and two of cards, however many hubs there are.
    assert sorted(transactions) == [
        "hubs/explain_hubs",
        "hubs/read_network",
        "people/find_person_cards",
        "people/find_person_cards",
        "record/find_references",
    ]


async def test_costly_measures_are_taken_when_selected(
    firm: Drawing, ask: Ask, transactions: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = []
    monkeypatch.setattr(measures, "measure", lambda n, w, real=measures.measure: wanted.append(set(w)) or real(n, w))
    await ask('{ hubs(among: { account: "t:acme" }) { nodes { influence pagerank } } }')
    assert wanted.pop() == {"influence"}
    assert "hubs/read_places" not in transactions
    data = await ask(
        """{ hubs(among: { account: "t:acme" }) { edges { node { ...M } } } }
        fragment M on Hub { closeness betweenness ... on Hub { outside } person { externalId } }"""
    )
    assert wanted.pop() == {"influence", "closeness", "betweenness", "bridges"}
    assert next(edge["node"] for edge in data["hubs"]["edges"]) == {
        "closeness": pytest.approx(4 / 9),
        "betweenness": 0,
        "outside": 1,
        "person": {"externalId": "t:aide"},
    }


async def test_every_scope_can_be_asked_about(firm: Drawing, ask: Ask, refuse: Refuse) -> None:
    document = """query ($among: HubScopeInput!) { hubs(among: $among) { nodes { person { externalId }
        heldAccounts { accountName contacts strength lastContact others holdsBestTie } } } }"""

    async def found(**among: object) -> dict[str, list]:
        nodes = (await ask(document, among=among))["hubs"]["nodes"]
        return {node["person"]["externalId"].removeprefix("t:"): node["heldAccounts"] for node in nodes}

    assert set(await found(unit=to_base64("Unit", "t:it"))) == {"aide"}
    assert set(await found(opportunity="t:deal")) == {"boss", "aide", "clerk", "head"}
    assert set(await found(book=True)) == {"boss", "head", "aide", "clerk"}
    held = {"accountName": "acme", "contacts": 1, "strength": None, "lastContact": None, "others": 0}
    assert await found(ours=True) == {"our": [{**held, "holdsBestTie": True}]}
    assert isinstance(await refuse(document, among={"book": False}), InputError)
    error = await refuse(document, among={"unit": to_base64("Person", "t:boss")})
    assert isinstance(error, InputError)
    assert error.field == "among.unit"


PAGES = {
    "hubs": 'hubs(among: { account: "t:acme" }, orderBy: CONSTRAINT, first: $first, after: $after) PAGE',
    "hiddenInfluencers": 'hiddenInfluencers(among: { account: "t:acme" }, first: $first, after: $after) PAGE',
    "risingHubs": 'risingHubs(among: { account: "t:acme" }, since: "2026-01-01", first: $first, after: $after) PAGE',
    "chokePoints": 'chokePoints(account: "t:acme") { points(first: $first, after: $after) PAGE }',
}


@pytest.mark.parametrize("field", PAGES)
async def test_pages_follow_each_other_without_gaps_or_doubles(firm: Drawing, ask: Ask, field: str) -> None:
    await (
        firm.influence("clerk", "aide", 0.3, since="2026-03-01")
        .influence("clerk", "head", 0.4, since="2026-05-01")
        .save()
    )
    hub = "hub { person { externalId } }" if field in ("hiddenInfluencers", "risingHubs") else "person { externalId }"
    node = hub + (" hop { factId }" if field == "chokePoints" else "")
    nodes = f"edges {{ cursor node {{ {node} }} }} nodes {{ {node} }}"
    page = f"{{ {nodes} pageInfo {{ hasNextPage hasPreviousPage endCursor }} }}"
    asked = PAGES[field].replace("PAGE", page)
    document = f"query ($first: Int!, $after: String) {{ {asked} }}"

    async def read(first: int, after: str | None) -> dict:
        data = (await ask(document, first=first, after=after))[field]
        return data.get("points", data)

    whole = await read(200, None)
    assert len(whole["nodes"]) >= {"hiddenInfluencers": 1, "risingHubs": 1}.get(field, 4)
    seen, after = [], None
    while True:
        part = await read(1, after)
        assert part["pageInfo"]["hasPreviousPage"] is (after is not None)
        seen += part["nodes"]
        after = part["pageInfo"]["endCursor"]
        assert after == part["edges"][-1]["cursor"]
        if not part["pageInfo"]["hasNextPage"]:
            break
    assert seen == whole["nodes"] == [edge["node"] for edge in whole["edges"]]


async def test_hidden_and_rising_say_by_how_much(firm: Drawing, ask: Ask) -> None:
    await firm.influence("aide", "clerk", 0.4, since="2026-03-01").save()
    data = await ask(
        """{ hiddenInfluencers(among: { account: "t:acme" }) { nodes { layer outranked hub { influence } } }
        risingHubs(among: { account: "t:acme" }, since: "2026-01-01") {
          nodes { before unknownBefore gain hub { influence person { externalId } } } } }"""
    )
    assert data["hiddenInfluencers"]["nodes"] == [{"layer": 3, "outranked": 2, "hub": {"influence": 1.3}}]
    assert data["risingHubs"]["nodes"] == [
        {
            "before": 0.9,
            "unknownBefore": 1,
            "gain": 0.4,
            "hub": {"influence": 1.3, "person": {"externalId": "t:aide"}},
        }
    ]


async def test_choke_points_say_whom_they_lead_to(firm: Drawing, ask: Ask, graph: Graph) -> None:
    data = await ask(
        """{ chokePoints(of: { opportunity: "t:deal" }, maxHops: 2) { truncated
          deciders { roles opportunityName opportunityId paths likelihood person { externalId } }
          points(first: 3) { nodes { share paths deciders person { externalId organizationKind }
            hop { relation origin { externalId } to { externalId } } } } } }"""
    )
    found = data["chokePoints"]
    assert found["deciders"] == [
        {
            "roles": ["D"],
            "opportunityName": "deal",
            "opportunityId": to_base64("Opportunity", "t:deal"),
            "paths": 1,
            "likelihood": pytest.approx(0.27),
            "person": {"externalId": "t:boss"},
        }
    ]
    aide, our, tie = found["points"]["nodes"]
    assert aide == {
        "share": 1,
        "paths": 1,
        "deciders": 1,
        "person": {"externalId": "t:aide", "organizationKind": "CUSTOMER"},
        "hop": None,
    }
    assert our["person"] == {"externalId": "t:our", "organizationKind": "VENDOR"}
    assert tie["person"] is None
    assert tie["hop"]["relation"] in ("TIE", "INFLUENCE")
    assert found["truncated"] is False


@pytest.mark.parametrize(
    "asked",
    [
        'hubs(among: { account: "t:acme" }, after: "YWZ0ZXI6cmVhY2ggMS4wIHQ6YW5u") { nodes { reach } }',
        'hubs(among: { account: "t:acme" }, after: "reach") { nodes { reach } }',
        'hubs(among: { account: "t:acme" }, first: 0) { nodes { reach } }',
        'risingHubs(among: { account: "t:acme" }, since: "2026-09-01") { nodes { gain } }',
        'risingHubs(among: { account: "t:acme" }, since: "2026-01-01", orderBy: BROKERAGE) { nodes { gain } }',
        "chokePoints { truncated }",
        'chokePoints(account: "t:acme", opportunity: "t:deal") { truncated }',
        'chokePoints(of: { account: "t:acme" }, opportunity: "t:deal") { truncated }',
        'chokePoints(of: { account: "t:acme" }) { points(after: "x") { nodes { share } } }',
        'chokePoints(account: "t:acme", maxHops: 9) { truncated }',
    ],
)
async def test_what_cannot_be_asked_is_refused(firm: Drawing, refuse: Refuse, asked: str) -> None:
    assert isinstance(await refuse("{ " + asked + " }"), InputError)
