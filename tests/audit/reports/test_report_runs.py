"""Which runs a report tells of, and what it compares them with."""

from itertools import pairwise

import pytest

from relgraph.audit.findings.service import diff_runs, list_findings
from relgraph.audit.reports.model import Counts, Report
from relgraph.audit.reports.service import make_report
from relgraph.audit.runs.model import FindingStatus
from relgraph.audit.runs.service import find_finished, find_run, list_runs, run_audit
from relgraph.core.errors import InputError
from tests.audit.reports.conftest import LATER, UNKNOWN, WEEK, audit, only, report_of
from tests.draw import Drawing, tid


def told(report: Report, rule: str = UNKNOWN) -> dict[str, list[tuple[str, str, str | None]]]:
    """By group: subject, status and change of a rule's findings."""
    return {
        group.name: [
            (line.subject.name, line.status.value, line.change and line.change.value)
            for line in group.lines
            if line.rule == rule
        ]
        for group in report.groups
    }


async def test_the_first_run_has_nothing_to_compare_with(drawing: Drawing) -> None:
    drawing.org("us", "vendor").person("ann", at="us").org("acme").opportunity("deal", "acme").person("bob", at="acme")
    drawing.role("bob", "deal", "D")
    await audit(drawing)
    report = await report_of(drawing)
    assert (report.before, report.score_before) == (None, None)
    assert {line.change for group in report.groups for line in group.lines} == {None}
    assert report.counts.open == report.counts.new == len(await list_findings(drawing.graph))
    assert {line.status for group in report.groups for line in group.lines} == {FindingStatus.OPEN}


async def test_counts_agree_with_findings_and_diffs_after_every_run(book: Drawing) -> None:
    book.support("bob", "deal", 1, since=LATER, until=LATER + WEEK)
    await audit(book, LATER + WEEK)
    runs = (await list_runs(book.graph))[::-1]
    assert len(runs) == 3
    for before, run in pairwise(runs):
        report = await make_report(book.graph, run)
        assert report.before == before
        open_ = await list_findings(book.graph, at=run.number)
        changes = [change.kind.value for change in (await diff_runs(book.graph, run, before)).changes]
        accepted = [f for f in open_ if f.accepted_until and f.accepted_until > run.as_of]
        assert sorted(c.change.value for c in report.changes for _ in range(c.count)) == sorted(changes)
        assert report.counts == Counts(
            **{s: sum(f.severity == s and f not in accepted for f in open_) for s in ("high", "medium", "low")},
            accepted=len(accepted),
            **{kind: changes.count(kind) for kind in ("new", "reopened", "lapsed", "resolved")},
        )
        lines = [line for group in report.groups for line in group.lines]
        assert sorted(line.key for line in lines if line.status is not FindingStatus.RESOLVED) == sorted(
            f.key for f in open_
        )
        assert sorted(line.change.value for line in lines if line.change) == sorted(changes)
    assert report.counts.lapsed == report.counts.reopened == 1


async def test_a_run_of_one_account_is_compared_with_the_last_that_looked_at_it(book: Drawing) -> None:
    await audit(book, LATER + WEEK, "other")
    report = await report_of(book, account=tid("other"))
    assert (report.run.number, report.before and report.before.number) == (3, 2)
    assert [group.name for group in report.groups] == ["Other"]
    assert [point.number for point in report.trend] == [1, 2, 3]
    book_report = await report_of(book)
    assert (book_report.run.number, [p.number for p in book_report.trend]) == (2, [1, 2])
    one = await report_of(book, account=tid("acme"))
    assert (one.run.number, [group.name for group in one.groups]) == (2, ["Acme"])
    with pytest.raises(InputError, match="did not look at 't:acme'"):
        await make_report(book.graph, report.run, account=tid("acme"))


async def test_only_finished_runs_are_reported_and_compared_with(book: Drawing) -> None:
    def stop(_: int) -> None:
        raise KeyError

    with pytest.raises(KeyError):
        await run_audit(book.graph, as_of=LATER + WEEK, batch_size=1, on_progress=stop)
    stopped = await find_run(book.graph, 3)
    with pytest.raises(InputError, match="Run 3 is running, not finished"):
        await make_report(book.graph, stopped)
    last = await find_finished(book.graph)
    assert last is not None
    assert last.number == 2
    # Another day: what was begun is given up.
    await audit(book, LATER + 2 * WEEK)
    report = await report_of(book)
    assert (report.run.number, report.before and report.before.number) == (4, 2)


async def test_what_could_not_be_judged_is_told_with_the_reason(book: Drawing) -> None:
    await book.org("blank").save()
    await audit(book, LATER + WEEK)
    report = await report_of(book)
    (row,) = [row for row in report.accounts if row.name == "blank"]
    assert (row.score, report.accounts[-1]) == (None, row)
    assert (report.unscored, sum(report.distribution)) == (1, 2)
    assert [(b.reason, b.accounts) for b in report.rule[UNKNOWN].blind] == [("no live opportunity is recorded", 1)]
    assert report.rule[UNKNOWN].accounts == 2


async def test_a_lapsed_acceptance_leads(book: Drawing) -> None:
    await audit(book, LATER + WEEK)
    report = await report_of(book)
    assert told(report)["Acme"][0] == ("eve", "open", "lapsed")
    finding = await only(book, UNKNOWN, "eve")
    assert report.first[0].subjects == ["eve"]
    assert finding.accepted_reason == "on leave"
