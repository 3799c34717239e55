"""Texts with cells in them: `hr:{Employee No}`. Nothing is evaluated: a cell is put where its column is named."""

import re
from dataclasses import dataclass
from functools import cached_property

from relgraph.connect.naming import folded
from relgraph.connect.tabular.table import Cells

_PART = re.compile(r"\{\{|\}\}|\{([^{}]+?)(\|folded)?\}|[{}]|[^{}]+")


@dataclass(frozen=True)
class _Column:
    name: str
    folded: bool

    def of(self, cells: Cells) -> str:
        cell = cells.get(self.name, "")
        return folded(cell) if self.folded else cell


@dataclass(frozen=True)
class Template:
    """A text in which columns stand in braces; `{Company|folded}` is without regard to case, width and blanks.

    Braces of the text itself are written twice. Raises ValueError for a brace alone.
    """

    text: str

    def __post_init__(self) -> None:
        if any(match[0] in ("{", "}") for match in _PART.finditer(self.text)):
            raise ValueError(f"a brace stands alone in '{self.text}'")

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns in it, each once."""
        return tuple(dict.fromkeys(part.name for part in self._parts if isinstance(part, _Column)))

    def said(self, cells: Cells) -> str | None:
        """The text with what the cells hold; None where it has columns, and all of them are empty."""
        if self.columns and not any(column in cells for column in self.columns):
            return None
        return " ".join(self._made(cells).split()) or None

    def whole(self, cells: Cells) -> str | None:
        """The same; None where one of the cells is empty, as ids need all of them."""
        return self._made(cells) if all(column in cells for column in self.columns) else None

    @cached_property
    def _parts(self) -> tuple[str | _Column, ...]:
        return tuple(_part(match) for match in _PART.finditer(self.text))

    def _made(self, cells: Cells) -> str:
        return "".join(part.of(cells) if isinstance(part, _Column) else part for part in self._parts)


def _part(match: re.Match[str]) -> str | _Column:
    if match[1]:
        return _Column(" ".join(match[1].split()), folded=bool(match[2]))
    return {"{{": "{", "}}": "}"}.get(match[0], match[0])
