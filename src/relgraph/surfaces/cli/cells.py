"""How single values read in a table. Unknown is `?` or `–`, never 0."""

from collections.abc import Iterable
from datetime import date

from rich import box
from rich.table import Table
from rich.text import Text

from relgraph.kinds.organization import OrganizationKind
from relgraph.people.model import PersonCard

UNKNOWN = "?"
NONE = "–"
OURS = "我方"


def number(value: float | None, digits: int = 2) -> str:
    """A number; `?` when unknown."""
    return UNKNOWN if value is None else f"{value:.{digits}f}"


def day(value: date | None) -> str:
    """A day; `–` when there is none."""
    return NONE if value is None else value.isoformat()


def text(value: str | None) -> str:
    """A text; `–` when there is none."""
    return value or NONE


def named(name: str, english_name: str | None = None) -> str:
    """A name, with the one in Latin script where that says more."""
    return f"{name} {english_name}" if english_name and english_name != name else name


def person(card: PersonCard) -> str:
    """A person's names."""
    return named(card.name, card.english_name)


def ours(card: PersonCard) -> str:
    """A person's names, marked when they are one of ours."""
    return f"{OURS} {person(card)}" if card.organization_kind is OrganizationKind.VENDOR else person(card)


def seat(card: PersonCard) -> str:
    """What a person is and where, as far as known."""
    return joined([card.title or card.english_title, card.unit])


def joined(parts: Iterable[str | None]) -> str:
    """The parts that are known."""
    return " · ".join(part for part in parts if part) or NONE


def heading(*parts: str | tuple[str, str]) -> Text:
    """A line above a table; plain data, never markup."""
    return Text.assemble(*parts)


def grid(*columns: str, right: Iterable[str] = (), whole: Iterable[str] = ()) -> Table:
    """An empty table in the house style; columns in `right` hold numbers, those in `whole` what must not be broken."""
    numbers, unbroken = set(right), {*right, *whole}
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for column in columns:
        table.add_column(
            column, justify="right" if column in numbers else "left", no_wrap=column in unbroken, overflow="fold"
        )
    return table


def row(table: Table, *cells: str | Text) -> None:
    """Add a row of plain data: a name may hold brackets, which rich would take for markup."""
    table.add_row(*(cell if isinstance(cell, Text) else Text(cell) for cell in cells))
