"""A report of a large book is bounded: in what it tells, in how often it asks, and it says what it leaves out."""

import pytest

from relgraph.audit.reports.formats import write_report
from relgraph.audit.reports.model import TO_READ, By, Extent, Format
from relgraph.audit.reports.service import make_report
from relgraph.audit.runs.service import find_finished
from relgraph.graph.client import Graph
from tests.draw import TODAY

ACCOUNTS, EACH = 600, 12
RULE = "key_contact_without_owner"
FINDINGS = """
UNWIND range(1, $accounts) AS a
CREATE (:AuditResult {key: '1/big:' + a, number: 1, account: 'big:' + a, as_of: $day, score: toFloat(a % 101),
  rules: [$rule], versions: [1], populations: [$each], unknowns: [0], failed: [$each], accepted: [0], reasons: ['']})
WITH a UNWIND range(1, $each) AS f
CREATE (:AuditFinding {key: a + '/' + f, rule: $rule, version: 1, severity: ['high', 'medium', 'low'][f % 3],
  account: 'big:' + a, kind: 'person', subject: 'big:p' + a + '.' + f, evidence: '{}', open: true, changed: 1,
  rank: toString(f % 3) + a + '/' + f,
  assigned: CASE WHEN f % 4 > 0 THEN 'big:o' + (a % 50) END, opened: [1], opened_on: [$day], closed: [], closed_on: []})
"""
RUN = """
CREATE (:AuditRun {number: 1, scope: '*', as_of: $day, rules: [$rule + '@1'], started_at: datetime(), state: 'finished',
  finished_at: datetime(), cursor: 'big:99', accounts: $accounts, opened: $accounts * $each, reopened: 0, persisting: 0,
  resolved: 0, high: 0, medium: 0, low: 0})
"""


@pytest.fixture
async def big(graph: Graph) -> Graph:
    """A book as a run would leave it, written at once: hundreds of runs' worth of rules would take minutes."""
    for text in (FINDINGS, RUN):
        given = {"accounts": ACCOUNTS, "each": EACH, "day": TODAY, "rule": RULE}
        await graph.driver.execute_query(text, given, database_=graph.database)
    return graph


async def test_the_worst_are_told_and_the_rest_is_counted(big: Graph, transactions: list[str]) -> None:
    run = await find_finished(big)
    assert run is not None
    for by in By:
        transactions.clear()
        report = await make_report(big, run, by=by)
        told = sum(len(group.lines) for group in report.groups)
        assert len(report.groups) <= TO_READ.groups
        assert told <= TO_READ.most
        assert report.left_out.findings == ACCOUNTS * EACH - told
        assert report.left_out.groups == len(report.rows) + report.left_out.rows - len(report.groups)
        assert (report.counts.high, report.counts.medium, report.counts.low) == (ACCOUNTS * EACH // 3,) * 3
        # Not one question a finding, an account or an owner.
        assert len(transactions) <= 15, transactions
        page = write_report(report, Format.HTML)
        assert len(page) < 1_500_000
        assert f"{report.left_out.findings:,} findings are not in this report" in page.decode()
    by_account = await make_report(big, run)
    assert (len(by_account.groups), by_account.left_out.groups) == (20, ACCOUNTS - 20)
    assert (len(by_account.accounts), by_account.left_out.rows) == (500, ACCOUNTS - 500)
    assert [group.score for group in by_account.groups] == [0.0] * 5 + [1.0] * 6 + [2.0] * 6 + [3.0] * 3
    assert (sum(by_account.distribution), by_account.unscored) == (ACCOUNTS, 0)


async def test_tables_hold_up_to_their_maximum(big: Graph) -> None:
    run = await find_finished(big)
    assert run is not None
    extent = Extent(groups=50_000, lines=50_000, most=3_000, rows=50_000)
    report = await make_report(big, run, extent=extent)
    assert sum(len(group.lines) for group in report.groups) == 3_000
    assert (len(report.accounts), report.left_out.rows, report.left_out.findings) == (
        ACCOUNTS,
        0,
        ACCOUNTS * EACH - 3_000,
    )
    assert write_report(report, Format.CSV).count(b"\r\n") == 3_001
