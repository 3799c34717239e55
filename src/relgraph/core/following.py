"""Whoever follows what happens: one look a moment for all of a process, and only while somebody follows."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any, ClassVar, Self

from relgraph.core.background import repeated

GRACE = 5.0
"""Seconds that a look gets to come to its end when the server stops."""


class Followed(ABC):
    """Something that goes on by itself, elsewhere, and is looked at again and again while anybody follows it."""

    looking_for: ClassVar[str]
    """What the log calls a look."""

    def __init__(self) -> None:
        self.followers = 0
        self._changed = asyncio.Condition()
        self._poller: asyncio.Task[None] | None = None
        self._stopping = asyncio.Event()

    @abstractmethod
    async def _look(self) -> None:
        """Take note of what has happened, and tell those who wait for `_changed`."""

    @abstractmethod
    def _pause(self) -> float:
        """Seconds between two looks."""

    def _reading(self) -> Iterable["asyncio.Task[Any]"]:
        """What is being read for followers."""
        return ()

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[Self]:
        """Open for the length of the block; what is looked at when it ends is let come to its end."""
        try:
            yield self
        finally:
            self._stopping.set()
            tasks = [task for task in (self._poller, *self._reading()) if task and not task.done()]
            if tasks:
                await asyncio.wait(tasks, timeout=GRACE)

    @asynccontextmanager
    async def _followed(self) -> AsyncIterator[None]:
        """Somebody follows, for the length of the block."""
        self.followers += 1
        try:
            await self._look()
            if self._poller is None or self._poller.done():
                self._poller = asyncio.create_task(self._poll())
            yield
        finally:
            self.followers -= 1

    async def _poll(self) -> None:
        """Look again and again while anybody follows."""
        left = asyncio.Event()

        async def step(_: asyncio.Event) -> float:
            await self._look()
            if not self.followers:
                left.set()
            return self._pause()

        async with repeated(step, self.looking_for, pause=self._pause()):
            waiting = [asyncio.create_task(event.wait()) for event in (left, self._stopping)]
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            for task in waiting:
                task.cancel()
