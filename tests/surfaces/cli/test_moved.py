"""`relgraph moved`."""

from datetime import date

from tests.draw import Drawing
from tests.surfaces.cli.conftest import Run


async def test_who_moved_is_listed_in_both_languages(relgraph: Run, drawing: Drawing) -> None:
    await drawing.org("acme").org("grid").person("bob", at="acme", title="CIO", until=date(2026, 6, 1)).save()
    on = ("--as-of", "2026-09-01")
    assert (await relgraph("moved", "acme", *on)).lines == [
        "Nobody who left after 2025-09-01 is known to hold a seat elsewhere."
    ]
    await (
        Drawing(drawing.graph).add("position", date(2026, 7, 1), person="bob", organization="grid", title="CTO").save()
    )
    shown = await relgraph("moved", *on, "--lang", "zh")
    assert shown.lines[0] == "离开 人员 原单位 现任职 自 我方认识", shown.err
    assert shown.lines[2] == "2026-06-01 bob CIO · acme CTO · grid 2026-07-01 否"
    (told,) = (await relgraph("moved", "acme", "--since", "2026-05-01", *on, "--json")).json
    assert (told["account_id"], told["left_on"], told["known"]) == ("t:acme", "2026-06-01", False)
