"""The register of key contacts over GraphQL."""

from collections.abc import AsyncIterator

import pytest
from strawberry.relay import to_base64

from relgraph.core.errors import InputError, NotFoundError
from relgraph.graph.client import Graph
from relgraph.surfaces.graphql.ids import Day, chosen, cursor
from tests.draw import TODAY, Drawing, drawn_once
from tests.register.worlds import draw
from tests.surfaces.graphql.conftest import Ask, Refuse

PAGE = """query ($account: ID!, $day: Date, $first: Int! = 25, $after: String) {
  keyContactRegister(account: $account, asOf: $day) { id asOf account { name } keyContacts whole truncated
    missing { code count text textZh }
    entries(first: $first, after: $after) { pageInfo { hasNextPage endCursor } nodes {
      id person { name layer } positionClass relationshipClass lastKeyAction lastContact missing
      owners { role since withUs leftOn person { name } } } } } }"""


@pytest.fixture(scope="module")
async def drawn(shared_graph: Graph) -> AsyncIterator[Drawing]:
    async with drawn_once(shared_graph, draw) as d:
        yield d


@pytest.fixture
def graph(drawn: Drawing) -> Graph:
    return drawn.graph


async def test_it_tells_all_of_an_entry(ask: Ask) -> None:
    register = (await ask(PAGE, account="t:acme"))["keyContactRegister"]
    assert register["id"] == to_base64("KeyContactRegister", "t:acme")
    assert (register["account"], register["keyContacts"], register["whole"], register["truncated"]) == (
        *({"name": "acme"}, 13, 3, False),
    )
    assert register["missing"][7] == {
        **{"code": "OWNER_LEFT", "count": 2, "text": "an owner has left", "textZh": "责任人已离职"}
    }
    entries = {entry["person"]["name"]: entry for entry in register["entries"]["nodes"]}
    owner = {"since": None, "withUs": True, "leftOn": None}
    assert entries["sue"] == {
        **{"id": to_base64("KeyContactEntry", "t:sue t:acme"), "person": {"name": "sue", "layer": 2}},
        **{"positionClass": "S", "relationshipClass": 1, "lastKeyAction": "2026-05-01", "lastContact": "2026-07-01"},
        "missing": [],
        "owners": [{"role": role, **owner, "person": {"name": name}} for role, name in (("A", "ann"), ("B", "abe"))],
    }
    assert entries["old"]["missing"] == ["NO_A_OWNER", "OWNER_LEFT"]
    assert [(each["withUs"], each["leftOn"]) for each in entries["old"]["owners"]] == [
        (False, "2026-05-01"),
        (True, None),
    ]
    assert entries["who"]["owners"][0]["withUs"] is None
    assert (entries["zed"]["positionClass"], entries["zed"]["relationshipClass"]) == (None, None)


async def test_entries_come_page_by_page_and_carry_their_day(ask: Ask) -> None:
    seen, after = [], None
    while True:
        told = await ask(PAGE, account="t:acme", day="2026-09-01", first=5, after=after)
        page = told["keyContactRegister"]["entries"]
        seen += [entry["person"]["name"] for entry in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert seen == ["sue", "amy", "bob", "lee", "sid", "two", "bak", "old", "own", "who", "cal", "eve", "zed"]
    assert page["nodes"][0]["id"] == to_base64("KeyContactEntry@2026-09-01", "t:cal t:acme")


async def test_a_cursor_stands_at_a_key_contact_of_its_register(ask: Ask, refuse: Refuse) -> None:
    today = (await ask(PAGE, account="t:acme", first=1))["keyContactRegister"]["entries"]["pageInfo"]["endCursor"]
    for account, day, after in (
        ("t:grid", None, today),
        ("t:acme", "2026-09-01", today),
        ("t:acme", None, cursor("t:dad", Day(TODAY), chosen(register="t:acme"))),
    ):
        error = await refuse(PAGE, account=account, day=day, after=after)
        assert isinstance(error, InputError)
        assert error.field == "after"
    assert (error.message, error.remedy) == (
        *("Whom the cursor stands at is no key contact any more.", "Begin without `after`."),
    )


async def test_nothing_there_and_nothing_known(ask: Ask, refuse: Refuse) -> None:
    register = (await ask(PAGE, account="t:none"))["keyContactRegister"]
    assert (register["keyContacts"], register["entries"]["nodes"]) == (0, [])
    error = await refuse('{ keyContactRegister(account: "t:nobody") { whole } }')
    assert isinstance(error, NotFoundError)
    assert error.field == "account"
