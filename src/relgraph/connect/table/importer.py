"""Any table into the graph, by a mapping (docs/import.md#table)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from relgraph.connect.loading.spool import Spool, spooled
from relgraph.connect.source import Given
from relgraph.connect.table.checks import check_columns, read_mapping
from relgraph.connect.table.mapping import Sheet, TableMapping
from relgraph.connect.table.telling import Names, Telling
from relgraph.connect.tabular.days import DateOrder, order_in
from relgraph.connect.tabular.sheets import header_of, rows_of
from relgraph.connect.tabular.table import TextTable
from relgraph.core.errors import InputError
from relgraph.core.marked import Marked
from relgraph.kinds import KINDS
from relgraph.record.fields import plain_type

_ORDERS = {DateOrder.DAY_FIRST: "the day", DateOrder.MONTH_FIRST: "the month", DateOrder.YEAR_FIRST: "the year"}


def read(path: Path, given: Given, spool: Spool) -> None:
    """Read a table. Raises InputError for a mapping that does not fit it."""
    if given.mapping is None:
        raise InputError(
            "What the columns mean has to be told.",
            remedy=f"Run: relgraph import table {path} --propose > mapping.yaml, then add --mapping mapping.yaml.",
        )
    mapping, marked = read_mapping(given.mapping)
    spool.system = mapping.system
    parts = [_Part.of(path, given, mapping, marked, name) for name, _ in mapping.parts]
    names, order, found_out = Names(), given.dates or mapping.dates, False
    if any(part.has_names for part in parts) or (order is None and any(part.days for part in parts)):
        with spooled() as looked:
            found = order_in(cell for part in parts for cell in part.look(looked, names))
        order, found_out = order or found, order is None and found is not None
    for part in parts:
        before = spool.files
        telling = Telling(part.sheet, names, order)
        for row, cells in rows_of(part.table, spool, path, part.name):
            telling.tell(row, cells)
        if order and found_out and part.days and spool.files > before:
            spool.note(spool.files, f"{_ORDERS[order]} comes first in days of numbers")


@dataclass(frozen=True)
class _Part:
    """A sheet, or a text file, and how it is read."""

    path: Path
    name: str | None
    sheet: Sheet
    table: TextTable

    @classmethod
    def of(cls, path: Path, given: Given, mapping: TableMapping, marked: Marked, name: str | None) -> "_Part":
        """The header is the first row that has all the columns, or the first of all, which then lacks some."""
        sheet = dict(mapping.parts)[name]
        wanted = sheet.columns

        def is_header(cells: Sequence[str]) -> bool:
            return wanted <= {" ".join(cell.split()) for cell in cells}

        table = TextTable(given.told_by(mapping.system, path), given.encoding, mapping.nulls, is_header)
        try:
            header_of(table, path, name)
        except InputError:
            check_columns(mapping, marked, name, header_of(TextTable("", given.encoding), path, name))
            raise
        return cls(path, name, sheet, table)

    @property
    def days(self) -> set[str]:
        """The columns that tell days."""
        return {
            column
            for thing in self.sheet.tells.values()
            for name, of in thing.fields.items()
            if plain_type(KINDS[thing.noun].model.model_fields[name].annotation) is date
            for column in of.columns
        }

    @property
    def has_names(self) -> bool:
        """Whether people are meant by their names."""
        return any(of.by_name for thing in self.sheet.tells.values() for of in thing.fields.values())

    def look(self, spool: Spool, names: Names) -> Iterator[str]:
        """Read all once, keep the names of people, and give back the cells of days."""
        telling, days = Telling(self.sheet, names, None), self.days
        for _, cells in rows_of(self.table, spool, self.path, self.name):
            telling.people(cells)
            yield from (cells[column] for column in days if column in cells)
