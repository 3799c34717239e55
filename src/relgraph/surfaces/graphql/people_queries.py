"""GraphQL: root fields about people, and the org chart (method M1)."""

from datetime import date
from typing import Annotated

import strawberry

from relgraph.analyses import ORG_CHART
from relgraph.analyses.asked import OrgChartAsked
from relgraph.core.errors import InputError
from relgraph.people import model, service
from relgraph.surfaces.graphql.arguments import After, AsOf, First, day, page_size
from relgraph.surfaces.graphql.connections import Connection, after_key, children, connect
from relgraph.surfaces.graphql.kinds import node
from relgraph.surfaces.graphql.nodes import Info, NodeId, external_id, global_id, optional_external_id
from relgraph.surfaces.graphql.people import Person, PersonCard
from relgraph.surfaces.graphql.prices import holds


@strawberry.type(description="A person's place in an org chart.")
class OrgChartEntry:
    """Shows one place."""

    person: PersonCard = strawberry.field(description="The person.")
    manager_id: strawberry.ID | None = strawberry.field(description="Opaque id of the manager; null at the top.")
    depth: int = strawberry.field(description="Levels below the top; 0 is the top.")


@strawberry.type(description="Who stands under whom by solid lines, the upper levels first.")
class OrgChart:
    """Shows an org chart as a flat list that clients nest by `managerId`."""

    entries: list[OrgChartEntry] = strawberry.field(
        description="Everyone, with the manager's id and the depth.", directives=holds(200)
    )
    truncated: bool = strawberry.field(
        description=f"Whether people are left out: a chart holds {model.MAX_CHART} at most."
    )


OrganizationAsked = Annotated[
    strawberry.ID | None, strawberry.argument(description="An organisation, by `id` or `externalId`.")
]
UnitAsked = Annotated[strawberry.ID | None, strawberry.argument(description="A unit, by `id` or `externalId`.")]
PersonAsked = Annotated[
    strawberry.ID | None, strawberry.argument(description="The person at the top, by `id` or `externalId`.")
]
MaxDepth = Annotated[
    int, strawberry.argument(description=f"Levels below the top: 0 for the top alone, at most {model.MAX_LEVELS}.")
]


@strawberry.type
class PeopleQuery:
    """Root fields about people."""

    @strawberry.field(description="A person by id.")
    async def person(self, info: Info, id_: NodeId, as_of: AsOf = None) -> Person | None:
        return await Person.get(info, external_id(id_, "Person", field="id"), day(info, as_of), field="id")

    @strawberry.field(
        description="People who exist on the day, by id: those at an organisation, in a unit itself, or all."
    )
    async def people(
        self,
        info: Info,
        *,
        organization: OrganizationAsked = None,
        unit: UnitAsked = None,
        first: First = 25,
        after: After = None,
        as_of: AsOf = None,
    ) -> Connection[Person]:
        on = day(info, as_of)
        if organization is not None and unit is not None:
            raise InputError("Two places are named.", field="unit", remedy="Name an organization or a unit.")
        if organization is not None:
            place = await node("Organization").get(
                info, external_id(organization, "Organization", field="organization"), on, field="organization"
            )
            return await children(info, place, service.list_people_of_organizations, Person, first=first, after=after)
        if unit is not None:
            part = await node("Unit").get(info, external_id(unit, "Unit", field="unit"), on, field="unit")
            return await children(info, part, service.list_people_of_units, Person, first=first, after=after)
        limit = page_size(first) + 1
        rows = await service.list_people(info.context.graph, as_of=on, after=after_key(after), limit=limit)
        return connect(rows, Person, on, first, after)

    @strawberry.field(description=ORG_CHART.words.en)
    async def org_chart(
        self,
        info: Info,
        *,
        organization: OrganizationAsked = None,
        unit: UnitAsked = None,
        person: PersonAsked = None,
        max_depth: MaxDepth = model.MAX_LEVELS,
        as_of: AsOf = None,
    ) -> OrgChart:
        on = day(info, as_of)
        asked = OrgChartAsked(
            organization=optional_external_id(organization, "Organization", field="organization"),
            unit=optional_external_id(unit, "Unit", field="unit"),
            person=optional_external_id(person, "Person", field="person"),
            as_of=on,
            max_depth=max_depth,
        )
        chart = await info.context.run(ORG_CHART, asked)
        return OrgChart(entries=[_entry(entry, on) for entry in chart.entries], truncated=chart.truncated)


def _entry(entry: model.OrgChartEntry, as_of: date) -> OrgChartEntry:
    manager = global_id("Person", entry.manager) if entry.manager else None
    return OrgChartEntry(person=PersonCard.of(entry.person, as_of), manager_id=manager, depth=entry.depth)
