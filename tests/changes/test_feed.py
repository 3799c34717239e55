"""Following changes: each comes once, in the order of commits, from any place on, whatever two writers do."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import date

import pytest

from relgraph.changes import feed as module
from relgraph.changes.change import ChangesOf, RecordChange
from relgraph.changes.feed import ChangeFeed, FeedPlace
from relgraph.changes.service import find_changes
from relgraph.core.errors import InputError
from relgraph.graph.client import Graph, Transaction
from relgraph.kinds import KINDS
from relgraph.kinds.person import PEOPLE, Person
from relgraph.kinds.tie import TIES, Tie
from relgraph.record import service as recording
from relgraph.record.batch import Ending, Recording, change_all
from relgraph.record.service import note_change, record
from tests.draw import Drawing, tid
from tests.moments import say, seen_by, stop

ACME = ChangesOf(account=tid("acme"))
Row = tuple[str, str, str | None]


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAUSE", 0.02)
    monkeypatch.setattr(module, "SETTLED", 0.0)


@pytest.fixture
async def feed(graph: Graph) -> AsyncIterator[ChangeFeed]:
    async with ChangeFeed(graph).kept() as kept:
        yield kept


@pytest.fixture
async def book(graph: Graph) -> Graph:
    d = Drawing(seen_by(graph, None, "01-01 08:00"))
    d.org("us", "vendor").org("acme").org("beta").unit("it", "acme").person("ann", at="us")
    d.person("bob", at="acme").person("cyd", at="beta").opportunity("deal", "acme")
    await d.save()
    return graph


async def write(book: Graph) -> None:
    """Some transactions at acme, and elsewhere."""
    await say(book, "mia", "02-01 09:00", "tie", id="t:tie", person_a="ann", person_b="bob", strength=0.1)
    await say(book, "mia", "02-02 09:00", "tie", id="t:far", person_a="ann", person_b="cyd", strength=0.1)
    await say(book, "kim", "02-03 09:00", "tie", id="t:tie", strength=0.2)
    await say(book, "kim", "02-04 09:00", "tie", id="t:tie", strength=0.3, valid_from=date(2026, 2, 4))
    seat = {"person": tid("eve"), "organization": tid("acme"), "unit": tid("it"), "valid_from": date(2026, 2, 1)}
    rows = [
        Recording(KINDS["person"], {"id": tid("eve"), "name": "eve"}),
        Recording(KINDS["position"], {"id": "t:seat", **seat}),
        Recording(KINDS["position"], {"id": "t:seat", **seat, "title": "CTO"}),
        Recording(KINDS["support"], {"person": tid("eve"), "opportunity": tid("deal"), "id": "t:sup", "level": 1}),
        Ending(TIES, "t:tie", date(2026, 6, 1)),
    ]
    await seen_by(book, "zoe", "02-05 09:00").write(
        lambda tx: change_all(tx, KINDS, rows, today=date(2026, 2, 5), operation="batch"), operation="test"
    )
    await say(book, "mia", "02-06 09:00", "tie", id="t:far", strength=0.5)
    await stop(book, "mia", "02-07 09:00", "opportunity", "t:deal", date(2026, 2, 7))


HEARD = [
    [("recorded", "t:tie", "mia")],
    [("corrected", "t:tie", "kim")],
    [("changed", "t:tie", "kim")],
    [
        ("recorded", "t:eve", "zoe"),
        ("recorded", "t:seat", "zoe"),
        ("corrected", "t:seat", "zoe"),
        ("recorded", "t:sup", "zoe"),
        ("ended", "t:tie", "zoe"),
    ],
    [("ended", "t:deal", "mia")],
]
"""Of account acme, transaction by transaction; cyd is at none of its units, nor is ann."""


def row(change: RecordChange) -> Row:
    return change.kind.value, change.id, change.by


async def place_now(graph: Graph) -> FeedPlace:
    mark = await graph.fetch_one(module.FIND_MARK)
    return FeedPlace(mark.feed or "", mark.number, "~")


async def hear(
    feed: ChangeFeed, count: int, of: ChangesOf = ACME, *, size: int = 50, after: FeedPlace | None = None
) -> list[tuple[FeedPlace, list[Row]]]:
    """So many changes, page by page, with the places after them."""
    heard: list[tuple[FeedPlace, list[Row]]] = []
    async with asyncio.timeout(120), aclosing(feed.follow(of, after=after, size=size)) as following:
        while sum(len(rows) for _, rows in heard) < count:
            told = await anext(following)
            assert 1 <= len(told.changes) <= size
            heard.append((told.place, [row(each) for each in told.changes]))
    return heard


def pages(heard: list[tuple[FeedPlace, list[Row]]]) -> list[list[Row]]:
    return [rows for _, rows in heard]


def flat(rows: list[list[Row]]) -> list[Row]:
    return [each for page in rows for each in page]


async def follower(feed: ChangeFeed, count: int, **more: object) -> "asyncio.Task[list[tuple[FeedPlace, list[Row]]]]":
    """Somebody who listens from now on."""
    before = feed.followers
    task = asyncio.create_task(hear(feed, count, **more))  # type: ignore[arg-type]
    while feed.followers == before or feed._poller is None:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.1)
    return task


async def test_what_is_recorded_from_now_on(book: Graph, feed: ChangeFeed) -> None:
    listening = await follower(feed, 9)
    await write(book)
    assert pages(await listening) == HEARD
    assert feed.followers == 0


async def test_from_any_place_on_without_gaps_or_repeats(book: Graph, feed: ChangeFeed) -> None:
    begin = await place_now(book)
    await write(book)
    whole = flat(HEARD)
    for size in (1, 2, 3, 50):
        heard = await hear(feed, len(whole), size=size, after=begin)
        assert flat(pages(heard)) == whole
        told = 0
        for place, rows in heard[:-1]:
            told += len(rows)
            # Another server goes on from there, too.
            async with ChangeFeed(book).kept() as other:
                assert flat(pages(await hear(other, len(whole) - told, size=size, after=place))) == whole[told:]


@pytest.mark.parametrize(
    "of", [ACME, ChangesOf(people=[tid("eve"), tid("cyd")]), ChangesOf(opportunity=tid("deal"))], ids=str
)
async def test_it_tells_what_is_found_when_asked(book: Graph, feed: ChangeFeed, of: ChangesOf) -> None:
    begin = await place_now(book)
    await write(book)
    found = await find_changes(book, of, since=date(2026, 1, 15), limit=50)
    heard = []
    async with asyncio.timeout(60), aclosing(feed.follow(of, after=begin, size=50)) as following:
        while len(heard) < len(found):
            heard += (await anext(following)).changes
    alike = [RecordChange(**{name: getattr(each, name) for name in RecordChange.model_fields}) for each in heard]
    assert sorted(alike, key=lambda each: (each.at, each.rank)) == sorted(found, key=lambda each: (each.at, each.rank))
    assert len(found) >= 2


async def test_who_commits_later_is_told_later_whatever_the_moments(book: Graph, feed: ChangeFeed) -> None:
    """An early moment that is committed late: neither lost nor told twice, also to who stops and goes on in between."""
    listening = await follower(feed, 2)
    begun, end = asyncio.Event(), asyncio.Event()

    async def slow(transaction: Transaction) -> None:
        tie = Tie(id="t:slow", person_a=tid("ann"), person_b=tid("bob"))
        await record(transaction, TIES, [tie], kinds=KINDS, operation="test", noted=False)
        begun.set()
        await end.wait()
        await note_change(transaction, [(tie, recording.OutcomeKind.CREATED)])

    writing = asyncio.create_task(seen_by(book, "slow", "02-01 09:00").write(slow, operation="test"))
    await begun.wait()
    await say(book, "quick", "03-01 09:00", "person", id="t:bob", name="Bob")
    now = await place_now(book)
    ((place, rows),) = await hear(feed, 1, after=FeedPlace(now.record, now.number - 1, "~"))
    assert rows == [("corrected", "t:bob", "quick")]
    end.set()
    await writing
    late = [("recorded", "t:slow", "slow")]
    assert pages(await hear(feed, 1, after=place)) == [late]
    assert pages(await listening) == [rows, late]
    found = await find_changes(book, ACME, since=date(2026, 1, 15), limit=50)
    assert [row(each) for each in found] == [rows[0], late[0]]


async def test_two_who_write_all_the_time_are_both_told_whole(book: Graph, feed: ChangeFeed) -> None:
    """Two writers of the same facts at once, and a follower who loses the connection again and again."""
    begin, count = await place_now(book), 12

    async def writes(by: str) -> None:
        for n in range(count):
            who = {"person_a": "ann", "person_b": "bob", "strength": n / 100 + (0.5 if by == "kim" else 0)}
            await say(book.for_caller(), by, f"02-01 {9 if by == 'mia' else 8:02}:{n:02}", "tie", id="t:tie", **who)

    writing = asyncio.gather(writes("mia"), writes("kim"))
    heard: list[Row] = []
    place = begin
    while len(heard) < 2 * count:
        ((place, rows),) = await hear(feed, 1, size=1, after=place)
        heard += rows
    await writing
    assert [by for _, _, by in heard].count("mia") == [by for _, _, by in heard].count("kim") == count
    assert [kind for kind, _, _ in heard] == ["recorded"] + ["corrected"] * (2 * count - 1)


async def test_a_large_transaction_leaves_several_notes_and_is_told_once(
    book: Graph, feed: ChangeFeed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "NAMED_AT_MOST", 2)
    begin = await place_now(book)
    people = [Person(id=tid(name), name=name.upper()) for name in ("ann", "bob", "cyd", "n1", "n2", "n3", "n4", "n5")]
    await seen_by(book, "zoe", "02-05 09:00").write(
        lambda tx: record(tx, PEOPLE, people, kinds=KINDS, operation="test"), operation="test"
    )
    everybody = ChangesOf(people=[each.id for each in people])
    heard = flat(pages(await hear(feed, 8, of=everybody, after=begin)))
    assert sorted(heard) == sorted(
        [("corrected", tid(name), "zoe") for name in ("ann", "bob", "cyd")]
        + [("recorded", tid(f"n{n}"), "zoe") for n in range(1, 6)]
    )


async def test_idle_followers_cost_nothing_and_what_is_new_is_read_once(
    book: Graph, feed: ChangeFeed, transactions: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAUSE", 0.1)
    listening = [await follower(feed, 1) for _ in range(5)]
    transactions.clear()
    await asyncio.sleep(1)
    assert set(transactions) == {"record/find_mark"}
    await say(book, "mia", "02-01 09:00", "person", id="t:bob", name="Bob")
    assert [pages(each) for each in await asyncio.gather(*listening)] == [[[("corrected", "t:bob", "mia")]]] * 5
    assert transactions.count("templates/read_note") == 1
    assert feed._poller
    await asyncio.wait([feed._poller], timeout=5)
    transactions.clear()
    await asyncio.sleep(0.3)
    assert transactions == []


async def test_a_place_that_is_no_more_is_refused(
    book: Graph, feed: ChangeFeed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "NOTES_KEPT", 2)
    begin = await place_now(book)
    await write(book)
    with pytest.raises(InputError, match="too long ago"):
        await hear(feed, 1, after=begin)
    now = await place_now(book)
    for wrong in (FeedPlace("another", now.number, "~"), FeedPlace(now.record, now.number + 1, "~")):
        with pytest.raises(InputError, match="another database"):
            await hear(feed, 1, after=wrong)
    assert feed.followers == 0
