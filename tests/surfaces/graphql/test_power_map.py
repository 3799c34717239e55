"""The power map of a deal over GraphQL: all of it in one request, from few queries, whatever the number of people."""

from typing import Any

from tests.draw import Drawing
from tests.powermap.worlds import draw_deal
from tests.surfaces.graphql.conftest import Ask, Refuse

MOST_QUERIES = 6

WHOLE = """{ asOf truncated cards { ...C } managersAbove { ...C }
  ghostSeats { role managerOf { name } }
  reportingLines { person { name } manager { name } reportingLine { line source } }
  influences { influencer { name } influenced { name } influence { weight basis } }
  frictions { personA { name } personB { name } friction { basis } }
  changes(since: "2026-03-01") { since truncated changes { person { name } kind before after } } }"""
CARD = """fragment C on PowerMapCard { person { name title layer unitName } roles support assessedOn ageDays stale
  closeness { level ageDays rater { name } } manager { name }
  ourBestTie { person { name } strength assumed } competitorBestTie { person { name } strength } }"""
ROOT = f'{{ powerMap(opportunity: "t:deal") {WHOLE} }} {CARD}'
OF_THE_DEAL = f'{{ opportunity(id: "t:deal") {{ powerMap {WHOLE} }} }} {CARD}'


def by_name(cards: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {card["person"]["name"]: card for card in cards}


async def test_all_of_a_map_in_one_request(drawing: Drawing, ask: Ask, transactions: list[str]) -> None:
    await draw_deal(drawing).save()
    transactions.clear()
    told = (await ask(ROOT))["powerMap"]
    assert len(transactions) <= MOST_QUERIES, transactions
    assert (told["asOf"], told["truncated"]) == ("2026-09-01", False)
    assert [card["person"]["name"] for card in told["cards"]] == ["chief", "odd", "clerk", "expert", "late"]
    cards = by_name(told["cards"])
    assert cards["clerk"] == {
        "person": {"name": "clerk", "title": "clerk", "layer": 4, "unitName": "信息部"},
        "roles": ["S", "E", "C"],
        "support": "STRONGLY_SUPPORTIVE",
        "assessedOn": "2026-08-30",
        "ageDays": 2,
        "stale": False,
        "closeness": {"level": 2, "ageDays": 2, "rater": {"name": "ann"}},
        "manager": {"name": "boss"},
        "ourBestTie": {"person": {"name": "abe"}, "strength": 0.6, "assumed": False},
        "competitorBestTie": {"person": {"name": "fay"}, "strength": 0.4},
    }
    unknown = {"title": None, "layer": None, "unitName": None}
    assert cards["odd"] == {
        "person": {"name": "odd", **unknown},
        "roles": ["S"],
        "support": "UNKNOWN",
        **dict.fromkeys(("assessedOn", "ageDays", "stale", "closeness", "manager", "ourBestTie", "competitorBestTie")),
    }
    assert list(by_name(told["managersAbove"])) == ["boss"]
    assert told["ghostSeats"] == [{"role": "D", "managerOf": None}, {"role": None, "managerOf": {"name": "odd"}}]
    lines = {
        (line["person"]["name"], line["manager"]["name"], line["reportingLine"]["line"])
        for line in told["reportingLines"]
    }
    assert len(lines) == 5
    assert ("clerk", "expert", "DOTTED") in lines
    assert told["influences"] == [
        {
            "influencer": {"name": "expert"},
            "influenced": {"name": "chief"},
            "influence": {"weight": 0.8, "basis": "mentor"},
        },
        {"influencer": {"name": "clerk"}, "influenced": {"name": "boss"}, "influence": {"weight": None, "basis": None}},
    ]
    (friction,) = told["frictions"]
    assert {friction["personA"]["name"], friction["personB"]["name"]} == {"clerk", "expert"}
    assert friction["friction"] == {"basis": "budget"}
    changes = told["changes"]["changes"]
    assert {"person": {"name": "clerk"}, "kind": "SUPPORT", "before": "0", "after": "2"} in changes
    assert len(changes) == 10


async def test_the_map_of_an_opportunity_is_the_same(drawing: Drawing, ask: Ask, transactions: list[str]) -> None:
    await draw_deal(drawing).save()
    told = (await ask(ROOT))["powerMap"]
    transactions.clear()
    assert (await ask(OF_THE_DEAL))["opportunity"]["powerMap"] == told
    assert len(transactions) <= MOST_QUERIES + 1, transactions  # and the opportunity itself


async def test_many_people_take_no_more_queries(drawing: Drawing, ask: Ask, transactions: list[str]) -> None:
    d = drawing.org("us", "vendor").person("ann", at="us").org("acme").opportunity("deal", "acme")
    names = [f"p{n:03}" for n in range(250)]
    d.people(*names, at="acme")
    for n, name in enumerate(names):
        d.role(name, "deal", "I").tie("ann", name, 0.5)
        if n:
            d.reports(name, names[(n - 1) // 5]).influence(name, names[0])
    await d.save()
    transactions.clear()
    told = (await ask(ROOT))["powerMap"]
    assert len(transactions) <= MOST_QUERIES, transactions
    assert [len(told[name]) for name in ("cards", "reportingLines", "influences")] == [250, 249, 249]


async def test_what_cannot_be_asked(drawing: Drawing, refuse: Refuse) -> None:
    await draw_deal(drawing).save()
    missing = await refuse('{ powerMap(opportunity: "t:none") { truncated } }')
    assert str(missing).startswith("No opportunity has the id 't:none'")
    early = await refuse('{ powerMap(opportunity: "t:deal") { changes(since: "2026-09-01") { since } } }')
    assert str(early).startswith("since is 2026-09-01.")
