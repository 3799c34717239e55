"""How close a contact is in `relgraph show`: as a file of assessments told it, on any day, and through time."""

from pathlib import Path

from relgraph.connect.csv.service import import_folder
from tests.connect.csv.folders import folder
from tests.draw import Drawing
from tests.surfaces.cli.conftest import Run

RATED = """rater,contact,account,closeness,support,reason,valid_from,source
t:ann,t:bob,t:acme,-1,2,met once,2026-01-01,review
t:ann,t:bob,t:acme,,3,,2026-06-01,review
t:ann,t:bob,t:us,1,1,,,
t:ann,t:bob,t:acme,5,1,,2026-08-01,
t:ann,t:bob,t:acme,,,no idea,2026-08-02,
"""


async def test_it_is_imported_shown_and_kept(drawing: Drawing, relgraph: Run, tmp_path: Path) -> None:
    d = drawing.org("us", "vendor").org("acme").person("ann", at="us", name="Ann Berg")
    await d.person("bob", at="acme").key_contact("bob", "acme", relationship_class=2).save()
    report = await import_folder(d.graph, folder(tmp_path / "in", {"relationship_assessments": RATED}))
    assert (report.created, report.every_row_told) == (2, True)
    assert sorted((p.row, p.column, p.message) for p in report.problems) == [
        (4, "account", "'t:us' is no customer"),
        (5, "closeness", "5 is too large"),
        (6, "closeness", "an assessment says something: give closeness, support, or both, from -3 to 3"),
    ]

    now = await relgraph("show", "t:bob", "--as-of", "2026-09-01", "--lang", "zh")
    assert "亲密度与支持度:" in now.lines
    assert [line for line in now.lines if "Ann Berg" in line] == ["Ann Berg ? 3 ? 2026-06-01 review"]
    told = (await relgraph("show", "t:bob", "--as-of", "2026-03-01", "--json")).json
    assert [(each["name"], each["closeness"], each["support"], each["reason"]) for each in told["relationship"]] == [
        ("Ann Berg", -1, 2, "met once")
    ]
    assert (await relgraph("show", "t:bob", "--as-of", "2025-12-31", "--json")).json["relationship"] == []
    history = (await relgraph("show", "t:bob", "--history", "--json")).json
    rated = [each for each in history if each["fact"] == "ASSESSES_RELATIONSHIP"]
    assert [(each["said"], each["valid_from"], each["valid_to"]) for each in rated] == [
        ({"account": "t:acme", "support": 3}, "2026-06-01", None),
        ({"account": "t:acme", "closeness": -1, "support": 2, "reason": "met once"}, "2026-01-01", "2026-06-01"),
    ]
    (told_as, *_) = [line for line in (await relgraph("show", "t:bob", "--history")).lines if "review" in line]
    assert told_as == "2026-06-01 – relationship assessed Ann Berg support 3, account review ?"
    account = await relgraph("show", "t:acme", "--lang", "zh", "--as-of", "2026-09-01")
    assert "关键人员 级别 关系等级 责任人" in account.lines
