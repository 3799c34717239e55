"""GraphQL: people (method M1)."""

from typing import Self

import strawberry

from relgraph.kinds.organization import OrganizationKind
from relgraph.kinds.person import PEOPLE
from relgraph.kinds.position import POSITIONS, main_seat
from relgraph.people import model
from relgraph.record.read import around
from relgraph.surfaces.graphql.connections import children
from relgraph.surfaces.graphql.ids import Day, global_id
from relgraph.surfaces.graphql.kinds import NodeOf, node, shows
from relgraph.surfaces.graphql.nodes import Dated, Info, Recorded

MAX_SEATS = 100
"""Among so many seats the main one is looked for."""


@shows(PEOPLE, after={"primary_position": "positions"})
class Person(Recorded):
    """Shows a person."""

    @strawberry.field(
        graphql_type=NodeOf("Position") | None,
        description="Their main seat: the primary one, else that of the highest layer; null without seats.",
    )
    async def primary_position(self, info: Info) -> Recorded | None:
        position = node("Position")
        seats = await children(info, self, around(POSITIONS, "person"), position, first=MAX_SEATS, after=None)
        seat = main_seat([edge.node.row for edge in seats.edges])
        return position.of(seat, self.day) if seat else None


@strawberry.type(
    description="A person at a glance on the day: the name and the main seat. Seat fields are null without one."
)
class PersonCard(Dated):
    """Shows a person as the analyses return them, without another look into the graph."""

    card: strawberry.Private[model.PersonCard]

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
        return global_id("Person", self.card.id, self.day)

    @strawberry.field(description="The person's `source:id`.")
    def external_id(self) -> strawberry.ID:
        return strawberry.ID(self.card.id)

    @strawberry.field(description="The opaque id of the organisation.")
    def organization_id(self) -> strawberry.ID | None:
        id_ = self.card.organization_id
        return global_id("Organization", id_, self.day) if id_ else None

    @strawberry.field(description="Everything about the person.")
    async def person(self, info: Info) -> Person:
        return await Person.get(info, self.card.id, self.day)

    @classmethod
    def of(cls, card: model.PersonCard, day: Day) -> Self:
        """Show a card of the domain."""
        return cls(
            card=card,
            day=day,
            name=card.name,
            english_name=card.english_name,
            title=card.title,
            english_title=card.english_title,
            layer=card.layer,
            unit_name=card.unit,
            organization_name=card.organization,
            organization_kind=card.organization_kind,
        )
