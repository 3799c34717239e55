"""Ask again what failed for a passing reason, as the driver does within transactions that it manages."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

from neo4j.exceptions import DriverError, Neo4jError

R = TypeVar("R")

_FIRST_PAUSE, _LONGER, _MORE_OR_LESS = 0.1, 2.0, 0.2
"""Seconds before it is asked again for the first time; how much longer each pause is; what chance adds or takes."""


async def repeated_while_transient(work: Callable[[], Awaitable[R]], patience: float) -> R:
    """What the work answers. It is begun again for so many seconds while it fails as Neo4j says others may not."""
    pause, clock = _FIRST_PAUSE, asyncio.get_running_loop().time
    first_failure: float | None = None
    while True:
        try:
            return await work()
        except (DriverError, Neo4jError) as error:
            if not error.is_retryable():
                raise
            first_failure = first_failure or clock()
            if clock() - first_failure + pause > patience:
                raise
        await asyncio.sleep(pause * random.uniform(1 - _MORE_OR_LESS, 1 + _MORE_OR_LESS))  # noqa: S311
        pause *= _LONGER
