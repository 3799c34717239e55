"""GraphQL: asks made of people (method M15)."""

from typing import ClassVar

import strawberry

from relgraph.api.lazy import LazyPerson
from relgraph.api.nodes import Info, Recorded
from relgraph.asks import model, service
from relgraph.people import api as people_api
from relgraph.record.kind import Kind


@strawberry.type(
    description="Somebody asks something of a person. It holds while it is open: `validFrom` is the day it was asked, "
    "`validTo` the day it was fulfilled or dropped."
)
class Ask(Recorded):
    """Shows an ask."""

    kind: ClassVar[Kind[model.Ask]] = service.ASKS
    row: strawberry.Private[model.Ask]

    about: str | None = strawberry.field(description="What is asked, e.g. `who evaluates the tender`.")

    @strawberry.field(description="Who asks.")
    async def asker(self, info: Info) -> LazyPerson:
        return await people_api.Person.get(info, self.row.asker, self.as_of)

    @strawberry.field(description="Of whom it is asked.")
    async def asked(self, info: Info) -> LazyPerson:
        return await people_api.Person.get(info, self.row.asked, self.as_of)
