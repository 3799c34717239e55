"""`relgraph news`."""

from datetime import date

import pytest

from tests.draw import Drawing
from tests.surfaces.cli.conftest import Run

MAY, JUNE, JULY = (date(2026, month, 1) for month in (5, 6, 7))
ON = ("--as-of", "2026-09-01")


@pytest.fixture
async def drawn(drawing: Drawing) -> Drawing:
    d = drawing.org("us", "vendor").org("acme").unit("it", "acme").unit("ops", "acme").person("ann", at="us")
    d.person("bob", at="acme", unit="it", title="CIO").person("cat", at="acme", unit="ops").opportunity("deal", "acme")
    d.person("dan", at="acme")
    d.add("news", JUNE, id="t:one", claim="They buy.", opportunity="deal", said_by="bob", said_to="ann")
    d.add("news", MAY, id="t:two", claim="They move.", account="acme").add(
        "confirmation", JUNE, person="cat", news="one"
    )
    await d.add("news", MAY, id="t:three", claim="He goes.", person="bob", unit="it", said_by="dan").save()
    return d


async def test_news_are_listed_in_both_languages(relgraph: Run, drawn: Drawing) -> None:
    shown = await relgraph("news", "acme", *ON)
    assert [line for line in shown.lines if "─" not in line] == [
        "told claim about said by confirmed",
        "2026-06-01 They buy. deal bob confirmed · cat",
        "2026-05-01 He goes. it · bob dan single channel",
        "2026-05-01 They move. – ? source unknown",
    ], shown.err
    shown = await relgraph("news", "acme", "--limit", "1", "--lang", "zh", *ON)
    assert shown.lines[0] == "日期 内容 关于 消息来源 印证"
    assert shown.lines[2:] == ["2026-06-01 They buy. deal bob 已印证 · cat"]
    told = (await relgraph("news", "acme", "--json", *ON)).json
    assert [each["state"] for each in told] == ["confirmed", "single_channel", "unknown_source"]
    assert (await relgraph("news", "acme", "--as-of", "2026-01-01")).lines == [
        "Nothing is known to hold on 2026-01-01."
    ]


async def test_what_is_silent(relgraph: Run, drawn: Drawing) -> None:
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


async def test_through_whom_we_hear(relgraph: Run, drawn: Drawing) -> None:
    shown = await relgraph("news", "acme", "--channels", *ON)
    assert [line for line in shown.lines if "─" not in line] == [
        "who seat claims confirmed last told to alone in the department",
        "bob CIO · it 1 0 2026-06-01 ann yes",
        "cat ops 0 1 2026-06-01 ? yes",
        "dan – 1 0 2026-05-01 ? ?",
    ], shown.err
    assert "one at a time" in (await relgraph("news", "acme", "--channels", "--silent")).err
    assert (await relgraph("news", "acme", "--channels", "--as-of", "2026-01-01", "--lang", "zh")).lines == [
        "截至 2026-01-01，没有已知的消息渠道。"
    ]
