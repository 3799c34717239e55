"""`relgraph audit report`: which run, which format, which file."""

import json
import os
import pty
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from relgraph.audit.findings import service as findings
from relgraph.audit.reports.labels import Labels
from relgraph.audit.runs.service import run_audit
from relgraph.core.language import Language
from relgraph.surfaces.cli import audit_report
from tests.draw import TODAY, Drawing
from tests.surfaces.cli.conftest import Run

ON = ("--as-of", TODAY.isoformat())
LATER = TODAY + timedelta(days=7)


@pytest.fixture
async def d(drawing: Drawing) -> Drawing:
    d = drawing.org("us", "vendor").person("ann", at="us", name="Ann").org("acme", name="艾克米").org("other")
    d.opportunity("deal", "acme", name="项目").person("boss", at="acme", name="老板").role("boss", "deal", "D")
    await d.owns("ann", "boss").save()
    await run_audit(d.graph, as_of=TODAY)
    await d.support("boss", "deal", 1, since=LATER).save()
    await run_audit(d.graph, as_of=LATER)
    return d


async def test_markdown_of_the_last_run_goes_to_stdout(relgraph: Run, d: Drawing) -> None:
    done = await relgraph("audit", "report")
    assert done.code == 0, done.err
    assert done.lines[0] == "# Coverage audit: 2 accounts"
    assert done.lines[1] == "Run 2, as of 2026-09-08 · compared with run 1 of 2026-09-01 · by account"
    assert "- 老板 · Support of a key person unknown" in done.lines
    first = await relgraph("audit", "report", "1", "--lang", "zh", "--by", "owner", "--account", "艾克米")
    assert first.lines[:2] == ["# 覆盖审计：艾克米", "第1次审计，截至2026-09-01 · 首次审计：尚无可比 · 按负责人"]
    assert "### Ann" in first.lines


async def test_the_suffix_names_the_format(relgraph: Run, d: Drawing, tmp_path: Path) -> None:
    for suffix, begins in (("html", b"<!DOCTYPE html>"), ("md", b"# "), ("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")):
        file = tmp_path / f"audit.{suffix}"
        done = await relgraph("audit", "report", "--out", str(file))
        assert (done.code, done.out) == (0, ""), done.err
        assert f"{file}: run 2 of 2026-09-08" in " ".join(done.err.split())
        assert file.read_bytes().startswith(begins)
    odd = await relgraph("audit", "report", "--out", str(tmp_path / "audit.pdf"))
    assert odd.code == 2
    assert "Name it .md, .html, .csv, .xlsx, .json" in " ".join(odd.err.split())
    said = await relgraph("audit", "report", "--out", str(tmp_path / "audit.txt"), "--format", "json", "--by", "team")
    assert said.code == 0
    assert json.loads((tmp_path / "audit.txt").read_text())["by"] == "team"
    assert left_behind(tmp_path) == []


async def test_a_file_is_replaced_only_by_force_and_as_a_whole(
    relgraph: Run, d: Drawing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "audit.md"
    file.write_text("mine")
    refused = await relgraph("audit", "report", "--out", str(file))
    assert (refused.code, file.read_text()) == (2, "mine")
    assert "Say --force" in refused.err
    assert (await relgraph("audit", "report", "--out", str(file), "--force")).code == 0
    assert file.read_text().startswith("# Coverage audit")
    assert (await relgraph("audit", "report", "--out", str(tmp_path / "no" / "audit.md"))).code == 2

    def full(self: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(audit_report.Path, "write_bytes", full)
    failed = await relgraph("audit", "report", "--out", str(file), "--force")
    assert failed.code == 2
    assert "No space left on device" in failed.err
    assert file.read_text().startswith("# Coverage audit")


def test_a_workbook_is_not_thrown_at_a_terminal(no_settings: Path) -> None:
    terminal, end = pty.openpty()
    with os.fdopen(terminal), os.fdopen(end, "w") as out:
        command = [sys.executable, "-m", "relgraph", "audit", "report", "--format", "xlsx"]
        done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert "Name a file with --out" in done.stderr


async def test_which_runs_cannot_be_reported(relgraph: Run, drawing: Drawing) -> None:
    await drawing.org("us", "vendor").org("acme").org("other").save()
    none = await relgraph("audit", "report")
    assert none.code == 2
    assert "relgraph audit run --all" in none.err
    await run_audit(drawing.graph, account="t:acme", as_of=TODAY)
    assert (await relgraph("audit", "report")).code == 2
    assert (await relgraph("audit", "report", "--account", "t:acme")).code == 0
    wrong = await relgraph("audit", "report", "1", "--account", "t:other")
    assert wrong.code == 2
    assert "did not look at 't:other'" in wrong.err
    assert (await relgraph("audit", "report", "99")).code == 2


async def test_what_is_left_out_is_told(
    relgraph: Run, d: Drawing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    small = audit_report.Format.CSV.extent.model_copy(update={"groups": 1, "most": 1, "lines": 1})
    monkeypatch.setattr("relgraph.audit.reports.model.TO_PROCESS", small)
    done = await relgraph("audit", "report", "--out", str(tmp_path / "a.csv"))
    left = [line for line in done.err.splitlines() if "findings are not in this report" in line]
    assert left
    assert left[0] == Labels(Language.EN)("left findings", n=int(left[0].split()[0]))


async def test_a_run_says_how_much_it_does_not_show(relgraph: Run, d: Drawing, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = ("audit", "run", "--all", "--as-of", LATER.isoformat())
    all_ = len(await findings.list_findings(d.graph, at=2))
    short = await relgraph(*shown, "--limit", "1")
    assert f"… and {all_ - 1} more: relgraph audit findings --limit {all_}" in short.lines
    told = (await relgraph(*shown, "--json")).json
    assert told["left_out"] == {"findings": 0, "changes": 0}
    listed = await relgraph("audit", "findings", "--limit", "1")
    assert listed.lines[-1] == "… and more: say --limit with a larger number"
    monkeypatch.setattr("relgraph.surfaces.cli.render_audit.MOST", 2)
    many = await relgraph(*shown, "--limit", "1")
    assert f"… and {all_ - 1} more: relgraph audit report --out audit.xlsx" in many.lines


def left_behind(folder: Path) -> list[Path]:
    """Files that are written beside others first."""
    return list(folder.glob(".*"))
