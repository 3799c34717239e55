"""`relgraph map`: as text in both languages, for machines, and what cannot be asked."""

from pathlib import Path

import pytest

from relgraph.pictures.power_map.draw import draw_power_map
from relgraph.pictures.svg import to_svg
from relgraph.pictures.themes import Theme
from relgraph.powermap.service import view_power_map
from tests.draw import TODAY, Drawing
from tests.powermap.worlds import draw_deal
from tests.surfaces.cli.conftest import Run

AS_OF = ("--as-of", "2026-09-01")


async def test_the_map_as_text(drawing: Drawing, relgraph: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    await draw_deal(drawing).save()
    monkeypatch.setenv("COLUMNS", "200")
    shown = await relgraph("map", "Data platform", *AS_OF, "--since", "2026-03-01")
    assert (shown.code, shown.err) == (0, "")
    assert [line for line in shown.lines if set(line) != {"─"}] == [
        "数据平台 Data platform · 安科 Acme · 2026-09-01 · live",
        "layer roles support who seat assessed close reports to nearest",
        "1 A ? chief CEO 184 d stale ? – ours ann ?",
        "2 I -1 expert chief expert · 信息部 31 d stale ? chief –",
        "– 1 late – 2 d ? chief –",
        "– ? boss CIO · 信息部 – ? chief –",
        "4 SEC 2 clerk clerk · 信息部 2 d 2 boss ours abe 0.60",
        "rival fay 0.40",
        "? S ? odd – – ? – –",
        "Nobody is known",
        "D: no decision maker is known",
        "to whom odd reports",
        "dotted line",
        "clerk ⇢ expert",
        "Influence",
        "expert → chief 0.80 (mentor)",
        "clerk → boss ?",
        "Friction",
        "clerk × expert (budget)",
        "Changed since 2026-03-01",
        "clerk: roles SC → SEC",
        "clerk: support 0 → 2",
        "expert: support ? → -1",
        "expert: seat expert · 信息部 · 安科 → chief expert · 信息部 · 安科",
        "expert: layer 3 → 2",
        "expert: reports to boss → chief",
        "late: came onto the map",
        "late: support ? → 1",
        "gone: is on the map no more",
        "gone: roles I → ?",
    ]


async def test_the_map_in_chinese_and_for_machines(
    drawing: Drawing, relgraph: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    await draw_deal(drawing).save()
    monkeypatch.setenv("COLUMNS", "200")
    chinese = await relgraph("map", "t:deal", *AS_OF, "--since", "2026-08-31", "--lang", "zh")
    assert chinese.lines[0] == "数据平台 Data platform · 安科 Acme · 2026-09-01 · 进行中"
    assert "1 A ? chief CEO 184天前 已过期 ? – 我方 ann ?" in chinese.lines
    assert "D：尚不知决策者" in chinese.lines
    assert chinese.lines[-1] == "自2026-08-31以来没有变化。"
    told = (await relgraph("map", "t:deal", *AS_OF, "--json")).json
    assert [card["person"]["name"] for card in told["map"]["cards"]] == ["chief", "odd", "clerk", "expert", "late"]
    assert told["changes"] is None


async def test_nothing_known_and_nothing_to_ask(drawing: Drawing, relgraph: Run) -> None:
    await drawing.org("acme").opportunity("deal", "acme").save()
    empty = await relgraph("map", "t:deal", *AS_OF)
    assert empty.lines[0] == "Nobody has a role or an assessment in deal on 2026-09-01."
    assert empty.lines[-1] == "E: no evaluator is known"
    missing = await relgraph("map", "t:none", *AS_OF)
    assert missing.code == 2
    assert "deal: No opportunity has the id 't:none'" in missing.complaint
    early = await relgraph("map", "t:deal", *AS_OF, "--since", "2026-09-01")
    assert early.code == 2
    assert "--since: since is 2026-09-01." in early.complaint


async def test_the_map_as_pictures(drawing: Drawing, relgraph: Run, tmp_path: Path) -> None:
    await draw_deal(drawing).save()
    svg, pptx = tmp_path / "map.svg", tmp_path / "map.pptx"
    done = await relgraph("map", "t:deal", *AS_OF, "--svg", str(svg), "--pptx", str(pptx), "--theme", "dark")
    assert (done.code, done.out) == (0, "")
    assert "map.svg: Power map · 数据平台 Data platform" in " ".join(done.err.split())
    view = await view_power_map(drawing.graph, "t:deal", as_of=TODAY)
    assert svg.read_text(encoding="utf-8") == to_svg(draw_power_map(view), Theme.DARK)
    assert pptx.read_bytes()[:2] == b"PK"
    again = await relgraph("map", "t:deal", *AS_OF, "--svg", str(svg))
    assert again.code == 2
    assert "is there already. Say --force to replace it." in again.complaint.replace(" → ", " ")
    assert (await relgraph("map", "t:deal", *AS_OF, "--svg", str(svg), "--force", "--lang", "zh")).code == 0
    assert "权力地图" in svg.read_text(encoding="utf-8")
