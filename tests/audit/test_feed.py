"""The feed: what runs opened comes to all followers once, in order, from any place on, at no query a follower."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import aclosing
from datetime import UTC, date, datetime, timedelta

import pytest

from relgraph.audit.findings import feed as module
from relgraph.audit.findings.feed import FindingFeed, Wanted
from relgraph.audit.rules.model import Severity
from relgraph.audit.runs.service import BEGIN_RUN, CHANGE_FINDINGS, END_RUN, OPEN_FINDINGS
from relgraph.core.errors import InputError, NotFoundError
from relgraph.graph.client import Graph, Transaction

DAY = date(2026, 9, 1)
ALL = Wanted()
Heard = list[tuple[int, str]]


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAUSE", 0.02)
    monkeypatch.setattr(module, "SETTLED", timedelta(0))


@pytest.fixture
async def feed(graph: Graph) -> AsyncIterator[FindingFeed]:
    async with FindingFeed(graph).kept() as kept:
        yield kept


async def begin(graph: Graph) -> int:
    async def work(transaction: Transaction) -> int:
        begun = await transaction.fetch_one(
            BEGIN_RUN, scope="*", as_of=DAY, rules=["r@1"], choices="[]", playbook="p", now=datetime.now(UTC)
        )
        return begun.number

    return await graph.write(work, operation="test")


async def end(graph: Graph, number: int, opened: Iterable[str] = (), again: Iterable[str] = ()) -> None:
    """What a run does to findings, and its end. Keys that begin with `h` are of high severity and of account t:a."""
    rows = [
        {"key": key, "rule": f"rule_{key[-1]}", "version": 1, "severity": "high" if key[0] == "h" else "low"}
        | {"account": "t:a" if key[0] == "h" else "t:b", "kind": "person", "subject": "t:p", "evidence": "{}"}
        for key in opened
    ]
    turns = [{"key": key, "turn": "reopened", "values": {}} for key in again]

    async def work(transaction: Transaction) -> None:
        await transaction.fetch_one(OPEN_FINDINGS, rows=rows, number=number, as_of=DAY)
        await transaction.fetch_one(CHANGE_FINDINGS, rows=turns, ours=[], number=number, as_of=DAY)
        await transaction.fetch_one(END_RUN, number=number, state="finished", now=datetime.now(UTC))

    await graph.write(work, operation="test")


async def run(graph: Graph, *opened: str, again: Iterable[str] = ()) -> int:
    number = await begin(graph)
    await end(graph, number, opened, again)
    return number


async def hear(
    feed: FindingFeed, graph: Graph, count: int, wanted: Wanted = ALL, *, size: int = 2, **place: object
) -> Heard:
    """So many findings, as (run, key)."""
    heard: Heard = []
    async with asyncio.timeout(120), aclosing(feed.follow(graph, wanted, size=size, **place)) as following:  # type: ignore[arg-type]
        while len(heard) < count:
            told = await anext(following)
            assert len(told.findings) <= size
            heard += [(told.run.number, finding.key) for finding in told.findings]
    return heard


async def follower(feed: FindingFeed, graph: Graph, count: int, **more: object) -> "asyncio.Task[Heard]":
    """Somebody who listens from now on."""
    before = feed.followers
    task = asyncio.create_task(hear(feed, graph, count, **more))  # type: ignore[arg-type]
    while feed.followers == before or feed._poller is None:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)
    return task


async def test_what_runs_open_from_now_on(graph: Graph, feed: FindingFeed) -> None:
    await run(graph, "h1", "l1")
    listening = await follower(feed, graph, 4)
    await run(graph)
    await run(graph, "h2", "l2", again=["h1"])
    await run(graph, "l0")
    assert await listening == [(3, "h1"), (3, "h2"), (3, "l2"), (4, "l0")]
    assert feed.followers == 0


@pytest.mark.parametrize("shared", [200, 2])
async def test_from_any_place_on_without_gaps_or_repeats(
    graph: Graph, feed: FindingFeed, monkeypatch: pytest.MonkeyPatch, shared: int
) -> None:
    monkeypatch.setattr(module, "SHARED", shared)
    await run(graph, "h1", "h2", "l1", "l2", "l3")
    await run(graph)
    await run(graph, "h4", "l4", again=["l2"])
    whole = [(1, key) for key in ("h1", "h2", "l1", "l2", "l3")] + [(3, key) for key in ("h4", "l2", "l4")]
    for size in (1, 2, 3, 8):
        assert await hear(feed, graph, 8, after_run=0, size=size) == whole
        for place, (number, key) in enumerate(whole[:-1], start=1):
            rest = await hear(feed, graph, 8 - place, after_run=number, after_key=key, size=size)
            assert rest == whole[place:]
    for number in (1, 2):
        assert await hear(feed, graph, 3, after_run=number) == whole[5:]
    listening = await follower(feed, graph, 1, after_run=3)
    await run(graph, "h9")
    assert await listening == [(4, "h9")]


@pytest.mark.parametrize("shared", [200, 1])
async def test_only_what_is_wanted(
    graph: Graph, feed: FindingFeed, monkeypatch: pytest.MonkeyPatch, shared: int
) -> None:
    monkeypatch.setattr(module, "SHARED", shared)
    await run(graph, "h1", "h2", "l1", "l2")
    await run(graph, "l9")
    await run(graph, "h9", "l8")
    for wanted, keys in (
        (Wanted(account="t:a"), ["h1", "h2", "h9"]),
        (Wanted(severities=[Severity.LOW]), ["l1", "l2", "l9", "l8"]),
        (Wanted(rules=["rule_1", "rule_9"]), ["h1", "l1", "l9", "h9"]),
        (Wanted(account="t:b", rules=["rule_9"]), ["l9"]),
    ):
        assert [key for _, key in await hear(feed, graph, len(keys), wanted, after_run=0)] == keys


async def test_runs_come_in_the_order_in_which_they_end(graph: Graph, feed: FindingFeed) -> None:
    early, late = await begin(graph), await begin(graph)
    listening = await follower(feed, graph, 3)
    await end(graph, late, ["l1"])
    await asyncio.sleep(0.2)
    await end(graph, early, ["h1", "h2"])
    expected = [(late, "l1"), (early, "h1"), (early, "h2")]
    assert await listening == expected
    assert await hear(feed, graph, 3, after_run=0) == expected
    assert await hear(feed, graph, 2, after_run=late) == expected[1:]
    # Another server knows the same order.
    async with FindingFeed(graph).kept() as other:
        assert await hear(other, graph, 1, after_run=early, after_key="h1") == expected[2:]


async def test_idle_followers_cost_nothing_and_what_is_new_is_read_once(
    graph: Graph, feed: FindingFeed, transactions: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAUSE", 0.1)
    listening = [await follower(feed, graph, 2) for _ in range(8)]
    transactions.clear()
    await asyncio.sleep(1)
    assert set(transactions) == {"findings/find_ended"}
    assert 5 <= len(transactions) <= 11
    await run(graph, "h1", "l1")
    assert await asyncio.gather(*listening) == [[(1, "h1"), (1, "l1")]] * 8
    assert transactions.count("findings/find_findings") == transactions.count("runs/find_runs") == 1
    assert feed._poller
    await asyncio.wait([feed._poller], timeout=5)
    transactions.clear()
    await asyncio.sleep(0.3)
    # Nobody follows: nobody looks.
    assert transactions == []
    # And again when somebody does.
    assert await hear(feed, graph, 2, after_run=0) == [(1, "h1"), (1, "l1")]


async def test_one_who_does_not_listen_keeps_nobody_waiting(graph: Graph, feed: FindingFeed) -> None:
    async with aclosing(feed.follow(graph, ALL, after_run=0, size=1)) as slow:
        await run(graph, "h1", "h2")
        assert (await anext(slow)).findings[0].key == "h1"
        for number in range(module.KEPT + 2):
            await run(graph, f"l{number:02}")
        assert len(await hear(feed, graph, module.KEPT + 4, after_run=0)) == module.KEPT + 4
        assert len(feed._told) <= module.KEPT
        rest = [(await anext(slow)).findings[0].key for _ in range(module.KEPT + 3)]
    assert rest == ["h2", *(f"l{number:02}" for number in range(module.KEPT + 2))]


async def test_who_comes_later_is_told_how_findings_are_by_then(
    graph: Graph, feed: FindingFeed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FRESH", 0.2)
    number = await run(graph, "h1")

    async def version() -> int:
        async with asyncio.timeout(5), aclosing(feed.follow(graph, ALL, after_run=0, size=1)) as following:
            return (await anext(following)).findings[0].version

    assert await version() == 1
    rows = [{"key": "h1", "turn": None, "values": {"version": 2}}]
    asked = {"rows": rows, "ours": [], "number": number, "as_of": DAY}
    await graph.write(lambda transaction: transaction.fetch_one(CHANGE_FINDINGS, **asked), operation="test")
    await asyncio.sleep(0.3)
    assert await version() == 2


async def test_only_so_many_runs_are_known(graph: Graph, feed: FindingFeed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    for key in ("h1", "h2", "h3", "h4"):
        await run(graph, key)
    assert await hear(feed, graph, 2, after_run=0) == [(3, "h3"), (4, "h4")]
    assert await hear(feed, graph, 1, after_run=3) == [(4, "h4")]
    for number in (1, 2):
        with pytest.raises(InputError, match="too long ago"):
            await hear(feed, graph, 1, after_run=number)
    listening = await follower(feed, graph, 1)
    await run(graph, "h5")
    assert await listening == [(5, "h5")]
    assert await hear(feed, graph, 3, after_run=0) == [(3, "h3"), (4, "h4"), (5, "h5")]


async def test_a_place_must_be_one(graph: Graph, feed: FindingFeed) -> None:
    number = await begin(graph)
    with pytest.raises(InputError, match="has not ended"):
        await hear(feed, graph, 1, after_run=number)
    with pytest.raises(NotFoundError):
        await hear(feed, graph, 1, after_run=9)
    assert feed.followers == 0


async def test_a_failing_look_is_tried_again(graph: Graph, feed: FindingFeed, monkeypatch: pytest.MonkeyPatch) -> None:
    listening = await follower(feed, graph, 1)
    fetch, failed = Graph.fetch, []

    async def failing(self: Graph, query, **params):
        if query is module.FIND_ENDED and len(failed) < 3:
            failed.append(1)
            raise InputError("Neo4j is away.")
        return await fetch(self, query, **params)

    monkeypatch.setattr(Graph, "fetch", failing)
    await run(graph, "h1")
    assert await listening == [(1, "h1")]
    assert len(failed) == 3
