"""Where the command line writes: results to stdout, everything else to stderr."""

import os
import re
import sys
from collections.abc import Iterable, Sequence
from typing import IO, TYPE_CHECKING

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from relgraph.core.plain import plain

if TYPE_CHECKING:
    from pydantic import BaseModel

_NEWER_CONTROLS = re.compile("[\x7f-\x9f]")

PLAIN_WIDTH = 100
"""Columns where no terminal says how wide it is (pipes, files, tests)."""


def out() -> Console:
    """For results."""
    return _console(sys.stdout)


def err() -> Console:
    """For progress, hints and errors."""
    return _console(sys.stderr)


def print_json(value: "BaseModel | Sequence[BaseModel]") -> None:
    """A service's answer as JSON, and nothing else."""
    from pydantic import BaseModel, TypeAdapter  # noqa: PLC0415  (slow to import, and errors need none)

    kind = type(value) if isinstance(value, BaseModel) else Sequence[BaseModel]
    # As any: the fields of each model itself, not of the common base.
    text = TypeAdapter(kind).dump_json(value, indent=2, serialize_as_any=True).decode()
    # JSON escapes only the older control characters.
    sys.stdout.write(_NEWER_CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n")


class _PlainConsole(Console):
    """Prints names that hold control characters without letting the terminal obey them."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """What to print, piece by piece."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(plain(segment.text), segment.style)


def _console(stream: IO[str]) -> Console:
    width = None if stream.isatty() or "COLUMNS" in os.environ else PLAIN_WIDTH
    # Names and titles are data: no highlighting, no :emoji: in them.
    return _PlainConsole(file=stream, width=width, highlight=False, emoji=False)
