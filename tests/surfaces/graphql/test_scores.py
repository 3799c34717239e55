"""Assessments and scores over GraphQL: recorded with evidence, refused by field, and blind for one of ours."""

from dataclasses import replace

import pytest

from relgraph.core.principal import Principal
from relgraph.surfaces.graphql.context import Context
from relgraph.surfaces.graphql.schema import schema
from tests.draw import TODAY, Drawing
from tests.surfaces.graphql.conftest import Ask, Refuse

ERRORS = "errors { __typename field message remedy }"
RECORD = (
    "mutation ($input: AssessmentInput!) { recordAssessment(input: $input) { outcome "
    "assessment { externalId aspect level evidence validFrom validTo source rater { name } } " + ERRORS + " } }"
)
BATCH = """mutation { batch(input: [
  {assessment: {rater: "t:abe", contact: "t:bob", aspect: "guidance", level: 1}},
  {assessment: {rater: "t:abe", contact: "t:bob", aspect: "acceptance", level: 3}},
  {assessment: {rater: "t:abe", contact: "t:bob", aspect: "charm", level: 1}}]) {
  outcome errors { field message } } }"""
SCORES = """query ($of: ScoresOfInput!, $day: Date) { scores(of: $of, asOf: $day) { asOf since knownAtLeast truncated
  dimensions { dimension word wordZh weight levels { level word wordZh } }
  contacts { person { name } positionClass known hidden overall trend compared
    dimensions { dimension level lowest highest farApart before hidden
      ratings { level assessed evidence rater { name } } lastKnown { level assessed } } } } }"""
RATED = {"rater": "t:ann", "contact": "t:bob"}


@pytest.fixture
async def book(drawing: Drawing) -> Drawing:
    d = drawing.org("us", "vendor").org("acme").people("ann", "abe", at="us").people("bob", at="acme")
    await d.key_contact("bob", "acme", position_class="A").save()
    return d


async def recorded(ask: Ask, **values: object) -> dict[str, object]:
    return (await ask(RECORD, input={**RATED, **values}))["recordAssessment"]


async def test_it_is_recorded_and_scored(book: Drawing, ask: Ask) -> None:
    first = await recorded(ask, aspect="acceptance", level=2, evidence="asked for us", validFrom="2025-07-01")
    assert (first["outcome"], first["errors"]) == ("CREATED", [])
    # Without a day it is of today, and a further version, which has evidence of its own.
    refused = await recorded(ask, aspect="acceptance")
    assert (refused["outcome"], refused["errors"]) == (
        None,
        [
            {
                "__typename": "InvalidInput",
                "field": "evidence",
                "message": "Level 2 of acceptance rests on nothing: from 2 on evidence is needed.",
                "remedy": "Say what they did or said, and when; or give a lower level",
            }
        ],
    )
    again = await recorded(ask, aspect="acceptance", level=3, evidence="told us the budget", source="review")
    assert again["assessment"] == {
        **{"externalId": first["assessment"]["externalId"], "aspect": "acceptance", "level": 3},
        **{"evidence": "told us the budget", "validFrom": "2026-09-01", "validTo": None, "source": "review"},
        "rater": {"name": "ann"},
    }
    for aspect in ("information", "guidance"):
        assert (await recorded(ask, aspect=aspect, level=0))["outcome"] == "CREATED"
    found = (await ask(SCORES, of={"contact": "t:bob"}))["scores"]
    assert (found["asOf"], found["since"], found["knownAtLeast"]) == ("2026-09-01", "2025-09-02", 3)
    assert found["dimensions"][0]["levels"][0] == {"level": -1, "word": "disapproves", "wordZh": "不认可"}
    (bob,) = found["contacts"]
    assert {name: bob[name] for name in ("known", "hidden", "overall", "trend", "compared", "positionClass")} == {
        **{"known": 3, "hidden": 0, "overall": 1.0, "trend": "UNKNOWN", "compared": 1},
        "positionClass": None,
    }
    said = {"level": 3, "assessed": "2026-09-01", "evidence": "told us the budget", "rater": {"name": "ann"}}
    assert bob["dimensions"][0] == {
        **{"dimension": "acceptance", "level": 3, "lowest": 3, "highest": 3, "farApart": False, "before": 2},
        **{"hidden": False, "ratings": [said], "lastKnown": None},
    }
    then = (await ask(SCORES, of={"account": "t:acme"}, day="2026-08-31"))["scores"]["contacts"][0]
    assert (then["positionClass"], then["known"], then["dimensions"][0]["lastKnown"]) == (
        "A",
        0,
        {"level": 2, "assessed": "2025-07-01"},
    )


async def test_what_cannot_be_is_refused_by_field(book: Drawing, ask: Ask, refuse: Refuse) -> None:
    done = (await ask(BATCH))["batch"]
    assert (done["outcome"], [(each["field"], each["message"]) for each in done["errors"]]) == (
        None,
        [
            (
                "1.assessment.evidence",
                "Level 3 of acceptance rests on nothing: from 2 on evidence is needed.",
            ),
            ("2.assessment.aspect", "The playbook knows no 'charm'."),
        ],
    )
    assert (await ask(SCORES, of={"contact": "t:bob"}))["scores"]["contacts"][0]["known"] == 0
    missing = await refuse(SCORES, of={"account": "t:nowhere"})
    assert str(missing).startswith("No organization has the id 't:nowhere'")
    assert getattr(missing, "field", None) == "of.account"


async def test_one_of_ours_does_not_see_what_others_say_before_they_have_said_their_own(
    book: Drawing, ask: Ask
) -> None:
    await recorded(ask, aspect="acceptance", level=0)

    async def as_abe() -> dict[str, object]:
        graph = replace(book.graph, principal=Principal("abe"))
        context = Context(graph=graph, today=TODAY, request_id="test")
        result = await schema.execute(SCORES, variable_values={"of": {"account": "t:acme"}}, context_value=context)
        assert result.errors is None
        return result.data["scores"]["contacts"][0]["dimensions"][0]

    blind = await as_abe()
    assert (blind["hidden"], blind["level"], blind["ratings"], blind["lastKnown"]) == (True, None, [], None)
    await recorded(ask, rater="t:abe", aspect="acceptance", level=1)
    seen = await as_abe()
    assert (seen["hidden"], seen["level"], seen["lowest"], seen["highest"], len(seen["ratings"])) == (False, 0, 0, 1, 2)


async def test_the_playbook_tells_what_is_assessed(book: Drawing, ask: Ask) -> None:
    asked = "{ playbook { assessedAspects { aspect word wordZh dimension evidenceFrom levels { level wordZh } } } }"
    first, *rest = (await ask(asked))["playbook"]["assessedAspects"]
    assert first == {
        **{"aspect": "acceptance", "word": "acceptance", "wordZh": "接受认可度", "dimension": True, "evidenceFrom": 2},
        "levels": [
            {"level": -1, "wordZh": "不认可"},
            {"level": 0, "wordZh": "中立"},
            {"level": 1, "wordZh": "支持"},
            {"level": 2, "wordZh": "支持并排他"},
            {"level": 3, "wordZh": "教练"},
        ],
    }
    assert len(rest) == 5
