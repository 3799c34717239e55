"""Everything that can be recorded: one file a kind (docs/model.md)."""

from relgraph.kinds.ask import ASKS
from relgraph.kinds.assessment import ASSESSMENTS
from relgraph.kinds.commitment import COMMITMENTS
from relgraph.kinds.friction import FRICTIONS
from relgraph.kinds.identifier import IDENTIFIERS
from relgraph.kinds.influence import INFLUENCES
from relgraph.kinds.interaction import INTERACTIONS
from relgraph.kinds.key_contact import KEY_CONTACTS
from relgraph.kinds.news import CONFIRMATIONS, NEWS
from relgraph.kinds.opportunity import OPPORTUNITIES
from relgraph.kinds.organization import ORGANIZATIONS
from relgraph.kinds.ownership import OWNERSHIPS
from relgraph.kinds.participation import PARTICIPATIONS
from relgraph.kinds.person import PEOPLE
from relgraph.kinds.position import POSITIONS
from relgraph.kinds.relationship_assessment import RELATIONSHIP_ASSESSMENTS
from relgraph.kinds.reporting_line import REPORTING_LINES
from relgraph.kinds.role import ROLES
from relgraph.kinds.sponsorship import SPONSORSHIPS
from relgraph.kinds.support import SUPPORTS
from relgraph.kinds.tie import TIES
from relgraph.kinds.tier_assessment import TIER_ASSESSMENTS
from relgraph.kinds.unit import UNITS
from relgraph.record.kinds import Kinds

KINDS = Kinds(
    (
        ORGANIZATIONS,
        UNITS,
        PEOPLE,
        IDENTIFIERS,
        OPPORTUNITIES,
        POSITIONS,
        REPORTING_LINES,
        TIES,
        INFLUENCES,
        FRICTIONS,
        ROLES,
        SUPPORTS,
        OWNERSHIPS,
        KEY_CONTACTS,
        TIER_ASSESSMENTS,
        RELATIONSHIP_ASSESSMENTS,
        ASSESSMENTS,
        SPONSORSHIPS,
        INTERACTIONS,
        PARTICIPATIONS,
        ASKS,
        COMMITMENTS,
        NEWS,
        CONFIRMATIONS,
    )
)
