"""GraphQL: opportunities, roles, support and the power map (method M2)."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

from relgraph.kinds import opportunity
from relgraph.kinds.opportunity import OPPORTUNITIES
from relgraph.kinds.role import RoleLetter
from relgraph.kinds.support import SUPPORTS
from relgraph.powermap import model, service
from relgraph.surfaces.graphql import people as people_api
from relgraph.surfaces.graphql.arguments import After, AsOf, First, Live, by_id, day
from relgraph.surfaces.graphql.card_ties import CardTie, surroundings_of
from relgraph.surfaces.graphql.choices import (
    FilterInput,
    OrderInput,
    chosen_page,
    filter_asked,
    order_asked,
    read_filter,
)
from relgraph.surfaces.graphql.connections import Connection
from relgraph.surfaces.graphql.ids import Day, GivenIds, global_id
from relgraph.surfaces.graphql.inputs import takes
from relgraph.surfaces.graphql.kinds import PersonNode, node, shows
from relgraph.surfaces.graphql.nodes import Dated, Info, Keyed, NodeId, Recorded, load_together
from relgraph.surfaces.graphql.prices import holds
from relgraph.surfaces.graphql.recording import RecordedInput, optional
from relgraph.surfaces.graphql.support_level import SupportLevel


@shows(OPPORTUNITIES, after={"live": "stage"})
class Opportunity(Recorded):
    """Shows an opportunity."""

    row: strawberry.Private[opportunity.Opportunity]

    @strawberry.field(description="Whether it is live on the day.")
    def live(self) -> bool:
        return self.row.holds_on(self.day.date)

    @strawberry.field(description="How it ended; null on days before its end.")
    def outcome(self) -> opportunity.DealOutcome | None:
        ended = self.row.valid_to is not None and self.row.valid_to <= self.day.date
        return self.row.outcome if ended else None

    @strawberry.field(description="Its power map 权力地图: everyone with a role or an assessment.")
    async def power_map(self, info: Info) -> "PowerMap":
        return await _power_map(info, self.row.id, self.day)


@shows(SUPPORTS)
class Support(Recorded):
    """Shows an assessment."""

    @strawberry.field(description="The level of support; UNKNOWN is a state of its own.")
    def level(self) -> SupportLevel:
        return SupportLevel.of(self.row.level)


@takes(SUPPORTS)
class SupportInput(RecordedInput):
    """What is said of an assessment."""

    level: SupportLevel | None = optional("The level; null is UNKNOWN.")


@strawberry.type(description="A person on a power map: role letters, and where they stand.")
class PowerMapCard(Keyed, Dated):
    """Shows a card."""

    deal: strawberry.Private[str]
    card: strawberry.Private[model.Card]

    @strawberry.field(description="The person.")
    async def person(self, info: Info) -> PersonNode:
        return await people_api.Person.get(info, self.card.person, self.day)

    def own_id(self) -> strawberry.ID:
        """Of the deal and the person."""
        return global_id("PowerMapCard", f"{self.deal} {self.card.person}", self.day)

    @strawberry.field(description="The roles they play, the weightiest first.")
    def roles(self) -> list[RoleLetter]:
        return list(self.card.roles)

    @strawberry.field(description="Where they stand; UNKNOWN also when nobody has assessed them.")
    def support(self) -> SupportLevel:
        return SupportLevel.of(self.card.level)

    @strawberry.field(description="Day of the assessment; null without one, or where its day is unknown.")
    def assessed_on(self) -> date | None:
        return self.card.assessed_on

    @strawberry.field(
        description=f"Whether the assessment is older than {model.STALE_AFTER.days} days in a live opportunity; null "
        "without a dated assessment."
    )
    def stale(self) -> bool | None:
        return self.card.stale

    @strawberry.field(description="Whether another assessment that holds says otherwise; the newest is shown.")
    def sources_differ(self) -> bool:
        return self.card.sources_differ

    @strawberry.field(
        description="The strongest tie of any of ours to them; null when none of us is known to know them, and for our "
        "own people."
    )
    async def our_best_tie(self, info: Info) -> CardTie | None:
        return CardTie.of((await self._around(info)).ours, self.day)

    @strawberry.field(
        description="The strongest tie of anybody of a competitor to them; null when none of those is known to know "
        "them, and for competitors' own people."
    )
    async def competitor_best_tie(self, info: Info) -> CardTie | None:
        return CardTie.of((await self._around(info)).rivals, self.day)

    @strawberry.field(
        description="To whom they report by a solid line, by `externalId` the first where there are several; null "
        "where none is known."
    )
    async def manager(self, info: Info) -> PersonNode | None:
        manager = (await self._around(info)).manager
        return await people_api.Person.get(info, manager, self.day) if manager else None

    async def _around(self, info: Info) -> model.Surroundings:
        return await surroundings_of(info, self.card.person, self.day)


@strawberry.type(description="Everyone with a role or an assessment in an opportunity on the day.")
class PowerMap(Keyed, Dated):
    """Shows a power map."""

    deal: strawberry.Private[str]
    cards: list[PowerMapCard] = strawberry.field(
        description="The cards; those with the weightiest roles first.", directives=holds(50)
    )
    truncated: bool = strawberry.field(description=f"Whether more than {model.MAX_CARDS} roles or assessments exist.")

    def own_id(self) -> strawberry.ID:
        """Of the deal."""
        return global_id("PowerMap", self.deal, self.day)


async def _power_map(info: Info, deal: str, day: Day) -> PowerMap:
    async def batch(ids: list[str]) -> Sequence[model.PowerMap]:
        maps = await service.draw_power_maps(info.context.graph, ids, as_of=day.date)
        return [maps[id_] for id_ in ids]

    drawn = await load_together(info, (service.draw_power_maps, day.date), batch, deal)
    cards = [PowerMapCard(deal=deal, card=card, day=day) for card in drawn.cards]
    return PowerMap(deal=deal, day=day, cards=cards, truncated=drawn.truncated)


if TYPE_CHECKING:
    OpportunitiesWanted: TypeAlias = FilterInput | None
    OpportunitiesOrdered: TypeAlias = OrderInput | None
else:
    OpportunitiesWanted, OpportunitiesOrdered = filter_asked(OPPORTUNITIES), order_asked(OPPORTUNITIES)


AccountAsked = Annotated[
    strawberry.ID | None, strawberry.argument(description="Only this account's, by `id` or `externalId`.")
]


@strawberry.type
class PowermapQuery:
    """Root fields about opportunities."""

    @strawberry.field(description="An opportunity by id.")
    async def opportunity(self, info: Info, id_: NodeId, as_of: AsOf = None) -> Opportunity | None:
        return await by_id(info, Opportunity, id_, as_of)

    @strawberry.field(
        description="Opportunities that are live on the day or, with `live: false`, ended by it; by id unless ordered."
    )
    async def opportunities(
        self,
        info: Info,
        *,
        account: AccountAsked = None,
        live: Live = True,
        wanted: OpportunitiesWanted = None,
        order_by: OpportunitiesOrdered = None,
        first: First = 25,
        after: After = None,
        as_of: AsOf = None,
    ) -> Connection[Opportunity]:
        ids = GivenIds()
        of = ids.optional(account, "Organization", field="account")
        read_filter(OPPORTUNITIES, wanted, ids)
        on = day(info, as_of, ids)
        within: tuple[str, Recorded] | None = None
        if of is not None:
            within = "account", await node("Organization").get(info, of, on, field="account")
        return await chosen_page(
            info,
            OPPORTUNITIES,
            on,
            within,
            given=wanted,
            order=order_by,
            first=first,
            after=after,
            ended=not live,
        )
