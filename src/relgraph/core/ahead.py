"""What comes one after the other, the next while the last is worked on."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")


async def one_ahead(items: AsyncIterator[T]) -> AsyncGenerator[T, None]:
    """The same items. While whoever asked works on one, the next is on its way."""
    end = object()
    coming = asyncio.ensure_future(anext(items, end))
    try:
        while (item := await coming) is not end:
            coming = asyncio.ensure_future(anext(items, end))
            yield item  # type: ignore[misc]
    finally:
        # A thread cannot be stopped: what it reads is not closed before it comes to its end.
        with suppress(Exception, asyncio.CancelledError):
            await coming


async def in_threads(items: Iterator[T]) -> AsyncGenerator[T, None]:
    """The items of an iterator that takes its time, each found in a thread; one at a time."""
    end = object()
    while (item := await asyncio.to_thread(next, items, end)) is not end:
        yield item  # type: ignore[misc]
