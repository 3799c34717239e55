"""The moment at which all that a caller has under way is stopped."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from relgraph.core.errors import DatabaseTimeoutError


@asynccontextmanager
async def until(deadline: float | None, name: str) -> AsyncIterator[None]:
    """Stop what is done within at a moment of the event loop's clock, with an error that names it. None: never."""
    try:
        async with asyncio.timeout_at(deadline) as limit:
            yield
    except TimeoutError:
        if not limit.expired():
            raise
        raise DatabaseTimeoutError(
            f"'{name}' was stopped at the time limit of the whole operation.",
            remedy="Ask for less at once, or raise RELGRAPH_OPERATION_TIMEOUT.",
        ) from None
