"""GraphQL: who stands nearest to the people on a power map (method M2, M3)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Self

import strawberry

from relgraph.kinds.tie import ASSUMED_STRENGTH
from relgraph.powermap import service
from relgraph.powermap.model import NearestTie, Surroundings
from relgraph.surfaces.graphql import people as people_api
from relgraph.surfaces.graphql.ids import Day
from relgraph.surfaces.graphql.kinds import PersonNode
from relgraph.surfaces.graphql.nodes import Info, load_together


@strawberry.type(description="The strongest tie that one side has to a person on a power map.")
class CardTie:
    """Shows the nearest tie of a side."""

    nearest: strawberry.Private[NearestTie]
    day: strawberry.Private[Day]

    strength: float = strawberry.field(
        description="How strong it is, 0..1: the strongest that is recorded between the two, else what paths and hubs "
        "assume; see `assumed`."
    )
    assumed: bool = strawberry.field(
        description=f"Whether nothing is recorded of its strength: it is unknown, and counts as {ASSUMED_STRENGTH}."
    )
    last_contact: date | None = strawberry.field(
        description="Day of their last contact, as known by the day asked about; null when unknown."
    )

    @strawberry.field(description="Whose tie it is.")
    async def person(self, info: Info) -> PersonNode:
        return await people_api.Person.get(info, self.nearest.person, self.day)

    @classmethod
    def of(cls, nearest: NearestTie | None, day: Day) -> Self | None:
        """Show a tie of the domain; None: there is none."""
        if nearest is None:
            return None
        return cls(nearest=nearest, day=day, **nearest.model_dump(include={"strength", "assumed", "last_contact"}))


async def surroundings_of(info: Info, people: tuple[str, ...], day: Day) -> Mapping[str, Surroundings]:
    """Who stands nearest to each of the people of a map, found together with those of other maps."""

    async def batch(maps: list[tuple[str, ...]]) -> Sequence[Mapping[str, Surroundings]]:
        everyone = list(dict.fromkeys(id_ for people in maps for id_ in people))
        found = await service.find_surroundings(info.context.graph, everyone, as_of=day.date)
        return [found for _ in maps]

    return await load_together(info, (service.find_surroundings, day.date), batch, people)
