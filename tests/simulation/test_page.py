"""What the page of what-if questions shows of the demo world is what the commands print, and GraphQL tells the same."""

from collections.abc import AsyncIterator

import pytest

from relgraph.core.errors import NotFoundError
from relgraph.graph.client import Graph
from relgraph.strength.in_force import counting_of
from relgraph.strength.service import score_ties
from tests.database import unchanged
from tests.draw import TODAY
from tests.pages import load_demo, printed_as_shown, read_page
from tests.surfaces.cli.conftest import Run, no_settings, relgraph  # noqa: F401  (fixtures)
from tests.surfaces.graphql.conftest import Ask, Refuse, ask, refuse  # noqa: F401  (fixtures)

PAGE = read_page("method/what-if.md")
ON = ("--as-of", TODAY.isoformat())
LEAVING = """{ leaving(person: "demo:tan.yong", asOf: "2026-09-01") { asOf side reports lookedAt truncated
  bonds { person { externalId } strength lastContact others roles goesDark }
  owned { person { externalId } role others } parts { role others opportunity { externalId } }
  accounts { account { externalId } unknown lapsed opened { rule { ruleId }
    findings { asOf subjectKind subjectId name opportunityName evidence { name value } } } } } }"""
BEST = """{ bestIntroduction(account: "demo:grid", asOf: "2026-09-01") { asOf exact atMost pairs truncated
  best { ours { externalId } theirs { externalId } closed { rule { ruleId } } opened { rule { ruleId } } } } }"""


@pytest.fixture(scope="module")
async def world(shared_graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Graph]:
    """The demo world, with strengths of the day it was written for, as `relgraph demo` has it."""
    await load_demo(shared_graph, tmp_path_factory.mktemp("world"))
    await score_ties(shared_graph.for_caller(), counting_of(shared_graph.settings), as_of=TODAY)
    async with unchanged(shared_graph) as graph:
        yield graph


@pytest.fixture
def graph(world: Graph) -> Graph:
    return world


async def test_the_commands_print_what_the_page_shows(
    relgraph: Run,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await printed_as_shown(relgraph, monkeypatch, PAGE, examples=2)


async def test_in_chinese(relgraph: Run, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setenv("COLUMNS", "160")
    met = await relgraph("introduction", "demo:grid", "--lang", "zh", *ON)
    assert met.lines[0].endswith("可消除沧岭电网集团 Cangling Power Grid Group的3个问题。")
    assert met.lines[3] == "同时会新增："
    assert met.lines[-1] == "在8820对人选中，没有其他引荐能消除更多。"
    left = await relgraph("leaver", "邵立群", "--lang", "zh", *ON)
    assert left.lines[:3] == ["假如邵立群 Shao Liqun于2026-09-01离开", "主任 · 物资管理部", "直接下属：2人"]
    assert "● 中 关键客户已离开该客户：邵立群 Shao Liqun" in left.lines


async def test_the_same_over_graphql(ask: Ask, relgraph: Run) -> None:  # noqa: F811
    told = (await ask(LEAVING))["leaving"]
    printed = (await relgraph("leaver", "demo:tan.yong", "--json", *ON)).json
    assert (told["side"], told["reports"], told["lookedAt"]) == ("OURS", 1, printed["looked_at"])
    assert [bond["person"]["externalId"] for bond in told["bonds"]] == [
        bond["person"]["id"] for bond in printed["bonds"]
    ]
    assert [(one["role"], one["others"]) for one in told["owned"]] == [("A", ["B"])] * 3
    (grid,) = told["accounts"]
    assert (grid["account"]["externalId"], grid["unknown"], grid["lapsed"]) == ("demo:grid", 4, 4)
    assert {each["rule"]["ruleId"]: len(each["findings"]) for each in grid["opened"]} == {
        **{"key_contact_owner_left": 3, "key_contact_without_owner": 3, "key_contact_single_tie": 2},
    }
    finding = grid["opened"][0]["findings"][0]
    assert (finding["asOf"], finding["subjectKind"], finding["opportunityName"]) == ("2026-09-01", "PERSON", None)

    best = (await ask(BEST))["bestIntroduction"]
    assert (best["exact"], best["atMost"], best["pairs"], best["truncated"]) == (True, 3, 8820, False)
    told_by = {name: [each["rule"]["ruleId"] for each in best["best"][name]] for name in ("closed", "opened")}
    assert told_by == {
        "closed": ["key_contact_without_tie", "formation_blind_upwards"],
        "opened": ["key_contact_single_tie", "key_contact_strength_unknown"],
    }


async def test_who_is_no_customer_and_who_is_not_there(relgraph: Run, refuse: Refuse) -> None:  # noqa: F811
    done = await relgraph("introduction", "demo:yunxiu", *ON)
    assert done.code == 2
    assert "no customer" in done.complaint
    error = await refuse('{ leaving(person: "demo:nobody") { side } }')
    assert isinstance(error, NotFoundError)
    assert error.field == "person"
