"""When a server looks for garbage that holds itself, so that nobody waits for it.

Python goes through all objects that there are whenever they have grown by a quarter, also in the middle of a long
answer, whose objects are many and all in use: 0.3 s for 400,000 of them, in which nobody else is answered. Answers
leave hardly any such garbage, so it can wait until nothing is under way.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_DUE = 10
"""So many times the young have been looked through since all were: Python's own measure."""
_OVERDUE = 1_000
"""The same for a server that always has something to do: then it happens in between, as without us."""


@dataclass
class _Process:
    settled: int = 0
    under_way: int = 0


_process = _Process()


@contextmanager
def settled() -> Iterator[None]:
    """For the length of the block, what there is now is never looked through, and all else in quiet moments."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*before[:2], _OVERDUE)
    _process.settled += 1
    try:
        yield
    finally:
        _process.settled -= 1
        gc.set_threshold(*before)
        gc.unfreeze()


@contextmanager
def under_way() -> Iterator[None]:
    """While something is answered. Whoever is the last to end leaves a quiet moment."""
    _process.under_way += 1
    try:
        yield
    finally:
        _process.under_way -= 1
        if _process.settled and not _process.under_way and gc.get_count()[2] >= _DUE:
            gc.collect()
