"""How close contacts are, assessed over GraphQL: each assessment is of its day, and keeps the earlier ones."""

import pytest

from tests.draw import Drawing
from tests.surfaces.graphql.conftest import Ask

ERRORS = "errors { __typename field message }"
RECORD = (
    "mutation ($input: RelationshipAssessmentInput!) { recordRelationshipAssessment(input: $input) { outcome "
    "relationshipAssessment { externalId closeness support reason validFrom validTo source } " + ERRORS + " } }"
)
LIST = "relationshipAssessments { totalCount nodes { closeness support validFrom rater { name } contact { name } } }"
SEEN = f"""query ($day: Date) {{ person(id: "t:bob", asOf: $day) {{ {LIST} }}
  organization(id: "t:acme", asOf: $day) {{ {LIST} }} }}"""
RATED = {"rater": "t:ann", "contact": "t:bob", "account": "t:acme"}
BATCH = """mutation { batch(input: [
  {relationshipAssessment: {rater: "t:abe", contact: "t:bob", account: "t:us", closeness: 1}},
  {relationshipAssessment: {rater: "t:abe", contact: "t:bob", account: "t:acme"}},
  {relationshipAssessment: {rater: "t:abe", contact: "t:bob", account: "t:acme", closeness: 4}}]) {
  outcome errors { field message } } }"""


@pytest.fixture
async def book(drawing: Drawing) -> Drawing:
    d = drawing.org("us", "vendor").org("acme").people("ann", "abe", at="us").people("bob", at="acme")
    await d.save()
    return d


async def recorded(ask: Ask, **values: object) -> dict[str, object]:
    return (await ask(RECORD, input={**RATED, **values}))["recordRelationshipAssessment"]


async def seen(ask: Ask, day: str) -> list[tuple[int | None, int | None, str]]:
    data = await ask(SEEN, day=day)
    lists = [data[of]["relationshipAssessments"] for of in ("person", "organization")]
    assert lists[0] == lists[1]
    assert lists[0]["totalCount"] == len(lists[0]["nodes"])
    return [(node["closeness"], node["support"], node["validFrom"]) for node in lists[0]["nodes"]]


async def test_it_is_recorded_corrected_listed_and_ended(book: Drawing, ask: Ask) -> None:
    first = await recorded(ask, closeness=-1, support=2, validFrom="2026-01-01")
    assert (first["outcome"], first["errors"]) == ("CREATED", [])
    # Without a day it is of today, and a further version: what it leaves out stays, and null is unknown.
    again = await recorded(ask, support=3, reason="praised us", source="review")
    assert (again["outcome"], again["relationshipAssessment"]["closeness"]) == ("CREATED", -1)
    again = await recorded(ask, closeness=None)
    assert again["outcome"] == "CORRECTED"
    id_ = first["relationshipAssessment"]["externalId"]
    assert again["relationshipAssessment"] == {
        **{"externalId": id_, "closeness": None, "support": 3, "reason": "praised us"},
        **{"validFrom": "2026-09-01", "validTo": None, "source": "review"},
    }
    assert await seen(ask, "2026-06-01") == [(-1, 2, "2026-01-01")]
    assert await seen(ask, "2026-09-01") == [(None, 3, "2026-09-01")]
    corrected = await recorded(ask, closeness=0)
    told = corrected["relationshipAssessment"]
    assert (corrected["outcome"], told["closeness"], told["support"]) == ("CORRECTED", 0, 3)
    end = f'mutation {{ endRelationshipAssessment(id: "{id_}", on: "2026-10-01") {{ outcome {ERRORS} }} }}'
    assert (await ask(end))["endRelationshipAssessment"] == {"outcome": "CORRECTED", "errors": []}
    assert await seen(ask, "2026-10-01") == []
    history = await ask(f'{{ history(id: "{id_}") {{ revisions {{ noun values }} }} }}')
    values = [each["values"] for each in history["history"]["revisions"]]
    assert [(each.get("closeness"), each.get("support")) for each in values] == [(0, 3), (None, 3), (-1, 3), (-1, 2)]


async def test_what_cannot_be_is_refused_by_field(book: Drawing, ask: Ask) -> None:
    done = (await ask(BATCH))["batch"]
    assert (done["outcome"], [(each["field"], each["message"]) for each in done["errors"]]) == (
        None,
        [
            ("0.relationshipAssessment.account", "'t:us' is no customer."),
            (
                "1.relationshipAssessment",
                "An assessment says something: give closeness, support, or both, from -3 to 3.",
            ),
            ("2.relationshipAssessment.closeness", "Input should be less than or equal to 3."),
        ],
    )
    assert await seen(ask, "2026-09-01") == []
