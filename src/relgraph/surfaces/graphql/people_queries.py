"""GraphQL: root fields about people, and the org chart (method M1)."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

from relgraph.analyses import ORG_CHART
from relgraph.analyses.asked import OrgChartAsked
from relgraph.core.errors import InputError
from relgraph.kinds.person import PEOPLE
from relgraph.people import model
from relgraph.record.lists import Placed
from relgraph.surfaces.graphql.arguments import NAMED_IN_OF, After, AsOf, First, Told, by_id, day, one_of, page_size
from relgraph.surfaces.graphql.choices import (
    FilterInput,
    OrderInput,
    chosen_page,
    filter_asked,
    order_asked,
    read_filter,
)
from relgraph.surfaces.graphql.connections import Connection, connect
from relgraph.surfaces.graphql.ids import Day, GivenIds, after_key, global_id
from relgraph.surfaces.graphql.kinds import node
from relgraph.surfaces.graphql.limits import MAX_PAGE_SIZE
from relgraph.surfaces.graphql.nodes import Dated, Info, NodeId, Recorded, named
from relgraph.surfaces.graphql.people import Person, at_a_glance, load_named, read_named
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


OrganizationBefore = Annotated[
    strawberry.ID | None,
    strawberry.argument(description="An organisation, by `id` or `externalId`.", deprecation_reason=NAMED_IN_OF),
]
UnitBefore = Annotated[
    strawberry.ID | None,
    strawberry.argument(description="A unit, by `id` or `externalId`.", deprecation_reason=NAMED_IN_OF),
]
PeopleBefore = Annotated[
    list[strawberry.ID] | None,
    strawberry.argument(name="ids", description="These people.", deprecation_reason=NAMED_IN_OF),
]
TopPerson = Annotated[
    strawberry.ID | None,
    strawberry.argument(description="The person at the top, by `id` or `externalId`.", deprecation_reason=NAMED_IN_OF),
]


@strawberry.input(description="Which people to begin with: those of one of these.", one_of=True)
class PeopleOfInput:
    """Names whose people; GraphQL makes sure that exactly one is given."""

    organization: strawberry.ID | None = optional("Those with a seat there, by `id` or `externalId`.")
    unit: strawberry.ID | None = optional("Those with a seat in the unit itself, by `id` or `externalId`.")
    ids: list[strawberry.ID] | None = optional(
        f"These, by `id` or `externalId`, {MAX_PAGE_SIZE} at most: in this order, whatever the day, and without "
        "`missing`. They are neither filtered nor ordered."
    )


OfPeople = Annotated[PeopleOfInput | None, strawberry.argument(description="Of whom; everyone when left out.")]

if TYPE_CHECKING:
    PeopleWanted: TypeAlias = FilterInput | None
    PeopleOrdered: TypeAlias = OrderInput | None
else:
    PeopleWanted, PeopleOrdered = filter_asked(PEOPLE), order_asked(PEOPLE)


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
        description="People who exist on the day, by id unless ordered: those at an organisation, in a unit itself, or "
        "all; or those who are named."
    )
    async def people(
        self,
        info: Info,
        *,
        of: OfPeople = None,
        organization: OrganizationBefore = None,
        unit: UnitBefore = None,
        named_ids: PeopleBefore = None,
        wanted: PeopleWanted = None,
        order_by: PeopleOrdered = None,
        first: First = 25,
        after: After = None,
        as_of: AsOf = None,
    ) -> Connection[Person]:
        ids = GivenIds()
        told = one_of(of, {"organization": organization, "unit": unit, "ids": named_ids})
        if told and told.name == "ids":
            if wanted or order_by:
                raise InputError(
                    "People who are named are listed as they are.", field=told.path, remedy="Leave it out."
                )
            return await _named(info, told, ids, first=first, after=after, as_of=as_of)
        place = ids.one(told.value, told.name.capitalize(), field=told.path) if told else None
        read_filter(PEOPLE, wanted, ids)
        on = day(info, as_of, ids)
        within: tuple[str, Recorded] | None = None
        if told and place:
            within = told.name, await node(told.name.capitalize()).get(info, place, on, field=told.path)
        return await chosen_page(info, PEOPLE, on, within, given=wanted, order=order_by, first=first, after=after)

    @strawberry.field(description=ORG_CHART.words.en)
    async def org_chart(
        self,
        info: Info,
        *,
        of: OfTop = None,
        organization: OrganizationBefore = None,
        unit: UnitBefore = None,
        person: TopPerson = None,
        max_depth: MaxDepth = model.MAX_LEVELS,
        as_of: AsOf = None,
    ) -> OrgChart:
        ids = GivenIds()
        told = one_of(of, {"organization": organization, "unit": unit, "person": person})
        top = {told.name: ids.one(told.value, told.name.capitalize(), field=told.path)} if told else {}
        on = day(info, as_of, ids)
        with named({told.name: told.path} if told else {}):
            return await chart_of(info, top, max_depth, on)


async def chart_of(info: Info, top: Mapping[str, str], max_depth: int, on: Day) -> OrgChart:
    """The org chart below a top: an organisation, a unit or a person by id."""
    chart = await info.context.run(ORG_CHART, OrgChartAsked(**top, as_of=on.date, max_depth=max_depth))
    entries = [_entry(info, entry, on) for entry in chart.entries]
    return OrgChart(day=on, entries=entries, truncated=chart.truncated)


async def _named(
    info: Info, told: Told, ids: GivenIds, *, first: int, after: str | None, as_of: date | None
) -> Connection[Person]:
    """A page of the people with these ids, in their order."""
    wanted = read_named(told.value, ids, told.path)
    on = day(info, as_of, ids)
    limit, key = page_size(first) + 1, after_key(after, on)
    people, missing = await load_named(info, wanted, on)
    rows = [Placed(person.row.rank, person.row) for person in people]
    ranks = [row.rank for row in rows]
    if key and key not in ranks:
        raise InputError(
            "That is no cursor of these people.", field="after", remedy="Give one of a list of the same ids."
        )
    begin = ranks.index(key) + 1 if key else 0

    async def count(_info: Info) -> int:
        return len(rows)

    page = connect(rows[begin : begin + limit], Person, on, first, after, count=count)
    page.missing = missing
    return page


def _entry(info: Info, entry: model.OrgChartEntry, day: Day) -> OrgChartEntry:
    manager = global_id("Person", entry.manager, day) if entry.manager else None
    return OrgChartEntry(person=at_a_glance(info, entry.person, day), manager_id=manager, depth=entry.depth)
