"""Cards of a power map: who of ours and of competitors stands nearest, and whom people report to."""

from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest

from relgraph.graph.client import Graph
from tests.draw import Drawing, drawn_once
from tests.surfaces.graphql.conftest import Ask

MAP = """query ($day: Date) { opportunity(id: "t:deal", asOf: $day) { powerMap { cards { person { name }
  ourBestTie { ...T } competitorBestTie { ...T } manager { name } } } } }
  fragment T on CardTie { person { name } strength assumed lastContact }"""
HALF = date(2026, 7, 1)


def draw_deal(d: Drawing) -> Drawing:
    d.org("us", "vendor").unit("sales", "us").org("foe", "competitor").unit("field", "foe").org("acme").org(
        "pal", "partner"
    )
    d.person("ann", at="us", unit="sales").person("abe", at="us").person("ada", at="us", until=HALF)
    d.person("fay", at="foe").person("fox", at="foe", unit="field").person("pat", at="pal")
    # Max has a seat with both: one of ours.
    d.person("max", at="us").add("position", person="max", organization="foe")
    d.people("boss", "chief", "clerk", "loner", "mute", "peer", at="acme").opportunity("deal", "acme")
    for name, letter in (("boss", "D"), ("chief", "A"), ("clerk", "E"), ("loner", "I"), ("mute", "S"), ("peer", "C")):
        d.role(name, "deal", letter)
    d.role("ann", "deal", "C").role("fay", "deal", "C")
    # Boss: of ann's ties the strongest counts, and the latest contact known by the day; abe's is weaker, ada's over.
    d.tie("boss", "ann", 0.2, basis="a", last_contact=date(2026, 8, 1)).tie("boss", "ann", 0.6, basis="b")
    d.tie("ann", "boss", basis="c", last_contact=date(2026, 11, 1)).tie("boss", "abe", 0.5).tie("ada", "boss", 0.9)
    d.tie("boss", "pat", 1.0).tie("fox", "boss", 0.7)
    # Chief: an unknown strength counts 0.3, more than 0.2 and less than 0.4.
    d.tie("chief", "ann", 0.2).tie("chief", "abe").tie("chief", "fay", 0.4).tie("chief", "fox")
    # Clerk: 0 is known. Equally strong ones: recorded before assumed, then the latest contact, then by id.
    d.tie("clerk", "ann", 0.0).tie("clerk", "fay", 0.3).tie("clerk", "fox", 0.3, last_contact=date(2025, 1, 1))
    d.tie("mute", "abe").tie("mute", "max", 0.3).tie("peer", "boss", 0.9).tie("ann", "abe", 0.9).tie("fay", "fox", 0.9)
    d.tie("fay", "ann", 0.1)
    d.reports("boss", "chief").reports("clerk", "boss").reports("clerk", "chief").reports("mute", "boss", "dotted")
    d.reports("peer", "chief", since=date(2026, 10, 1)).add("person", until=HALF, id="t:gone", name="gone")
    return d.reports("loner", "gone").reports("ann", "abe")


@pytest.fixture(scope="module")
async def drawn(shared_graph: Graph) -> AsyncIterator[Drawing]:
    async with drawn_once(shared_graph, draw_deal) as d:
        yield d


@pytest.fixture
def graph(drawn: Drawing) -> Graph:
    """The graph that all tests here share, as one caller sees it."""
    return drawn.graph.for_caller()


def tie(told: dict[str, Any] | None) -> tuple[object, ...] | None:
    return told and (told["person"]["name"], told["strength"], told["assumed"], told["lastContact"])


async def cards(ask: Ask, day: str | None = None) -> dict[str, tuple[object, ...]]:
    """Of each card by name: our best tie, the competitors', and the manager."""
    found = (await ask(MAP, day=day))["opportunity"]["powerMap"]["cards"]
    return {
        card["person"]["name"]: (
            tie(card["ourBestTie"]),
            tie(card["competitorBestTie"]),
            card["manager"] and card["manager"]["name"],
        )
        for card in found
    }


async def test_each_card_tells_who_stands_nearest_and_the_manager_from_one_query(
    ask: Ask, transactions: list[str]
) -> None:
    assert await cards(ask) == {
        "boss": (("ann", 0.6, False, "2026-08-01"), ("fox", 0.7, False, None), "chief"),
        "chief": (("abe", 0.3, True, None), ("fay", 0.4, False, None), None),
        "clerk": (("ann", 0.0, False, None), ("fox", 0.3, False, "2025-01-01"), "boss"),
        "loner": (None, None, None),
        "mute": (("max", 0.3, False, None), None, None),
        "peer": (None, None, None),
        # On a side, it is the other one that counts.
        "ann": (None, ("fay", 0.1, False, None), "abe"),
        "fay": (("ann", 0.1, False, None), None, None),
    }
    assert transactions.count("powermap/find_surroundings") == 1


async def test_seats_ties_and_managers_are_those_of_the_day(ask: Ask) -> None:
    spring, winter = await cards(ask, "2026-05-01"), await cards(ask, "2026-12-01")
    assert spring["boss"][0] == ("ada", 0.9, False, None)
    assert spring["loner"][2] == "gone"
    assert winter["boss"][0] == ("ann", 0.6, False, "2026-11-01")
    assert winter["peer"] == (None, None, "chief")


async def test_maps_beside_each_other_are_read_together(ask: Ask, transactions: list[str]) -> None:
    data = await ask(
        "{ opportunities { nodes { powerMap { cards { ourBestTie { strength } manager { name } } } } }"
        ' one: opportunity(id: "t:deal") { powerMap { cards { competitorBestTie { strength } } } } }'
    )
    assert len(data["opportunities"]["nodes"][0]["powerMap"]["cards"]) == 8
    assert transactions.count("powermap/find_surroundings") == 1
