"""How long work tells its caller how far it is. The library itself prints nothing."""

from typing import Protocol


class ProgressReporter(Protocol):
    """What the CLI shows as a bar or a spinner. One step at a time; `done` is called even after a failure."""

    def start(self, label: str, total: int | None) -> None:
        """A step begins. `total` is in bytes; None when nobody knows how long it takes."""

    def advance(self, amount: int) -> None:
        """So many bytes more. May come from any thread."""

    def done(self) -> None:
        """The step is over."""


class Silent:
    """Shows nothing."""

    def start(self, label: str, total: int | None) -> None:
        """Nothing."""

    def advance(self, amount: int) -> None:
        """Nothing."""

    def done(self) -> None:
        """Nothing."""
