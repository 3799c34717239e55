"""GraphQL: how close key contacts are to us, and how far they back us (method M6)."""

from datetime import date
from typing import Annotated

import strawberry

from relgraph.analyses.asked import ClosenessAsked
from relgraph.analyses.contacts import CLOSENESS
from relgraph.closeness import model
from relgraph.closeness.model import Quadrant
from relgraph.kinds.key_contact import PositionClass
from relgraph.surfaces.graphql.arguments import AsOf, First, day, page_size
from relgraph.surfaces.graphql.enums import expose
from relgraph.surfaces.graphql.ids import Day, GivenIds
from relgraph.surfaces.graphql.kinds import PersonNode, node
from relgraph.surfaces.graphql.nodes import Dated, Info
from relgraph.surfaces.graphql.people import Person, at_a_glance
from relgraph.surfaces.graphql.prices import costs, holds

expose(
    Quadrant,
    "What closeness and support of a contact mean together (method M6).",
    LIKELY_SUPPORT="Both are high: their support is likely, not certain.",
    NONE_TO_EXPECT="Both are low: no support is to be expected.",
    BARELY_KNOWN="High support, low closeness: they may turn when a rival appears.",
    FRIENDLY_WITHOUT_BACKING="High closeness, low support: ours misread where they stand or what they need.",
    NEUTRAL="One of the two is neither high nor low.",
    UNKNOWN="One of the two is unknown.",
)


@strawberry.type(description="A level from -3 to 3 as ours assessed it last; 0 is the middle, and not unknown.")
class AssessedLevel:
    """Shows the level that counts, and between what all raters are."""

    day: strawberry.Private[Day]
    rater_id: strawberry.Private[str]

    level: int = strawberry.field(description="The level that counts: the newest.")
    assessed: date | None = strawberry.field(description="The day of the assessment; null where it is unknown.")
    age_days: int | None = strawberry.field(description="How many days old it is; null where its day is unknown.")
    lowest: int = strawberry.field(description="The lowest level that any rater holds now.")
    highest: int = strawberry.field(description="The highest; raters differ where it is not the lowest.")

    @strawberry.field(description="Who of ours assessed it.")
    async def rater(self, info: Info) -> PersonNode:
        return await node("Person").get(info, self.rater_id, self.day)


@strawberry.type(description="How close a registered key contact is to us and how far they back us, whatever the deal.")
class ContactRelationship:
    """Shows a key contact."""

    person: Person = strawberry.field(description="The contact.")
    position_class: PositionClass | None = strawberry.field(description="How much the seat weighs; null is unknown.")
    closeness: AssessedLevel | None = strawberry.field(description="How close; null: nobody has said.")
    support: AssessedLevel | None = strawberry.field(description="How far they back us; null: nobody has said.")
    quadrant: Quadrant = strawberry.field(description="What the two mean together.")


@strawberry.type(description="The registered key contacts of an account, those whose seat weighs most first.")
class AccountRelationships(Dated):
    """Shows the first of them."""

    contacts: list[ContactRelationship] = strawberry.field(description="The key contacts.", directives=holds(25))
    truncated: bool = strawberry.field(description="Whether there are more than were asked for.")


AccountAsked = Annotated[strawberry.ID, strawberry.argument(description="The account, by `id` or `externalId`.")]


@strawberry.type
class ClosenessQuery:
    """The root field about closeness and support."""

    @strawberry.field(description=CLOSENESS.words.en, directives=costs(CLOSENESS.price))
    async def closeness(
        self, info: Info, *, account: AccountAsked, first: First = 25, as_of: AsOf = None
    ) -> AccountRelationships:
        ids = GivenIds()
        id_ = ids.one(account, "Organization", field="account")
        on = day(info, as_of, ids)
        asked = ClosenessAsked(account=id_, as_of=on.date, limit=page_size(first))
        found = await info.context.run(CLOSENESS, asked)
        contacts = [_contact(info, contact, on) for contact in found.contacts]
        return AccountRelationships(day=on, contacts=contacts, truncated=found.truncated)


def _contact(info: Info, contact: model.ContactRelationship, on: Day) -> ContactRelationship:
    return ContactRelationship(
        person=at_a_glance(info, contact.person, on),
        position_class=contact.position_class,
        closeness=assessed_level(contact.closeness, on),
        support=assessed_level(contact.support, on),
        quadrant=contact.quadrant,
    )


def assessed_level(held: model.AssessedLevel | None, on: Day) -> AssessedLevel | None:
    """Show a level of the domain; None is unknown."""
    if held is None:
        return None
    return AssessedLevel(
        day=on,
        rater_id=held.rater.id,
        level=held.level,
        assessed=held.assessed,
        age_days=held.age_days,
        lowest=held.lowest,
        highest=held.highest,
    )
