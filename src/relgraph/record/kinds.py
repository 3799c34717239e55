"""Everything that can be recorded, in the order in which an import loads it: what is referred to comes first."""

from relgraph.accounts.service import KEY_CONTACTS, ORGANIZATIONS, OWNERSHIPS, UNITS
from relgraph.asks.service import ASKS
from relgraph.people.service import PEOPLE, POSITIONS, REPORTING_LINES
from relgraph.powermap.service import OPPORTUNITIES, ROLES, SUPPORTS
from relgraph.record.kind import Kind
from relgraph.record.model import Recorded
from relgraph.ties.service import FRICTIONS, INFLUENCES, TIES

KINDS: tuple[Kind[Recorded], ...] = (
    ORGANIZATIONS,
    UNITS,
    PEOPLE,
    OPPORTUNITIES,
    POSITIONS,
    REPORTING_LINES,
    INFLUENCES,
    TIES,
    FRICTIONS,
    ROLES,
    SUPPORTS,
    OWNERSHIPS,
    KEY_CONTACTS,
    ASKS,
)
