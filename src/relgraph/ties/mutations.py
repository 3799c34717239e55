"""GraphQL: recording and ending ties, influence and friction."""

from datetime import date
from typing import Annotated

import strawberry

from relgraph.api.nodes import Info
from relgraph.record.api import EndedId, On, Payload, RecordedInput, optional, write_end, write_record
from relgraph.ties.api import Friction, Influence, Tie


@strawberry.input(description="A tie to record. Without `id` it is the one between the two people with this basis.")
class TieInput(RecordedInput):
    """What is said of a tie."""

    person_a: strawberry.ID | None = optional("One of the two; required for a new one. Their order does not matter.")
    person_b: strawberry.ID | None = optional("The other one; required for a new one.")
    strength: float | None = optional("How likely an introduction over it works, 0..1.")
    basis: str | None = optional("What it rests on, e.g. `worked together`.")
    last_contact: date | None = optional("Day of the last contact.")


@strawberry.input(description="Influence to record. Without `id` it is the one between the two with this basis.")
class InfluenceInput(RecordedInput):
    """What is said of influence."""

    influencer: strawberry.ID | None = optional("Who sways; required for a new one.")
    influenced: strawberry.ID | None = optional("Who is swayed; required for a new one.")
    weight: float | None = optional("How much, 0..1.")
    basis: str | None = optional("What it rests on.")


@strawberry.input(description="Friction to record. Without `id` it is the one between the two people.")
class FrictionInput(RecordedInput):
    """What is said of friction."""

    person_a: strawberry.ID | None = optional("One of the two; required for a new one. Their order does not matter.")
    person_b: strawberry.ID | None = optional("The other one; required for a new one.")
    basis: str | None = optional("What it rests on.")


@strawberry.type(description="What was done about a tie.")
class TiePayload(Payload):
    """Shows the tie."""

    tie: Tie | None = strawberry.field(description="The tie as it stands now; null when nothing was done.")


@strawberry.type(description="What was done about influence.")
class InfluencePayload(Payload):
    """Shows the influence."""

    influence: Influence | None = strawberry.field(
        description="The influence as it stands now; null when nothing was done."
    )


@strawberry.type(description="What was done about friction.")
class FrictionPayload(Payload):
    """Shows the friction."""

    friction: Friction | None = strawberry.field(
        description="The friction as it stands now; null when nothing was done."
    )


TieGiven = Annotated[TieInput, strawberry.argument(name="input", description="What is known of it.")]
InfluenceGiven = Annotated[InfluenceInput, strawberry.argument(name="input", description="What is known of it.")]
FrictionGiven = Annotated[FrictionInput, strawberry.argument(name="input", description="What is known of it.")]


@strawberry.type
class TiesMutation:
    """Mutations of ties, influence and friction."""

    @strawberry.mutation(description="Create a tie, correct it, or begin a new version.")
    async def record_tie(self, info: Info, given: TieGiven) -> TiePayload:
        written = await write_record(info, Tie, given)
        return TiePayload(tie=written.node, outcome=written.outcome, errors=written.errors)

    @strawberry.mutation(description="End a tie.")
    async def end_tie(self, info: Info, id_: EndedId, on: On) -> TiePayload:
        written = await write_end(info, Tie, id_, on)
        return TiePayload(tie=written.node, outcome=written.outcome, errors=written.errors)

    @strawberry.mutation(description="Create influence, correct it, or begin a new version.")
    async def record_influence(self, info: Info, given: InfluenceGiven) -> InfluencePayload:
        written = await write_record(info, Influence, given)
        return InfluencePayload(influence=written.node, outcome=written.outcome, errors=written.errors)

    @strawberry.mutation(description="End influence.")
    async def end_influence(self, info: Info, id_: EndedId, on: On) -> InfluencePayload:
        written = await write_end(info, Influence, id_, on)
        return InfluencePayload(influence=written.node, outcome=written.outcome, errors=written.errors)

    @strawberry.mutation(description="Create friction, correct it, or begin a new version.")
    async def record_friction(self, info: Info, given: FrictionGiven) -> FrictionPayload:
        written = await write_record(info, Friction, given)
        return FrictionPayload(friction=written.node, outcome=written.outcome, errors=written.errors)

    @strawberry.mutation(description="End friction.")
    async def end_friction(self, info: Info, id_: EndedId, on: On) -> FrictionPayload:
        written = await write_end(info, Friction, id_, on)
        return FrictionPayload(friction=written.node, outcome=written.outcome, errors=written.errors)
