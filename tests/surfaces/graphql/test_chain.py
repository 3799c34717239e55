"""The decision chain of an opportunity over GraphQL."""

from collections.abc import AsyncIterator

import pytest

from relgraph.core.errors import InputError, NotFoundError
from relgraph.graph.client import Graph
from tests.chain.worlds import draw_deal
from tests.draw import Drawing, drawn_once
from tests.surfaces.graphql.conftest import Ask, Refuse

CHAIN = """query ($deal: ID!, $day: Date, $whatIf: ChainWhatIfInput) {
  decisionChain(opportunity: $deal, asOf: $day, whatIf: $whatIf) { asOf live truncated competitorsKnown
    opportunity { name } coaches { name }
    readiness { figure atBest notAssessed text textZh parts { code text textZh points secured unknown lacking
      facts { person { name } roles level points secured atBest securedBy { name } possibleBy { name } } } }
    members { person { name layer } roles level state assessed source stale sourcesDiffer
      share say moreVoices rivalNearer
      voices { person { name } level state sign way { people { name } least most } }
      securedWay { people { name } least most facts { factId kind strength basis since source } }
      possibleWay { people { name } least most }
      rivals { person { name } competitor { name } least most } }
    keyPeople { person { name } roles state say }
    blockers { person { name } roles blocks { member { name } voice { least } wayAround { most } supporter { name } } }
    nextContacts { person { name } move gain outcomes { level chance gain } way { most } members { name }
      sentence sentenceZh }
    whatIf { readiness { figure } difference members { person { name } before after pointsBefore pointsAfter } } } }"""


@pytest.fixture(scope="module")
async def drawn(shared_graph: Graph) -> AsyncIterator[Drawing]:
    async with drawn_once(shared_graph, draw_deal) as d:
        yield d


@pytest.fixture
def graph(drawn: Drawing) -> Graph:
    return drawn.graph


async def test_it_tells_all_of_a_chain(ask: Ask) -> None:
    chain = (await ask(CHAIN, deal="t:deal", day="2026-09-01"))["decisionChain"]
    told = (chain["asOf"], chain["live"], chain["truncated"], chain["competitorsKnown"], chain["opportunity"]["name"])
    assert told == ("2026-09-01", True, False, True, "deal")
    assert (chain["coaches"], chain["whatIf"]) == ([{"name": "kim"}], None)
    ready = chain["readiness"]
    assert (ready["figure"], ready["atBest"], ready["notAssessed"], ready["text"]) == (47.3, 74.4, None, None)
    assert [(p["code"], p["textZh"], p["points"], p["secured"]) for p in ready["parts"]] == [
        ("STANCE", "关键角色的立场", 50.0, 15.2),
        ("SWAY", "我方支持者的影响", 15.0, 5.1),
        ("ACCESS", "我方的触达", 20.0, 12.0),
        ("COACH", "教练", 15.0, 15.0),
    ]
    assert ready["parts"][2]["facts"][1] == {
        **{"person": {"name": "bob"}, "roles": ["D"], "level": "UNKNOWN", "points": 9.0, "secured": 3.6, "atBest": 3.6},
        "securedBy": [{"name": name} for name in ("ann", "amy", "bob")],
        "possibleBy": [{"name": name} for name in ("abe", "sue", "bob")],
    }
    bob = next(member for member in chain["members"] if member["person"]["name"] == "bob")
    assert (bob["person"]["layer"], bob["roles"], bob["level"], bob["state"]) == (1, ["D"], "UNKNOWN", "UNKNOWN")
    assert (bob["share"], bob["say"], bob["moreVoices"], bob["rivalNearer"]) == (0.45, 0.45, 0, True)
    assert bob["voices"][0] == {
        **{"person": {"name": "vic"}, "level": "OPPOSED", "state": "AGAINST", "sign": -1},
        "way": {"people": [{"name": "vic"}, {"name": "bob"}], "least": 0.9, "most": 0.9},
    }
    assert bob["securedWay"]["facts"][1] == {
        **{"factId": "t:amy-bob", "kind": "INFLUENCE", "strength": 0.5, "basis": "board", "since": "2026-04-01"},
        "source": "t",
    }
    assert bob["rivals"] == [{"person": {"name": "rex"}, "competitor": {"name": "foe"}, "least": 0.7, "most": 0.7}]
    assert chain["blockers"] == [
        {
            **{"person": {"name": "vic"}, "roles": []},
            "blocks": [
                {
                    **{"member": {"name": "bob"}, "voice": {"least": 0.9}, "wayAround": {"most": 0.4}},
                    "supporter": {"name": "amy"},
                }
            ],
        }
    ]
    first = chain["nextContacts"][0]
    assert (first["person"]["name"], first["move"], first["outcomes"][0]["level"]) == ("bob", "MEET", "OPPOSED")
    assert first["sentence"].startswith("Meet bob, whom none of ours knows")
    assert first["sentenceZh"].startswith("结识bob")
    assert chain["keyPeople"][0] == {"person": {"name": "amy"}, "roles": ["A"], "state": "OURS", "say": 0.625}


async def test_what_if(ask: Ask) -> None:
    changes = {"turns": [{"person": "t:bob", "level": "SUPPORTIVE"}], "leaves": ["t:vic", "t:kim"]}
    told = (await ask(CHAIN, deal="t:deal", day="2026-09-01", whatIf=changes))["decisionChain"]["whatIf"]
    assert (told["readiness"]["figure"], told["difference"]) == (44.9, -2.4)
    assert told["members"][0] == {
        **{"person": {"name": "bob"}, "before": "UNKNOWN", "after": "OURS"},
        **{"pointsBefore": 6.5, "pointsAfter": 20.0},
    }
    forgotten = {"turns": [{"person": "t:amy", "level": "UNKNOWN"}], "ties": [{"ours": "t:ann", "theirs": "t:bob"}]}
    told = (await ask(CHAIN, deal="t:deal", day="2026-09-01", whatIf=forgotten))["decisionChain"]["whatIf"]
    assert {m["person"]["name"]: m["after"] for m in told["members"]}["amy"] == "UNKNOWN"


async def test_nothing_there_and_what_makes_no_sense(ask: Ask, refuse: Refuse) -> None:
    empty = (await ask(CHAIN, deal="t:empty"))["decisionChain"]
    assert (empty["members"], empty["nextContacts"], empty["readiness"]["figure"]) == ([], [], None)
    assert (empty["readiness"]["notAssessed"], empty["readiness"]["textZh"]) == (
        *("NO_KEY_ROLES", "没有记录批准者、决策者或评估者"),
    )
    vacant = empty["readiness"]["parts"][0]["facts"][0]
    assert (vacant["person"], vacant["roles"], vacant["atBest"]) == (None, ["A"], 15.0)
    error = await refuse('{ decisionChain(opportunity: "t:nowhere") { live } }')
    assert isinstance(error, NotFoundError)
    assert error.field == "opportunity"
    ours = {"ties": [{"ours": "t:bob", "theirs": "t:amy"}]}
    error = await refuse(CHAIN, deal="t:deal", whatIf=ours)
    assert isinstance(error, InputError)
    assert error.field == "whatIf.ties"
