"""GraphQL: what is on a power map besides its cards (method M2)."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import strawberry

from relgraph.kinds.role import RoleLetter
from relgraph.people.model import PersonCard
from relgraph.powermap import model, service
from relgraph.powermap.changes import MapChangeKind
from relgraph.surfaces.graphql import people as people_api
from relgraph.surfaces.graphql.card_ties import surroundings_of
from relgraph.surfaces.graphql.enums import expose
from relgraph.surfaces.graphql.ids import Day
from relgraph.surfaces.graphql.kinds import NodeOf, PersonNode
from relgraph.surfaces.graphql.nodes import Info, Recorded, load_together
from relgraph.surfaces.graphql.people import at_a_glance
from relgraph.surfaces.graphql.prices import holds

if TYPE_CHECKING:
    InfluenceNode: TypeAlias = Recorded
    FrictionNode: TypeAlias = Recorded
    LineNode: TypeAlias = Recorded
else:
    InfluenceNode, FrictionNode, LineNode = NodeOf("Influence"), NodeOf("Friction"), NodeOf("ReportingLine")

expose(
    MapChangeKind,
    "What changed of somebody on a power map (method M2).",
    ENTERED="They came onto the map.",
    LEFT="They are on it no more.",
    ROLES="The letters of their roles.",
    SUPPORT="Where they stand: a level from -1 to 3, null is unknown.",
    SEAT="Title, unit or organisation of their main seat.",
    LAYER="The layer of their main seat.",
    MANAGER="To whom they report by solid lines.",
)


class DrawnMap:
    """A map of the domain, and what else is on it, which is loaded once it is asked for."""

    def __init__(self, drawn: model.PowerMap, day: Day, view: service.PowerMapView | None = None) -> None:
        self.map = drawn
        self.day = day
        self._relations = view.relations if view else None
        around = {each.person: each for each in view.surroundings} if view else None
        self._around: Mapping[str, model.Surroundings] | None = around

    @cached_property
    def people(self) -> Mapping[str, PersonCard]:
        """Everyone on it by id."""
        return {card.person.id: card.person for card in (*self.map.cards, *self.map.above)}

    async def person(self, info: Info, id_: str) -> PersonNode:
        """Somebody by id, without another look where they are on the map."""
        card = self.people.get(id_)
        return at_a_glance(info, card, self.day) if card else await people_api.Person.get(info, id_, self.day)

    async def around(self, info: Info, person: str) -> model.Surroundings:
        """Who stands nearest to somebody on it, found for all of them together."""
        if self._around is None:
            self._around = await surroundings_of(info, tuple(self.people), self.day)
        return self._around[person]

    async def relations(self, info: Info) -> model.MapRelations:
        """Lines, influence and friction on it, found together with those of other maps."""

        async def batch(maps: list[tuple[str, ...]]) -> Sequence[model.MapRelations]:
            return await service.find_map_relations(info.context.graph, maps, as_of=self.day.date)

        if self._relations is None:
            key = service.find_map_relations, self.day.date
            self._relations = await load_together(info, key, batch, tuple(self.people))
        return self._relations


@strawberry.type(
    description="A seat that nobody is known to hold: a key role of the deal, or that of somebody's manager."
)
class GhostSeat:
    """Shows one."""

    role: RoleLetter | None = strawberry.field(description="The role that nobody is known to hold: A, D or E.")
    manager_of: PersonNode | None = strawberry.field(description="Whose manager is not known.")


@strawberry.type(description="Somebody on a power map reports to somebody else on it.")
class PowerMapLine:
    """Shows a line."""

    person: PersonNode = strawberry.field(description="Who reports.")
    manager: PersonNode = strawberry.field(description="To whom.")
    reporting_line: LineNode = strawberry.field(description="The line, solid or dotted, with its days and source.")


@strawberry.type(description="Somebody on a power map sways somebody else on it.")
class PowerMapInfluence:
    """Shows an influence."""

    influencer: PersonNode = strawberry.field(description="Who sways.")
    influenced: PersonNode = strawberry.field(description="Who is swayed.")
    influence: InfluenceNode = strawberry.field(description="The influence, with its weight, days and source.")


@strawberry.type(description="Two people on a power map are at odds.")
class PowerMapFriction:
    """Shows a friction."""

    person_a: PersonNode = strawberry.field(description="One of the two.")
    person_b: PersonNode = strawberry.field(description="The other one.")
    friction: FrictionNode = strawberry.field(description="The friction, with its days and source.")


@strawberry.type(description="Something that changed of somebody on a power map.")
class PowerMapChange:
    """Shows a change."""

    person: PersonNode = strawberry.field(description="Of whom.")
    kind: MapChangeKind = strawberry.field(description="What.")
    before: str | None = strawberry.field(description="What it was, as text; null: unknown, or nothing.")
    after: str | None = strawberry.field(description="What it is, as text; null: unknown, or nothing.")


@strawberry.type(description="What changed on a power map since an earlier day.")
class PowerMapChanges:
    """Shows what changed."""

    since: date = strawberry.field(description="The earlier day.")
    changes: list[PowerMapChange] = strawberry.field(
        description="In the order of the cards; who left the map comes last.", directives=holds(10)
    )
    truncated: bool = strawberry.field(
        description="Whether one of the two maps was cut short, so that this tells less than there is, or too much."
    )
