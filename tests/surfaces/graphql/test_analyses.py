"""Hubs and coverage over GraphQL: arguments reach the services, answers keep their shape."""

from datetime import date

import pytest
from strawberry.relay import to_base64

from relgraph.core.errors import InputError, NotFoundError
from tests.draw import Drawing
from tests.surfaces.graphql.conftest import Ask, Refuse


@pytest.fixture
async def account(drawing: Drawing) -> Drawing:
    d = drawing.org("us", "vendor").people("ann", "abe", at="us").org("acme").unit("it", "acme")
    d.person("boss", at="acme", title="CEO", layer=1).person("aide", at="acme", unit="it").person("foe", at="acme")
    d.tie("ann", "aide", 0.5, id="t:tie", basis="alumni", since=date(2026, 1, 1), last_contact=date(2026, 8, 1))
    d.influence("aide", "boss", id="t:sway").reports("foe", "boss", id="t:line").tie("abe", "foe", 0.5)
    d.opportunity("deal", "acme").role("boss", "deal", "D").support("foe", "deal", -1)
    await d.save()
    return d


async def test_hubs_are_ranked_by_a_measure(account, ask: Ask, refuse: Refuse) -> None:
    shown = (
        "{ person { externalId title } influence unknownWeights listeners reach brokerage "
        "degree closeness betweenness }"
    )
    data = await ask(
        '{ hubs(among: { account: "t:acme" }) { nodes '
        + shown
        + ' } degree: hubs(among: { account: "t:acme" }, orderBy: DEGREE, first: 1) { nodes '
        + shown
        + ' } organization(id: "t:acme") { hubs(orderBy: REACH) { nodes { person { externalId } } } } }'
    )
    aide = next(hub for hub in data["hubs"]["nodes"] if hub["person"]["externalId"] == "t:aide")
    assert (aide["influence"], aide["unknownWeights"], aide["listeners"], aide["reach"]) == (0, 1, 1, 1)
    assert len(data["hubs"]["nodes"]) == 3
    assert len(data["degree"]["nodes"]) == 1
    assert data["organization"]["hubs"]["nodes"][0] == {"person": {"externalId": "t:aide"}}
    assert isinstance(await refuse('{ hubs(among: { account: "t:nothing" }) { nodes { reach } } }'), NotFoundError)
    assert isinstance(
        await refuse('{ hubs(among: { account: "t:acme" }, first: 201) { nodes { reach } } }'), InputError
    )


COVERAGE = """{ asOf account { name } opportunity { name } results { population unknown failed
  notAssessed { code text textZh }
  rule { ruleId version title titleZh method severity scope protects protectsZh remedy remedyZh counts countsZh own }
  holes(first: 10) { subjectKind subjectId name englishName title ties strength lastContact roles other
    evidence { name value }
    opportunity { name } } } }"""


async def test_coverage_holes_say_what_is_missing(account, ask: Ask) -> None:
    data = await ask(
        '{ coverageHoles(account: "t:acme") '
        + COVERAGE
        + ' deal: coverageHoles(opportunity: "t:deal") '
        + COVERAGE
        + ' organization(id: "t:acme") { coverageHoles { results { failed } } } coverageRules { ruleId severity } }'
    )
    report = data["coverageHoles"]
    assert (report["asOf"], report["account"], report["opportunity"]) == ("2026-09-01", {"name": "acme"}, None)
    assert (data["deal"]["account"], data["deal"]["opportunity"]) == ({"name": "acme"}, {"name": "deal"})
    unknown = next(r for r in report["results"] if r["rule"]["ruleId"] == "key_role_support_unknown")
    assert (unknown["population"], unknown["failed"]) == (1, 1)
    assert unknown["holes"][0] | {"ties": None} == {
        "subjectKind": "PERSON",
        "subjectId": to_base64("Person", "t:boss"),
        "name": "boss",
        "englishName": None,
        "title": "CEO",
        "ties": None,
        "strength": None,
        "lastContact": None,
        "roles": ["D"],
        "other": None,
        "evidence": [{"name": "roles", "value": "D"}],
        "opportunity": {"name": "deal"},
    }
    assert [r["failed"] for r in data["organization"]["coverageHoles"]["results"]] == [
        r["failed"] for r in report["results"]
    ]
    blind = next(r for r in report["results"] if r["rule"]["ruleId"] == "decider_competitor_nearer")
    assert (blind["population"], blind["failed"], blind["notAssessed"]["code"]) == (0, 0, "no_competitor")
    assert blind["notAssessed"]["textZh"] == "没有记录任何竞争对手人员"
    cold = next(r for r in data["deal"]["results"] if r["rule"]["ruleId"] == "decider_without_way")
    assert (cold["population"], cold["unknown"], cold["notAssessed"]) == (1, 0, None)
    assert {r["rule"]["ruleId"] for r in report["results"]} <= {rule["ruleId"] for rule in data["coverageRules"]}


async def test_coverage_arguments_are_checked(account, refuse: Refuse) -> None:
    for arguments, field in [
        ("coldBelow: 2", "coldBelow"),
        ("staleDays: 0", "staleDays"),
    ]:
        error = await refuse('{ coverageHoles(account: "t:acme", ' + arguments + ") { asOf } }")
        assert isinstance(error, InputError)
        assert error.field == field
    assert isinstance(await refuse("{ coverageHoles { asOf } }"), InputError)
    assert isinstance(await refuse('{ coverageHoles(account: "t:nothing") { asOf } }'), NotFoundError)
