"""Paths over GraphQL in a graph that changes: what is recorded shows, and pages go on where they were."""

import pytest
from strawberry.relay import to_base64

from tests.draw import Drawing
from tests.surfaces.graphql.conftest import Ask
from tests.surfaces.graphql.test_paths import AIDE, BOSS, EVERYTHING, FOE, PAT, ROUTES, draw_account, route, routes


@pytest.fixture
async def account(drawing: Drawing) -> Drawing:
    d = draw_account(drawing)
    await d.save()
    return d


async def test_factors(account, ask: Ask) -> None:
    async def told(**arguments: object) -> list[tuple[str, float]]:
        answer = await ask(ROUTES, **BOSS, maxHops=2, **arguments)
        return [(route(edge["node"]), edge["node"]["likelihood"]) for edge in answer["pathsTo"]["edges"]]

    assert await told(hopFactor=0.5) == [(FOE, 0.075), (AIDE, 0.0375), (PAT, 0.02)]
    await account.ask("ann", "aide", "one").ask("ann", "foe", "one").save()
    assert await told(load={"free": 0, "factor": 0.1}) == [(PAT, 0.08), (FOE, 0.03), (AIDE, 0.015)]
    assert await told(unknownSupport=0.1, opportunity="t:deal") == [(PAT, 0.08), (FOE, 0.03), (AIDE, 0.015)]


async def test_everything_there_is_to_say(account, ask: Ask) -> None:
    account.tie("ann", "aide", 0.4, basis="neighbours", id="t:near").tie("ann", "foe", 0.1).ask("abe", "aide", "one")
    await account.save()
    answer = (await ask(EVERYTHING, zh="ZH"))["pathsTo"]
    boss = {"externalId": "t:boss", "title": "CEO", "organizationName": "acme", "organizationKind": "CUSTOMER"}
    assert answer["targets"] == [{**boss, "person": {"name": "boss"}}]
    assert [route(path) for path in answer["nodes"]] == [FOE, PAT, AIDE, "ann-foe-boss"]
    path = answer["nodes"][2]
    tie, sway = path.pop("hops")
    assert tie == {
        "origin": {"externalId": "t:ann"},
        "to": {"externalId": "t:aide"},
        "relation": "TIE",
        "strength": 0.5,
        "assumed": False,
        "basis": "alumni",
        "since": "2026-01-01",
        "until": None,
        "lastContact": "2026-08-01",
        "daysSinceContact": 31,
        "freshness": "FRESH",
        "source": "t",
        "factId": to_base64("Tie", "t:tie"),
        "alternatives": [
            {"relation": "TIE", "strength": 0.4, "basis": "neighbours", "factId": to_base64("Tie", "t:near")}
        ],
    }
    assert (sway["relation"], sway["assumed"], sway["strength"], sway["freshness"]) == (
        "INFLUENCE",
        True,
        0.3,
        "UNKNOWN",
    )
    assert path == {
        "score": 0.0375,
        "likelihood": 0.0375,
        "hopFactor": 1,
        "weakest": 1,
        "sentence": "Ask your colleague ann (has known aide since 2026, alumni, last contact 31 days ago) to introduce "
        "you to aide, and then aide (whom boss listens to, strength not recorded) to introduce you to boss.",
        "zh": "请同事ann（2026年起认识aide，校友，31天前联系过）引荐aide，"
        "再请aide（boss听取其意见，强度未记录）引荐boss。",
        "intermediaries": [
            {
                "person": {"externalId": "t:aide"},
                "openAsks": 1,
                "loadFactor": 0.5,
                "supportUnknown": True,
                "supportFactor": 0.5,
                "preferenceFactor": 1,
                "standIns": [
                    {
                        "person": {"externalId": "t:pat"},
                        "likelihood": 0.08,
                        "openAsks": 0,
                        "reached": {"strength": 0.2},
                        "onward": {"relation": "TIE", "strength": 0.4, "assumed": False},
                    },
                    {
                        "person": {"externalId": "t:foe"},
                        "likelihood": 0.03,
                        "openAsks": 0,
                        "reached": {"strength": 0.1},
                        "onward": {"relation": "REPORTS_TO", "strength": 0.6, "assumed": True},
                    },
                ],
            }
        ],
        "risks": [
            {
                "kind": "SUPPORT_UNKNOWN",
                "place": 0,
                "person": {"externalId": "t:aide"},
                "sentence": "Where aide stands is unknown (?).",
                "zh": "aide的立场不明（?）。",
            },
            {
                "kind": "LOAD",
                "place": 0,
                "person": {"externalId": "t:aide"},
                "sentence": "aide has 1 open ask already.",
                "zh": "aide已有1项未了结的请托。",
            },
            {
                "kind": "ASSUMED_STRENGTH",
                "place": 1,
                "person": None,
                "sentence": "aide to boss: no strength is recorded, 0.30 is assumed.",
                "zh": "aide至boss：强度未记录，按0.30估计。",
            },
        ],
        "improvement": {
            "kind": "STRENGTHEN",
            "place": 1,
            "person": None,
            "factId": to_base64("Influence", "t:sway"),
            "now": 0.3,
            "then": 0.9,
            "likelihood": 0.1125,
            "gain": 0.075,
            "sentence": "Making the influence of aide on boss strong (from an assumed 0.30 to 0.90) would raise the "
            "likelihood from 0.04 to 0.11.",
            "zh": "把aide对boss的影响加强到0.90（现按0.30估计），成功率可由0.04升至0.11。",
        },
    }
    learn = answer["nodes"][0]["improvement"]
    assert (learn["kind"], learn["person"], learn["factId"]) == ("LEARN_SUPPORT", {"externalId": "t:foe"}, None)


async def test_a_cursor_finds_its_path_when_others_came_or_it_went(account, ask: Ask) -> None:
    first = (await ask(ROUTES, **BOSS, first=2))["pathsTo"]
    after = first["edges"][0]["cursor"]
    # A better one came: the page still begins after the path that the cursor names.
    await account.tie("abe", "boss", 0.9).save()
    assert routes(await ask(ROUTES, **BOSS, first=2, after=after)) == [AIDE]
    assert routes(await ask(ROUTES, **BOSS, first=3, after=after)) == [AIDE, PAT]
    # The path went: the page begins where it would stand.
    await account.tie("abe", "foe", 0.0).save()
    assert routes(await ask(ROUTES, **BOSS, first=3, after=after)) == [AIDE, PAT]


async def test_nothing_follows_the_most_paths(drawing: Drawing, ask: Ask) -> None:
    d = drawing.org("us", "vendor").org("acme").person("boss", at="acme")
    for n in range(103):
        d.person(f"p{n}", at="us").tie(f"p{n}", "boss", round(1 - n / 1000, 3))
    await d.save()
    page = (await ask(ROUTES, **BOSS, first=98))["pathsTo"]
    assert page["pageInfo"]["hasNextPage"]
    last = (await ask(ROUTES, **BOSS, first=98, after=page["pageInfo"]["endCursor"]))["pathsTo"]
    assert [route(edge["node"]) for edge in last["edges"]] == ["p98-boss", "p99-boss"]
    assert (last["pageInfo"]["hasNextPage"], last["truncated"]) == (False, True)
