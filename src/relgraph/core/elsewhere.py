"""Work that keeps nobody waiting: in a thread, or in an event loop of its own. Stopped, it is let come to its end."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from contextlib import suppress
from threading import Thread
from typing import Any, TypeVar

R = TypeVar("R")


async def in_thread(work: Callable[[], R], *, stop: Callable[[], None] | None = None) -> R:
    """The result of some work, done in a thread.

    A thread cannot be cancelled, and what it works on may be taken away once nobody waits for it: whoever is cancelled
    meanwhile tells it to `stop`, and waits until it does.
    """
    return await _to_its_end(asyncio.ensure_future(asyncio.to_thread(work)), stop)


async def in_own_loop(work: Callable[[], Coroutine[Any, Any, R]], name: str) -> R:
    """The result of some work that keeps an event loop busy for long: it has one of its own, in a thread of its own.

    Cancelled, it is cancelled there, and waited for. Nothing that belongs to the loop of the caller may be used in it.
    """
    ended: Future[R] = Future()
    begun: list[tuple[asyncio.AbstractEventLoop, asyncio.Task[Any]]] = []
    stopped: list[bool] = []

    async def main() -> R:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101  (a coroutine that runs is in one)
        begun.append((asyncio.get_running_loop(), task))
        if stopped:
            raise asyncio.CancelledError
        return await work()

    def run() -> None:
        try:
            result = asyncio.run(main())
        except asyncio.CancelledError:
            ended.cancel()
        except BaseException as error:
            ended.set_exception(error)
        else:
            ended.set_result(result)

    def stop() -> None:
        stopped.append(True)
        for loop, task in begun:
            with suppress(RuntimeError):  # it has just ended, and its loop is closed
                loop.call_soon_threadsafe(task.cancel)

    Thread(target=run, daemon=True, name=name).start()
    return await _to_its_end(asyncio.wrap_future(ended), stop)


async def _to_its_end(running: "asyncio.Future[R]", stop: Callable[[], None] | None) -> R:
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        if stop:
            stop()
        await asyncio.wait([running])
        if not running.cancelled():
            running.exception()  # nobody else looks at it
        raise
