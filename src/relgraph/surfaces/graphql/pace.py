"""Long answers are made in slices: in between, the event loop comes to others, to health checks and small questions."""

import asyncio
import time

SLICE = 0.02
"""Seconds of one round of the event loop that answers may take, all together."""
AT_ONCE = 50
"""So many things of a list are made in one go: most lists are no longer, and each step costs a little."""


class Pace:
    """Shares each round of one event loop among those who work through much."""

    def __init__(self) -> None:
        self._ends: float | None = None

    async def step(self) -> None:
        """Go on at once while this round has time left, else in one that has."""
        while not self._within():  # noqa: ASYNC110  (nobody could say when: a round begins by itself)
            await asyncio.sleep(0)

    def _within(self) -> bool:
        now = time.perf_counter()
        if self._ends is None:
            self._ends = now + SLICE
            # Called in the next round, before those who sleep from now on.
            asyncio.get_running_loop().call_soon(self._begin_anew)
        return now < self._ends

    def _begin_anew(self) -> None:
        self._ends = None
