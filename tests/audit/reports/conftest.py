"""A book of two accounts that was audited twice."""

from datetime import date, timedelta

import pytest

from relgraph.audit.findings.service import accept_finding, list_findings
from relgraph.audit.reports.model import Report
from relgraph.audit.reports.service import make_report
from relgraph.audit.runs.model import Finding, Run
from relgraph.audit.runs.service import find_finished, run_audit
from relgraph.graph.client import Graph
from tests.database import wipe
from tests.draw import TODAY, Drawing, tid

WEEK = timedelta(days=7)
LATER = TODAY + WEEK
UNKNOWN = "key_role_support_unknown"


async def audit(d: Drawing, day: date = TODAY, account: str | None = None) -> Run:
    await d.save()
    return await run_audit(d.graph, account=account and tid(account), as_of=day)


async def report_of(d: Drawing, **asked: object) -> Report:
    """The report of the last finished run."""
    account = asked.get("account")
    run = await find_finished(d.graph, account=str(account) if account else None)
    assert run is not None
    return await make_report(d.graph, run, **asked)


async def only(d: Drawing, rule: str, subject: str) -> Finding:
    (found,) = [f for f in await list_findings(d.graph, rules=[rule]) if f.subject == tid(subject)]
    return found


async def draw_book(d: Drawing) -> Drawing:
    """Two runs, a week apart. Of acme's evaluators bob's stand became known, cat's unknown, and eve's was accepted.

    ann of the sales unit owns bob and cat, abe without a unit owns eve; nobody owns dan of the other account.
    """
    d.org("us", "vendor", name="云岫", english_name="Yunxiu").unit("sales", "us", name="销售部")
    d.person("ann", at="us", unit="sales", name="安妮", english_name="Ann").person("abe", at="us", name="Abe")
    d.org("acme", name="Acme").opportunity("deal", "acme", name="The deal")
    d.person("bob", at="acme", name="Bob", title="CFO").person("cat", at="acme", name="Cat").person("eve", at="acme")
    d.role("bob", "deal", "E").role("cat", "deal", "E").role("eve", "deal", "E").support("cat", "deal", 1, until=LATER)
    d.owns("ann", "bob").owns("ann", "cat").owns("abe", "eve")
    d.org("other", name="Other").opportunity("theirs", "other").person("dan", at="other").role("dan", "theirs", "D")
    await audit(d)
    await accept_finding(
        d.graph,
        (await only(d, UNKNOWN, "eve")).key,
        until=LATER + WEEK,
        reason="on leave",
        by="chief",
        today=TODAY,
    )
    d.support("bob", "deal", 1, since=LATER)
    await audit(d, LATER)
    return d


@pytest.fixture
async def book(drawing: Drawing) -> Drawing:
    """The book, for tests that change it."""
    return await draw_book(drawing)


@pytest.fixture(scope="module")
async def read_book(shared_graph: Graph) -> Drawing:
    """The book, drawn once for the tests of a file that only read; none of them may ask for `graph`."""
    await wipe(shared_graph)
    return await draw_book(Drawing(shared_graph.for_caller()))
