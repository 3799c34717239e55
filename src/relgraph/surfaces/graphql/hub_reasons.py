"""GraphQL: why somebody is a hub, and what our own people hold (method M3)."""

from datetime import date
from typing import Self

import strawberry

from relgraph.hubs import model, reasons
from relgraph.surfaces.graphql.ids import Day, global_id
from relgraph.surfaces.graphql.kinds import PersonNode
from relgraph.surfaces.graphql.nodes import Info
from relgraph.surfaces.graphql.people import at_a_glance
from relgraph.surfaces.graphql.prices import holds
from relgraph.surfaces.graphql.support_level import SupportLevel


@strawberry.type(description="Somebody who listens, and how much.")
class HubListener:
    """Shows a listener."""

    listener: strawberry.Private[model.Listener]
    day: strawberry.Private[Day]

    weight: float | None = strawberry.field(description="The strongest known weight, 0..1; null when unknown.")

    @strawberry.field(description="Who listens.")
    def person(self, info: Info) -> PersonNode:
        return at_a_glance(info, self.listener.person, self.day)


@strawberry.type(description="A unit, or an organisation where no unit is known, in which a person has contacts.")
class BridgedPlace:
    """Shows a place that is bridged."""

    place: strawberry.Private[model.BridgedPlace]
    day: strawberry.Private[Day]

    unit_name: str | None = strawberry.field(description="Name of the unit; null when none is known.")
    organization_name: str = strawberry.field(description="Name of the organisation.")
    contacts: int = strawberry.field(description="How many of their contacts sit there.")

    @strawberry.field(description="The opaque id of the unit.")
    def unit_id(self) -> strawberry.ID | None:
        return global_id("Unit", self.place.unit_id, self.day) if self.place.unit_id else None

    @strawberry.field(description="The opaque id of the organisation.")
    def organization_id(self) -> strawberry.ID:
        return global_id("Organization", self.place.organization_id, self.day)


@strawberry.type(description="Where a person stands in a live opportunity.")
class HubSupport:
    """Shows a stance."""

    support: strawberry.Private[model.HubSupport]
    day: strawberry.Private[Day]

    @strawberry.field(description="The opaque id of the opportunity.")
    def opportunity_id(self) -> strawberry.ID:
        return global_id("Opportunity", self.support.opportunity_id, self.day)

    @strawberry.field(description="Name of the opportunity.")
    def opportunity_name(self) -> str:
        return self.support.opportunity

    @strawberry.field(description="Where they stand; UNKNOWN also when nobody has assessed them.")
    def level(self) -> SupportLevel:
        return SupportLevel.of(self.support.level)


@strawberry.type(description="The strongest tie between a person and one of ours.")
class BestTie:
    """Shows our best tie."""

    tie: strawberry.Private[model.BestTie]
    day: strawberry.Private[Day]

    strength: float | None = strawberry.field(description="How strong it is, 0..1; null when unknown.")
    last_contact: date | None = strawberry.field(description="Day of their last contact; null when unknown.")

    @strawberry.field(description="Who of ours.")
    def our_person(self, info: Info) -> PersonNode:
        return at_a_glance(info, self.tie.our, self.day)


@strawberry.type(description="Why somebody is a hub, and what that means for us.")
class HubReasons:
    """Shows reasons."""

    told: strawberry.Private[model.HubReasons]
    day: strawberry.Private[Day]

    @strawberry.field(
        description=f"Who listens to them most, at most {reasons.MOST_REASONS}; those of unknown weight last.",
        directives=holds(5),
    )
    def top_listeners(self) -> list[HubListener]:
        return [HubListener(listener=one, day=self.day, weight=one.weight) for one in self.told.listeners]

    @strawberry.field(
        description=f"The other units and organisations in which they have contacts, at most {reasons.MOST_REASONS}; "
        "most contacts first.",
        directives=holds(5),
    )
    def bridged(self) -> list[BridgedPlace]:
        return [
            BridgedPlace(
                place=one,
                day=self.day,
                unit_name=one.unit,
                organization_name=one.organization,
                contacts=one.contacts,
            )
            for one in self.told.bridged
        ]

    @strawberry.field(
        description="Where they stand in each live opportunity of the scope, by the opportunity's id.",
        directives=holds(5),
    )
    def supports(self) -> list[HubSupport]:
        return [HubSupport(support=one, day=self.day) for one in self.told.supports]

    @strawberry.field(description="Our best tie to them; null when none of us knows them.")
    def best_tie(self) -> BestTie | None:
        best = self.told.best_tie
        if best is None:
            return None
        return BestTie(tie=best, day=self.day, strength=best.strength, last_contact=best.last_contact)


@strawberry.type(description="What one of ours holds at an account.")
class HeldAccount:
    """Shows a held account."""

    held: strawberry.Private[model.HeldAccount]
    day: strawberry.Private[Day]

    contacts: int = strawberry.field(description="People there they have a tie with.")
    strength: float | None = strawberry.field(description="The strongest of these ties, 0..1; null when none is known.")
    last_contact: date | None = strawberry.field(description="Day of their last contact there; null when unknown.")
    others: int = strawberry.field(description="Colleagues who have ties there, too.")
    holds_best_tie: bool | None = strawberry.field(
        description="Whether the account's best tie to us would be lost with them; null when strengths are unknown."
    )

    @classmethod
    def of(cls, held: model.HeldAccount, day: Day) -> Self:
        """Show a held account of the domain."""
        shown = held.model_dump(include={"contacts", "strength", "last_contact", "others"})
        return cls(held=held, day=day, holds_best_tie=held.holds_best_tie, **shown)

    @strawberry.field(description="The opaque id of the account.")
    def account_id(self) -> strawberry.ID:
        return global_id("Organization", self.held.account_id, self.day)

    @strawberry.field(description="Name of the account.")
    def account_name(self) -> str:
        return self.held.account
