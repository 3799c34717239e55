"""GraphQL: people, their seats and reporting lines (method M1)."""

from datetime import date
from typing import ClassVar, Self

import strawberry

from relgraph.accounts import api as accounts_api
from relgraph.accounts import service as accounts_service
from relgraph.accounts.model import OrganizationKind
from relgraph.api.arguments import After, First
from relgraph.api.connections import Connection, children
from relgraph.api.lazy import (
    LazyAsk,
    LazyFriction,
    LazyInfluence,
    LazyKeyContact,
    LazyOrganization,
    LazyOwnership,
    LazyRole,
    LazySupport,
    LazyTie,
    LazyUnit,
)
from relgraph.api.nodes import Info, Recorded, global_id
from relgraph.asks import api as asks_api
from relgraph.asks import service as asks_service
from relgraph.people import model, service
from relgraph.powermap import api as powermap_api
from relgraph.powermap import service as powermap_service
from relgraph.record.kind import Kind
from relgraph.ties import api as ties_api
from relgraph.ties import service as ties_service


@strawberry.type(description="A human being: one person, whatever seats they hold over time.")
class Person(Recorded):
    """Shows a person."""

    kind: ClassVar[Kind[model.Person]] = service.PEOPLE
    row: strawberry.Private[model.Person]

    name: str = strawberry.field(description="The name.")
    english_name: str | None = strawberry.field(description="The name in Latin script.")
    aliases: list[str] = strawberry.field(description="Other names.")
    declines_introductions: bool | None = strawberry.field(
        description="Whether they have asked not to be used as a way to others; null is unknown, which forbids nothing."
    )

    @strawberry.field(description="The seats they hold.")
    async def positions(self, info: Info, first: First = 25, after: After = None) -> Connection["Position"]:
        return await children(info, self, service.list_positions, Position, first=first, after=after)

    @strawberry.field(
        description="Their main seat: the primary one, else that of the highest layer; null without seats."
    )
    async def primary_position(self, info: Info) -> "Position | None":
        seats = await children(info, self, service.list_positions, Position, first=MAX_SEATS, after=None)
        seat = model.main_seat([edge.node.row for edge in seats.edges])
        return Position.of(seat, self.as_of) if seat else None

    @strawberry.field(description="The lines on which they report to managers, solid and dotted.")
    async def managers(self, info: Info, first: First = 25, after: After = None) -> Connection["ReportingLine"]:
        return await children(info, self, service.list_managers, ReportingLine, first=first, after=after)

    @strawberry.field(description="The lines on which others report to them, solid and dotted.")
    async def reports(self, info: Info, first: First = 25, after: After = None) -> Connection["ReportingLine"]:
        return await children(info, self, service.list_reports, ReportingLine, first=first, after=after)

    @strawberry.field(description="Whom they know: the strongest ties first, those of unknown strength last.")
    async def ties(self, info: Info, first: First = 25, after: After = None) -> Connection[LazyTie]:
        return await children(info, self, ties_service.list_ties, ties_api.Tie, first=first, after=after)

    @strawberry.field(description="Whom they sway.")
    async def influences(self, info: Info, first: First = 25, after: After = None) -> Connection[LazyInfluence]:
        return await children(info, self, ties_service.list_influences, ties_api.Influence, first=first, after=after)

    @strawberry.field(description="Who sways them.")
    async def influenced_by(self, info: Info, first: First = 25, after: After = None) -> Connection[LazyInfluence]:
        return await children(info, self, ties_service.list_influences_on, ties_api.Influence, first=first, after=after)

    @strawberry.field(description="With whom they are at odds.")
    async def frictions(self, info: Info, first: First = 25, after: After = None) -> Connection[LazyFriction]:
        return await children(info, self, ties_service.list_frictions, ties_api.Friction, first=first, after=after)

    @strawberry.field(description="The roles they play in opportunities.")
    async def roles(self, info: Info, first: First = 25, after: After = None) -> Connection[LazyRole]:
        return await children(info, self, powermap_service.list_roles, powermap_api.Role, first=first, after=after)

    @strawberry.field(description="Where they stand in opportunities.")
    async def supports(self, info: Info, first: First = 25, after: After = None) -> Connection[LazySupport]:
        return await children(
            info, self, powermap_service.list_supports, powermap_api.Support, first=first, after=after
        )

    @strawberry.field(description="Who of ours answers for the relationship with them.")
    async def owners(self, info: Info, first: First = 25, after: After = None) -> Connection[LazyOwnership]:
        return await children(
            info, self, accounts_service.list_owners, accounts_api.Ownership, first=first, after=after
        )

    @strawberry.field(description="For the relationship with whom they answer, when they are one of ours.")
    async def owned_contacts(self, info: Info, first: First = 25, after: After = None) -> Connection[LazyOwnership]:
        return await children(
            info, self, accounts_service.list_owned_contacts, accounts_api.Ownership, first=first, after=after
        )

    @strawberry.field(description="Their entries in the register of key contacts.")
    async def key_contact_of(self, info: Info, first: First = 25, after: After = None) -> Connection[LazyKeyContact]:
        return await children(
            info, self, accounts_service.list_registrations, accounts_api.KeyContact, first=first, after=after
        )

    @strawberry.field(description="What is asked of them and still open; too much at a time exhausts the credit.")
    async def asks(self, info: Info, first: First = 25, after: After = None) -> Connection[LazyAsk]:
        return await children(info, self, asks_service.list_asks, asks_api.Ask, first=first, after=after)

    @strawberry.field(description="What they ask of others and is still open.")
    async def asks_made(self, info: Info, first: First = 25, after: After = None) -> Connection[LazyAsk]:
        return await children(info, self, asks_service.list_asks_made, asks_api.Ask, first=first, after=after)


MAX_SEATS = 100
"""Among so many seats the main one is looked for."""


@strawberry.type(description="A seat that a person holds at an organisation, in one of its units where known.")
class Position(Recorded):
    """Shows a seat."""

    kind: ClassVar[Kind[model.Position]] = service.POSITIONS
    row: strawberry.Private[model.Position]

    title: str | None = strawberry.field(description="The title as on the card.")
    english_title: str | None = strawberry.field(description="The title in English.")
    layer: int | None = strawberry.field(description="The layer of the hierarchy; 1 is the top.")
    primary: bool | None = strawberry.field(description="Whether it is the person's main seat.")

    @strawberry.field(description="Who holds it.")
    async def person(self, info: Info) -> Person:
        return await Person.get(info, self.row.person, self.as_of)

    @strawberry.field(description="The organisation.")
    async def organization(self, info: Info) -> LazyOrganization:
        return await accounts_api.Organization.get(info, self.row.organization, self.as_of)

    @strawberry.field(description="The unit; null where unknown.")
    async def unit(self, info: Info) -> LazyUnit | None:
        return await accounts_api.Unit.get(info, self.row.unit, self.as_of) if self.row.unit else None


@strawberry.type(description="A person reports to a manager.")
class ReportingLine(Recorded):
    """Shows a reporting line."""

    kind: ClassVar[Kind[model.ReportingLine]] = service.REPORTING_LINES
    row: strawberry.Private[model.ReportingLine]

    line: model.Line = strawberry.field(description="How firm it is.")

    @strawberry.field(description="Who reports.")
    async def person(self, info: Info) -> Person:
        return await Person.get(info, self.row.person, self.as_of)

    @strawberry.field(description="To whom.")
    async def manager(self, info: Info) -> Person:
        return await Person.get(info, self.row.manager, self.as_of)


@strawberry.type(
    description="A person at a glance on the day: the name and the main seat. Seat fields are null without one."
)
class PersonCard:
    """Shows a person as the analyses return them, without another look into the graph."""

    card: strawberry.Private[model.PersonCard]
    as_of: strawberry.Private[date]

    name: str = strawberry.field(description="The name.")
    english_name: str | None = strawberry.field(description="The name in Latin script.")
    title: str | None = strawberry.field(description="The title as on the card.")
    english_title: str | None = strawberry.field(description="The title in English.")
    layer: int | None = strawberry.field(description="The layer of the hierarchy; 1 is the top.")
    unit_name: str | None = strawberry.field(description="Name of the unit.")
    organization_name: str | None = strawberry.field(description="Name of the organisation.")
    organization_kind: OrganizationKind | None = strawberry.field(description="What the organisation is to us.")

    @strawberry.field(description="The opaque id of the person.")
    def person_id(self) -> strawberry.ID:
        return global_id("Person", self.card.id)

    @strawberry.field(description="The person's `source:id`.")
    def external_id(self) -> strawberry.ID:
        return strawberry.ID(self.card.id)

    @strawberry.field(description="The opaque id of the organisation.")
    def organization_id(self) -> strawberry.ID | None:
        return global_id("Organization", self.card.organization_id) if self.card.organization_id else None

    @strawberry.field(description="Everything about the person.")
    async def person(self, info: Info) -> Person:
        return await Person.get(info, self.card.id, self.as_of)

    @classmethod
    def of(cls, card: model.PersonCard, as_of: date) -> Self:
        """Show a card of the domain."""
        return cls(
            card=card,
            as_of=as_of,
            name=card.name,
            english_name=card.english_name,
            title=card.title,
            english_title=card.english_title,
            layer=card.layer,
            unit_name=card.unit,
            organization_name=card.organization,
            organization_kind=card.organization_kind,
        )
