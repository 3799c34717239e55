"""How long work keeps everybody else of its event loop waiting."""

import asyncio
import time
from collections.abc import Awaitable
from typing import TypeVar

T = TypeVar("T")


async def longest_wait(work: Awaitable[T]) -> tuple[T, float]:
    """What the work answers, and for how long at most nobody else came in between.

    Seconds of this process's own: whatever else the machine does has no part in them.
    """
    longest, done = 0.0, asyncio.Event()

    async def watch() -> None:
        nonlocal longest
        while not done.is_set():
            begin = time.process_time()
            await asyncio.sleep(0)
            longest = max(longest, time.process_time() - begin)

    watching = asyncio.create_task(watch())
    answer = await work
    done.set()
    await watching
    return answer, longest
