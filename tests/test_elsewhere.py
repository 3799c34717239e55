"""Work in threads and in event loops of its own: results, errors, and what is stopped."""

import asyncio
import threading
import time

import pytest

from relgraph.core.elsewhere import in_own_loop, in_thread


async def test_results_and_errors_come_back() -> None:
    async def work() -> tuple[str, bool]:
        await asyncio.sleep(0)
        return threading.current_thread().name, asyncio.get_running_loop() is here

    async def fails() -> None:
        raise ZeroDivisionError

    here = asyncio.get_running_loop()
    assert await in_own_loop(work, "work") == ("work", False)
    assert await in_thread(lambda: 3) == 3
    with pytest.raises(ZeroDivisionError):
        await in_own_loop(fails, "work")
    with pytest.raises(ZeroDivisionError):
        await in_thread(lambda: 1 // 0)


async def test_long_work_keeps_nobody_waiting() -> None:
    async def work() -> None:
        time.sleep(0.5)  # noqa: ASYNC251

    working = asyncio.create_task(in_own_loop(work, "work"))
    began = time.perf_counter()
    await asyncio.sleep(0)
    await asyncio.sleep(0.05)
    assert time.perf_counter() - began < 0.4
    await working


async def test_what_is_cancelled_is_let_come_to_its_end() -> None:
    ended: list[str] = []
    begun = threading.Event()

    async def work() -> None:
        try:
            begun.set()
            await asyncio.sleep(60)
        finally:
            await asyncio.sleep(0.05)
            ended.append("loop")

    working = asyncio.create_task(in_own_loop(work, "work"))
    await asyncio.to_thread(begun.wait, 10)
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working
    assert ended == ["loop"]

    stop = threading.Event()

    def reads() -> None:
        assert stop.wait(10)
        ended.append("thread")

    reading = asyncio.create_task(in_thread(reads, stop=stop.set))
    await asyncio.sleep(0.05)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert ended == ["loop", "thread"]


async def test_what_is_cancelled_before_it_begins_does_nothing() -> None:
    ran: list[int] = []

    async def work() -> None:
        await asyncio.sleep(0.2)
        ran.append(1)

    working = asyncio.create_task(in_own_loop(work, "work"))
    await asyncio.sleep(0)
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working
    assert ran == []
