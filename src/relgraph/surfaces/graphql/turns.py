"""Who may work now: so many at a time in this process, so many of them for one caller, callers one after the other.

An analysis takes seconds of the database and the processors. Without turns, one caller's burst of them would keep
everybody else waiting, and more at a time than there are processors are no faster. Who waits does so in a queue of
bounded length a caller; beyond it the answer is an error at once.
"""

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from relgraph.core.errors import BusyError


class Turns:
    """Hands out turns."""

    def __init__(self, at_once: int, of_one_caller: int, waiting: int) -> None:
        """`at_once` in all, `of_one_caller` of them; `waiting` is how many more of one caller may wait."""
        self._free = at_once
        self._of_one_caller = of_one_caller
        self._most_waiting = waiting
        self._working: Counter[str] = Counter()
        self._queues: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    @property
    def working(self) -> int:
        """How many have a turn now."""
        return self._working.total()

    @property
    def waiting(self) -> int:
        """How many wait for one."""
        return sum(len(queue) for queue in self._queues.values())

    @asynccontextmanager
    async def taken(self, caller: str) -> AsyncIterator[None]:
        """Work within a turn of a caller's, when it comes. Raises BusyError when too many of the caller's wait."""
        await self._wait(caller)
        try:
            yield
        finally:
            self._give_back(caller)

    async def _wait(self, caller: str) -> None:
        queue = self._queues.get(caller, deque())
        if len(queue) >= self._most_waiting and not self._may_work(caller):
            raise BusyError(self._working[caller], len(queue))
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        queue.append(turn)
        self._queues[caller] = queue
        self._hand_out()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                self._forget(caller, turn)
            else:  # it came at the very moment
                self._give_back(caller)
            raise

    def _may_work(self, caller: str) -> bool:
        return self._free > 0 and self._working[caller] < self._of_one_caller

    def _give_back(self, caller: str) -> None:
        self._free += 1
        self._working[caller] -= 1
        if not self._working[caller]:
            del self._working[caller]
        self._hand_out()

    def _hand_out(self) -> None:
        """Give the free turns to those who have waited longest for one of theirs."""
        while (caller := next((one for one in self._queues if self._may_work(one)), None)) is not None:
            turn = self._queues[caller][0]
            # Whoever has a turn now goes to the end.
            self._queues.move_to_end(caller)
            self._forget(caller, turn)
            if not turn.done():  # else whoever waited was cancelled, and is about to hear of it
                self._free -= 1
                self._working[caller] += 1
                turn.set_result(None)

    def _forget(self, caller: str, turn: "asyncio.Future[None]") -> None:
        queue = self._queues.get(caller, deque())
        with suppress(ValueError):
            queue.remove(turn)
        if not queue:
            self._queues.pop(caller, None)
