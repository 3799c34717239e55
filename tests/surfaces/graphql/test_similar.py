"""Whoever records a person anew is told whom they may be."""

import pytest

from tests.draw import Drawing
from tests.surfaces.graphql.conftest import Ask

RECORD = """
mutation ($input: PersonInput!) {
  recordPerson(input: $input) { outcome similar { externalId name context kind node { __typename } } }
}
"""


@pytest.fixture(autouse=True)
async def book(drawing: Drawing) -> Drawing:
    d = drawing.org("acme", "customer", name="Acme")
    d.person("wei", at="acme", title="CTO", name="魏正邦", english_name="Wei Zhengbang")
    d.person("zoe", name="Zoë Martin", aliases=("Zoe Dupont",)).person("gone", name="Ann Lee", until="2020-01-01")
    await d.save()
    return d


async def similar(ask: Ask, **given: object) -> list[str]:
    told = (await ask(RECORD, input=given))["recordPerson"]
    assert told["outcome"] == "CREATED"
    assert {hit["node"]["__typename"] for hit in told["similar"]} <= {"Person"}
    return [f"{hit['externalId']} {hit['context']}" for hit in told["similar"]]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"name": "魏正邦"}, ["t:wei CTO @ Acme"]),
        ({"name": "Zhengbang WEI"}, ["t:wei CTO @ Acme"]),
        ({"name": "W. Z.", "aliases": ["wei zhengbang"]}, ["t:wei CTO @ Acme"]),
        ({"name": "zoe martin"}, ["t:zoe None"]),
        ({"name": "Dupont, Zoé"}, ["t:zoe None"]),
        ({"name": "Ann Lee"}, ["t:gone None"]),
        ({"name": "Wei Zheng"}, []),
        ({"name": "Wei Zhengbong"}, []),
        ({"name": "Acme"}, []),
        ({"name": "…"}, []),
        ({"name": "one two three four five six seven eight nine ten eleven"}, []),
    ],
)
async def test_another_of_that_name_is_told(ask: Ask, given: dict, told: list[str]) -> None:
    assert await similar(ask, **given) == told


async def test_what_is_not_new_is_known(ask: Ask) -> None:
    told = (await ask(RECORD, input={"id": "t:zoe", "name": "魏正邦"}))["recordPerson"]
    assert (told["outcome"], told["similar"]) == ("CORRECTED", [])


async def test_organizations_too_and_nothing_else(ask: Ask) -> None:
    one = 'mutation { recordOrganization(input: {name: "ACME", kind: CUSTOMER}) { outcome similar { externalId } } }'
    assert await ask(one) == {"recordOrganization": {"outcome": "CREATED", "similar": [{"externalId": "t:acme"}]}}


async def test_of_each_row_of_a_batch(ask: Ask) -> None:
    batch = """
    mutation {
      batch(input: [
        {person: {id: "t:new", name: "Ann Lee"}}
        {person: {id: "t:wei", englishName: "Ann Lee"}}
        {unit: {organization: "t:acme", name: "Ann Lee"}}
      ]) { rows { outcome similar { externalId } } }
    }
    """
    told = (await ask(batch))["batch"]["rows"]
    assert [row["outcome"] for row in told] == ["CREATED", "CORRECTED", "CREATED"]
    assert [sorted(hit["externalId"] for hit in row["similar"]) for row in told] == [["t:gone", "t:wei"], [], []]
