"""The source `table`: any CSV or workbook, with a mapping."""

from relgraph.connect.source import Source
from relgraph.connect.table.importer import read
from relgraph.core.extras import Extra

TABLE = Source(
    name="table",
    system="table",
    read=read,
    reads="one CSV file or Excel workbook (.xlsx), with --mapping, which says what its columns mean.",
    leaves="columns that the mapping does not name",
    extra=Extra.IMPORT,
)
