"""People in answers are people: with what their card tells at hand, and all else where it is asked for."""

from datetime import date

import pytest

from relgraph.surfaces.graphql.ids import Day, global_id
from tests.draw import Drawing, tid
from tests.surfaces.graphql.conftest import Ask

FEB = date(2026, 2, 1)
CARD = (
    "id name englishName title englishTitle layer unitName organizationName organizationKind organizationId externalId"
)
REST = "asOf holds validFrom validTo source recordedBy aliases declinesIntroductions"
ALL = f"{CARD} {REST} primaryPosition {{ title }} ties {{ nodes {{ strength }} }}"


@pytest.fixture
async def acme(drawing: Drawing) -> Drawing:
    """A boss with a unit and a title, whom somebody without either reports to."""
    d = drawing.org("acme").unit("it", "acme")
    d.add("person", None, None, id=tid("boss"), name="boss", english_name="Boss", aliases=("chief",))
    d.add("position", None, FEB, person="boss", organization="acme", title="Engineer")
    d.add("position", FEB, None, person="boss", organization="acme", unit="it", title="CIO", layer=1)
    d.person("sub", at="acme").person("none").reports("sub", "boss").tie("boss", "sub", 0.5)
    await d.save()
    return d


def chart(fields: str, day: str = "2026-09-01") -> str:
    return f'{{ orgChart(organization: "t:acme", asOf: "{day}") {{ entries {{ person {{ {fields} }} }} }} }}'


@pytest.mark.parametrize("day", ["2026-01-01", "2026-09-01"])
async def test_somebody_is_the_same_wherever_they_come_from(acme: Drawing, ask: Ask, day: str) -> None:
    entries = (await ask(chart(ALL, day)))["orgChart"]["entries"]
    listed = await ask(f'{{ people(organization: "t:acme", asOf: "{day}") {{ nodes {{ {ALL} }} }} }}')
    assert [entry["person"] for entry in entries] == listed["people"]["nodes"]
    boss = listed["people"]["nodes"][0]
    assert boss["title"] == boss["primaryPosition"]["title"] == ("Engineer" if day < "2026-02" else "CIO")
    assert (boss["unitName"], boss["layer"]) == ((None, None) if day < "2026-02" else ("it", 1))
    on = Day(date.fromisoformat(day), explicit=True)
    assert boss["id"] == global_id("Person", tid("boss"), on)
    assert boss["organizationId"] == global_id("Organization", tid("acme"), on)
    assert (boss["organizationName"], boss["organizationKind"], boss["englishName"]) == ("acme", "CUSTOMER", "Boss")
    assert (boss["holds"], boss["source"], boss["aliases"], boss["externalId"]) == (True, "t", ["chief"], "t:boss")


async def test_the_card_takes_no_query_and_the_rest_takes_one(acme: Drawing, ask: Ask, transactions: list[str]) -> None:
    await ask(chart(f"{CARD} asOf personId __typename person {{ name }}"))
    alone = list(transactions)
    transactions.clear()
    await ask(chart(f"{CARD} {REST}"))
    assert transactions == [*alone, "templates/find_entities"]


async def test_people_of_a_list_have_their_cards_found_together(
    acme: Drawing, ask: Ask, transactions: list[str]
) -> None:
    data = await ask("{ people { nodes { name title unitName organizationId } } }")
    assert [(one["name"], one["title"], one["unitName"]) for one in data["people"]["nodes"]] == [
        ("boss", "CIO", "it"),
        ("none", None, None),
        ("sub", None, None),
    ]
    assert transactions[1:] == ["people/find_person_cards"]
