"""What an account is to us, assessed over GraphQL: each assessment is of its day, and keeps the earlier ones."""

import pytest

from tests.draw import Drawing
from tests.surfaces.graphql.conftest import Ask

ERRORS = "errors { __typename field message }"
RECORD = (
    "mutation ($input: TierAssessmentInput!) { recordTierAssessment(input: $input) { outcome "
    "tierAssessment { externalId tier reason validFrom validTo source } " + ERRORS + " } }"
)
SEEN = """query ($day: Date) { organization(id: "t:acme", asOf: $day) { tierAssessments { nodes {
  tier reason validFrom rater { name tiersAssessed { totalCount } } account { name } } } } }"""
BATCH = """mutation { batch(input: [
  {tierAssessment: {rater: "t:abe", account: "t:acme", tier: STRATEGIC, validFrom: "2026-03-01"}},
  {tierAssessment: {rater: "t:abe", account: "t:us", tier: STRATEGIC}}]) { outcome errors { field message } } }"""
ANN = {"rater": "t:ann", "account": "t:acme"}


@pytest.fixture
async def book(drawing: Drawing) -> Drawing:
    d = drawing.org("us", "vendor").org("acme").people("ann", "abe", at="us")
    await d.save()
    return d


async def seen(ask: Ask, day: str) -> list[tuple[str, str, str | None]]:
    nodes = (await ask(SEEN, day=day))["organization"]["tierAssessments"]["nodes"]
    return sorted((node["tier"], node["rater"]["name"], node["validFrom"]) for node in nodes)


async def test_it_is_recorded_corrected_listed_and_ended(book: Drawing, ask: Ask) -> None:
    first = (await ask(RECORD, input={**ANN, "tier": "ORDINARY", "validFrom": "2026-01-01"}))["recordTierAssessment"]
    assert (first["outcome"], first["errors"]) == ("CREATED", [])
    # Without a day it is of today, and a further version.
    again = (await ask(RECORD, input={**ANN, "tier": "PARTNER", "reason": "a frame contract", "source": "review"}))[
        "recordTierAssessment"
    ]
    assert again["outcome"] == "CREATED"
    id_ = first["tierAssessment"]["externalId"]
    assert again["tierAssessment"] == {
        **{"externalId": id_, "tier": "PARTNER", "reason": "a frame contract"},
        **{"validFrom": "2026-09-01", "validTo": None, "source": "review"},
    }
    assert await seen(ask, "2026-06-01") == [("ORDINARY", "ann", "2026-01-01")]
    assert await seen(ask, "2026-09-01") == [("PARTNER", "ann", "2026-09-01")]
    corrected = (await ask(RECORD, input={**ANN, "tier": "STRATEGIC"}))["recordTierAssessment"]
    assert (corrected["outcome"], corrected["tierAssessment"]["reason"]) == ("CORRECTED", "a frame contract")
    end = f'mutation {{ endTierAssessment(id: "{id_}", on: "2026-10-01") {{ outcome {ERRORS} }} }}'
    assert (await ask(end))["endTierAssessment"] == {"outcome": "CORRECTED", "errors": []}
    assert await seen(ask, "2026-10-01") == []
    history = await ask(f'{{ history(id: "{id_}") {{ revisions {{ noun values }} }} }}')
    told = [(each["noun"], each["values"]["tier"]) for each in history["history"]["revisions"]]
    assert told == [("tier_assessment", "strategic"), ("tier_assessment", "partner"), ("tier_assessment", "ordinary")]


async def test_what_is_no_customer_has_no_tier(book: Drawing, ask: Ask) -> None:
    done = (await ask(BATCH))["batch"]
    assert (done["outcome"], done["errors"]) == (
        None,
        [{"field": "1.tierAssessment.account", "message": "'t:us' is no customer."}],
    )
    assert await seen(ask, "2026-09-01") == []
