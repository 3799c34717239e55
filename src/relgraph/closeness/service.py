"""Tell how close the key contacts of an account are to us, and how far they back us."""

from datetime import date

from relgraph.closeness.model import (
    AccountRelationships,
    AssessedLevel,
    ContactRelationship,
    RatedContact,
    quadrant_of,
)
from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.playbook.relationship import Relationship
from relgraph.record.fields import EntityKind
from relgraph.record.service import require

FIND_RELATIONSHIPS = Query("closeness/find_relationships", RatedContact)


async def find_relationships(
    reader: Reader, account: str, *, limits: Relationship, as_of: date, limit: int
) -> AccountRelationships:
    """The key contacts of an account on a day with closeness, support and quadrant. Raises NotFoundError."""
    await require(reader, EntityKind.ORGANIZATION, [account], field="account")
    found = await reader.fetch(FIND_RELATIONSHIPS, account=account, as_of=as_of, limit=limit + 1)
    contacts = [_told(contact, limits, as_of) for contact in found[:limit]]
    return AccountRelationships(as_of=as_of, contacts=contacts, truncated=len(found) > limit)


def _told(contact: RatedContact, limits: Relationship, day: date) -> ContactRelationship:
    closeness, support = AssessedLevel.of(contact.closeness, day), AssessedLevel.of(contact.support, day)
    levels = closeness.level if closeness else None, support.level if support else None
    return ContactRelationship(
        person=contact.person,
        position_class=contact.position_class,
        closeness=closeness,
        support=support,
        quadrant=quadrant_of(*levels, limits),
    )
