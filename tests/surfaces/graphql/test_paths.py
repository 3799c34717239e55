"""Paths over GraphQL: every argument reaches the service, every field tells what the domain knows, pages are stable."""

import json
from collections.abc import AsyncIterator
from datetime import date

import pytest
from graphql import parse
from strawberry.relay import to_base64

from relgraph.core.config import Settings
from relgraph.core.errors import InputError, NotFoundError
from relgraph.core.language import Language
from relgraph.graph.client import Graph
from relgraph.surfaces.graphql.context import Context
from relgraph.surfaces.graphql.documents import Documents
from relgraph.surfaces.graphql.errors import RequestError
from relgraph.surfaces.graphql.schema import schema
from tests.draw import TODAY, Drawing, drawn_once, name_of
from tests.surfaces.graphql.conftest import Ask, Refuse

ROUTES = """query ($to: PathTargetsInput!, $from: PathStartsInput, $opportunity: ID, $first: Int! = 10, $after: String,
    $maxHops: Int! = 4, $relations: [RelationKind!], $leastStrength: Float! = 0, $assumed: AssumedStrengthsInput,
    $hopFactor: Float! = 1, $load: LoadInput, $unknownSupport: Float! = 1, $partners: Boolean! = true, $avoid: [ID!],
    $prefer: [ID!], $preference: Float! = 0.5, $diversity: Diversity! = NONE, $day: Date) {
  pathsTo(to: $to, from: $from, opportunity: $opportunity, first: $first, after: $after, maxHops: $maxHops,
      relations: $relations, leastStrength: $leastStrength, assumed: $assumed, hopFactor: $hopFactor, load: $load,
      unknownSupport: $unknownSupport, partners: $partners, avoid: $avoid, prefer: $prefer, preference: $preference,
      diversity: $diversity, asOf: $day) {
    targets { externalId } truncated completeAbove pageInfo { hasNextPage hasPreviousPage endCursor }
    edges { cursor node { score likelihood hops { origin { externalId } to { externalId } } } } } }"""

BOSS = {"to": {"person": "t:boss"}}


def draw_account(d: Drawing) -> Drawing:
    """Ways to the boss: abe-foe 0.3, ann-aide 0.15, ann-pat 0.08 (a partner); the foe is one in the deal."""
    d.org("us", "vendor").unit("sales", "us").person("ann", at="us", unit="sales").person("abe", at="us")
    d.org("acme").unit("it", "acme").person("boss", at="acme", title="CEO", layer=1)
    d.person("aide", at="acme", unit="it").person("foe", at="acme").org("ally", "partner").person("pat", at="ally")
    d.tie("ann", "aide", 0.5, id="t:tie", basis="alumni", since=date(2026, 1, 1), last_contact=date(2026, 8, 1))
    d.influence("aide", "boss", id="t:sway").reports("foe", "boss", id="t:line").tie("abe", "foe", 0.5)
    d.tie("ann", "pat", 0.2).tie("pat", "boss", 0.4).owns("ann", "aide")
    d.opportunity("deal", "acme").role("aide", "deal", "D").support("pat", "deal", 2)
    d.opportunity("past", "acme", until=TODAY).support("foe", "past", -1)
    return d


@pytest.fixture(scope="module")
async def account(shared_graph: Graph) -> AsyncIterator[Drawing]:
    async with drawn_once(shared_graph, draw_account) as d:
        yield d


@pytest.fixture
def graph(account: Drawing) -> Graph:
    """The graph that all tests here share, as one caller sees it."""
    return account.graph.for_caller()


def route(path: dict) -> str:
    people = [path["hops"][0]["origin"], *(hop["to"] for hop in path["hops"])]
    return "-".join(name_of(person["externalId"]) for person in people)


def routes(answer: dict) -> list[str]:
    return [route(edge["node"]) for edge in answer["pathsTo"]["edges"]]


FOE, AIDE, PAT = "abe-foe-boss", "ann-aide-boss", "ann-pat-boss"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({}, [FOE, AIDE, PAT]),
        ({"to": {"unit": "t:it"}, "maxHops": 1}, ["ann-aide"]),
        ({"to": {"decidersOf": to_base64("Opportunity", "t:deal")}, "maxHops": 1}, ["ann-aide"]),
        ({"from": {"people": [to_base64("Person", "t:ann"), "t:foe"]}, "maxHops": 2}, ["foe-boss", AIDE, PAT]),
        ({"from": {"team": "t:sales"}, "maxHops": 2}, [AIDE, PAT]),
        ({"from": {"ownersOf": "t:acme"}, "maxHops": 2}, [AIDE, PAT]),
        ({"from": {"held": True}, "maxHops": 1}, ["pat-boss"]),
        ({"opportunity": "t:deal"}, [FOE, AIDE, PAT]),
        ({"maxHops": 1}, []),
        ({"relations": ["TIE"]}, [PAT]),
        ({"relations": ["TIE", "LINE"], "leastStrength": 0.3}, [FOE]),
        ({"assumed": {"influence": 1, "solidUp": 0.1}}, [AIDE, PAT, FOE]),
        ({"partners": False}, [FOE, AIDE]),
        ({"avoid": ["t:acme"]}, [PAT]),
        ({"prefer": [to_base64("Organization", "t:ally")], "preference": 0.1}, [PAT, FOE, AIDE]),
        ({"from": {"people": ["t:ann"]}, "diversity": "NODE_DISJOINT"}, [AIDE, PAT]),
        ({"day": "2025-12-31"}, [PAT]),
        ({"first": 1}, [FOE]),
    ],
    ids=str,
)
async def test_every_argument_reaches_the_search(account, ask: Ask, arguments: dict, expected: list[str]) -> None:
    assert routes(await ask(ROUTES, **{**BOSS, **arguments})) == expected


EVERYTHING = """query ($zh: Language!) { pathsTo(to: { person: "t:boss" }, opportunity: "t:deal", maxHops: 2,
    unknownSupport: 0.5, load: { free: 0, factor: 0.5 }) {
  targets { externalId title organizationName organizationKind person { name } } truncated completeAbove
  nodes { score likelihood hopFactor weakest sentence zh: sentence(language: $zh)
    hops { origin { externalId } to { externalId } relation strength assumed basis since until lastContact
      daysSinceContact freshness source factId alternatives { relation strength basis factId } }
    intermediaries { person { externalId } openAsks loadFactor supportUnknown supportFactor preferenceFactor
      standIns { person { externalId } likelihood openAsks reached { strength } onward { relation strength assumed } } }
    risks { kind place person { externalId } sentence zh: sentence(language: $zh) }
    improvement { kind place person { externalId } factId now then likelihood gain sentence
      zh: sentence(language: $zh) } } } }"""


async def test_facts_of_hops_are_nodes(account, ask: Ask) -> None:
    nodes = (await ask(EVERYTHING, zh="ZH"))["pathsTo"]["nodes"]
    found = await ask(
        "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Recorded { externalId } } }",
        ids=[hop["factId"] for path in nodes for hop in path["hops"]],
    )
    assert {"t:tie", "t:sway", "t:line"} < {node["externalId"] for node in found["nodes"]}


async def test_stand_ins_of_all_paths_are_found_together_and_only_when_asked_for(
    account, ask: Ask, transactions: list[str]
) -> None:
    await ask(ROUTES, **BOSS)
    assert "paths/find_stand_ins" not in transactions
    await ask(EVERYTHING, zh="ZH")
    assert transactions.count("paths/find_stand_ins") == 1


async def test_the_language_is_the_callers_unless_the_field_says(account, graph: Graph) -> None:
    async def sentence(language: Language, argument: str = "") -> str:
        context = Context(graph=graph, today=TODAY, request_id="test", language=language)
        document = '{ pathsTo(to: { unit: "t:it" }, maxHops: 1) { nodes { sentence' + argument + " } } }"
        result = await schema.execute(document, context_value=context)
        return result.data["pathsTo"]["nodes"][0]["sentence"]

    assert (await sentence(Language.ZH)).startswith("请同事ann（")
    assert (await sentence(Language.EN)).startswith("Ask your colleague ann (")
    assert (await sentence(Language.ZH, "(language: EN)")).startswith("Ask")


class TestPages:
    async def test_pages_join_into_the_list(self, account, ask: Ask) -> None:
        found, after, more = [], None, True
        while more:
            page = (await ask(ROUTES, **BOSS, first=1, after=after))["pathsTo"]
            found += [route(edge["node"]) for edge in page["edges"]]
            assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
            assert page["pageInfo"]["endCursor"] == page["edges"][-1]["cursor"]
            assert page["truncated"] is page["pageInfo"]["hasNextPage"]
            after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
        assert found == [FOE, AIDE, PAT]

    @pytest.mark.parametrize(
        "after",
        [
            "nonsense",
            to_base64("after", "[]"),
            to_base64("after", '[1, "much", "t:ann", "t:boss"]'),
            to_base64("after", '[0, 0.5, "t:ann", "t:boss"]'),
            to_base64("after", "[1, 0.5]"),
            to_base64("after", "{}"),
            to_base64("after", json.dumps([1, 0.5, "t:ann", "t:aide"])),
        ],
    )
    async def test_a_cursor_of_something_else_is_refused(self, account, refuse: Refuse, after: str) -> None:
        error = await refuse(ROUTES, **BOSS, after=after)
        assert isinstance(error, InputError)
        assert (error.field, error.remedy[:4]) == ("after", "Give")


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ({"maxHops": 0}, "maxHops"),
        ({"maxHops": 7}, "maxHops"),
        ({"first": 0}, "first"),
        ({"first": 101}, "first"),
        ({"leastStrength": 1.5}, "leastStrength"),
        ({"hopFactor": 0}, "hopFactor"),
        ({"unknownSupport": 0.5}, "unknownSupport"),
        ({"unknownSupport": 2, "opportunity": "t:deal"}, "unknownSupport"),
        ({"preference": 0}, "preference"),
        ({"relations": []}, "relations"),
        ({"assumed": {"tie": 2}}, "assumed.tie"),
        ({"assumed": {"solidUp": -1}}, "assumed.solidUp"),
        ({"load": {"free": -1}}, "load.free"),
        ({"load": {"factor": 0}}, "load.factor"),
        ({"from": {"people": [to_base64("Tie", "t:tie")]}}, "from.people"),
        ({"from": {"people": []}}, "from"),
        ({"from": {"held": False}}, "from"),
        ({"from": {"team": to_base64("Person", "t:ann")}}, "from.team"),
        ({"to": {"person": to_base64("Unit", "t:it")}}, "to.person"),
        ({"to": {"unit": "x"}}, "to.unit"),
        ({"avoid": [to_base64("Unit", "t:it")]}, "avoid"),
    ],
    ids=str,
)
async def test_unfit_arguments_are_named(account, refuse: Refuse, arguments: dict, field: str) -> None:
    error = await refuse(ROUTES, **{**BOSS, **arguments})
    assert isinstance(error, InputError)
    assert error.field == field


@pytest.mark.parametrize(
    "arguments",
    [
        {"to": {"person": "t:nobody"}},
        {"to": {"decidersOf": "t:acme"}},
        {"from": {"ownersOf": "t:nothing"}},
        {"avoid": ["t:boss"]},
    ],
    ids=str,
)
async def test_what_does_not_exist_is_named(account, refuse: Refuse, arguments: dict) -> None:
    assert isinstance(await refuse(ROUTES, **{**BOSS, **arguments}), NotFoundError)


@pytest.mark.parametrize("to", ["{}", '{ person: "t:boss", unit: "t:it" }', "{ person: null }"])
def test_one_kind_of_target_is_named(settings: Settings, to: str) -> None:
    with pytest.raises(RequestError) as refused:
        Documents(schema, settings).prepare(f"{{ pathsTo(to: {to}) {{ truncated }} }}", None, {})
    assert "PathTargetsInput" in str(refused.value.errors[0])


def test_the_cost_grows_with_the_page(settings: Settings) -> None:
    document = 'query ($n: Int!) { pathsTo(to: { person: "t:boss" }, first: $n) { nodes { score hops { strength } } } }'
    assert parse(document)
    frugal = settings.model_copy(update={"max_estimate": 1000})
    Documents(schema, frugal).prepare(document, None, {"n": 50})
    with pytest.raises(RequestError) as refused:
        Documents(schema, frugal).prepare(document, None, {"n": 100})
    assert refused.value.errors[0].extensions["limit"] == "cost"
    with pytest.raises(RequestError) as refused:
        Documents(schema, settings).prepare(document, None, {"n": 201})
    assert refused.value.errors[0].extensions["limit"] == "page size"
