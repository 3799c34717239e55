"""Follow what is recorded: each change once, transaction by transaction, whatever process wrote it.

Transactions that write leave notes, numbered in the order of commits (`record.service.note_change`): one that began
earlier and ends later has the larger number, whatever moments it wrote. So a place is a number, and a rank within the
note; nothing can come before it any more. A note is read once for all who follow, each of whom goes through the notes
at their own pace; nothing is held for a slow one.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from relgraph.changes.change import ChangesOf, NotedChange
from relgraph.core.errors import InputError
from relgraph.core.following import Followed
from relgraph.graph.client import Graph
from relgraph.graph.query import Filling, Query
from relgraph.kinds import KINDS
from relgraph.record.notes import FIND_MARK

PAUSE = 1.0
"""Seconds between two looks for new notes."""
SETTLED = 0.5
"""Seconds after which a note that was seen is told: by then all of its transaction can be seen, too."""
KEPT = 20
"""Notes whose changes are held for all."""


class _Note(BaseModel, frozen=True):
    found: bool
    changes: list[NotedChange]


READ_NOTE = Query("templates/read_note", _Note, filling=Filling("all kinds", {"kinds": KINDS.by_key}))


@dataclass(frozen=True)
class FeedPlace:
    """A place in the record of changes: after the change with the rank, in the note with the number; "": before all."""

    record: str
    number: int
    rank: str


@dataclass(frozen=True)
class Noted:
    """Some changes of one transaction, and the place after them."""

    changes: Sequence[NotedChange]
    place: FeedPlace


class ChangeFeed(Followed):
    """The notes of changes, and those who follow them."""

    looking_for = "reading of changes"

    def __init__(self, graph: Graph) -> None:
        super().__init__()
        self._graph = graph
        self._record: str | None = None
        """The record of changes that the numbers are of; None: nothing was ever recorded."""
        self._seen: deque[tuple[float, int]] = deque()
        """When which note was seen to be the last, of those that are not told yet."""
        self._told_to = 0
        self._read: dict[int, asyncio.Task[_Note]] = {}

    def _pause(self) -> float:
        return PAUSE

    def _reading(self) -> Iterable["asyncio.Task[Any]"]:
        return self._read.values()

    async def follow(self, of: ChangesOf, *, after: FeedPlace | None = None, size: int) -> AsyncGenerator[Noted, None]:
        """What is recorded, at most `size` changes at a time, for as long as the caller goes on asking.

        Begins with what is recorded from now on, or after a place. Raises InputError for a place that is no more.
        """
        async with self._followed():
            record, (number, rank) = self._record, (self._last_seen() + 1, "")
            if after is not None:
                record, number, rank = after.record, after.number, after.rank
                self._check_place(after)
            while True:
                await self._wait_for(record, number)
                record = self._record
                changes = [each for each in await self._changes(number) if each.rank > rank and of.fits(each)]
                for first in range(0, len(changes), size):
                    page = changes[first : first + size]
                    yield Noted(page, FeedPlace(record or "", number, page[-1].rank))
                number, rank = number + 1, ""

    def _check_place(self, place: FeedPlace) -> None:
        # A database that was restored from a backup has lost notes, and would give their numbers to others.
        if place.record != self._record or place.number > self._last_seen():
            raise _elsewhere()

    def _last_seen(self) -> int:
        return self._seen[-1][1] if self._seen else self._told_to

    async def _wait_for(self, record: str | None, number: int) -> None:
        """Until a note of the record can be told."""
        async with self._changed:
            await self._changed.wait_for(lambda: number <= self._told_to or record not in (None, self._record))
        if record not in (None, self._record):
            raise _elsewhere()

    async def _changes(self, number: int) -> Sequence[NotedChange]:
        """What a note tells, read once for all who ask at about the same time."""
        task = self._read.get(number)
        if task is None or (task.done() and (task.cancelled() or task.exception())):
            task = self._read[number] = asyncio.create_task(self._graph.fetch_one(READ_NOTE, number=number))
            while len(self._read) > KEPT:
                del self._read[next(iter(self._read))]
        # Whoever leaves while it is read leaves the others waiting for it.
        note = await asyncio.shield(task)
        if not note.found:
            raise InputError(
                "What followed is not told any more: it was too long ago.",
                field="after",
                remedy="Begin without `after`; read what was before with `changes(since:)`.",
            )
        return note.changes

    async def _look(self) -> None:
        """Take note of the last note, and tell of those that have settled."""
        last = await self._graph.fetch_one(FIND_MARK)
        now = asyncio.get_running_loop().time()
        async with self._changed:
            if last.feed != self._record:
                # Another database, or the first of all notes.
                self._record, self._told_to = last.feed, 0
                self._seen.clear()
                self._read.clear()
            self._seen.append((now, last.number))
            while self._seen and self._seen[0][0] <= now - SETTLED:
                self._told_to = max(self._told_to, self._seen.popleft()[1])
            self._changed.notify_all()


def _elsewhere() -> InputError:
    return InputError(
        "The cursor is of another database, or of what was lost when this one was restored.",
        field="after",
        remedy="Begin without `after`; read what was before with `changes(since:)`.",
    )
