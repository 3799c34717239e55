"""The next item is on its way while one is worked on, and nothing is left under way."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

import pytest

from relgraph.core.ahead import in_threads, one_ahead


async def test_the_next_comes_while_one_is_worked_on() -> None:
    begun: list[int] = []

    async def numbers() -> AsyncGenerator[int, None]:
        for n in range(4):
            begun.append(n)
            yield n

    found = []
    async with aclosing(one_ahead(numbers())) as items:
        async for n in items:
            await asyncio.sleep(0)
            found.append((n, len(begun)))
    assert found == [(0, 2), (1, 3), (2, 4), (3, 4)]


async def test_whoever_stops_waits_for_the_one_on_its_way() -> None:
    ended = []

    async def numbers() -> AsyncGenerator[int, None]:
        for n in range(4):
            yield n
            await asyncio.sleep(0.01)
            ended.append(n)

    async def fails() -> None:
        async with aclosing(one_ahead(numbers())) as items:
            async for _ in items:
                await asyncio.sleep(0)
                raise ValueError("enough")

    with pytest.raises(ValueError, match="enough"):
        await fails()
    assert ended == [0]


async def test_what_fails_on_its_way_fails_in_its_turn() -> None:
    async def numbers() -> AsyncGenerator[int, None]:
        yield 1
        raise ValueError("two")

    items = one_ahead(numbers())
    assert await anext(items) == 1
    with pytest.raises(ValueError, match="two"):
        await anext(items)


async def test_items_are_found_in_threads() -> None:
    assert [n async for n in in_threads(iter(range(3)))] == [0, 1, 2]
