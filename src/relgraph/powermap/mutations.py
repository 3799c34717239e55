"""GraphQL: recording and ending opportunities, roles and support."""

from typing import Annotated

import strawberry

from relgraph.api.nodes import Info
from relgraph.powermap.api import Opportunity, Role, Support, SupportLevel
from relgraph.powermap.model import DealOutcome, RoleLetter, Stage
from relgraph.record.api import EndedId, On, Payload, RecordedInput, optional, write_end, write_record


@strawberry.input(description="An opportunity to record.")
class OpportunityInput(RecordedInput):
    """What is said of an opportunity."""

    account: strawberry.ID | None = optional("The customer; required for a new one.")
    name: str | None = optional("Its name; required for a new one.")
    english_name: str | None = optional("Its name in English.")
    stage: Stage | None = optional("How far it has come.")
    outcome: DealOutcome | None = optional("How it ended; needs `validTo`.")


@strawberry.input(description="A role to record. Without `id` it is the person's in this opportunity with this letter.")
class RoleInput(RecordedInput):
    """What is said of a role."""

    person: strawberry.ID | None = optional("Who plays it; required for a new one.")
    opportunity: strawberry.ID | None = optional("In which opportunity; required for a new one.")
    role: RoleLetter | None = optional("The role; required for a new one.")


@strawberry.input(
    description="An assessment to record: where a person stands in an opportunity. `validFrom` is its day, today when "
    "left out, so that each assessment keeps the earlier ones."
)
class SupportInput(RecordedInput):
    """What is said of support."""

    person: strawberry.ID | None = optional("Who; required for a new one.")
    opportunity: strawberry.ID | None = optional("In which opportunity; required for a new one.")
    level: SupportLevel | None = optional("The level; null is UNKNOWN.")


@strawberry.type(description="What was done about an opportunity.")
class OpportunityPayload(Payload):
    """Shows the opportunity."""

    opportunity: Opportunity | None = strawberry.field(
        description="The opportunity as recorded now; null when nothing was done."
    )


@strawberry.type(description="What was done about a role.")
class RolePayload(Payload):
    """Shows the role."""

    role: Role | None = strawberry.field(description="The role as it stands now; null when nothing was done.")


@strawberry.type(description="What was done about an assessment.")
class SupportPayload(Payload):
    """Shows the assessment."""

    support: Support | None = strawberry.field(
        description="The assessment as it stands now; null when nothing was done."
    )


OpportunityGiven = Annotated[OpportunityInput, strawberry.argument(name="input", description="What is known of it.")]
RoleGiven = Annotated[RoleInput, strawberry.argument(name="input", description="What is known of it.")]
SupportGiven = Annotated[SupportInput, strawberry.argument(name="input", description="What is known of it.")]
Ended = Annotated[
    DealOutcome | None, strawberry.argument(description="How it ended; keeps what is recorded when left out.")
]


@strawberry.type
class PowermapMutation:
    """Mutations of opportunities, roles and support."""

    @strawberry.mutation(description="Create an opportunity, or correct what is recorded of it.")
    async def record_opportunity(self, info: Info, given: OpportunityGiven) -> OpportunityPayload:
        written = await write_record(info, Opportunity, given)
        return OpportunityPayload(opportunity=written.node, outcome=written.outcome, errors=written.errors)

    @strawberry.mutation(description="End an opportunity: from this day on it is no longer live.")
    async def end_opportunity(self, info: Info, id_: EndedId, on: On, outcome: Ended = None) -> OpportunityPayload:
        written = await write_end(info, Opportunity, id_, on, {"outcome": outcome} if outcome else None)
        return OpportunityPayload(opportunity=written.node, outcome=written.outcome, errors=written.errors)

    @strawberry.mutation(description="Give a person a role, correct it, or begin a new version.")
    async def record_role(self, info: Info, given: RoleGiven) -> RolePayload:
        written = await write_record(info, Role, given)
        return RolePayload(role=written.node, outcome=written.outcome, errors=written.errors)

    @strawberry.mutation(description="End a role.")
    async def end_role(self, info: Info, id_: EndedId, on: On) -> RolePayload:
        written = await write_end(info, Role, id_, on)
        return RolePayload(role=written.node, outcome=written.outcome, errors=written.errors)

    @strawberry.mutation(description="Record an assessment of where a person stands, or correct one.")
    async def record_support(self, info: Info, given: SupportGiven) -> SupportPayload:
        if given.valid_from is strawberry.UNSET:
            given.valid_from = info.context.today
        written = await write_record(info, Support, given)
        return SupportPayload(support=written.node, outcome=written.outcome, errors=written.errors)

    @strawberry.mutation(description="End an assessment: from this day on nothing is known.")
    async def end_support(self, info: Info, id_: EndedId, on: On) -> SupportPayload:
        written = await write_end(info, Support, id_, on)
        return SupportPayload(support=written.node, outcome=written.outcome, errors=written.errors)
