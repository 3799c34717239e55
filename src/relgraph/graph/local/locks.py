"""File locks that the operating system frees however their process ends, and the leases made of them."""

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


@contextmanager
def hold(path: Path, timeout: float) -> Iterator[None]:
    """Hold this lock file, waiting up to `timeout` seconds; filelock.Timeout when it stays taken."""
    # Not thread-local: whoever leaves the context, in whichever thread, must free it.
    lock = FileLock(path, thread_local=False, mode=0o600)
    with lock.acquire(timeout=timeout):
        yield


def is_held(path: Path) -> bool:
    """Whether some process (this one included) holds this lock file now."""
    if not path.exists():
        return False
    try:
        with hold(path, timeout=0):
            return False
    except Timeout:
        return True


@contextmanager
def take_lease(folder: Path) -> Iterator[None]:
    """Say that this process uses the server. Take it while holding the start lock only."""
    path = folder / f"{os.getpid()}-{secrets.token_hex(4)}"
    try:
        # The name is new and ours, but someone who counts leases may be trying it this very moment.
        with hold(path, timeout=5):
            yield
    finally:
        path.unlink(missing_ok=True)


def leases(folder: Path) -> list[int]:
    """The process ids behind the leases now held; a process that holds two is there twice."""
    held = (path for path in folder.glob("*-*") if is_held(path))
    return [int(path.name.partition("-")[0]) for path in held]


def sweep_leases(folder: Path) -> None:
    """Delete the files of processes that died. Hold the start lock: a lease in the making is not held yet."""
    for path in folder.iterdir():
        if not is_held(path):
            path.unlink(missing_ok=True)


def lingers(path: Path) -> bool:
    """Whether the last user left so recently that the server stays."""
    try:
        return time.time() < float(path.read_text())
    except (FileNotFoundError, ValueError):  # never asked for, or torn by a crash
        return False
