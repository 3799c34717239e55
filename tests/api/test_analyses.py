"""The three analyses over GraphQL: arguments reach the services, answers keep their shape."""

from datetime import date

import pytest
from strawberry.relay import to_base64

from relgraph.errors import InputError, NotFoundError
from tests.api.conftest import Ask, Refuse
from tests.draw import Drawing, name_of

PATHS = """query ($target: ID!, $starts: [ID!], $opportunity: ID, $maxHops: Int! = 4, $first: Int! = 10,
    $assumed: AssumedStrengthsInput, $day: Date) {
  pathsTo(target: $target, starts: $starts, opportunity: $opportunity, maxHops: $maxHops, first: $first,
      assumed: $assumed, asOf: $day) {
    target { externalId title organizationName organizationKind person { name } } truncated completeAbove
    paths { strength hops { origin { externalId } to { externalId } relation strength assumed basis since lastContact
      source factId } } } }"""


@pytest.fixture
async def account(drawing: Drawing) -> Drawing:
    d = drawing.org("us", "vendor").people("ann", "abe", at="us").org("acme").unit("it", "acme")
    d.person("boss", at="acme", title="CEO", layer=1).person("aide", at="acme", unit="it").person("foe", at="acme")
    d.tie("ann", "aide", 0.5, id="t:tie", basis="alumni", since=date(2026, 1, 1), last_contact=date(2026, 8, 1))
    d.influence("aide", "boss", id="t:sway").reports("foe", "boss", id="t:line").tie("abe", "foe", 0.5)
    d.opportunity("deal", "acme").role("boss", "deal", "D").support("foe", "deal", -1)
    await d.save()
    return d


def route(path: dict) -> list[str]:
    return [
        name_of(path["hops"][0]["origin"]["externalId"]),
        *(name_of(hop["to"]["externalId"]) for hop in path["hops"]),
    ]


async def test_paths_are_explained_hop_by_hop(account, ask: Ask) -> None:
    answer = (await ask(PATHS, target="t:boss"))["pathsTo"]
    assert answer["target"] == {
        "externalId": "t:boss",
        "title": "CEO",
        "organizationName": "acme",
        "organizationKind": "CUSTOMER",
        "person": {"name": "boss"},
    }
    assert [route(path) for path in answer["paths"]] == [["abe", "foe", "boss"], ["ann", "aide", "boss"]]
    assert (answer["truncated"], answer["completeAbove"]) == (False, 0)
    tie, sway = answer["paths"][1]["hops"]
    assert tie == {
        "origin": {"externalId": "t:ann"},
        "to": {"externalId": "t:aide"},
        "relation": "TIE",
        "strength": 0.5,
        "assumed": False,
        "basis": "alumni",
        "since": "2026-01-01",
        "lastContact": "2026-08-01",
        "source": "t",
        "factId": to_base64("Tie", "t:tie"),
    }
    assert (sway["relation"], sway["assumed"], sway["strength"]) == ("INFLUENCE", True, 0.3)
    nodes = await ask(
        "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Recorded { externalId } } }",
        ids=[hop["factId"] for path in answer["paths"] for hop in path["hops"]],
    )
    assert {"t:tie", "t:sway", "t:line"} < {node["externalId"] for node in nodes["nodes"]}


async def test_every_argument_narrows_the_paths(account, ask: Ask) -> None:
    async def routes(**arguments: object) -> list[list[str]]:
        return [route(path) for path in (await ask(PATHS, target="t:boss", **arguments))["pathsTo"]["paths"]]

    assert await routes(starts=[to_base64("Person", "t:ann")]) == [["ann", "aide", "boss"]]
    assert await routes(opportunity="t:deal") == [["ann", "aide", "boss"]]  # not through an opponent
    assert await routes(maxHops=1) == []
    assert await routes(day="2025-12-31") == [["abe", "foe", "boss"]]
    assert await routes(assumed={"influence": 1, "solidLine": 0.1}) == [["ann", "aide", "boss"], ["abe", "foe", "boss"]]
    answer = (await ask(PATHS, target="t:boss", first=1))["pathsTo"]
    assert len(answer["paths"]) == 1
    assert answer["truncated"] is True


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ({"maxHops": 0}, "maxHops"),
        ({"maxHops": 7}, "maxHops"),
        ({"first": 0}, "first"),
        ({"first": 101}, "first"),
        ({"assumed": {"tie": 2}}, "assumed.tie"),
        ({"starts": [to_base64("Tie", "t:tie")]}, "starts"),
        ({"target": to_base64("Unit", "t:it")}, "target"),
    ],
)
async def test_unfit_arguments_are_named(account, refuse: Refuse, arguments: dict, field: str) -> None:
    error = await refuse(PATHS, **{"target": "t:boss", **arguments})
    assert isinstance(error, InputError)
    assert error.field == field


async def test_nobody_is_no_target(account, refuse: Refuse) -> None:
    assert isinstance(await refuse(PATHS, target="t:nobody"), NotFoundError)


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


COVERAGE = """{ asOf account { name } opportunity { name } results { population failed
  rule { ruleId version title titleZh method severity scope remedy }
  holes(first: 10) { subjectKind subjectId name englishName title ties strength lastContact roles
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
        "opportunity": {"name": "deal"},
    }
    assert [r["failed"] for r in data["organization"]["coverageHoles"]["results"]] == [
        r["failed"] for r in report["results"]
    ]
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
