"""How well two know each other over GraphQL: which strength counts, what their contact tells, and corrections."""

from datetime import timedelta

from relgraph.playbook.service import load_playbook
from relgraph.strength.in_force import counting
from relgraph.strength.service import score_ties
from tests.draw import Drawing
from tests.strength.test_scoring import mails
from tests.surfaces.graphql.conftest import Ask

BETWEEN = """query ($other: ID!, $day: Date) { strengthBetween(one: "t:ann", other: $other, asOf: $day) {
  strength origin saidBy one { name } other { name }
  contact { strength mailDays balance silent line zh: line(language: ZH) } } }"""
CORRECT = """mutation ($input: CorrectStrengthInput!) { correctStrength(input: $input) {
  between { strength origin } errors { __typename message field } } }"""


async def test_it_tells_which_strength_counts_and_why(drawing: Drawing, ask: Ask) -> None:
    await drawing.people("ann", "bob", "cyd").save()
    today = drawing.graph.clock.today()
    await mails(drawing.graph, "ann", "bob", today - timedelta(days=2), today - timedelta(days=4))
    await score_ties(drawing.graph, counting(load_playbook(None)))
    told = (await ask(BETWEEN, other="t:bob", day=today.isoformat()))["strengthBetween"]
    assert round(told["contact"].pop("strength"), 4) == told.pop("strength")
    assert told == {
        "origin": "COMPUTED",
        "saidBy": None,
        "one": {"name": "ann"},
        "other": {"name": "bob"},
        "contact": {
            "mailDays": 2,
            "balance": 1.0,
            "silent": False,
            "line": "mail on 2 days, balance 1",
            "zh": "邮件2天，均衡度1",
        },
    }
    corrected = (await ask(CORRECT, input={"one": "t:ann", "other": "t:bob", "strength": 0.9}))["correctStrength"]
    assert corrected == {"between": {"strength": 0.9, "origin": "CORRECTED"}, "errors": []}
    nothing = (await ask(BETWEEN, other="t:cyd", day=None))["strengthBetween"]
    assert (nothing["strength"], nothing["origin"], nothing["contact"]) == (None, None, None)


async def test_what_cannot_be_corrected_says_why(drawing: Drawing, ask: Ask) -> None:
    await drawing.people("ann", "bob").save()
    wrong = (await ask(CORRECT, input={"one": "t:ann", "other": "t:zoe", "strength": 0.9}))["correctStrength"]
    assert wrong["between"] is None
    assert [(e["__typename"], e["field"]) for e in wrong["errors"]] == [("NotFound", "other")]
    wrong = (await ask(CORRECT, input={"one": "t:ann", "other": "t:bob", "strength": 9}))["correctStrength"]
    assert [(e["__typename"], e["field"]) for e in wrong["errors"]] == [("InvalidInput", "strength")]
