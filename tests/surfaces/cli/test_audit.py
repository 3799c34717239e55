"""`relgraph audit`: runs, what changed, findings with evidence and remedy, exit codes."""

from datetime import timedelta

import pytest
from rich.cells import cell_len

from relgraph.audit.findings.service import list_findings
from relgraph.audit.rules.model import Severity
from relgraph.surfaces.cli.audit import exit_code
from tests.draw import TODAY, Drawing, tid
from tests.surfaces.cli.conftest import Done, Run

ON = ("--as-of", TODAY.isoformat())
LATER = ("--as-of", (TODAY + timedelta(days=7)).isoformat())
UNKNOWN = "key_role_support_unknown"


@pytest.fixture
async def d(drawing: Drawing) -> Drawing:
    d = drawing.org("us", "vendor").person("ann", at="us", english_name="Ann").org("acme", name="艾克米")
    d.org("other").opportunity("deal", "acme", name="项目").person("boss", at="acme", name="老板", english_name="Boss")
    await d.role("boss", "deal", "D").tie("ann", "boss", 0.1).owns("ann", "boss").save()
    return d


async def key_of(d: Drawing, rule: str) -> str:
    (finding,) = await list_findings(d.graph, rules=[rule])
    return finding.key


def narrow(done: Done) -> None:
    assert all(cell_len(line) <= 80 for line in done.out.splitlines())


async def test_a_run_says_what_changed_then_the_worst_then_the_rest(
    relgraph: Run, d: Drawing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    first = await relgraph("audit", "run", "--all", *ON)
    assert first.code == 0, first.err
    assert first.lines[0] == "Audit 1 of 2 accounts on 2026-09-01"
    assert "First run: all findings are new" in first.lines
    at = first.lines.index("● high 老板 Boss · 艾克米 · Support of a key person unknown")
    assert first.lines[at + 1 : at + 4] == [
        "D in 项目; support ?",
        "→ Make contact, and record where they stand.",
        "for ann Ann",
    ]
    assert any(line.startswith("high 1 of 1 key roles: Support of a key person unknown") for line in first.lines)
    await d.support("boss", "deal", 1, since=TODAY + timedelta(days=6)).save()
    second = await relgraph("audit", "run", "--account", "艾克米", *LATER)
    assert second.lines[0] == "Audit 2 of 艾克米 on 2026-09-08"
    assert second.lines[2:5] == [
        "Numbers of rules: playbook relgraph-1",
        "Changed since run 1 of 2026-09-01",
        "✓ resolved 老板 Boss · Support of a key person unknown",
    ]
    assert "open 7 days" in second.out
    narrow(first)
    narrow(second)


async def test_in_chinese(relgraph: Run, d: Drawing) -> None:
    done = await relgraph("audit", "run", "--all", "--lang", "zh", *ON)
    assert "● 高 老板 Boss · 艾克米 · 关键角色支持度未知" in done.lines
    assert "项目中的D；支持度 ?" in done.lines
    assert done.lines[0] == "第1次审计：2个客户，2026-09-01"
    assert "首次审计：全部为新增" in done.lines
    assert "高 关键角色1中1：关键角色支持度未知" in done.lines
    rules = await relgraph("audit", "rules", "--lang", "zh")
    assert "→ 尽快接触，并记录其立场。" in rules.lines


@pytest.mark.parametrize(
    ("found", "fail_on", "code"),
    [
        ({Severity.HIGH, Severity.LOW}, Severity.HIGH, 30),
        ({Severity.MEDIUM}, Severity.HIGH, 0),
        ({Severity.MEDIUM}, Severity.MEDIUM, 20),
        ({Severity.HIGH}, Severity.LOW, 30),
        ({Severity.LOW}, Severity.LOW, 10),
        ({Severity.HIGH}, None, 0),
        (set(), Severity.LOW, 0),
    ],
)
def test_exit_codes(found: set[Severity], fail_on: Severity | None, code: int) -> None:
    assert exit_code(found, fail_on) == code


async def test_a_run_fails_on_what_is_open_and_not_accepted(relgraph: Run, d: Drawing) -> None:
    run = ("audit", "run", "--account", "t:acme", "--fail-on", "high")
    assert (await relgraph(*run, *ON)).code == 30
    for finding in await list_findings(d.graph, severities=[Severity.HIGH]):
        accepted = await relgraph(
            "audit", "accept", finding.key, "--until", "2999-01-01", "--reason", "known", "--by", "ann"
        )
        assert accepted.code == 0, accepted.err
    assert (await relgraph(*run, *ON)).code == 0
    listed = await relgraph("audit", "findings", *ON)
    assert "accepted until 2999-01-01 by ann: known" in " ".join(listed.lines)


async def test_findings_runs_and_diffs_as_json(relgraph: Run, d: Drawing) -> None:
    report = (await relgraph("audit", "run", "--all", "--json", *ON)).json
    assert report["run"]["state"] == "finished"
    assert {result["account"] for result in report["results"]} == {tid("acme"), tid("other")}
    found = (await relgraph("audit", "findings", "--rule", UNKNOWN, "--assigned", "t:ann", "--json", *ON)).json
    assert [(f["subject"], f["evidence"]) for f in found] == [(tid("boss"), {"roles": ["D"]})]
    assert [run["number"] for run in (await relgraph("audit", "runs", "--json")).json] == [1]
    (trend,) = (await relgraph("audit", "runs", "--account", "t:acme", "--json", *ON)).json
    assert 0 <= trend["score"] < 100
    diff = (await relgraph("audit", "diff", "--json")).json
    assert {change["kind"] for change in diff["changes"]} == {"new"}
    assert {rule["id"] for rule in (await relgraph("audit", "rules", "--json")).json} >= {UNKNOWN}


async def test_lists_as_text(relgraph: Run, d: Drawing) -> None:
    empty = await relgraph("audit", "runs")
    assert empty.lines == ["No audit was run yet: relgraph audit run --all"]
    assert (await relgraph("audit", "diff")).code == 2
    await relgraph("audit", "run", "--all", *ON)
    await relgraph("audit", "run", "--all", *LATER)
    assert (await relgraph("audit", "runs")).lines[0] == "2 2026-09-08 finished 2 accounts"
    assert "Nothing changed." in (await relgraph("audit", "diff", "1", "2")).lines
    assert (await relgraph("audit", "runs", "--account", "t:acme")).lines[0].startswith("run day score failing")
    assert (await relgraph("audit", "diff", "2", "1")).code == 2


async def test_assigning_by_hand(relgraph: Run, d: Drawing) -> None:
    await relgraph("audit", "run", "--all", *ON)
    key = await key_of(d, "opportunity_without_coach")
    done = await relgraph("audit", "assign", key, "t:ann", "--by", "chief")
    assert done.lines == [f"{key} is assigned to t:ann."]
    assert (await relgraph("audit", "assign", key, "t:nobody", "--by", "chief")).code == 2


async def test_bad_input(relgraph: Run, d: Drawing) -> None:
    for arguments in (("run",), ("run", "--all", "--account", "t:acme"), ("run", "--account", "t:us")):
        assert (await relgraph("audit", *arguments, *ON)).code == 2
    missing = await relgraph("audit", "accept", "nothing", "--until", "2999-01-01", "--reason", "x", "--by", "y")
    assert (missing.code, missing.out) == (2, "")


async def test_what_was_accepted_and_assigned_can_be_taken_back(relgraph: Run, d: Drawing) -> None:
    await relgraph("audit", "run", "--all", *ON)
    key = await key_of(d, UNKNOWN)
    refused = await relgraph("audit", "withdraw", key, "--by", "abe")
    assert (refused.code, "The finding is not accepted." in refused.err) == (2, True)
    await relgraph("audit", "accept", key, "--until", "2999-01-01", "--reason", "known", "--by", "ann")
    done = await relgraph("audit", "withdraw", key, "--by", "abe")
    assert (done.code, done.lines) == (0, [f"{key} is not accepted any more."])
    listed = await relgraph("audit", "findings", "--rule", UNKNOWN)
    assert "by ann: known; withdrawn by abe" in " ".join(listed.lines)
    zh = await relgraph("audit", "findings", "--rule", UNKNOWN, "--lang", "zh")
    assert "known；由abe撤回" in "".join(zh.lines)
    refused = await relgraph("audit", "unassign", key)
    assert (refused.code, "Nobody assigned the finding by hand." in refused.err) == (2, True)
    await relgraph("audit", "assign", key, "boss", "--by", "chief")
    back = await relgraph("audit", "unassign", key)
    assert (back.code, back.lines) == (0, [f"{key} is {tid('ann')}'s again."])
