"""The tier of an account in `relgraph show`: as a file of assessments told it, on any day, and through time."""

from pathlib import Path

from relgraph.connect.csv.service import import_folder
from tests.connect.csv.folders import folder
from tests.draw import Drawing
from tests.surfaces.cli.conftest import Run

TIERS = """rater,account,tier,reason,valid_from,source
t:ann,t:acme,ordinary,,2026-01-01,review
t:ann,t:acme,strategic,a frame contract,2026-06-01,review
t:ann,t:us,partner,,,
t:ann,t:acme,gold,,2026-08-01,
"""


async def test_it_is_imported_shown_and_kept(drawing: Drawing, relgraph: Run, tmp_path: Path) -> None:
    await drawing.org("us", "vendor").org("acme").person("ann", at="us", name="Ann Berg").save()
    report = await import_folder(drawing.graph, folder(tmp_path / "in", {"tier_assessments": TIERS}))
    assert (report.created, report.every_row_told) == (2, True)
    assert sorted((p.row, p.column, p.message, p.remedy) for p in report.problems) == [
        (4, "account", "'t:us' is no customer", "An account is an organisation of kind customer."),
        (5, "tier", "'gold' is not one of the values allowed here", "Write one of: strategic, partner, ordinary."),
    ]

    now = await relgraph("show", "t:acme", "--as-of", "2026-09-01", "--lang", "zh")
    assert [line for line in now.lines if "Ann Berg" in line] == [
        "Ann Berg 战略伙伴 a frame contract 2026-06-01 review"
    ]
    assert "客户级别:" in now.lines
    told = (await relgraph("show", "t:acme", "--as-of", "2026-03-01", "--json")).json
    assert [(each["name"], each["tier"], each["reason"], each["since"]) for each in told["tier"]] == [
        ("Ann Berg", "ordinary", None, "2026-01-01")
    ]
    assert (await relgraph("show", "t:acme", "--as-of", "2025-12-31", "--json")).json["tier"] == []
    history = (await relgraph("show", "t:acme", "--history", "--json")).json
    assert [(each["fact"], each["said"]["tier"], each["valid_from"], each["valid_to"]) for each in history] == [
        ("ASSESSES_TIER", "strategic", "2026-06-01", None),
        ("ASSESSES_TIER", "ordinary", "2026-01-01", "2026-06-01"),
    ]
    said = await relgraph("show", "t:acme", "--history")
    assert "tier assessed by" in said.out
