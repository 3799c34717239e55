"""Pages of findings: whatever their size and order, each finding comes once, also while a run changes others."""

from datetime import date, timedelta

import pytest

from relgraph.audit.findings.service import list_findings
from relgraph.audit.runs.model import Finding, FindingOrder, FindingStatus
from relgraph.audit.runs.service import CHANGE_FINDINGS, OPEN_FINDINGS
from relgraph.graph.client import Graph, Transaction
from tests.draw import TODAY

FIRST = date(2026, 1, 1)


def row(n: int) -> dict[str, object]:
    severity = ("high", "medium", "low")[n % 3]
    # An account's id may begin like another's, and hold what is before letters.
    account = f"t:a{'' if n % 4 else ' b'}{n % 2}"
    told = {"kind": "person", "subject": f"t:p{n % 5}", "evidence": "{}", "version": 1}
    return {"key": f"k{n * 7 % 23:02}", "rule": f"rule_{n % 2}", "severity": severity, "account": account, **told}


@pytest.fixture
async def found(graph: Graph) -> list[Finding]:
    """23 findings that three runs opened; of which some are resolved, re-opened and accepted."""

    async def work(transaction: Transaction) -> None:
        for number in (1, 2, 3):
            rows = [row(n) for n in range(23) if n % 3 == number - 1]
            day = FIRST + timedelta(days=number)
            await transaction.fetch_one(OPEN_FINDINGS, rows=rows, number=number, as_of=day)
        for number, turn, keys in ((4, "resolved", ("k00", "k07", "k14")), (5, "reopened", ("k07",))):
            rows = [{"key": key, "turn": turn, "values": {"severity": "low"}} for key in keys]
            await transaction.fetch_one(
                CHANGE_FINDINGS, rows=rows, ours=[], number=number, as_of=FIRST + timedelta(days=number)
            )

    await graph.write(work, operation="test")
    await graph.driver.execute_query(
        "MATCH (f:AuditFinding) WHERE f.key IN ['k01', 'k02'] SET f.accepted_until = $until, f.accepted_reason = 'r',"
        " f.accepted_by = 'b', f.accepted_at = datetime()",
        until=TODAY + timedelta(days=1),
    )
    return await list_findings(graph)


async def walk(graph: Graph, size: int, order: FindingOrder, **asked: object) -> list[Finding]:
    seen: list[Finding] = []
    while True:
        page = await list_findings(
            graph,
            order=order,
            after=seen[-1].rank if seen else "",
            limit=size,
            **asked,  # type: ignore[arg-type]
        )
        seen += page
        if len(page) < size:
            return seen


ASKED = [
    {},
    {"account": "t:a b0"},
    {"statuses": [FindingStatus.OPEN], "as_of": TODAY},
    {"statuses": [FindingStatus.ACCEPTED], "as_of": TODAY},
    {"statuses": [FindingStatus.RESOLVED], "as_of": TODAY},
    {"at": 4},
    {"subject": "t:p1", "severities": ["low"]},
    {"changed_after": 2},
    {"rules": ["rule_1"]},
]


@pytest.mark.parametrize("order", list(FindingOrder))
async def test_any_page_size_gives_each_finding_once(graph: Graph, found: list[Finding], order: FindingOrder) -> None:
    for asked in ASKED:
        whole = [finding.key for finding in await list_findings(graph, order=order, **asked)]  # type: ignore[arg-type]
        assert len(whole) == len(set(whole)) > 0, asked
        for size in (1, 4, 22) if not asked else (3,):
            assert [finding.key for finding in await walk(graph, size, order, **asked)] == whole, (asked, size)


async def test_each_order_is_what_it_says(graph: Graph, found: list[Finding]) -> None:
    harm = ["high", "medium", "low"]
    expected = {
        FindingOrder.SEVERITY: lambda f: (harm.index(f.severity), f.opened[-1], f.rule, f.account, f.subject, f.key),
        FindingOrder.AGE: lambda f: (f.since, harm.index(f.severity), f.rule, f.account, f.subject, f.key),
        FindingOrder.ACCOUNT: lambda f: (f.account, harm.index(f.severity), f.opened[-1], f.rule, f.subject, f.key),
        FindingOrder.KEY: lambda f: f.key,
    }
    assert len(found) == 23
    for order, key in expected.items():
        listed = [finding.key for finding in await list_findings(graph, order=order)]
        assert listed == [finding.key for finding in sorted(found, key=key)], order  # type: ignore[arg-type]


async def test_statuses_are_those_of_the_day_or_of_the_run(graph: Graph, found: list[Finding]) -> None:
    async def keys(*statuses: FindingStatus, **asked: object) -> set[str]:
        return {f.key for f in await list_findings(graph, statuses=statuses, **asked)}  # type: ignore[arg-type]

    assert await keys(FindingStatus.RESOLVED, as_of=TODAY) == {"k00", "k14"}
    assert await keys(FindingStatus.ACCEPTED, as_of=TODAY) == {"k01", "k02"}
    assert await keys(FindingStatus.ACCEPTED, as_of=TODAY + timedelta(days=1)) == set()
    assert await keys(FindingStatus.RESOLVED, at=4, as_of=TODAY) == {"k00", "k07", "k14"}
    assert await keys(FindingStatus.RESOLVED, at=3, as_of=TODAY) == set()
    assert len(await list_findings(graph, at=1)) == 8
    (again,) = await list_findings(graph, keys=["k07"])
    (before,) = await list_findings(graph, keys=["k07"], at=3)
    assert (again.opened, again.closed, again.open) == ([before.opened[0], 5], [4], True)
    assert (before.closed, before.open) == ([], True)


@pytest.mark.parametrize("order", list(FindingOrder))
async def test_pages_lose_and_repeat_nothing_while_a_run_changes_others(
    graph: Graph, found: list[Finding], order: FindingOrder
) -> None:
    whole = [finding.key for finding in await list_findings(graph, order=order)]
    first = await list_findings(graph, order=order, limit=10)
    turned = [whole[2], whole[9], whole[15]]

    async def work(transaction: Transaction) -> None:
        rows = [{"key": key, "turn": "resolved", "values": {"version": 2}} for key in turned]
        await transaction.fetch_one(CHANGE_FINDINGS, rows=rows, ours=[], number=6, as_of=TODAY)
        rows = [{**row(n), "key": f"new{n}"} for n in range(4)]
        await transaction.fetch_one(OPEN_FINDINGS, rows=rows, number=6, as_of=TODAY)

    await graph.write(work, operation="test")
    rest = await list_findings(graph, order=order, after=first[-1].rank)
    assert [f.key for f in (*first, *rest) if not f.key.startswith("new")] == whole
