"""`relgraph news ACCOUNT`, and `relgraph show` of a piece of news."""

from collections.abc import AsyncIterator
from datetime import date

import pytest

from relgraph.graph.client import Graph
from tests.draw import Drawing, drawn_once
from tests.surfaces.cli.conftest import Run

MAY, JUNE, JULY = (date(2026, month, 1) for month in (5, 6, 7))
ON = ("--as-of", "2026-09-01")


def draw(d: Drawing) -> Drawing:
    """Acme has three pieces of news; beta one with all that there can be."""
    d.org("us", "vendor").org("acme").unit("it", "acme").unit("ops", "acme").person("ann", at="us")
    d.person("bob", at="acme", unit="it", title="CIO").person("cat", at="acme", unit="ops").opportunity("deal", "acme")
    d.person("dan", at="acme")
    d.add("news", JUNE, id="t:one", claim="They buy.", opportunity="deal", said_by="bob", said_to="ann")
    d.add("news", MAY, id="t:two", claim="They move.", account="acme").confirmed("cat", "two", since=JUNE)
    d.add("news", MAY, id="t:three", claim="He goes.", person="bob", unit="it", said_by="dan")
    d.confirmed("cat", "one", since=JUNE)
    d.org("beta").org("foe", "competitor").unit("lab", "beta").unit("cell", "beta", "lab").unit("law", "beta")
    d.person("eve", at="beta", unit="lab", title="Head").person("lou", at="beta", unit="law").opportunity("win", "beta")
    d.person("cem", at="beta", unit="cell").people("who").met("met", "visit", JUNE, "ann", "eve", purpose="roadmap")
    about = {"account": "beta", "unit": "lab", "opportunity": "win", "competitor": "foe", "person": "eve"}
    told = {"said_by": "eve", "said_to": "ann", "interaction": "met", "audience": "team"}
    d.add("news", JUNE, JULY, id="t:full", claim="They merge.", **about, **told)
    for person, since in (("ann", JUNE), ("cem", JUNE), ("lou", JUNE), ("who", None), ("eve", JULY)):
        d.add("confirmation", since, person=person, news="full")
    return d


@pytest.fixture(scope="module")
async def drawn(shared_graph: Graph) -> AsyncIterator[Drawing]:
    async with drawn_once(shared_graph, draw) as d:
        yield d


@pytest.fixture
def graph(drawn: Drawing) -> Graph:
    return drawn.graph


async def test_news_are_listed_in_both_languages(relgraph: Run) -> None:
    shown = await relgraph("news", "acme", *ON)
    assert [line for line in shown.lines if "─" not in line] == [
        "told claim about said by confirmed id",
        "2026-06-01 They buy. deal bob confirmed · cat t:one",
        "2026-05-01 He goes. it · bob dan single channel t:three",
        "2026-05-01 They move. – ? source unknown · cat t:two",
    ], shown.err
    shown = await relgraph("news", "acme", "--limit", "1", "--lang", "zh", *ON)
    assert shown.lines[0] == "日期 内容 关于 消息来源 印证 id"
    assert shown.lines[2:] == ["2026-06-01 They buy. deal bob 已印证 · cat t:one"]
    told = (await relgraph("news", "acme", "--json", *ON)).json
    assert [each["state"] for each in told] == ["confirmed", "single_channel", "unknown_source"]
    assert (await relgraph("news", "acme", "--as-of", "2026-01-01")).lines == [
        "Nothing is known to hold on 2026-01-01."
    ]


async def test_what_is_silent(relgraph: Run) -> None:
    shown = await relgraph("news", "acme", "--silent", "--as-of", "2026-12-01")
    assert [line for line in shown.lines if "─" not in line] == [
        "name people last heard",
        "department it 1 2026-06-01",
        "department ops 1 2026-06-01",
        "deal deal – 2026-06-01",
    ], shown.err
    shown = await relgraph("news", "acme", "--silent", "--as-of", "2026-05-31", "--lang", "zh")
    assert shown.lines[2:] == ["部门 it 1 从未", "部门 ops 1 从未", "项目 deal – 从未"]
    assert (await relgraph("news", "acme", "--silent", "--days", "100", *ON)).lines == [
        "Of every department and live deal something was heard in the 100 days before 2026-09-01."
    ]


async def test_through_whom_we_hear(relgraph: Run) -> None:
    shown = await relgraph("news", "acme", "--channels", *ON)
    assert [line for line in shown.lines if "─" not in line] == [
        "who seat claims confirmed last told to alone in the department",
        "bob CIO · it 1 0 2026-06-01 ann yes",
        "cat ops 0 2 2026-06-01 ? yes",
        "dan – 1 0 2026-05-01 ? ?",
    ], shown.err
    assert "one at a time" in (await relgraph("news", "acme", "--channels", "--silent")).err
    assert (await relgraph("news", "acme", "--channels", "--as-of", "2026-01-01", "--lang", "zh")).lines == [
        "截至 2026-01-01，没有已知的消息渠道。"
    ]


FULL = [
    "told on: 2026-06-01",
    "said by: eve (Head · lab · beta)",
    "said to: ann (us)",
    "told in: visit · 2026-06-01 · roadmap t:met",
    "account: beta t:beta",
    "unit: lab t:lab",
    "opportunity: win t:win",
    "competitor: foe t:foe",
    "person: eve (Head · lab · beta) t:eve",
    "audience: the team of the account",
]


class TestShow:
    async def test_all_that_belongs_to_it(self, relgraph: Run) -> None:
        shown = await relgraph("show", "t:full", *ON)
        assert (shown.code, shown.err) == (0, "")
        lines = [line for line in shown.lines if "─" not in line]
        assert lines[:-1] == [
            "They merge. t:full on 2026-09-01",
            *FULL,
            "state: confirmed · no longer holds since 2026-07-01",
            "confirmed by:",
            "who seat day independent",
            "我方 ann – 2026-06-01 no",
            "cem cell 2026-06-01 yes, of lou",
            "lou law 2026-06-01 yes, of cem, eve",
            "eve Head · lab 2026-07-01 no",
            "who – ? ?",
        ]
        assert lines[-1].startswith("recorded: ")
        assert lines[-1].endswith(" · ? · t")

    async def test_in_chinese(self, relgraph: Run) -> None:
        shown = await relgraph("show", "t:full", "--lang", "zh", "--as-of", "2026-06-15")
        assert [line for line in shown.lines if "─" not in line][:-1] == [
            "They merge. t:full 2026-06-15",
            "得知日期: 2026-06-01",
            "消息来源: eve (Head · lab · beta)",
            "告知我方: ann (us)",
            "场合: 拜访 · 2026-06-01 · roadmap t:met",
            "客户: beta t:beta",
            "部门: lab t:lab",
            "商机: win t:win",
            "竞争对手: foe t:foe",
            "人员: eve (Head · lab · beta) t:eve",
            "知悉范围: 客户团队",
            "状态: 已印证",
            "证实者:",
            "人员 任职 日期 独立",
            "我方 ann – 2026-06-01 否",
            "cem cell 2026-06-01 是，独立于lou",
            "lou law 2026-06-01 是，独立于cem、eve",
            "who – ? ?",
        ]

    async def test_what_is_not_confirmed_grows_old(self, relgraph: Run) -> None:
        unknown = await relgraph("show", "t:two", "--as-of", "2026-05-15")
        assert unknown.lines[:8] == [
            "They move. t:two on 2026-05-15",
            "told on: 2026-05-01",
            *("said by: ?", "said to: ?", "told in: ?", "account: acme t:acme", "audience: ?", "state: source unknown"),
        ]
        assert unknown.lines[8] == "confirmed by: nobody"
        later = await relgraph("show", "t:two", "--as-of", "2026-05-16")
        assert later.lines[7] == "state: source unknown · old: told 15 days ago"
        chinese = await relgraph("show", "t:three", "--lang", "zh", *ON)
        assert "状态: 单一渠道 · 已过时：123天前得知" in chinese.lines
        # Nobody but her told it: whether she is a second channel is not known.
        alone = await relgraph("show", "t:two", "--as-of", "2026-06-01")
        assert alone.lines[-2] == "cat ops 2026-06-01 ?"

    async def test_json_is_the_services_answer(self, relgraph: Run) -> None:
        told = (await relgraph("show", "t:one", "--json", *ON)).json
        assert isinstance(told, dict)
        assert (told["state"], told["holds"], told["old"], told["days"]) == ("confirmed", True, False, 92)
        assert told["opportunity"] == {"id": "t:deal", "name": "deal"}
        (cat,) = told["confirmations"]
        assert (cat["person"]["id"], cat["on"], cat["independent"]) == ("t:cat", "2026-06-01", True)
        assert cat["independent_of"] == ["bob"]

    async def test_history_and_what_cannot_be_shown(self, relgraph: Run) -> None:
        history = await relgraph("show", "t:one", "--history")
        assert [*history.lines[:1], *history.lines[3:]] == [
            "They buy. t:one through time",
            "2026-06-01 – confirmed by cat – t ?",
        ]
        early = await relgraph("show", "t:one", "--as-of", "2026-05-31")
        assert (early.code, early.out) == (2, "")
        assert early.err.startswith("error: ID: They buy. (t:one) is known from 2026-06-01 on, not on 2026-05-31.")
        assert "ID: No " in (await relgraph("show", "t:none")).err
        assert "They buy. (t:one) is a piece of news." in (await relgraph("news", "t:one")).err
