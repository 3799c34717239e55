"""GraphQL: organisations and units (method M1)."""

from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

from relgraph.analyses import COVERAGE, HUBS
from relgraph.core.errors import NotFoundError
from relgraph.hubs.model import HubMeasure, HubScope
from relgraph.kinds import organization
from relgraph.kinds.opportunity import OPPORTUNITIES
from relgraph.kinds.organization import ORGANIZATIONS, OrganizationKind
from relgraph.kinds.person import PEOPLE
from relgraph.kinds.unit import UNITS
from relgraph.people.model import MAX_LEVELS
from relgraph.surfaces.graphql import coverage as audit_api
from relgraph.surfaces.graphql import hubs as hubs_api
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
)
from relgraph.surfaces.graphql.balances import Balance, Days, balance_of_account
from relgraph.surfaces.graphql.choices import (
    FilterInput,
    OrderInput,
    chosen_page,
    filter_asked,
    order_asked,
    read_filter,
)
from relgraph.surfaces.graphql.connections import Answers, Connection
from relgraph.surfaces.graphql.ids import GivenIds
from relgraph.surfaces.graphql.kinds import OpportunityNode, list_field, shows
from relgraph.surfaces.graphql.nodes import Info, NodeId, Recorded
from relgraph.surfaces.graphql.opportunities import OpportunitiesOrdered, OpportunitiesWanted
from relgraph.surfaces.graphql.people_queries import MaxDepth, OrgChart, chart_of
from relgraph.surfaces.graphql.prices import LOOK, SHARE, costs
from relgraph.surfaces.graphql.recording import optional
from relgraph.surfaces.graphql.results import AuditAccountResult
from relgraph.surfaces.graphql.stats import OrganizationStats, stats_of

if TYPE_CHECKING:
    OrganizationsWanted: TypeAlias = FilterInput | None
    OrganizationsOrdered: TypeAlias = OrderInput | None
    UnitsWanted: TypeAlias = FilterInput | None
    UnitsOrdered: TypeAlias = OrderInput | None
else:
    OrganizationsWanted, OrganizationsOrdered = filter_asked(ORGANIZATIONS), order_asked(ORGANIZATIONS)
    UnitsWanted, UnitsOrdered = filter_asked(UNITS), order_asked(UNITS)


@shows(ORGANIZATIONS, after={"organization_kind": "aliases", "people": "units", "opportunities": "key_contacts"})
class Organization(Recorded):
    """Shows an organisation."""

    row: strawberry.Private[organization.Organization]

    @strawberry.field(name="kind", description="What it is to us.")
    def organization_kind(self) -> OrganizationKind:
        return self.row.kind

    people = list_field(PEOPLE, "organization", "Everyone who holds a seat there, by id unless ordered.")

    @strawberry.field(description="Its opportunities that are live on the day or, with `live: false`, ended by it.")
    async def opportunities(
        self,
        info: Info,
        *,
        live: Live = True,
        wanted: OpportunitiesWanted = None,
        order_by: OpportunitiesOrdered = None,
        first: First = 25,
        after: After = None,
    ) -> Connection[OpportunityNode]:
        return await chosen_page(
            info,
            OPPORTUNITIES,
            self.day,
            ("account", self),
            given=wanted,
            order=order_by,
            first=first,
            after=after,
            ended=not live,
        )

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

    @strawberry.field(
        description="Who stands under whom there by solid lines, the upper levels first.",
        directives=costs(LOOK),
    )
    async def org_chart(self, info: Info, max_depth: MaxDepth = MAX_LEVELS) -> OrgChart:
        return await chart_of(info, {"organization": self.row.id}, max_depth, self.day)

    @strawberry.field(description="The organisation in numbers.", directives=costs(SHARE))
    async def stats(self, info: Info) -> OrganizationStats:
        return await stats_of(info, self.row.id, self.day)

    @strawberry.field(
        description="Give and take with all who held a seat there when something was promised or asked (method M15); "
        "null for ourselves (VENDOR).",
        directives=costs(SHARE),
    )
    async def balance(self, info: Info, days: Days = None) -> Balance | None:
        return None if self.row.kind is OrganizationKind.VENDOR else await balance_of_account(info, self, days)

    @strawberry.field(description="What audits saw of it until the day, the latest first: its score after each.")
    async def audit_trend(self, info: Info, first: First = 25, after: After = None) -> Answers[AuditAccountResult]:
        return await audit_runs_api.trend_of(info, self.row.id, self.day, first=first, after=after)


@shows(UNITS, after={"people": "parts"})
class Unit(Recorded):
    """Shows a unit."""

    people = list_field(PEOPLE, "unit", "Everyone who holds a seat in the unit itself, by id unless ordered.")


KindAsked = Annotated[
    OrganizationKind | None,
    strawberry.argument(description="Only organisations of this kind; all when left out."),
]


@strawberry.input(description="Whose units: those of one of these.", one_of=True)
class UnitsOfInput:
    """Names whose; GraphQL makes sure that exactly one is given."""

    organization: strawberry.ID | None = optional("Of this organisation, on every level, by `id` or `externalId`.")
    unit: strawberry.ID | None = optional("Right below this unit, by `id` or `externalId`.")


OfUnits = Annotated[UnitsOfInput | None, strawberry.argument(description="Whose; all when left out.")]


@strawberry.type
class AccountsQuery:
    """Root fields about organisations."""

    @strawberry.field(description="Organisations that exist on the day, by id unless ordered.")
    async def organizations(
        self,
        info: Info,
        *,
        kind: KindAsked = None,
        wanted: OrganizationsWanted = None,
        order_by: OrganizationsOrdered = None,
        first: First = 25,
        after: After = None,
        as_of: AsOf = None,
    ) -> Connection[Organization]:
        on, kinds = day(info, as_of), (kind,) if kind else None
        return await chosen_page(
            info, ORGANIZATIONS, on, given=wanted, order=order_by, first=first, after=after, kinds=kinds
        )

    @strawberry.field(description="An organisation by id.")
    async def organization(self, info: Info, id_: NodeId, as_of: AsOf = None) -> Organization | None:
        return await by_id(info, Organization, id_, as_of)

    @strawberry.field(description="The customers that we manage, by id unless ordered.")
    async def accounts(
        self,
        info: Info,
        *,
        wanted: OrganizationsWanted = None,
        order_by: OrganizationsOrdered = None,
        first: First = 25,
        after: After = None,
        as_of: AsOf = None,
    ) -> Connection[Organization]:
        on, kinds = day(info, as_of), (OrganizationKind.CUSTOMER,)
        return await chosen_page(
            info, ORGANIZATIONS, on, given=wanted, order=order_by, first=first, after=after, kinds=kinds
        )

    @strawberry.field(description="A customer by id.")
    async def account(self, info: Info, id_: NodeId, as_of: AsOf = None) -> Organization | None:
        found = await by_id(info, Organization, id_, as_of)
        if found.row.kind is not OrganizationKind.CUSTOMER:
            raise NotFoundError("account", found.row.id, field="id")
        return found

    @strawberry.field(description="A unit by id.")
    async def unit(self, info: Info, id_: NodeId, as_of: AsOf = None) -> Unit | None:
        return await by_id(info, Unit, id_, as_of)

    @strawberry.field(description="Units that exist on the day, by id unless ordered: those of one thing, or all.")
    async def units(
        self,
        info: Info,
        *,
        of: OfUnits = None,
        wanted: UnitsWanted = None,
        order_by: UnitsOrdered = None,
        first: First = 25,
        after: After = None,
        as_of: AsOf = None,
    ) -> Connection[Unit]:
        ids = GivenIds()
        at = ids.optional(of.organization if of else None, "Organization", field="of.organization")
        below = ids.optional(of.unit if of else None, "Unit", field="of.unit")
        read_filter(UNITS, wanted, ids)
        on = day(info, as_of, ids)
        within: tuple[str, Recorded] | None = None
        if at:
            within = "organization", await Organization.get(info, at, on, field="of.organization")
        elif below:
            within = "parent", await Unit.get(info, below, on, field="of.unit")
        return await chosen_page(info, UNITS, on, within, given=wanted, order=order_by, first=first, after=after)
