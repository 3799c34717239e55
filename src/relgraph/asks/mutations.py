"""GraphQL: recording and closing asks."""

from typing import Annotated

import strawberry

from relgraph.api.nodes import Info
from relgraph.asks.api import Ask
from relgraph.record.api import EndedId, On, Payload, RecordedInput, optional, write_end, write_record


@strawberry.input(
    description="An ask to record; `validFrom` is the day it was asked. Without `id` it is the one between the two "
    "about this."
)
class AskInput(RecordedInput):
    """What is said of an ask."""

    asker: strawberry.ID | None = optional("Who asks, normally one of ours; required for a new one.")
    asked: strawberry.ID | None = optional("Of whom it is asked; required for a new one.")
    about: str | None = optional("What is asked.")


@strawberry.type(description="What was done about an ask.")
class AskPayload(Payload):
    """Shows the ask."""

    ask: Ask | None = strawberry.field(description="The ask as it stands now; null when nothing was done.")


AskGiven = Annotated[AskInput, strawberry.argument(name="input", description="What is known of it.")]


@strawberry.type
class AsksMutation:
    """Mutations of asks."""

    @strawberry.mutation(description="Create an ask, correct it, or begin a new version: the same is asked again.")
    async def record_ask(self, info: Info, given: AskGiven) -> AskPayload:
        written = await write_record(info, Ask, given)
        return AskPayload(ask=written.node, outcome=written.outcome, errors=written.errors)

    @strawberry.mutation(description="Close an ask: it was fulfilled or dropped.")
    async def end_ask(self, info: Info, id_: EndedId, on: On) -> AskPayload:
        written = await write_end(info, Ask, id_, on)
        return AskPayload(ask=written.node, outcome=written.outcome, errors=written.errors)
