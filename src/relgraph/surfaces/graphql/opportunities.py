"""GraphQL: opportunities and support (method M2)."""

from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

from relgraph.kinds import opportunity
from relgraph.kinds.opportunity import OPPORTUNITIES
from relgraph.kinds.support import SUPPORTS
from relgraph.surfaces.graphql.arguments import After, AsOf, First, Live, by_id, day
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
from relgraph.surfaces.graphql.inputs import takes
from relgraph.surfaces.graphql.kinds import node, shows
from relgraph.surfaces.graphql.nodes import Info, NodeId, Recorded
from relgraph.surfaces.graphql.power_map import PowerMap, map_of, shown_map
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
    async def power_map(self, info: Info) -> PowerMap:
        return shown_map(await map_of(info, self.row.id, self.day.date), self.day)


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


if TYPE_CHECKING:
    OpportunitiesWanted: TypeAlias = FilterInput | None
    OpportunitiesOrdered: TypeAlias = OrderInput | None
else:
    OpportunitiesWanted, OpportunitiesOrdered = filter_asked(OPPORTUNITIES), order_asked(OPPORTUNITIES)


AccountAsked = Annotated[
    strawberry.ID | None, strawberry.argument(description="Only this account's, by `id` or `externalId`.")
]


@strawberry.type
class OpportunitiesQuery:
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
