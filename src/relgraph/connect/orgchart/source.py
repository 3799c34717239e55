"""The source `orgchart`: a staff table of who stands under whom."""

from relgraph.connect.orgchart.importer import SYSTEM, read
from relgraph.connect.source import Source

ORGCHART = Source(
    name="orgchart",
    system=SYSTEM,
    read=read,
    reads="one CSV file or Excel workbook (.xlsx) with a row for each post or person: name, manager, title, unit.",
    leaves="grades, levels, pay and other columns",
)
