"""News of an account, what is silent, and through whom we hear, over GraphQL."""

from datetime import date

import pytest

from relgraph.core.errors import NotFoundError
from tests.draw import Drawing
from tests.surfaces.graphql.conftest import Ask, Refuse

MAY, JUNE, JULY = (date(2026, month, 1) for month in (5, 6, 7))

NEWS = """query ($after: String, $states: [NewsState!]) {
  newsOf(account: "t:acme", states: $states, first: 1, after: $after, asOf: "2026-09-01") {
    nodes { claim toldOn state saidBy { name } saidTo { name } unit { name } opportunity { name } person { name }
      news { externalId audience } confirmedBy { on person { name } } }
    pageInfo { hasNextPage endCursor } } }"""


@pytest.fixture
async def d(drawing: Drawing) -> Drawing:
    d = drawing.org("us", "vendor").org("acme").unit("it", "acme").unit("ops", "acme").person("ann", at="us")
    d.person("bob", at="acme", unit="it").person("cat", at="acme", unit="ops").opportunity("deal", "acme")
    d.opportunity("other", "acme")
    d.add(
        "news", JUNE, id="t:one", claim="They buy.", opportunity="deal", said_by="bob", said_to="ann", audience="team"
    )
    d.add("confirmation", JULY, person="cat", news="one")
    d.add("news", MAY, id="t:two", claim="They move.", unit="it", person="bob")
    await d.save()
    return d


async def test_news_come_page_by_page(d: Drawing, ask: Ask) -> None:
    first = (await ask(NEWS))["newsOf"]
    second = (await ask(NEWS, after=first["pageInfo"]["endCursor"]))["newsOf"]
    assert first["nodes"] + second["nodes"] == [
        {
            "claim": "They buy.",
            "toldOn": "2026-06-01",
            "state": "CONFIRMED",
            "saidBy": {"name": "bob"},
            "saidTo": {"name": "ann"},
            "unit": None,
            "opportunity": {"name": "deal"},
            "person": None,
            "news": {"externalId": "t:one", "audience": "TEAM"},
            "confirmedBy": [{"on": "2026-07-01", "person": {"name": "cat"}}],
        },
        {
            "claim": "They move.",
            "toldOn": "2026-05-01",
            "state": "UNKNOWN_SOURCE",
            "saidBy": None,
            "saidTo": None,
            "unit": {"name": "it"},
            "opportunity": None,
            "person": {"name": "bob"},
            "news": {"externalId": "t:two", "audience": None},
            "confirmedBy": [],
        },
    ]
    assert (first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"]) == (True, False)
    some = (await ask(NEWS, states=["UNKNOWN_SOURCE", "SINGLE_CHANNEL"]))["newsOf"]
    assert [node["claim"] for node in some["nodes"]] == ["They move."]


async def test_what_is_silent_and_through_whom_we_hear(d: Drawing, ask: Ask, refuse: Refuse) -> None:
    data = await ask(
        """{ silentParts(account: "t:acme", days: 70, asOf: "2026-09-01") {
            kind name people lastHeard unit { name } opportunity { name } }
          newsChannels(account: "t:acme", asOf: "2026-09-01") {
            person { name unitName } claims confirmed lastTold toldTo { name } alone } }"""
    )
    assert data["silentParts"] == [
        _silent("OPPORTUNITY", "other", None, None),
        _silent("UNIT", "it", 1, "2026-06-01"),
        _silent("OPPORTUNITY", "deal", None, "2026-06-01"),
    ]
    assert [tuple(channel.values()) for channel in data["newsChannels"]] == [
        ({"name": "cat", "unitName": "ops"}, 0, 1, "2026-07-01", [], True),
        ({"name": "bob", "unitName": "it"}, 1, 0, "2026-06-01", [{"name": "ann"}], True),
    ]
    for field in ("newsOf", "newsChannels", "silentParts"):
        what = (
            "{ name }" if field == "silentParts" else "{ claims }" if field == "newsChannels" else "{ nodes { claim } }"
        )
        assert isinstance(await refuse(f'{{ {field}(account: "t:nobody") {what} }}'), NotFoundError)


def _silent(kind: str, name: str, people: int | None, last: str | None) -> dict[str, object]:
    unit, deal = ({"name": name}, None) if kind == "UNIT" else (None, {"name": name})
    return {"kind": kind, "name": name, "people": people, "lastHeard": last, "unit": unit, "opportunity": deal}
