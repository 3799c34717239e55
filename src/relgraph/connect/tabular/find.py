"""Which files of an export hold tables that can be read, and what their shapes are."""

from collections.abc import Callable, Sequence
from pathlib import Path

from relgraph.connect.loading.spool import Spool
from relgraph.connect.source import Given
from relgraph.connect.tabular.files import table_files
from relgraph.connect.tabular.shape import ShapedTable, TableShape
from relgraph.connect.tabular.table import TextTable
from relgraph.core.errors import InputError

ShapeOf = Callable[[str, list[str]], TableShape | None]
"""The shape of a table by the name of its file and its columns; None for one that is not read."""
_NAMED_AT_MOST = 5


def find_tables(
    path: Path, given: Given, spool: Spool, *, system: str, shape_of: ShapeOf, nulls: frozenset[str] = frozenset()
) -> tuple[list[ShapedTable], list[str]]:
    """The tables of an export, and the names of files that are left.

    Raises InputError for a file that is handed over alone and is no table, and for an archive that cannot be unpacked.
    """
    tables, left = list[ShapedTable](), list[str]()
    for file in table_files(path, spool.folder, given.takes):
        table = TextTable(given.told_by(system, file.path), given.encoding, nulls)
        try:
            columns = table.columns(file.path)
        except InputError:
            if file.path == path:
                raise
            left.append(file.name)
            continue
        if shape := shape_of(file.name, columns):
            tables.append(ShapedTable(file, shape, tuple(columns), table))
        else:
            left.append(file.name)
    return tables, left


def told_of_left(left: Sequence[str]) -> str:
    """What is noted of files that are left."""
    named = ", ".join(left[:_NAMED_AT_MOST])
    more = f" and {len(left) - _NAMED_AT_MOST:,} more" if len(left) > _NAMED_AT_MOST else ""
    return f"not read: {named}{more}"
