"""What takes its time, shown on stderr: a bar or a spinner on a terminal, plain lines elsewhere."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, DownloadColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from relgraph.surfaces.cli.console import err

QUARTERS = 4
WORTH_TELLING = 1.0  # seconds after which a plain line says how long a step took


class Steps:
    """Shows the steps of the local Neo4j, one at a time; it is its `Progress`."""

    def __init__(self) -> None:
        self._console = err()
        self._shown: _Live | _Lines | None = None

    def start(self, label: str, total: int | None) -> None:
        """A step begins; `total` is in bytes, None when nobody knows how long it takes."""
        self.done()
        self._shown = _Live(label, total) if self._console.is_terminal else _Lines(label, total)

    def advance(self, amount: int) -> None:
        """So many bytes more."""
        if self._shown:
            self._shown.advance(amount)

    def done(self) -> None:
        """The step is over."""
        if self._shown:
            self._shown.done()
            self._shown = None


@contextmanager
def step(label: str) -> Iterator[None]:
    """Show that something goes on for the length of the block."""
    steps = Steps()
    steps.start(label, None)
    try:
        yield
    finally:
        steps.done()


class _Live:
    """A bar, or a spinner where the end is unknown; it is gone when the step is over."""

    def __init__(self, label: str, total: int | None) -> None:
        sized = (BarColumn(), DownloadColumn()) if total else ()
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            *sized,
            TimeElapsedColumn(),
            console=err(),
            transient=True,
        )
        self._task: TaskID = self._progress.add_task(label, total=total)
        self._progress.start()

    def advance(self, amount: int) -> None:
        self._progress.advance(self._task, amount)

    def done(self) -> None:
        self._progress.stop()


class _Lines:
    """A line at the beginning, one a quarter of what is known to come, and one with the time it took."""

    def __init__(self, label: str, total: int | None) -> None:
        self._label, self._total, self._so_far, self._told = label, total, 0, 0
        self._console, self._began = err(), time.monotonic()
        self._say(f"{label} ({total / 1e6:.0f} MB) …" if total else f"{label} …")

    def advance(self, amount: int) -> None:
        self._so_far += amount
        quarter = self._so_far * QUARTERS // self._total if self._total else 0
        if self._told < quarter < QUARTERS:
            self._told = quarter
            self._say(f"  {quarter * 100 // QUARTERS} %")

    def done(self) -> None:
        seconds = time.monotonic() - self._began
        if seconds >= WORTH_TELLING:
            self._say(f"  {seconds:.0f} s")

    def _say(self, line: str) -> None:
        self._console.print(line, markup=False)
