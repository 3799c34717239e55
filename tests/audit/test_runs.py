"""The life of findings across runs: new, persisting, resolved, re-opened, accepted, lapsed, assigned."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from relgraph.audit.evaluation.service import find_coverage
from relgraph.audit.findings import words
from relgraph.audit.findings.service import (
    accept_finding,
    assign_finding,
    diff_runs,
    find_finding,
    list_findings,
    list_results,
    trend,
)
from relgraph.audit.runs.model import ChangeKind, Diff, Finding, FindingStatus, Lost, RuleChange, Run, RunState
from relgraph.audit.runs.service import find_run, list_runs, run_audit
from relgraph.core.assets import asset_dir
from relgraph.core.config import Settings
from relgraph.core.errors import DatabaseError, InputError, NotFoundError
from relgraph.core.language import Language
from relgraph.graph.client import Graph
from tests.audit.cases import start
from tests.draw import TODAY, Drawing, name_of, tid

COLD = "key_contact_cold"
UNOWNED = "key_contact_without_owner"
UNKNOWN = "key_role_support_unknown"
WEEK = timedelta(days=7)


@pytest.fixture
def d(drawing: Drawing) -> Drawing:
    """Two customers, each with a decider whose stand nobody knows."""
    start(drawing).person("boss", at="acme").role("boss", "deal", "D").org("other").opportunity("theirs", "other")
    return drawing.person("zoe", at="other").role("zoe", "theirs", "D")


async def audit(d: Drawing, weeks: int = 0, account: str | None = None) -> Run:
    await d.save()
    return await run_audit(d.graph, account=account and tid(account), as_of=TODAY + weeks * WEEK)


async def open_of(d: Drawing, rule: str, at: int | None = None) -> list[str]:
    """Who fails a rule, after the latest run or an earlier one."""
    at = at or (await list_runs(d.graph))[0].number
    return [name_of(finding.subject) for finding in await list_findings(d.graph, rules=[rule], at=at)]


async def only(d: Drawing, rule: str, subject: str) -> Finding:
    (found,) = [f for f in await list_findings(d.graph, rules=[rule]) if f.subject == tid(subject)]
    return found


def told(diff: Diff, rules: Iterable[str]) -> set[tuple[str, str, str]]:
    return {(c.kind.value, c.finding.rule, name_of(c.finding.subject)) for c in diff.changes if c.finding.rule in rules}


async def test_new_persisting_resolved_and_reopened(d: Drawing) -> None:
    first = await audit(d)
    assert (first.state, first.accounts, first.persisting, first.resolved) == (RunState.FINISHED, 2, 0, 0)
    assert first.opened == len(await list_findings(d.graph)) > 0
    assert told(await diff_runs(d.graph, first), [UNKNOWN]) == {("new", UNKNOWN, "boss"), ("new", UNKNOWN, "zoe")}

    second = await audit(d, 1)
    assert (second.opened, second.persisting, second.resolved) == (0, first.opened, 0)
    finding = await only(d, UNKNOWN, "boss")
    assert (finding.age(TODAY + WEEK), finding.since, finding.opened) == (7, TODAY, [first.number])
    assert (await diff_runs(d.graph, second)).changes == []

    d.support("boss", "deal", 1, since=TODAY + WEEK, until=TODAY + 3 * WEEK)
    third = await audit(d, 2)
    assert told(await diff_runs(d.graph, third), [UNKNOWN]) == {("resolved", UNKNOWN, "boss")}
    assert (await find_finding(d.graph, finding.key)).status(TODAY + 2 * WEEK) is FindingStatus.RESOLVED

    fourth = await audit(d, 3)
    assert told(await diff_runs(d.graph, fourth), [UNKNOWN]) == {("reopened", UNKNOWN, "boss")}
    again = await find_finding(d.graph, finding.key)
    assert (again.opened, again.closed) == ([first.number, fourth.number], [third.number])
    assert (again.opened_on, again.closed_on) == ([TODAY, TODAY + 3 * WEEK], [TODAY + 2 * WEEK])
    # Any run can be asked about, and any two compared.
    assert [sorted(await open_of(d, UNKNOWN, run.number)) for run in (first, second, third, fourth)] == [
        ["boss", "zoe"], ["boss", "zoe"], ["zoe"], ["boss", "zoe"],
    ]  # fmt: skip
    assert told(await diff_runs(d.graph, fourth, first), [UNKNOWN]) == set()
    assert told(await diff_runs(d.graph, third, first), [UNKNOWN]) == {("resolved", UNKNOWN, "boss")}
    assert [result.number for result in await trend(d.graph, tid("acme"))] == [4, 3, 2, 1]


async def test_what_was_not_assessed_neither_resolves_nor_opens(d: Drawing) -> None:
    d.tie("ann", "boss", 0.1).add("role", TODAY, TODAY + WEEK, person="boss", opportunity="deal", role="E")
    d.key_contact("boss", "acme", until=TODAY + WEEK)
    await audit(d)
    assert "boss" in await open_of(d, "key_contact_cold")
    # The strength is forgotten: nobody can say whether the tie is cold. Then the deal ends: nobody is key any more.
    d.tie("ann", "boss", None)
    second = await audit(d, 1)
    assert "boss" in await open_of(d, "key_contact_cold")
    d.opportunity("deal", "acme", until=TODAY + WEEK)
    third = await audit(d, 2)
    assert {"boss"} <= set(await open_of(d, UNKNOWN)) & set(await open_of(d, "key_contact_cold"))
    assert (second.resolved, third.resolved) == (0, 0)
    (result,) = await list_results(d.graph, third.number, limit=1)
    assert {seen.not_assessed for seen in result.rules if seen.rule == UNKNOWN} <= {"no_live_deal", None}


async def test_one_account_leaves_the_others_alone(d: Drawing) -> None:
    await audit(d)
    d.support("zoe", "theirs", 1, since=TODAY).support("boss", "deal", 1, since=TODAY)
    run = await audit(d, 1, account="other")
    assert (run.accounts, run.scope) == (1, tid("other"))
    assert await open_of(d, UNKNOWN) == ["boss"]
    assert told(await diff_runs(d.graph, run), [UNKNOWN]) == {("resolved", UNKNOWN, "zoe")}
    later = await audit(d, 1, account="acme")
    with pytest.raises(InputError, match="different accounts"):
        await diff_runs(d.graph, later, run)
    with pytest.raises(InputError, match="must be later"):
        await diff_runs(d.graph, run, later)


async def test_findings_of_what_is_gone_are_closed_and_say_so(d: Drawing, tmp_path: Path) -> None:
    text = (asset_dir("cypher") / "audit" / f"{UNKNOWN}.cypher").read_text(encoding="utf-8")
    (tmp_path / "our_unknown.cypher").write_text(text, encoding="utf-8")
    ours = replace(d.graph, settings=d.graph.settings.model_copy(update={"audit_rules": tmp_path}))
    await d.save()
    await run_audit(ours, as_of=TODAY)
    assert await open_of(d, "our_unknown") == ["boss", "zoe"]
    # The rule is taken out of the folder; an audit of one account closes what it held against that account.
    second = await audit(d, 1, account="acme")
    assert (second.resolved, await open_of(d, "our_unknown")) == (1, ["zoe"])
    assert await open_of(d, UNKNOWN) == ["boss", "zoe"]
    d.org("other", until=TODAY + WEEK)
    third = await audit(d, 2)
    assert await open_of(d, UNKNOWN) == ["boss"]
    gone = [c for c in (await diff_runs(d.graph, third)).changes if c.finding.account == tid("other")]
    assert third.resolved == len(gone) > 1
    assert {words.why(change, Language.EN) for change in gone} == {"the account ended"}
    (acme,) = [f for f in await list_findings(d.graph, rules=["our_unknown"]) if f.account == tid("acme")]
    assert (acme.lost, acme.closed) == (Lost.RULE_NOT_ASKED, [second.number])
    # The rule comes back, and so does what it finds.
    await run_audit(ours, as_of=TODAY + 3 * WEEK)
    again = await find_finding(d.graph, acme.key)
    assert (again.lost, again.status(TODAY + 3 * WEEK)) == (None, FindingStatus.OPEN)


async def test_numbers_of_this_installation_are_asked_and_told(d: Drawing) -> None:
    d.key_contact("boss", "acme").tie("ann", "boss", 0.35)
    first = await audit(d)
    assert "boss" not in await open_of(d, COLD)
    chosen = d.graph.settings.model_copy(update={"audit_parameters": {f"{COLD}.cold_below": 0.4}})
    second = await run_audit(replace(d.graph, settings=chosen), as_of=TODAY + WEEK)
    assert await open_of(d, COLD) == ["boss"]
    told = await diff_runs(d.graph, second, first)
    assert told.rules == [RuleChange(rule=COLD, before="2", after="2 cold_below=0.4")]
    assert {c.finding.rule: c.rule_changed for c in told.changes} == {COLD: True}
    report = await find_coverage(replace(d.graph, settings=chosen), tid("acme"), as_of=TODAY)
    assert len(next(r.holes for r in report.results if r.rule.id == COLD)) == 1


async def test_accepted_until_a_day_and_then_not(d: Drawing) -> None:
    first = await audit(d)
    finding = await only(d, UNKNOWN, "boss")
    until = TODAY + 2 * WEEK
    accepted = await accept_finding(d.graph, finding.key, until=until, reason="on leave", by="ann", today=TODAY)
    assert (accepted.accepted_reason, accepted.accepted_by, accepted.accepted_until) == ("on leave", "ann", until)
    assert [accepted.status(until - timedelta(days=1)), accepted.status(until)] == [
        FindingStatus.ACCEPTED,
        FindingStatus.OPEN,
    ]
    second = await audit(d, 1)
    assert (second.persisting, second.high) == (first.opened, first.high - 1)
    before, after = (await trend(d.graph, tid("acme")))[::-1]
    assert before.score is not None
    assert after.score is not None
    assert after.score > before.score
    assert {seen.rule: seen.accepted for seen in after.rules if seen.accepted} == {UNKNOWN: 1}
    third = await audit(d, 2)
    assert third.high == first.high
    assert told(await diff_runs(d.graph, third), [UNKNOWN]) == {(ChangeKind.LAPSED.value, UNKNOWN, "boss")}
    assert (await find_finding(d.graph, finding.key)).accepted_reason == "on leave"


async def test_acceptance_needs_a_reason_an_author_and_a_later_day(d: Drawing) -> None:
    await audit(d)
    key = (await only(d, UNKNOWN, "boss")).key
    good = {"until": TODAY + WEEK, "reason": "on leave", "by": "ann"}
    for field, value in (("until", TODAY), ("reason", " "), ("by", "")):
        with pytest.raises(InputError) as caught:
            await accept_finding(d.graph, key, **{**good, field: value}, today=TODAY)
        assert caught.value.field == field
    with pytest.raises(NotFoundError):
        await accept_finding(d.graph, "nothing", **good, today=TODAY)


async def test_findings_are_assigned_to_owners(d: Drawing) -> None:
    d.owns("abe", "boss", since=TODAY).person("kay", at="acme").key_contact("kay", "acme").owns("ann", "kay")
    await audit(d)
    assert (await only(d, UNKNOWN, "boss")).assigned == tid("abe")
    assert (await only(d, "opportunity_without_coach", "deal")).assigned == tid("ann")
    assert (await only(d, UNKNOWN, "zoe")).assigned is None
    key = (await only(d, UNKNOWN, "zoe")).key
    by_hand = await assign_finding(d.graph, key, to=tid("abe"), by="chief")
    assert (by_hand.assigned, by_hand.assigned_by) == (tid("abe"), "chief")
    # Owners change, and what nobody assigned by hand follows.
    d.owns("abe", "boss", since=TODAY, until=TODAY + WEEK).owns("ann", "boss", since=TODAY + WEEK)
    await audit(d, 1)
    assert [(await only(d, UNKNOWN, name)).assigned for name in ("boss", "zoe")] == [tid("ann"), tid("abe")]
    assert [f.subject for f in await list_findings(d.graph, assigned=tid("abe"))] == [tid("zoe")]
    with pytest.raises(NotFoundError):
        await assign_finding(d.graph, key, to=tid("nobody"), by="chief")
    with pytest.raises(NotFoundError):
        await assign_finding(d.graph, "nothing", to=tid("abe"), by="chief")


async def test_memory_only_goes_forward(d: Drawing) -> None:
    await audit(d, 1)
    for account in (None, "acme"):
        with pytest.raises(InputError, match="remembers 2026-09-08 already; it cannot go back to 2026-09-01"):
            await audit(d, 0, account)
    assert (await audit(d, 1)).opened == 0
    await audit(d, 2, "acme")
    # Another account was not looked at later.
    await audit(d, 1, "other")
    with pytest.raises(InputError):
        await audit(d, 1)


async def test_only_customers_are_accounts(d: Drawing) -> None:
    await d.save()
    with pytest.raises(InputError, match="no customer"):
        await audit(d, account="us")
    with pytest.raises(NotFoundError):
        await audit(d, account="nothing")
    with pytest.raises(NotFoundError):
        await find_run(d.graph, 99)


async def test_a_rule_whose_version_changed_is_told_as_such(d: Drawing, settings: Settings, tmp_path: Path) -> None:
    text = (asset_dir("cypher") / "audit" / f"{UNOWNED}.cypher").read_text(encoding="utf-8")

    async def with_version(version: int, predicate: str, day: date) -> Run:
        folder = tmp_path / str(version)
        folder.mkdir()
        changed = text.replace("@version: 2", f"@version: {version}").replace("owners = 0", predicate)
        (folder / "our_owners.cypher").write_text(changed, encoding="utf-8")
        graph = Graph(d.graph.driver, settings.model_copy(update={"audit_rules": folder}), d.graph.database)
        return await run_audit(graph, as_of=day)

    d.owns("ann", "boss")
    await d.save()
    await with_version(2, "owners = 0", TODAY)
    second = await with_version(3, "owners < 2", TODAY + WEEK)
    diff = await diff_runs(d.graph, second)
    assert [(rule.rule, rule.before, rule.after) for rule in diff.rules] == [("our_owners", "2", "3")]
    assert [(c.kind, c.finding.rule, c.finding.subject, c.rule_changed) for c in diff.changes] == [
        (ChangeKind.NEW, "our_owners", tid("boss"), True)
    ]
    # A rule that is gone is not asked: what it found is closed, and nobody says that it was mended.
    third = await audit(d, 2)
    assert [(r.rule, r.before, r.after) for r in (await diff_runs(d.graph, third)).rules] == [("our_owners", "3", None)]
    assert await open_of(d, "our_owners") == []


async def test_an_account_of_which_nothing_is_known_has_no_score(d: Drawing) -> None:
    await d.org("blank").save()
    run = await audit(d)
    scores = {result.account: result.score for result in await list_results(d.graph, run.number)}
    assert scores[tid("blank")] is None
    assert 0 <= (scores[tid("acme")] or -1) < 100


async def test_a_rule_that_fails_stops_the_run_which_goes_on_when_it_is_mended(
    d: Drawing, settings: Settings, tmp_path: Path
) -> None:
    await d.save()
    text = (asset_dir("cypher") / "audit" / f"{UNOWNED}.cypher").read_text(encoding="utf-8")

    async def with_predicate(predicate: str) -> Run:
        folder = tmp_path / str(len(predicate))
        folder.mkdir()
        (folder / "our_owners.cypher").write_text(text.replace("owners = 0", predicate), encoding="utf-8")
        graph = Graph(d.graph.driver, settings.model_copy(update={"audit_rules": folder}), d.graph.database)
        return await run_audit(graph, as_of=TODAY)

    with pytest.raises(DatabaseError, match="our_owners"):
        await with_predicate("1 / owners = 0")
    (stopped,) = await list_runs(d.graph)
    assert (stopped.state, stopped.accounts) == (RunState.RUNNING, 0)
    # Its lock is free at once.
    mended = await with_predicate("owners = 0")
    assert (mended.number, mended.state, mended.accounts) == (stopped.number, RunState.FINISHED, 2)
