"""GraphQL: interactions, and who took part in them (method M14)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

import strawberry

from relgraph.interactions.model import Attendee, InteractionCard
from relgraph.interactions.service import find_cards
from relgraph.kinds import interaction, participation
from relgraph.kinds.interaction import INTERACTIONS
from relgraph.kinds.participation import PARTICIPATIONS
from relgraph.surfaces.graphql.arguments import After, AsOf, First, by_id, day
from relgraph.surfaces.graphql.choices import (
    FilterInput,
    OrderInput,
    chosen_page,
    filter_asked,
    order_asked,
    read_filter,
)
from relgraph.surfaces.graphql.connections import Connection
from relgraph.surfaces.graphql.ids import GivenIds
from relgraph.surfaces.graphql.kinds import shows
from relgraph.surfaces.graphql.nodes import Info, NodeId, Recorded, load_together


@shows(PARTICIPATIONS)
class Participation(Recorded):
    """Shows that somebody took part."""

    row: strawberry.Private[participation.Participation]

    @strawberry.field(description="Whether they were one of ours on the day of the interaction.")
    async def ours(self, info: Info) -> bool | None:
        attendee = await self._attendee(info)
        return attendee.ours if attendee else None

    @strawberry.field(
        description="The layer in which their main seat was on the day of the interaction; 1 is the top, null where "
        "none is known."
    )
    async def layer(self, info: Info) -> int | None:
        attendee = await self._attendee(info)
        return attendee.layer if attendee else None

    async def _attendee(self, info: Info) -> Attendee | None:
        async def batch(ids: list[str]) -> Sequence[InteractionCard | None]:
            found = await find_cards(info.context.graph, ids, as_of=self.day.date)
            return [found.get(id_) for id_ in ids]

        card = await load_together(info, (find_cards, self.day.date), batch, self.row.interaction)
        of = card.attendees if card else ()
        return next((attendee for attendee in of if attendee.id == self.row.person), None)


@shows(INTERACTIONS, after={"interaction_kind": "at"})
class Interaction(Recorded):
    """Shows an interaction."""

    row: strawberry.Private[interaction.Interaction]

    @strawberry.field(name="kind", description=INTERACTIONS.said("kind").shown)
    def interaction_kind(self) -> str:
        return self.row.kind


if TYPE_CHECKING:
    InteractionsWanted: TypeAlias = FilterInput | None
    InteractionsOrdered: TypeAlias = OrderInput | None
else:
    InteractionsWanted, InteractionsOrdered = filter_asked(INTERACTIONS), order_asked(INTERACTIONS)


@strawberry.type
class InteractionsQuery:
    """Root fields about interactions."""

    @strawberry.field(description="An interaction by id.")
    async def interaction(self, info: Info, id_: NodeId, as_of: AsOf = None) -> Interaction | None:
        return await by_id(info, Interaction, id_, as_of)

    @strawberry.field(
        description="What ours and others did together by the day, the newest first: with a person, with a pair "
        "(`person` and `withPerson`), with an account, a department or a layer, of a kind, in a period."
    )
    async def interactions(
        self,
        info: Info,
        *,
        wanted: InteractionsWanted = None,
        order_by: InteractionsOrdered = None,
        first: First = 25,
        after: After = None,
        as_of: AsOf = None,
    ) -> Connection[Interaction]:
        ids = GivenIds()
        read_filter(INTERACTIONS, wanted, ids)
        on = day(info, as_of, ids)
        return await chosen_page(info, INTERACTIONS, on, given=wanted, order=order_by, first=first, after=after)
