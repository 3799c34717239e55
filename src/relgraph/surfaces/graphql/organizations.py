"""GraphQL: organisations and units (method M1)."""

from typing import Annotated

import strawberry

from relgraph.accounts import service
from relgraph.analyses import COVERAGE, HUBS
from relgraph.core.errors import NotFoundError
from relgraph.hubs.model import HubMeasure, HubScope
from relgraph.kinds import organization
from relgraph.kinds.organization import ORGANIZATIONS, OrganizationKind
from relgraph.kinds.unit import UNITS
from relgraph.people import service as people_service
from relgraph.surfaces.graphql import coverage as audit_api
from relgraph.surfaces.graphql import hubs as hubs_api
from relgraph.surfaces.graphql import opportunities as powermap_api
from relgraph.surfaces.graphql import people as people_api
from relgraph.surfaces.graphql import runs as audit_runs_api
from relgraph.surfaces.graphql.arguments import (
    After,
    AsOf,
    ColdBelow,
    First,
    Live,
    OrderBy,
    StaleDays,
    by_id,
    day,
    page_size,
)
from relgraph.surfaces.graphql.connections import Answers, Connection, children, connect
from relgraph.surfaces.graphql.ids import Day, after_key
from relgraph.surfaces.graphql.kinds import OpportunityNode, PersonNode, shows
from relgraph.surfaces.graphql.nodes import Info, NodeId, Recorded
from relgraph.surfaces.graphql.prices import costs
from relgraph.surfaces.graphql.results import AuditAccountResult


@shows(ORGANIZATIONS, after={"organization_kind": "aliases", "people": "units", "opportunities": "key_contacts"})
class Organization(Recorded):
    """Shows an organisation."""

    row: strawberry.Private[organization.Organization]

    @strawberry.field(name="kind", description="What it is to us.")
    def organization_kind(self) -> OrganizationKind:
        return self.row.kind

    @strawberry.field(description="Everyone who holds a seat there, by id.")
    async def people(self, info: Info, first: First = 25, after: After = None) -> Connection[PersonNode]:
        return await children(
            info, self, people_service.list_people_of_organizations, people_api.Person, first=first, after=after
        )

    @strawberry.field(description="Its opportunities that are live on the day or, with `live: false`, ended by it.")
    async def opportunities(
        self, info: Info, live: Live = True, first: First = 25, after: After = None
    ) -> Connection[OpportunityNode]:
        find = powermap_api.find_opportunities_of(live)
        return await children(info, self, find, powermap_api.Opportunity, first=first, after=after)

    @strawberry.field(
        description="Its hubs: the people whom others listen to, and who hold it together (method M3).",
        directives=costs(HUBS.price),
    )
    async def hubs(
        self, info: Info, *, order_by: OrderBy = HubMeasure.INFLUENCE, first: First = 25, after: After = None
    ) -> Answers[hubs_api.Hub]:
        scope = HubScope.of(account=self.row.id)
        return await hubs_api.hubs_of(info, scope, order_by, first=first, after=after, day=self.day)

    @strawberry.field(
        description="Where it is not covered, rule by rule (method M2, M4, M16); null: it is no customer.",
        directives=costs(COVERAGE.price),
    )
    async def coverage_holes(
        self, info: Info, *, cold_below: ColdBelow = None, stale_days: StaleDays = None
    ) -> audit_api.CoverageReport | None:
        if self.row.kind is not OrganizationKind.CUSTOMER:
            return None
        return await audit_api.report_on_known(
            info, self.row.id, cold_below=cold_below, stale_days=stale_days, day=self.day
        )

    @strawberry.field(description="What audits saw of it until the day, the latest first: its score after each.")
    async def audit_trend(self, info: Info, first: First = 25, after: After = None) -> Answers[AuditAccountResult]:
        return await audit_runs_api.trend_of(info, self.row.id, self.day, first=first, after=after)


@shows(UNITS, after={"people": "parts"})
class Unit(Recorded):
    """Shows a unit."""

    @strawberry.field(description="Everyone who holds a seat in the unit itself, by id.")
    async def people(self, info: Info, first: First = 25, after: After = None) -> Connection[PersonNode]:
        return await children(
            info, self, people_service.list_people_of_units, people_api.Person, first=first, after=after
        )


KindAsked = Annotated[
    OrganizationKind | None,
    strawberry.argument(description="Only organisations of this kind; all when left out."),
]


@strawberry.type
class AccountsQuery:
    """Root fields about organisations."""

    @strawberry.field(description="Organisations that exist on the day, by id.")
    async def organizations(
        self, info: Info, *, kind: KindAsked = None, first: First = 25, after: After = None, as_of: AsOf = None
    ) -> Connection[Organization]:
        return await _page(info, kind, first, after, day(info, as_of))

    @strawberry.field(description="An organisation by id.")
    async def organization(self, info: Info, id_: NodeId, as_of: AsOf = None) -> Organization | None:
        return await by_id(info, Organization, id_, as_of)

    @strawberry.field(description="The customers that we manage, by id.")
    async def accounts(
        self, info: Info, first: First = 25, after: After = None, as_of: AsOf = None
    ) -> Connection[Organization]:
        return await _page(info, OrganizationKind.CUSTOMER, first, after, day(info, as_of))

    @strawberry.field(description="A customer by id.")
    async def account(self, info: Info, id_: NodeId, as_of: AsOf = None) -> Organization | None:
        found = await by_id(info, Organization, id_, as_of)
        if found.row.kind is not OrganizationKind.CUSTOMER:
            raise NotFoundError("account", found.row.id, field="id")
        return found

    @strawberry.field(description="A unit by id.")
    async def unit(self, info: Info, id_: NodeId, as_of: AsOf = None) -> Unit | None:
        return await by_id(info, Unit, id_, as_of)


async def _page(
    info: Info, kind: OrganizationKind | None, first: int, after: str | None, on: Day
) -> Connection[Organization]:
    limit, key = page_size(first) + 1, after_key(after, on)
    rows = await service.list_organizations(info.context.graph, kind, as_of=on.date, after=key, limit=limit)
    return connect(rows, Organization, on, first, after)
