"""Work that goes on in the background of the service, whatever happens to the database."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import structlog

from relgraph.core.errors import RelgraphError

log = structlog.get_logger(__name__)

GRACE = 5.0
"""Seconds that a step gets to come to its end when the block ends; then it is cancelled."""
PAUSE = 5.0
"""Seconds after a failure before the next step."""

Step = Callable[[asyncio.Event], Awaitable[float]]
"""Does what is to be done and returns after how many seconds to look again. It hears when it is to stop."""


@asynccontextmanager
async def repeated(
    step: Step, name: str, *, pause: float = PAUSE, wake: asyncio.Event | None = None
) -> AsyncIterator[None]:
    """Repeat a step for the length of the block. A failure is logged once, and the step tried again until it works.

    Who sets `wake` has the next step begin at once, but for the pause after a failure.
    """
    stopping, wake = asyncio.Event(), wake or asyncio.Event()
    repeating = asyncio.create_task(_repeat(step, name, stopping, wake, pause))
    try:
        yield
    finally:
        stopping.set()
        wake.set()
        # A query under way is let come to its end: the driver would leave its connection open.
        await asyncio.wait([repeating], timeout=GRACE)
        repeating.cancel()
        await asyncio.wait([repeating], timeout=GRACE)


async def _repeat(step: Step, name: str, stopping: asyncio.Event, wake: asyncio.Event, pause: float) -> None:
    failing = False
    while not stopping.is_set():
        wake.clear()
        heard = wake
        try:
            wait = await step(stopping)
            if failing:
                log.info(f"{name} goes on")
            failing = False
        except RelgraphError as error:
            if not failing:
                log.warning(f"{name} waits", error=type(error).__name__)
            failing, wait, heard = True, pause, stopping
        except Exception:
            # A defect of ours must not end what others rely on; it is told every time.
            log.exception(f"{name} failed")
            failing, wait, heard = True, pause, stopping
        with suppress(TimeoutError):
            await asyncio.wait_for(heard.wait(), wait)
