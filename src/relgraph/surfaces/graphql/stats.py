"""GraphQL: organisations in numbers."""

from collections.abc import Sequence
from datetime import date

import strawberry

from relgraph.accounts import model, service
from relgraph.surfaces.graphql.ids import Day, global_id
from relgraph.surfaces.graphql.nodes import Dated, Info, Keyed, load_together

_OF_US = "null for ourselves (VENDOR)"


@strawberry.type(description="What there is of an organisation on the day, in numbers, and how ours know its people.")
class OrganizationStats(Keyed, Dated):
    """Shows the numbers."""

    of: strawberry.Private[str]

    people: int = strawberry.field(description="How many hold a seat there.")
    units: int = strawberry.field(description="How many units it has, on every level.")
    open_opportunities: int = strawberry.field(description="How many of its opportunities are live.")
    deciders: int = strawberry.field(description="How many people approve or decide a live one.")

    known_deciders: int | None = strawberry.field(
        description=f"With how many of these deciders one of ours has a tie; {_OF_US}."
    )
    known_people: int | None = strawberry.field(
        description=f"With how many of its people one of ours has a tie; {_OF_US}."
    )
    ties: int | None = strawberry.field(description=f"How many ties there are between ours and its people; {_OF_US}.")
    strongest_tie: float | None = strawberry.field(
        description=f"Strength of the strongest of these ties, 0..1; null where none is known, {_OF_US}."
    )
    last_contact: date | None = strawberry.field(
        description="Day of the latest contact that these ties tell of, as known on the day; null where none is, "
        f"{_OF_US}."
    )

    def own_id(self) -> strawberry.ID:
        """Of the organisation."""
        return global_id("OrganizationStats", self.of, self.day)


async def stats_of(info: Info, organization: str, day: Day) -> OrganizationStats:
    """The numbers of an organisation, counted together with those of its siblings."""

    async def batch(ids: list[str]) -> Sequence[model.OrganizationStats]:
        found = await service.count_organizations(info.context.graph, ids, as_of=day.date)
        return [found[id_] for id_ in ids]

    of = await load_together(info, (service.count_organizations, day.date), batch, organization)
    return OrganizationStats(day=day, of=organization, **of.model_dump(exclude={"organization"}))
