"""What was open and nobody can judge any more: one number everywhere, told as such, and nobody who left must act."""

import pytest

from relgraph.audit.findings import words
from relgraph.audit.findings.service import assign_finding, list_findings, list_results
from relgraph.audit.reports.model import By
from relgraph.audit.reports.service import count_findings, make_report
from relgraph.audit.rules.model import Severity
from relgraph.audit.runs.model import FindingStatus, Run
from relgraph.core.language import Language
from tests.audit.test_runs import WEEK, audit, only
from tests.draw import TODAY, Drawing, tid

COLD = "key_contact_cold"


@pytest.fixture
def d(drawing: Drawing) -> Drawing:
    """A key contact with an owner, whose only tie is cold."""
    drawing.org("us", "vendor").person("ann", at="us").person("ben", at="us").org("acme").person("boss", at="acme")
    drawing.key_contact("boss", "acme").tie("ann", "boss", 0.1)
    return drawing.owns("ann", "boss", "A", since=TODAY - WEEK)


async def counts_of(d: Drawing, run: Run) -> list[tuple[int, int, int]]:
    """High, medium and low of a run, by all who tell them."""
    counted = await count_findings(d.graph, run, None)
    report = await make_report(d.graph, run)
    open_ = [
        finding.severity
        for finding in await list_findings(d.graph, at=run.number)
        if finding.status(run.as_of) is FindingStatus.OPEN
    ]
    return [
        (run.high, run.medium, run.low),
        (counted.high, counted.medium, counted.low),
        (report.counts.high, report.counts.medium, report.counts.low),
        (open_.count(Severity.HIGH), open_.count(Severity.MEDIUM), open_.count(Severity.LOW)),
    ]


async def test_what_cannot_be_judged_any_more_is_counted_as_open_everywhere(d: Drawing) -> None:
    first = await audit(d)
    cold = await only(d, COLD, "boss")
    assert (cold.unjudged_since, first.unjudged, cold.assigned) == (None, 0, tid("ann"))
    # The strength is forgotten: nobody can say whether the tie is cold.
    d.tie("ann", "boss", None)
    second = await audit(d, 1)
    assert len(set(await counts_of(d, second))) == 1
    assert (second.unjudged, second.resolved) == (1, 0)
    now = await only(d, COLD, "boss")
    assert (now.open, now.unjudged_since, now.unjudged_by) == (True, second.as_of, second.number)
    assert now.evidence == cold.evidence
    assert now.as_after(first.number).unjudged_since is None
    told = words.evidence(None, now, {}, Language.EN)
    assert told.endswith(f"; not judged since {second.as_of}: whether it still holds is unknown")
    assert words.evidence(None, now, {}, Language.ZH).endswith(f"；自{second.as_of}起无法评估，是否仍然存在未知")
    assert words.counted(second, Language.EN).endswith(", of which 1 not judged any more")
    (result,) = await list_results(d.graph, second.number)
    assert {count.rule: count.unjudged for count in result.rules if count.unjudged} == {COLD: 1}
    # Once more: since the first day; then it is judged again.
    third = await audit(d, 2)
    assert ((await only(d, COLD, "boss")).unjudged_since, third.unjudged) == (second.as_of, 1)
    d.tie("ann", "boss", 0.05)
    fourth = await audit(d, 3)
    again = await only(d, COLD, "boss")
    assert (again.open, again.unjudged_since, again.unjudged_by, fourth.unjudged) == (True, None, None, 0)


async def test_knowing_less_raises_no_score_and_no_exit_code(d: Drawing) -> None:
    first = await audit(d)
    d.tie("ann", "boss", None)
    second = await audit(d, 1)
    before, after = [(await list_results(d.graph, run.number))[0].score for run in (first, second)]
    assert before is not None
    assert after is not None
    assert after <= before
    assert (await make_report(d.graph, second)).unjudged == 1


async def test_nobody_who_has_left_must_act(d: Drawing) -> None:
    await audit(d)
    d.tie("ann", "boss", None).person("ann", at="us", until=TODAY + WEEK).owns("ben", "boss", "A", since=TODAY)
    second = await audit(d, 1)
    assert {f.assigned for f in await list_findings(d.graph) if f.subject == tid("boss")} == {tid("ben")}
    report = await make_report(d.graph, second, by=By.OWNER)
    assert tid("ann") not in {row.id for row in report.owners}


async def test_what_was_assigned_by_hand_to_somebody_who_left_is_the_owners_again(d: Drawing) -> None:
    await audit(d)
    key = (await only(d, COLD, "boss")).key
    await assign_finding(d.graph, key, to=tid("ben"), by="Ann")
    await audit(d, 1)
    assert ((await only(d, COLD, "boss")).assigned, (await only(d, COLD, "boss")).assigned_by) == (tid("ben"), "Ann")
    d.person("ben", at="us", until=TODAY + 2 * WEEK)
    await audit(d, 2)
    now = await only(d, COLD, "boss")
    assert (now.assigned, now.assigned_by) == (tid("ann"), None)
