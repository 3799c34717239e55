"""The graph's files on disk: their size, and replacing them without the risk of losing both."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from relgraph.graph.local.layout import Layout


def size(layout: Layout) -> int:
    """Bytes that the graph takes on disk, transaction logs included; 0 before the first start."""
    total = 0
    for folder in (layout.store, layout.transactions):
        for file in folder.rglob("*"):
            with suppress(FileNotFoundError):  # a running server deletes files under our eyes
                total += file.stat().st_blocks * 512  # st_size counts space that is only reserved
    return total


@contextmanager
def replacing(layout: Layout) -> Iterator[None]:
    """Move the graph aside for the body to write another; a body that fails puts it back.

    A process killed in between leaves it aside: `restore_interrupted` then puts it back.
    """
    aside = _aside(layout)
    aside.mkdir(mode=0o700)
    for folder in _folders(layout):
        if folder.exists():
            folder.rename(_kept(aside, folder))
    try:
        yield
    except BaseException:
        restore_interrupted(layout)
        raise
    # One rename decides that the new graph holds; deleting takes time and may be interrupted.
    discarded = aside.with_name("discarded")
    aside.rename(discarded)
    shutil.rmtree(discarded)


def restore_interrupted(layout: Layout) -> None:
    """Put back a graph that a failed or killed replacement left aside; clear what a finished one left."""
    shutil.rmtree(_aside(layout).with_name("discarded"), ignore_errors=True)
    aside = _aside(layout)
    if not aside.exists():
        return
    for folder in _folders(layout):
        kept = _kept(aside, folder)
        if kept.exists():
            shutil.rmtree(folder, ignore_errors=True)
            kept.rename(folder)
    aside.rmdir()


def _folders(layout: Layout) -> tuple[Path, Path]:
    return layout.transactions, layout.store


def _aside(layout: Layout) -> Path:
    return layout.home / "replaced"


def _kept(aside: Path, folder: Path) -> Path:
    return aside / folder.parent.name
