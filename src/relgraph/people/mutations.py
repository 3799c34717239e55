"""GraphQL: recording and ending people, seats and reporting lines."""

from typing import Annotated

import strawberry

from relgraph.api.nodes import Info
from relgraph.people.api import Person, Position, ReportingLine
from relgraph.people.model import Line
from relgraph.record.api import EndedId, On, Payload, RecordedInput, optional, write_end, write_record


@strawberry.input(description="A person to record.")
class PersonInput(RecordedInput):
    """What is said of a person."""

    name: str | None = optional("The name; required for a new one.")
    english_name: str | None = optional("The name in Latin script.")
    aliases: list[str] | None = optional("Other names; replaces those recorded.")
    declines_introductions: bool | None = optional("Whether they have asked not to be used as a way to others.")


@strawberry.input(
    description="A seat to record. Without `id` it is the person's at this organisation and unit with this title."
)
class PositionInput(RecordedInput):
    """What is said of a seat."""

    person: strawberry.ID | None = optional("Who holds it; required for a new one.")
    organization: strawberry.ID | None = optional("The organisation; required for a new one.")
    unit: strawberry.ID | None = optional("The unit, of the same organisation.")
    title: str | None = optional("The title as on the card.")
    english_title: str | None = optional("The title in English.")
    layer: int | None = optional("The layer of the hierarchy: 1 (top) to 100.")
    primary: bool | None = optional("Whether it is the person's main seat.")


@strawberry.input(
    description="A reporting line to record. Without `id` it is the one between the two of this firmness."
)
class ReportingLineInput(RecordedInput):
    """What is said of a reporting line."""

    person: strawberry.ID | None = optional("Who reports; required for a new one.")
    manager: strawberry.ID | None = optional("To whom; required for a new one.")
    line: Line | None = optional("How firm it is; SOLID at first.")


@strawberry.type(description="What was done about a person.")
class PersonPayload(Payload):
    """Shows the person."""

    person: Person | None = strawberry.field(description="The person as recorded now; null when nothing was done.")


@strawberry.type(description="What was done about a seat.")
class PositionPayload(Payload):
    """Shows the seat."""

    position: Position | None = strawberry.field(description="The seat as it stands now; null when nothing was done.")


@strawberry.type(description="What was done about a reporting line.")
class ReportingLinePayload(Payload):
    """Shows the reporting line."""

    reporting_line: ReportingLine | None = strawberry.field(
        description="The line as it stands now; null when nothing was done."
    )


PersonGiven = Annotated[PersonInput, strawberry.argument(name="input", description="What is known of them.")]
PositionGiven = Annotated[PositionInput, strawberry.argument(name="input", description="What is known of it.")]
LineGiven = Annotated[ReportingLineInput, strawberry.argument(name="input", description="What is known of it.")]


@strawberry.type
class PeopleMutation:
    """Mutations of people, seats and reporting lines."""

    @strawberry.mutation(description="Create a person, or correct what is recorded of them.")
    async def record_person(self, info: Info, given: PersonGiven) -> PersonPayload:
        written = await write_record(info, Person, given)
        return PersonPayload(person=written.node, outcome=written.outcome, errors=written.errors)

    @strawberry.mutation(description="Say from when on a person is no longer around.")
    async def end_person(self, info: Info, id_: EndedId, on: On) -> PersonPayload:
        written = await write_end(info, Person, id_, on)
        return PersonPayload(person=written.node, outcome=written.outcome, errors=written.errors)

    @strawberry.mutation(description="Create a seat, correct it, or begin a new version.")
    async def record_position(self, info: Info, given: PositionGiven) -> PositionPayload:
        written = await write_record(info, Position, given)
        return PositionPayload(position=written.node, outcome=written.outcome, errors=written.errors)

    @strawberry.mutation(description="End a seat.")
    async def end_position(self, info: Info, id_: EndedId, on: On) -> PositionPayload:
        written = await write_end(info, Position, id_, on)
        return PositionPayload(position=written.node, outcome=written.outcome, errors=written.errors)

    @strawberry.mutation(description="Create a reporting line, correct it, or begin a new version.")
    async def record_reporting_line(self, info: Info, given: LineGiven) -> ReportingLinePayload:
        written = await write_record(info, ReportingLine, given)
        return ReportingLinePayload(reporting_line=written.node, outcome=written.outcome, errors=written.errors)

    @strawberry.mutation(description="End a reporting line.")
    async def end_reporting_line(self, info: Info, id_: EndedId, on: On) -> ReportingLinePayload:
        written = await write_end(info, ReportingLine, id_, on)
        return ReportingLinePayload(reporting_line=written.node, outcome=written.outcome, errors=written.errors)
