"""All systems whose exports are imported (docs/import.md)."""

from relgraph.connect.orgchart.source import ORGCHART
from relgraph.connect.source import Source
from relgraph.connect.table.source import TABLE

SOURCES: tuple[Source, ...] = (
    TABLE,
    ORGCHART,
)
