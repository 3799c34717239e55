"""GraphQL: the power map of an opportunity (method M2)."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import strawberry

from relgraph.analyses.asked import PowerMapAsked
from relgraph.analyses.powermap import POWER_MAP
from relgraph.kinds.role import RoleLetter
from relgraph.powermap import model, service
from relgraph.powermap.changes import changes_between
from relgraph.surfaces.graphql.arguments import AsOf, day
from relgraph.surfaces.graphql.card_ties import CardTie
from relgraph.surfaces.graphql.closeness import AssessedLevel, assessed_level
from relgraph.surfaces.graphql.ids import Day, GivenIds, global_id
from relgraph.surfaces.graphql.kinds import PersonNode, node
from relgraph.surfaces.graphql.nodes import Dated, Info, Keyed, load_together
from relgraph.surfaces.graphql.people import at_a_glance
from relgraph.surfaces.graphql.power_map_parts import (
    DrawnMap,
    GhostSeat,
    PowerMapChange,
    PowerMapChanges,
    PowerMapFriction,
    PowerMapInfluence,
    PowerMapLine,
)
from relgraph.surfaces.graphql.prices import SHARE, costs, holds
from relgraph.surfaces.graphql.support_level import SupportLevel


async def map_of(info: Info, deal: str, on: date) -> model.PowerMap:
    """The map of an opportunity on a day, drawn together with those of others."""

    async def batch(ids: list[str]) -> Sequence[model.PowerMap]:
        maps = await service.draw_power_maps(info.context.graph, ids, as_of=on)
        return [maps[id_] for id_ in ids]

    return await load_together(info, (service.draw_power_maps, on), batch, deal)


@strawberry.type(description="A person on a power map: role letters, and where they stand.")
class PowerMapCard(Keyed, Dated):
    """Shows a card."""

    drawn: strawberry.Private[DrawnMap]
    card: strawberry.Private[model.MapCard]

    @strawberry.field(description="The person.")
    def person(self, info: Info) -> PersonNode:
        return at_a_glance(info, self.card.person, self.day)

    def own_id(self) -> strawberry.ID:
        """Of the deal and the person."""
        return global_id("PowerMapCard", f"{self.drawn.map.deal.id} {self.card.person.id}", self.day)

    @strawberry.field(description="The roles they play, the weightiest first.")
    def roles(self) -> list[RoleLetter]:
        return list(self.card.roles)

    @strawberry.field(description="Where they stand; UNKNOWN also when nobody has assessed them.")
    def support(self) -> SupportLevel:
        return SupportLevel.of(self.card.level)

    @strawberry.field(description="Day of the assessment; null without one, or where its day is unknown.")
    def assessed_on(self) -> date | None:
        return self.card.assessed_on

    @strawberry.field(description="How many days old the assessment is; null where `assessedOn` is.")
    def age_days(self) -> int | None:
        return self.card.age_days

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
        description="How close they are to us in the long run, whatever the deal (method M6); null: nobody has said."
    )
    def closeness(self) -> AssessedLevel | None:
        return assessed_level(self.card.closeness, self.day)

    @strawberry.field(
        description="The strongest tie of any of ours to them; null when none of us is known to know them, and for our "
        "own people."
    )
    async def our_best_tie(self, info: Info) -> CardTie | None:
        return CardTie.of((await self.drawn.around(info, self.card.person.id)).ours, self.day)

    @strawberry.field(
        description="The strongest tie of anybody of a competitor to them; null when none of those is known to know "
        "them, and for competitors' own people."
    )
    async def competitor_best_tie(self, info: Info) -> CardTie | None:
        return CardTie.of((await self.drawn.around(info, self.card.person.id)).rivals, self.day)

    @strawberry.field(
        description="To whom they report by a solid line, by `externalId` the first where there are several; null "
        "where none is known."
    )
    async def manager(self, info: Info) -> PersonNode | None:
        return await self.drawn.person(info, self.card.managers[0]) if self.card.managers else None


Since = Annotated[date, strawberry.argument(description="A day before that of the map.")]


@strawberry.type(
    description="Everyone with a role or an assessment in an opportunity on the day, and who is above them."
)
class PowerMap(Keyed, Dated):
    """Shows a power map."""

    drawn: strawberry.Private[DrawnMap]
    truncated: bool = strawberry.field(
        description=f"Whether more than {model.MAX_CARDS} people have a role or an assessment; roles that nobody is "
        "known to hold are not told then."
    )

    def own_id(self) -> strawberry.ID:
        """Of the deal."""
        return global_id("PowerMap", self.drawn.map.deal.id, self.day)

    @strawberry.field(description="The cards; those with the weightiest roles first.", directives=holds(50))
    def cards(self) -> list[PowerMapCard]:
        return self._shown(self.drawn.map.cards)

    @strawberry.field(
        description="Those to whom they report by solid lines, up to the top, who have neither role nor assessment.",
        directives=holds(10),
    )
    def managers_above(self) -> list[PowerMapCard]:
        return self._shown(self.drawn.map.above)

    @strawberry.field(
        description="Seats that nobody is known to hold: A, D and E without anybody, and the managers of those whose "
        "manager is not known; of the top layer and of people elsewhere none is looked for.",
        directives=holds(10),
    )
    def ghost_seats(self, info: Info) -> list[GhostSeat]:
        return [
            GhostSeat(
                role=each.role, manager_of=at_a_glance(info, each.manager_of, self.day) if each.manager_of else None
            )
            for each in self.drawn.map.ghosts
        ]

    @strawberry.field(
        description="Who on it reports to whom, by solid and dotted lines.", directives=[*costs(SHARE), *holds(50)]
    )
    async def reporting_lines(self, info: Info) -> list[PowerMapLine]:
        lines = (await self.drawn.relations(info)).reporting_lines
        return [
            PowerMapLine(
                person=await self.drawn.person(info, line.person),
                manager=await self.drawn.person(info, line.manager),
                reporting_line=node("ReportingLine").of(line, self.day),
            )
            for line in lines
        ]

    @strawberry.field(
        description="Who on it sways whom: the weightiest first, of unknown weight last.",
        directives=[*costs(SHARE), *holds(50)],
    )
    async def influences(self, info: Info) -> list[PowerMapInfluence]:
        return [
            PowerMapInfluence(
                influencer=await self.drawn.person(info, each.influencer),
                influenced=await self.drawn.person(info, each.influenced),
                influence=node("Influence").of(each, self.day),
            )
            for each in (await self.drawn.relations(info)).influences
        ]

    @strawberry.field(description="Who on it is at odds with whom.", directives=[*costs(SHARE), *holds(10)])
    async def frictions(self, info: Info) -> list[PowerMapFriction]:
        return [
            PowerMapFriction(
                person_a=await self.drawn.person(info, each.person_a),
                person_b=await self.drawn.person(info, each.person_b),
                friction=node("Friction").of(each, self.day),
            )
            for each in (await self.drawn.relations(info)).frictions
        ]

    @strawberry.field(
        description="What changed on it since an earlier day: who came and left, roles, support, seats and managers.",
        directives=costs(SHARE),
    )
    async def changes(self, info: Info, since: Since) -> PowerMapChanges:
        service.check_since(since, self.day.date)
        told = changes_between(await map_of(info, self.drawn.map.deal.id, since), self.drawn.map)
        changes = [
            PowerMapChange(
                person=at_a_glance(info, each.person, self.day),
                kind=each.kind,
                before=each.before,
                after=each.after,
            )
            for each in told.changes
        ]
        return PowerMapChanges(since=since, changes=changes, truncated=told.truncated)

    def _shown(self, cards: Sequence[model.MapCard]) -> list[PowerMapCard]:
        return [PowerMapCard(day=self.day, drawn=self.drawn, card=card) for card in cards]


def shown_map(drawn: model.PowerMap, on: Day, view: service.PowerMapView | None = None) -> PowerMap:
    """A map of the domain, with what an analysis has found besides."""
    return PowerMap(day=on, drawn=DrawnMap(drawn, on, view), truncated=drawn.truncated)


DealAsked = Annotated[strawberry.ID, strawberry.argument(description="The opportunity, by `id` or `externalId`.")]


@strawberry.type
class PowerMapQuery:
    """The root field about the power map of one deal."""

    @strawberry.field(description=POWER_MAP.words.en, directives=costs(POWER_MAP.price))
    async def power_map(self, info: Info, opportunity: DealAsked, *, as_of: AsOf = None) -> PowerMap:
        ids = GivenIds()
        deal = ids.one(opportunity, "Opportunity", field="opportunity")
        on = day(info, as_of, ids)
        view = await info.context.run(POWER_MAP, PowerMapAsked(opportunity=deal, as_of=on.date))
        return shown_map(view.map, on, view)
