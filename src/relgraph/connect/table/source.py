"""The source `table`: any CSV or workbook, with a mapping."""

from relgraph.connect.glance import Glance, Recognition
from relgraph.connect.source import Source
from relgraph.connect.table.importer import read
from relgraph.connect.tabular.recognised import is_header_of_people, meaning_of
from relgraph.core.extras import Extra


def recognise(seen: Glance) -> Recognition | None:
    """A table of people or organisations, of whatever origin."""
    header = next((cells for each in seen.tables for cells in each.rows if is_header_of_people(cells)), None)
    if header is None or seen.members:
        return None
    return Recognition(", ".join(column for column in header if meaning_of(column)))


TABLE = Source(
    name="table",
    system="table",
    read=read,
    reads="one CSV file or Excel workbook (.xlsx), with --mapping, which says what its columns mean.",
    leaves="columns that the mapping does not name",
    extra=Extra.IMPORT,
    recognise=recognise,
    alone=True,
    needs="--mapping MAP.yaml",
)
