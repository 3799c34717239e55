"""GraphQL: the hubs of an account (method M3)."""

from datetime import date
from typing import Annotated

import strawberry

from relgraph.api.arguments import AsOf, First, OrderBy, day, page_size
from relgraph.api.lazy import LazyPersonCard
from relgraph.api.nodes import Info, external_id
from relgraph.hubs import model, service
from relgraph.people import api as people_api


@strawberry.type(description="A person of an account and what makes them a hub, counted among the account's people.")
class Hub:
    """Shows a hub."""

    hub: strawberry.Private[model.Hub]
    as_of: strawberry.Private[date]

    influence: float = strawberry.field(
        description="Sum of the known weights with which others listen to them: the strongest weight per listener."
    )
    unknown_weights: int = strawberry.field(description="How many listeners of unknown weight that sum leaves out.")
    listeners: int = strawberry.field(description="People they sway directly.")
    reach: int = strawberry.field(description="People they sway in at most two steps.")
    brokerage: int = strawberry.field(
        description="Pairs of their contacts in different units or organisations who have no tie with each other."
    )
    degree: int = strawberry.field(description="People they have a tie with.")
    closeness: float = strawberry.field(
        description="Inverse of the mean distance over ties to all they can reach, scaled by how many that is, 0..1 "
        "(Wasserman-Faust)."
    )
    betweenness: float = strawberry.field(
        description="Share of the shortest chains of ties between others that run through them, 0..1 (Freeman)."
    )

    @strawberry.field(description="The person.")
    def person(self) -> LazyPersonCard:
        return people_api.PersonCard.of(self.hub.person, self.as_of)


async def hubs_of(info: Info, account: str, order_by: model.HubMeasure, first: int, as_of: date) -> list[Hub]:
    """The hubs of one account."""
    hubs = await service.find_hubs(info.context.graph, account, as_of=as_of, order_by=order_by, limit=page_size(first))
    return [Hub(hub=hub, as_of=as_of, **hub.model_dump(exclude={"person"})) for hub in hubs]


Account = Annotated[strawberry.ID, strawberry.argument(description="The account, by `id` or `externalId`.")]


@strawberry.type
class HubsQuery:
    """Root fields about hubs."""

    @strawberry.field(description="The hubs of an account, the strongest first.")
    async def hubs(
        self,
        info: Info,
        *,
        account: Account,
        order_by: OrderBy = model.HubMeasure.INFLUENCE,
        first: First = 25,
        as_of: AsOf = None,
    ) -> list[Hub]:
        return await hubs_of(
            info, external_id(account, "Organization", field="account"), order_by, first, day(info, as_of)
        )
