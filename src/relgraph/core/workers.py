"""A few threads for one kind of long work: so much of it at a time, and the process need not wait for it to end."""

import asyncio
import time
import weakref
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any, TypeVar

R = TypeVar("R")

_Job = tuple["Future[Any]", Callable[[], Any]]


class Workers:
    """So many threads at most, started when they are needed; what is asked beyond waits its turn, in order.

    Unlike the threads of `asyncio.to_thread`, which all share, work of one kind does not hold up another; and these are
    not waited for when the process ends: work in a library cannot be told to stop.
    """

    def __init__(self, name: str, threads: int) -> None:
        self._name, self._most = name, threads
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._begun: dict[int, float] = {}
        """By thread: when what it does began."""
        self._started, self._lock = 0, Lock()
        weakref.finalize(self, _dismiss, self._jobs, threads)

    async def run(self, work: Callable[[], R]) -> R:
        """The result of some work, done in one of the threads. Cancelled before its turn, it is never begun."""
        job: Future[R] = Future()
        self._start()
        self._jobs.put((job, work))
        return await asyncio.wrap_future(job)

    @property
    def busy_for(self) -> float:
        """For how many seconds the longest work under way has been going on; 0 when there is none."""
        begun = list(self._begun.values())
        return time.monotonic() - min(begun) if begun else 0.0

    def _start(self) -> None:
        with self._lock:
            if self._started < self._most:
                number = self._started
                self._started += 1
                # It must not hold on to the workers, which end when nobody does.
                run = Thread(target=_work, args=(self._jobs, self._begun, number), daemon=True, name=self._name)
                run.start()


def _work(jobs: "SimpleQueue[_Job | None]", begun: dict[int, float], number: int) -> None:
    while (asked := jobs.get()) is not None:
        job, work = asked
        if not job.set_running_or_notify_cancel():
            continue
        begun[number] = time.monotonic()
        try:
            result = work()
        except BaseException as error:
            del begun[number]
            job.set_exception(error)
        else:
            del begun[number]
            job.set_result(result)
        # Else the last job and all that it holds would be kept until the next.
        del asked, job, work


def _dismiss(jobs: "SimpleQueue[_Job | None]", threads: int) -> None:
    for _ in range(threads):
        jobs.put(None)
