"""`relgraph register`."""

from collections.abc import AsyncIterator

import pytest

from relgraph.graph.client import Graph
from tests.draw import Drawing, drawn_once
from tests.register.worlds import draw
from tests.surfaces.cli.conftest import Run

ON = ("--as-of", "2026-09-01")


@pytest.fixture(scope="module")
async def drawn(shared_graph: Graph) -> AsyncIterator[Drawing]:
    async with drawn_once(shared_graph, draw) as d:
        yield d


@pytest.fixture
def graph(drawn: Drawing) -> Graph:
    return drawn.graph


@pytest.fixture
def wide(relgraph: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Without broken lines."""
    monkeypatch.setenv("COLUMNS", "200")
    return relgraph


async def test_the_register_is_told_with_what_is_missing(wide: Run) -> None:
    shown = await wide("register", "acme", *ON)
    assert shown.lines[:10] == [
        "acme, 2026-09-01: 13 in the register, 3 whole.",
        "position class unknown: 2",
        "relationship class unknown: 2",
        "no seat known: 1",
        "layer unknown: 1",
        "no A-owner: 3",
        "more than one A-owner: 1",
        "no B-owner: 3",
        "an owner has left: 2",
        "class who seat layer owners, since key action contact missing",
    ], shown.err
    assert shown.lines[11:13] == ["S 1 sue CEO · it 2 A ann ? 2026-05-01 2026-07-01 –", "B abe ?"]
    rows = {words[2]: line for line in shown.lines if len(words := line.split()) > 2 and words[0] in "SABC?"}
    assert rows["bob"] == "B 1 bob ? 2 A ann ? ? ? –"
    assert rows["lee"] == "B 2 lee Head ? A ann ? ? ? layer unknown"
    assert rows["sid"] == "B 2 sid ? ? A ann ? ? ? no seat known"
    assert rows["old"] == "C 4 old ? 2 A gus ?, left 2026-05-01 ? ? no A-owner, an owner has left"
    assert rows["who"] == "C 4 who ? 2 A nil ?, with us: ? ? ? no A-owner"
    assert rows["cal"] == "C ? cal ? 2 A ann ? ? 2026-06-01 relationship class unknown"
    assert rows["zed"].startswith("? ? zed CFO · grid 1 – ? ? position class unknown, relationship class unknown, no A")


async def test_it_speaks_chinese(wide: Run) -> None:
    shown = await wide("register", "acme", "--lang", "zh", *ON)
    assert shown.lines[:2] == ["acme，2026-09-01：登记关键客户 13 人，其中信息完整 3 人。", "职位等级未知：2"]
    assert shown.lines[9] == "等级 关键客户 任职 层级 责任人，自 关键动作 最近接触 缺项"
    assert shown.lines[11:13] == ["S 1 sue CEO · it 2 A角 ann ? 2026-05-01 2026-07-01 –", "B角 abe ?"]
    assert "C 4 old ? 2 A角 gus ?，2026-05-01 离职 ? ? 无A角、责任人已离职" in shown.lines
    assert "C 4 who ? 2 A角 nil ?，是否在我方：? ? ? 无A角" in shown.lines


async def test_programs_get_codes_and_what_they_are_called(wide: Run) -> None:
    told = (await wide("register", "acme", "--json", *ON)).json
    assert told["missing"][4] == {"code": "no_a_owner", "count": 3, "en": "no A-owner", "zh": "无A角"}
    old = next(entry for entry in told["entries"] if entry["person"]["name"] == "old")
    assert (old["position_class"], old["missing"]) == ("C", ["no_a_owner", "owner_left"])
    assert old["owners"][0] == {
        **{"id": "t:gus", "name": "gus", "english_name": None, "role": "A", "since": None},
        **{"with_us": False, "left_on": "2026-05-01"},
    }


async def test_an_account_without_key_contacts_and_none_are_told(wide: Run) -> None:
    assert (await wide("register", "none", *ON)).lines == ["none has no key contact in the register on 2026-09-01."]
    assert (await wide("register", "none", "--lang", "zh", *ON)).lines == ["2026-09-01 none 没有登记关键客户。"]
    refused = await wide("register", "xylofon", *ON)
    assert (refused.code != 0, refused.out) == (True, "")
    assert "ACCOUNT: No organization is called 'xylofon' on 2026-09-01." in refused.complaint
