"""The source `orgchart`: a staff table of who stands under whom."""

from relgraph.connect.glance import Glance, Recognition
from relgraph.connect.orgchart.importer import SYSTEM, read
from relgraph.connect.source import Source
from relgraph.connect.tabular.recognised import Meaning, is_header_of_people, recognised

_NAMES = {Meaning.NAME, Meaning.LAST_NAME}
_MANAGERS = {Meaning.MANAGER, Meaning.MANAGER_NAME, Meaning.MANAGER_EMAIL}


def recognise(seen: Glance) -> Recognition | None:
    """A table with columns of names and of managers."""
    header = next((cells for each in seen.tables for cells in each.rows if is_header_of_people(cells)), None)
    found = recognised(header, ()) if header and not seen.members else {}
    return Recognition("staff table") if found.keys() & _NAMES and found.keys() & _MANAGERS else None


ORGCHART = Source(
    name="orgchart",
    system=SYSTEM,
    read=read,
    reads="one CSV file or Excel workbook (.xlsx) with a row for each post or person: name, manager, title, unit.",
    leaves="grades, levels, pay and other columns",
    recognise=recognise,
    alone=True,
    needs="--of ORGANIZATION",
)
