"""Pairs that may be one, over GraphQL: found, judged, withdrawn."""

from relgraph.identity.compare import compare
from tests.draw import Drawing, tid
from tests.surfaces.graphql.conftest import Ask

PAIRS = """query ($after: String, $about: ID) { identitySuggestions(first: 1, after: $after, about: $about) {
  nodes { id kind score waits warnings one { ... on Person { externalId name } } other { ... on Person { externalId } }
    reasons { reason text(language: ZH) } moves { what count } }
  pageInfo { hasNextPage endCursor } } }"""
JUDGE = """mutation ($input: JudgeIdentityInput!) { judgeIdentity(input: $input) {
  judgement { externalId verdict automatic oneId otherId entity { ... on Person { externalId ties { totalCount } } } }
  errors { __typename message field } } }"""
JUDGEMENTS = "{ identityJudgements(about: %s, withdrawn: true) { externalId verdict withdrawnAt } }"


async def test_a_pair_is_judged_and_the_judgement_withdrawn(drawing: Drawing, ask: Ask) -> None:
    d = drawing.org("us", "vendor").org("acme").person("ann", at="us", name="Ann")
    d.person("zw", name="张伟", at="acme").person("zhang", name="Zhang Wei", at="acme")
    d.person("li", name="李娜", at="acme").person("lina", name="Li Na", at="acme")
    await d.tie("ann", "zw", 0.5).tie("ann", "zhang", 0.25).save()
    assert await compare(d.graph) == 2
    first = (await ask(PAIRS))["identitySuggestions"]
    second = (await ask(PAIRS, after=first["pageInfo"]["endCursor"]))["identitySuggestions"]
    assert (first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"]) == (True, False)
    (about,) = (await ask(PAIRS, about=tid("zhang")))["identitySuggestions"]["nodes"]
    assert about in (*first["nodes"], *second["nodes"])
    assert (about["kind"], about["one"], about["other"]) == (
        "PERSON",
        {"externalId": tid("zhang"), "name": "Zhang Wei"},
        {"externalId": tid("zw")},
    )
    assert about["moves"] == [{"what": "HOLDS", "count": 1}, {"what": "TIE", "count": 1}]
    assert "NAME_IN_OTHER_SCRIPT" in {reason["reason"] for reason in about["reasons"]}

    given = {"one": tid("zw"), "other": tid("zhang"), "verdict": "SAME"}
    done = (await ask(JUDGE, input=given))["judgeIdentity"]
    assert done["errors"] == []
    judgement = done["judgement"]
    assert (judgement["oneId"], judgement["entity"]) == (
        tid("zw"),
        {"externalId": tid("zw"), "ties": {"totalCount": 2}},
    )
    # Whoever kept the other id finds who it is now.
    assert (await ask('{ person(id: "t:zhang") { externalId } }'))["person"]["externalId"] == tid("zw")
    assert (await ask(PAIRS, about=tid("zw")))["identitySuggestions"]["nodes"] == []
    again = (await ask(JUDGE, input=given))["judgeIdentity"]
    assert [error["message"] for error in again["errors"]] == ["'t:zw' and 't:zhang' are the same already."]

    withdraw = 'mutation { withdrawIdentityJudgement(id: "%s") { judgement { withdrawnAt } errors { message } } }'
    back = (await ask(withdraw % judgement["externalId"]))["withdrawIdentityJudgement"]
    assert (back["errors"], back["judgement"]["withdrawnAt"] is None) == ([], False)
    (told,) = (await ask(JUDGEMENTS % '"t:zhang"'))["identityJudgements"]
    assert (told["externalId"], told["verdict"], told["withdrawnAt"] is None) == (
        judgement["externalId"],
        "SAME",
        False,
    )
    assert (await ask('{ person(id: "t:zhang") { externalId } }'))["person"]["externalId"] == tid("zhang")
