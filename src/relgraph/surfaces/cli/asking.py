"""Questions that a command asks on a terminal; elsewhere answers are given as options."""

import sys
from collections.abc import Callable
from typing import TypeVar

import typer

from relgraph.core.errors import InputError
from relgraph.surfaces.cli.failures import report

T = TypeVar("T")


class Asking:
    """Asks on a terminal; nowhere else, and not where somebody said yes to all."""

    def __init__(self, *, yes: bool) -> None:
        self.yes = yes
        self.asks = not yes and sys.stdin.isatty()

    def text(self, question: str, take: Callable[[str], T], *, empty: bool = False) -> T:
        """What somebody types, as `take` has it; asked again while it raises InputError. `empty`: it may be nothing."""
        while True:
            default = "" if empty else None
            said = str(typer.prompt(question, default=default, show_default=False, err=True)).strip()
            try:
                return take(said)
            except InputError as error:
                report(error)

    def agreed(self, question: str) -> bool:
        """Whether somebody says yes, now or to all beforehand."""
        return self.yes or typer.confirm(question, default=True, err=True)
