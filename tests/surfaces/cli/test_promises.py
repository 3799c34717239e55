"""`relgraph promises` and `relgraph balance`."""

from datetime import date

import pytest

from tests.draw import Drawing
from tests.surfaces.cli.conftest import Run

MAY, JUNE, JULY = (date(2026, month, 1) for month in (5, 6, 7))
ON = ("--as-of", "2026-09-01")


@pytest.fixture
async def drawn(drawing: Drawing) -> Drawing:
    d = drawing.org("us", "vendor").org("acme").person("ann", at="us").people("bob", "cat", at="acme")
    d.add("interaction", MAY, id="t:visit", kind="visit", account="acme")
    d.add("commitment", MAY, id="t:1", promiser="ann", promisee="bob", promise="slides", due=JUNE, interaction="visit")
    d.add("commitment", id="t:2", promiser="cat", promisee="ann", promise="a plan")
    d.add("commitment", MAY, JULY, id="t:3", promiser="ann", promisee="bob", promise="a call", due=MAY, closed="late")
    d.ask("ann", "bob", "an opinion", since=MAY, until=JULY, outcome="granted", weight="heavy")
    d.ask("ann", "bob", "a date", since=MAY, until=JULY, outcome="granted")
    await d.save()
    return d


async def test_promises_are_listed_in_both_languages(relgraph: Run, drawn: Drawing) -> None:
    shown = await relgraph("promises", *ON)
    assert shown.lines == [
        "due who promised whom what made in id",
        "─" * len(shown.lines[1]),
        "2026-06-01 我方 ann bob slides 2026-05-01 visit · 2026-05-01 t:1",
        "92 over",
        "– cat 我方 ann a plan ? – t:2",
    ], shown.err
    shown = await relgraph("promises", *ON, "--closed", "--lang", "zh")
    assert shown.lines[0] == "期限 承诺人 对象 内容 承诺日 场合 id"
    assert [*shown.lines[2:]] == ["迟到兑现 我方 ann bob a call 2026-05-01 – t:3", "2026-07-01", "超期61天"]
    assert (await relgraph("promises", "--overdue", "--as-of", "2026-05-01")).lines == [
        "There are no such promises on 2026-05-01."
    ]
    for asked, expected in (
        (("--account", "acme"), ["t:1", "t:2"]),
        (("--overdue",), ["t:1"]),
        (("--due-by", "2026-05-31"), []),
        (("--by", "cat"), ["t:2"]),
        (("--owner", "ann"), ["t:1", "t:2"]),
        (("--side", "ours"), ["t:1"]),
        (("--limit", "1"), ["t:1"]),
    ):
        told = (await relgraph("promises", *asked, *ON, "--json")).json
        assert [each["id"] for each in told] == expected, asked
    assert (await relgraph("promises", "--limit", "1", *ON)).lines[-1] == "There are more; ask for more with --limit."
    assert "leave one out" in (await relgraph("promises", "--overdue", "--closed")).err


async def test_one_is_closed(relgraph: Run, drawn: Drawing) -> None:
    done = await relgraph("promises", "close", "t:1", "--how", "kept", "--on", "2026-08-01")
    assert (done.code, done.lines) == (0, ["Closed: kept, on 2026-08-01."]), done.err
    (told,) = (await relgraph("promises", "--closed", "--limit", "1", *ON, "--json")).json
    assert (told["id"], told["closed"], told["closed_on"], told["days_overdue"]) == ("t:1", "kept", "2026-08-01", 61)
    failed = await relgraph("promises", "close", "t:9", "--how", "broken")
    assert (failed.code, failed.out) == (2, "")
    assert "no commitment" in failed.err.lower()


async def test_a_balance_is_told_in_both_languages(relgraph: Run, drawn: Drawing) -> None:
    shown = await relgraph("balance", "bob", *ON)
    assert [line for line in shown.lines if "─" not in line] == [
        "Give and take with bob, from 2025-09-01 to 2026-09-01.",
        "we for them they for us",
        "promises kept late 1 0",
        "promises open 1 (1 overdue) 0",
        "asks granted 0 2 · 4 points · 1 of unknown weight",
        "favours done 1 2",
    ], shown.err
    shown = await relgraph("balance", "bob", "--with", "ann", *ON, "--lang", "zh")
    assert [line for line in shown.lines if "─" not in line] == [
        "与bob、ann的往来：2025-09-01 至 2026-09-01。",
        "我方为对方 对方为我方",
        "迟到兑现 1 0",
        "未了结的承诺 1（超期1） 0",
        "已满足的诉求 0 2 · 4分 · 1项分量未知",
        "帮忙合计 1 2",
    ]
    told = (await relgraph("balance", "acme", "--days", "30", *ON, "--json")).json
    assert (told["since"], told["ours"]["open"], told["theirs"]["open"], told["theirs"]["favours"]) == (
        *("2026-08-02", 1, 1, 0),
    )
    shown = await relgraph("balance", "bob", "--with", "cat", *ON)
    assert shown.lines == [
        "Give and take with bob and cat, from 2025-09-01 to 2026-09-01.",
        "Nothing that ours and bob and cat promised or asked of each other counts then.",
    ]
    assert "--with: These are the same person." in (await relgraph("balance", "bob", "--with", "bob", *ON)).err
    assert "acme" in (await relgraph("balance", "acme", "--with", "bob", *ON)).err
