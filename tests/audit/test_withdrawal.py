"""The last run is taken back: all is as if it had not been made, but for what people did since."""

import asyncio
from datetime import timedelta

import pytest

from relgraph.audit.findings.service import (
    accept_finding,
    assign_finding,
    diff_runs,
    list_findings,
    list_results,
    trend,
)
from relgraph.audit.reports.service import make_report
from relgraph.audit.runs import withdrawal
from relgraph.audit.runs.lease import Lease
from relgraph.audit.runs.model import Finding, Lost, RunState
from relgraph.audit.runs.service import list_runs, run_audit
from relgraph.audit.runs.withdrawal import withdraw_run
from relgraph.core.errors import ConflictError, InputError, NotFoundError
from tests.audit.cases import start
from tests.audit.test_runs import UNKNOWN, WEEK, audit, only
from tests.draw import TODAY, Drawing, tid

SAID = {"by": "Ann", "reason": "The year was mistyped."}


@pytest.fixture
def d(drawing: Drawing) -> Drawing:
    start(drawing).person("boss", at="acme").role("boss", "deal", "D").org("other").opportunity("theirs", "other")
    return drawing.person("zoe", at="other").role("zoe", "theirs", "D").tie("ann", "boss", 0.1)


async def all_findings(d: Drawing) -> dict[str, Finding]:
    return {finding.key: finding for finding in await list_findings(d.graph)}


async def test_all_is_as_before_the_run(d: Drawing) -> None:
    first = await audit(d)
    before = await all_findings(d)
    # One is resolved, one cannot be judged any more, others are new, the evidence of more changes.
    d.support("boss", "deal", 1, since=TODAY).tie("ann", "boss", None).person("tom", at="acme").role("tom", "deal", "A")
    second = await audit(d, 1)
    assert await all_findings(d) != before
    done = await withdraw_run(d.graph, second.number, **SAID)
    assert (done.state, done.withdrawn_by, done.withdrawn_reason) == (RunState.WITHDRAWN, "Ann", SAID["reason"])
    assert await all_findings(d) == before
    assert await list_results(d.graph, second.number) == []
    assert [result.number for result in await trend(d.graph, tid("acme"))] == [first.number]
    with pytest.raises(InputError, match=r"is withdrawn, not finished"):
        await make_report(d.graph, done)
    # The next run has a number of its own, and is compared with the first.
    third = await audit(d, 1)
    diff = await diff_runs(d.graph, third)
    assert (third.number, diff.before and diff.before.number) == (3, 1)
    assert ("resolved", UNKNOWN, tid("boss")) in {(c.kind, c.finding.rule, c.finding.subject) for c in diff.changes}


async def test_a_mistyped_day_is_refused_and_one_that_came_through_is_taken_back(d: Drawing) -> None:
    await d.save()
    now = d.graph.clock.today()
    with pytest.raises(InputError, match=r"is to come; an audit remembers what it saw") as caught:
        await run_audit(d.graph, as_of=now + timedelta(days=2))
    assert caught.value.field == "asOf"
    # Somewhere tomorrow has begun.
    wrong = await run_audit(d.graph, as_of=now + timedelta(days=1))
    with pytest.raises(InputError, match="cannot go back") as refused:
        await run_audit(d.graph, as_of=now)
    assert "withdraw-run" in (refused.value.remedy or "")
    await withdraw_run(d.graph, wrong.number, **SAID)
    assert await list_findings(d.graph) == []
    assert (await run_audit(d.graph, as_of=now)).state is RunState.FINISHED


async def test_what_people_did_since_stays(d: Drawing) -> None:
    await audit(d)
    old = await only(d, UNKNOWN, "boss")
    d.person("tom", at="acme").role("tom", "deal", "A")
    second = await audit(d, 1)
    new = await only(d, UNKNOWN, "tom")
    await assign_finding(d.graph, old.key, to=tid("ann"), by="Zoe")
    await accept_finding(d.graph, new.key, until=TODAY + 9 * WEEK, reason="known", by="Zoe", today=TODAY)
    await withdraw_run(d.graph, second.number, **SAID)
    found = await all_findings(d)
    assert (found[old.key].assigned, found[old.key].assigned_by) == (tid("ann"), "Zoe")
    kept = found[new.key]
    assert (kept.open, kept.lost, kept.accepted_by) == (False, Lost.RUN_WITHDRAWN, "Zoe")
    third = await audit(d, 1)
    again = (await all_findings(d))[new.key]
    assert (again.open, again.lost, again.accepted_until) == (True, None, TODAY + 9 * WEEK)
    assert again.opened == [second.number, third.number]


async def test_only_a_run_on_which_nothing_builds_can_be_taken_back(d: Drawing) -> None:
    first = await audit(d)
    of_other = await audit(d, 1, account="other")
    of_acme = await audit(d, 1, account="acme")
    with pytest.raises(ConflictError, match=f"Run {of_acme.number} came after run {first.number}"):
        await withdraw_run(d.graph, first.number, **SAID)
    # Those of two accounts do not build on each other.
    await withdraw_run(d.graph, of_other.number, **SAID)
    await withdraw_run(d.graph, of_acme.number, **SAID)
    await withdraw_run(d.graph, first.number, **SAID)
    assert [run.state for run in await list_runs(d.graph)] == [RunState.WITHDRAWN] * 3
    with pytest.raises(ConflictError, match="was withdrawn already, by Ann"):
        await withdraw_run(d.graph, first.number, **SAID)
    with pytest.raises(NotFoundError):
        await withdraw_run(d.graph, 99, **SAID)
    for empty in ({"by": " "}, {"reason": ""}):
        with pytest.raises(InputError, match="must not be empty"):
            await withdraw_run(d.graph, first.number, **{**SAID, **empty})


async def test_nothing_is_taken_back_while_an_audit_is_under_way(d: Drawing) -> None:
    run = await audit(d)
    lease = Lease(d.graph, tid("acme"), "somebody", 60)
    await d.graph.write(lease.take, operation="test")
    with pytest.raises(ConflictError, match="under way"):
        await withdraw_run(d.graph, run.number, **SAID)
    await d.graph.write(lease.free, operation="test")
    both = await asyncio.gather(*(withdraw_run(d.graph, run.number, **SAID) for _ in range(2)), return_exceptions=True)
    assert sorted(type(each).__name__ for each in both) == ["ConflictError", "Run"]
    assert await list_findings(d.graph) == []


async def test_an_interrupted_withdrawal_bars_audits_until_it_is_continued(
    d: Drawing, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = await audit(d)

    async def dies(*_: object) -> None:
        raise KeyError

    monkeypatch.setattr(withdrawal, "_take_back", dies)
    with pytest.raises(KeyError):
        await withdraw_run(d.graph, run.number, **SAID)
    monkeypatch.undo()
    with pytest.raises(ConflictError, match=f"The withdrawal of run {run.number} was interrupted"):
        await audit(d)
    monkeypatch.setattr(withdrawal, "AT_ONCE", 2)
    done = await withdraw_run(d.graph, run.number, by="Ben", reason="again")
    assert (done.withdrawn_by, done.withdrawn_reason) == ("Ann", SAID["reason"])
    assert await list_findings(d.graph) == []
    assert (await audit(d)).opened > 0
