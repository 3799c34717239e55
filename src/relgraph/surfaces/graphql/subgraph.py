"""GraphQL: some people and all that is known among them, as a network is drawn (method M1)."""

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import strawberry

from relgraph.people.model import MAX_RELATIONS
from relgraph.people.subgraph import find_subgraph
from relgraph.record.model import Recorded as Row
from relgraph.surfaces.graphql.arguments import AsOf, day
from relgraph.surfaces.graphql.ids import GivenIds
from relgraph.surfaces.graphql.kinds import NodeOf, node
from relgraph.surfaces.graphql.limits import MAX_PAGE_SIZE
from relgraph.surfaces.graphql.nodes import Dated, Info, Recorded
from relgraph.surfaces.graphql.people import Person, load_named, read_named
from relgraph.surfaces.graphql.prices import SHARE, costs

if TYPE_CHECKING:
    TieNode: TypeAlias = Recorded
    InfluenceNode: TypeAlias = Recorded
    LineNode: TypeAlias = Recorded
else:
    TieNode, InfluenceNode, LineNode = NodeOf("Tie"), NodeOf("Influence"), NodeOf("ReportingLine")


@strawberry.type(
    description="Some people, and all ties, influences and reporting lines among them that hold on the day. Whoever is "
    "no more is told, and has none."
)
class Subgraph(Dated):
    """Shows a part of the graph."""

    people: list[Person] = strawberry.field(description="The people, in the order in which they were named, each once.")
    missing: list[strawberry.ID] = strawberry.field(
        description="Of the ids asked for, as they were given, those that nobody has."
    )
    ties: list[TieNode] = strawberry.field(
        description="Who of them know each other: the strongest first, those of unknown strength last."
    )
    influences: list[InfluenceNode] = strawberry.field(
        description="Who of them sway whom: the weightiest first, those of unknown weight last."
    )
    reporting_lines: list[LineNode] = strawberry.field(
        description="Who of them report to whom, by solid and dotted lines."
    )
    truncated: bool = strawberry.field(
        description=f"Whether some are left out: of ties, influences and lines {MAX_RELATIONS} each are told at most."
    )


PeopleOf = Annotated[
    list[strawberry.ID],
    strawberry.argument(
        description=f"The people, by `id` or `externalId`, {MAX_PAGE_SIZE} at most.", directives=costs(1)
    ),
]


@strawberry.type
class SubgraphQuery:
    """The root field of networks to draw."""

    @strawberry.field(
        description="What is known among some people, for drawing them as a network: all in one question, whatever "
        "their number.",
        directives=costs(SHARE),
    )
    async def subgraph(self, info: Info, people: PeopleOf, as_of: AsOf = None) -> Subgraph:
        ids = GivenIds()
        wanted = read_named(people, ids, "people")
        on = day(info, as_of, ids)
        (found, missing), among = await asyncio.gather(
            load_named(info, wanted, on), find_subgraph(info.context.graph, list(wanted), as_of=on.date)
        )

        def shown(name: str, rows: Iterable[Row]) -> list[Any]:
            return [node(name).of(row, on) for row in rows]

        return Subgraph(
            day=on,
            people=found,
            missing=missing,
            ties=shown("Tie", among.ties),
            influences=shown("Influence", among.influences),
            reporting_lines=shown("ReportingLine", among.reporting_lines),
            truncated=among.truncated,
        )
