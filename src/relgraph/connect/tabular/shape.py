"""Tables whose columns a system names in several ways: by labels, by internal names, in other languages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from relgraph.connect.loading.spool import SourceRow, Spool
from relgraph.connect.tabular.days import DateOrder, day_of, order_in
from relgraph.connect.tabular.files import TableFile
from relgraph.connect.tabular.reader import Fault
from relgraph.connect.tabular.table import Cells, TextTable

_TRUE = frozenset({"1", "true", "yes", "y", "x", "ja", "wahr", "是"})
_YEAR = 4


def plain(text: str) -> str:
    """A name of a column, or a word of a list, without case and without what is neither letter nor digit."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


@dataclass(frozen=True)
class TableShape:
    """How a system calls a kind of table, and its columns.

    `fields`: by the name of a field how its column may be called, `plain`. `needs`: a table is of this shape where all
    fields of one of these are there; `never`: and none of these columns. `days`: fields that hold days.
    """

    name: str
    fields: Mapping[str, tuple[str, ...]]
    needs: tuple[frozenset[str], ...]
    never: frozenset[str] = frozenset()
    days: tuple[str, ...] = ()

    @cached_property
    def known(self) -> Mapping[str, str]:
        """The fields by what their columns are called."""
        return {column: name for name, columns in self.fields.items() for column in columns}

    def field_of(self, column: str) -> str | None:
        """The field that a column holds; None for one that is not read."""
        return self.known.get(plain(column))

    def readable(self, columns: Iterable[str]) -> bool:
        """Whether a table with these columns has what is needed."""
        fields = {self.field_of(column) for column in columns}
        return any(needed <= fields for needed in self.needs)

    def fits(self, columns: Sequence[str]) -> bool:
        """Whether a table with these columns is of this shape, and of no other."""
        return self.readable(columns) and not {plain(column) for column in columns} & self.never


@dataclass(slots=True)
class Entry:
    """A row of a table of some shape: its cells by fields, and what the file calls their columns."""

    row: SourceRow
    cells: Cells
    headers: Mapping[str, str]
    order: DateOrder | None = None

    def __getitem__(self, field: str) -> str | None:
        return self.cells.get(field)

    def column(self, field: str) -> str:
        """What the file calls the column of a field."""
        return self.headers.get(field, field)

    def columns(self, **fields: str) -> dict[str, str]:
        """What the file calls the columns of the fields from which those of a thing were read."""
        return {name: self.headers.get(field, field) for name, field in fields.items()}

    def is_true(self, field: str) -> bool:
        """Whether a cell says yes; an empty one does not."""
        return self.cells.get(field, "").casefold() in _TRUE

    def day(self, field: str) -> date | Fault | None:
        """The day in a cell; none where it is empty, and what is wrong with it where it is none."""
        cell = self.cells.get(field)
        if cell is None:
            return None
        return day_of(cell, self.order, self.column(field))

    def reject(self, field: str, message: str, remedy: str) -> None:
        """The row cannot be used for what stands in a field."""
        self.row.reject(Fault(self.column(field), message, remedy))


@dataclass
class ShapedTable:
    """A file of an export, and the shape that its table has."""

    file: TableFile
    shape: TableShape
    columns: tuple[str, ...]
    table: TextTable
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for column in self.columns:
            if name := self.shape.field_of(column):
                self.headers.setdefault(name, column)
        self.table = replace(self.table, known_as=self.shape.field_of)

    def entries(self, spool: Spool, given: DateOrder | None) -> Iterator[Entry]:
        """The rows that can be read. In which order days of numbers stand is found out where it is not given."""
        order = given or self._date_order()
        noted = order is None or given is not None
        for row, cells in self.table.rows(spool, self.file.path, self.file.name):
            if not noted:
                spool.note(row.file, f"days of numbers are read as {order}")
                noted = True
            yield Entry(row, cells, self.headers, order)

    def glance(self) -> Iterator[Cells]:
        """The cells of all rows, before they are told."""
        return self.table.glance(self.file.path)

    def _date_order(self) -> DateOrder | None:
        """None where the days do not tell, or begin with the year."""
        if not any(name in self.headers for name in self.shape.days):
            return None
        return order_in(self._days())

    def _days(self) -> Iterator[str]:
        for cells in self.glance():
            for name in self.shape.days:
                if day := cells.get(name):
                    if day[:_YEAR].isdigit():
                        return
                    yield day
