"""GraphQL: root fields about people, and the org chart (method M1)."""

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Annotated

import strawberry

from relgraph.analyses import ORG_CHART
from relgraph.analyses.asked import OrgChartAsked
from relgraph.core.errors import InputError
from relgraph.people import model, service
from relgraph.surfaces.graphql.arguments import After, AsOf, First, by_id, check_count, day, page_size
from relgraph.surfaces.graphql.connections import Connection, children, connect
from relgraph.surfaces.graphql.ids import Day, GivenIds, after_key, global_id
from relgraph.surfaces.graphql.kinds import node
from relgraph.surfaces.graphql.limits import MAX_PAGE_SIZE
from relgraph.surfaces.graphql.nodes import Dated, Info, NodeId, named
from relgraph.surfaces.graphql.people import Person, at_a_glance
from relgraph.surfaces.graphql.prices import holds
from relgraph.surfaces.graphql.recording import optional


@strawberry.type(description="A person's place in an org chart.")
class OrgChartEntry:
    """Shows one place."""

    person: Person = strawberry.field(description="The person.")
    manager_id: strawberry.ID | None = strawberry.field(description="Opaque id of the manager; null at the top.")
    depth: int = strawberry.field(description="Levels below the top; 0 is the top.")


@strawberry.type(description="Who stands under whom by solid lines, the upper levels first.")
class OrgChart(Dated):
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
PeopleAsked = Annotated[
    list[strawberry.ID] | None,
    strawberry.argument(
        name="ids",
        description=f"These people, by `id` or `externalId`, {MAX_PAGE_SIZE} at most: in this order, whatever the day, "
        "and without `missing`.",
    ),
]


_NAMED_IN_OF = "Name it in `of`."
TopOrganization = Annotated[
    strawberry.ID | None,
    strawberry.argument(description="An organisation, by `id` or `externalId`.", deprecation_reason=_NAMED_IN_OF),
]
TopUnit = Annotated[
    strawberry.ID | None,
    strawberry.argument(description="A unit, by `id` or `externalId`.", deprecation_reason=_NAMED_IN_OF),
]
TopPerson = Annotated[
    strawberry.ID | None,
    strawberry.argument(description="The person at the top, by `id` or `externalId`.", deprecation_reason=_NAMED_IN_OF),
]


@strawberry.input(description="Whose org chart: one of these.", one_of=True)
class OrgChartTopInput:
    """Names the top; GraphQL makes sure that exactly one is given."""

    organization: strawberry.ID | None = optional("Everyone at this organisation, by `id` or `externalId`.")
    unit: strawberry.ID | None = optional("Everyone in this unit and its parts, by `id` or `externalId`.")
    person: strawberry.ID | None = optional("This person, by `id` or `externalId`, and all below them.")


OfTop = Annotated[OrgChartTopInput | None, strawberry.argument(description="Whose; it must be named.")]
MaxDepth = Annotated[
    int, strawberry.argument(description=f"Levels below the top: 0 for the top alone, at most {model.MAX_LEVELS}.")
]


@strawberry.type
class PeopleQuery:
    """Root fields about people."""

    @strawberry.field(description="A person by id.")
    async def person(self, info: Info, id_: NodeId, as_of: AsOf = None) -> Person | None:
        return await by_id(info, Person, id_, as_of)

    @strawberry.field(
        description="People who exist on the day, by id: those at an organisation, in a unit itself, or all; or those "
        "who are named."
    )
    async def people(
        self,
        info: Info,
        *,
        organization: OrganizationAsked = None,
        unit: UnitAsked = None,
        named_ids: PeopleAsked = None,
        first: First = 25,
        after: After = None,
        as_of: AsOf = None,
    ) -> Connection[Person]:
        ids = GivenIds()
        at = ids.optional(organization, "Organization", field="organization")
        within = ids.optional(unit, "Unit", field="unit")
        if at is not None and within is not None:
            raise InputError("Two places are named.", field="unit", remedy="Name an organization or a unit.")
        if named_ids is not None:
            if at is not None or within is not None:
                raise InputError("People and a place are named.", field="ids", remedy="Give ids or a place.")
            return await _named(info, named_ids, ids, first=first, after=after, as_of=as_of)
        on = day(info, as_of, ids)
        if at is not None:
            place = await node("Organization").get(info, at, on, field="organization")
            return await children(info, place, service.list_people_of_organizations, Person, first=first, after=after)
        if within is not None:
            part = await node("Unit").get(info, within, on, field="unit")
            return await children(info, part, service.list_people_of_units, Person, first=first, after=after)
        limit = page_size(first) + 1
        rows = await service.list_people(info.context.graph, as_of=on.date, after=after_key(after, on), limit=limit)
        return connect(rows, Person, on, first, after)

    @strawberry.field(description=ORG_CHART.words.en)
    async def org_chart(
        self,
        info: Info,
        *,
        of: OfTop = None,
        organization: TopOrganization = None,
        unit: TopUnit = None,
        person: TopPerson = None,
        max_depth: MaxDepth = model.MAX_LEVELS,
        as_of: AsOf = None,
    ) -> OrgChart:
        ids = GivenIds()
        told = {"organization": organization, "unit": unit, "person": person}
        if of is not None and any(told.values()):
            raise InputError("The top is named twice.", field="of", remedy="Leave out what is not in `of`.")
        paths = {name: f"of.{name}" if of else name for name in told}
        top = {
            name: ids.optional(value, name.capitalize(), field=paths[name])
            for name, value in (vars(of) if of else told).items()
        }
        on = day(info, as_of, ids)
        with named(paths):
            chart = await info.context.run(ORG_CHART, OrgChartAsked(**top, as_of=on.date, max_depth=max_depth))
        entries = [_entry(info, entry, on) for entry in chart.entries]
        return OrgChart(day=on, entries=entries, truncated=chart.truncated)


async def _named(
    info: Info, given: Sequence[str], ids: GivenIds, *, first: int, after: str | None, as_of: date | None
) -> Connection[Person]:
    """A page of the people with these ids, in their order."""
    check_count(given)
    wanted = dict(zip(ids.all(given, "Person", field="ids"), given, strict=True))
    on = day(info, as_of, ids)
    limit, key = page_size(first) + 1, after_key(after, on)
    found = await asyncio.gather(*(Person.load(info, id_, on) for id_ in wanted))
    rows = [person.row for person in found if person]
    ranks = [row.rank for row in rows]
    if key and key not in ranks:
        raise InputError(
            "That is no cursor of these people.", field="after", remedy="Give one of a list of the same ids."
        )
    begin = ranks.index(key) + 1 if key else 0
    page = connect(rows[begin : begin + limit], Person, on, first, after)
    page.missing = [strawberry.ID(text) for text, person in zip(wanted.values(), found, strict=True) if person is None]
    return page


def _entry(info: Info, entry: model.OrgChartEntry, day: Day) -> OrgChartEntry:
    manager = global_id("Person", entry.manager, day) if entry.manager else None
    return OrgChartEntry(person=at_a_glance(info, entry.person, day), manager_id=manager, depth=entry.depth)
