"""GraphQL: ties, influence and friction between people (method M1)."""

from datetime import date
from typing import ClassVar

import strawberry

from relgraph.api.lazy import LazyPerson
from relgraph.api.nodes import Info, Recorded
from relgraph.people import api as people_api
from relgraph.record.kind import Kind
from relgraph.ties import model, service


@strawberry.type(description="Two people know each other, within or across organisations. A tie has no direction.")
class Tie(Recorded):
    """Shows a tie."""

    kind: ClassVar[Kind[model.Tie]] = service.TIES
    row: strawberry.Private[model.Tie]

    strength: float | None = strawberry.field(
        description="How likely an introduction over it works, 0..1; null is unknown, never 0."
    )
    basis: str | None = strawberry.field(description="What it rests on, e.g. `worked together`, `alumni`.")
    last_contact: date | None = strawberry.field(description="Day of the last contact.")

    @strawberry.field(description="One of the two.")
    async def person_a(self, info: Info) -> LazyPerson:
        return await people_api.Person.get(info, self.row.person_a, self.as_of)

    @strawberry.field(description="The other one.")
    async def person_b(self, info: Info) -> LazyPerson:
        return await people_api.Person.get(info, self.row.person_b, self.as_of)


@strawberry.type(description="One person sways another: the influenced listens to the influencer.")
class Influence(Recorded):
    """Shows influence."""

    kind: ClassVar[Kind[model.Influence]] = service.INFLUENCES
    row: strawberry.Private[model.Influence]

    weight: float | None = strawberry.field(description="How much, 0..1; null is unknown, never 0.")
    basis: str | None = strawberry.field(description="What it rests on, e.g. `former mentor`.")

    @strawberry.field(description="Who sways.")
    async def influencer(self, info: Info) -> LazyPerson:
        return await people_api.Person.get(info, self.row.influencer, self.as_of)

    @strawberry.field(description="Who is swayed.")
    async def influenced(self, info: Info) -> LazyPerson:
        return await people_api.Person.get(info, self.row.influenced, self.as_of)


@strawberry.type(
    description="Rivalry or distrust between two people: nothing passes between them. It has no direction."
)
class Friction(Recorded):
    """Shows friction."""

    kind: ClassVar[Kind[model.Friction]] = service.FRICTIONS
    row: strawberry.Private[model.Friction]

    basis: str | None = strawberry.field(description="What it rests on.")

    @strawberry.field(description="One of the two.")
    async def person_a(self, info: Info) -> LazyPerson:
        return await people_api.Person.get(info, self.row.person_a, self.as_of)

    @strawberry.field(description="The other one.")
    async def person_b(self, info: Info) -> LazyPerson:
        return await people_api.Person.get(info, self.row.person_b, self.as_of)
