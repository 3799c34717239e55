"""Connections are made to the end, also for somebody who went away meanwhile: then they are closed.

Cancelled while it connects, the driver (6.4) leaves a socket to Python's collector of garbage: it closes it after an
`Exception`, which a cancellation is not.
"""

import asyncio
from typing import Any

from neo4j import AsyncDriver


def connects_to_the_end(driver: AsyncDriver, under_way: "set[asyncio.Task[Any]]") -> AsyncDriver:
    """The driver, which now does so, and keeps what it has under way there: `connection_timeout` at most."""
    pool: Any = driver._pool  # It has no public way in.
    connect = pool.opener

    async def opener(*args: Any) -> Any:  # noqa: ANN401  (the driver's own)
        connecting = asyncio.create_task(connect(*args))
        under_way.add(connecting)
        connecting.add_done_callback(under_way.discard)
        try:
            return await asyncio.shield(connecting)
        except asyncio.CancelledError:
            connecting.add_done_callback(_close)
            raise

    pool.opener = opener
    return driver


def _close(connected: "asyncio.Task[Any]") -> None:
    if not connected.cancelled() and not connected.exception():
        connected.result().kill()
