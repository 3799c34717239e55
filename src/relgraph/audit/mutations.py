"""GraphQL: accepting and assigning findings, and taking that back."""

from collections.abc import Awaitable
from datetime import date
from typing import Annotated

import strawberry

from relgraph.api.nodes import Info, external_id
from relgraph.audit import findings
from relgraph.audit.findings_api import AuditFinding
from relgraph.audit.findings_model import Finding
from relgraph.audit.queries import FindingKey
from relgraph.errors import InputError
from relgraph.record.api import UserError, shown_error


@strawberry.input(description="Let a finding stay until a day.")
class AcceptFindingInput:
    """What is said of an acceptance."""

    key: strawberry.ID = strawberry.field(description="The finding's key.")
    until: date = strawberry.field(description="The first day on which it is not accepted any more; after today.")
    reason: str = strawberry.field(description="Why it may stay.")
    by: str = strawberry.field(description="Who says so.")


@strawberry.input(description="End an acceptance before its day.")
class WithdrawAcceptanceInput:
    """What is said of a withdrawal."""

    key: strawberry.ID = strawberry.field(description="The finding's key.")
    by: str = strawberry.field(description="Who says so.")


@strawberry.input(description="Give a finding to somebody by hand.")
class AssignFindingInput:
    """What is said of an assignment."""

    key: strawberry.ID = strawberry.field(description="The finding's key.")
    to: strawberry.ID = strawberry.field(description="The person who is to mend it, by `id` or `externalId`.")
    by: str = strawberry.field(description="Who says so.")


@strawberry.type(description="What was done about a finding, or what is to mend before it can be done.")
class AuditFindingPayload:
    """Shows the finding."""

    finding: AuditFinding | None = strawberry.field(
        description="The finding as it stands now; null when nothing was done."
    )
    errors: list[UserError] = strawberry.field(description="What to mend; empty when all went well.")


AcceptGiven = Annotated[AcceptFindingInput, strawberry.argument(name="input", description="What is accepted.")]
WithdrawGiven = Annotated[
    WithdrawAcceptanceInput, strawberry.argument(name="input", description="What is not accepted any more.")
]
AssignGiven = Annotated[AssignFindingInput, strawberry.argument(name="input", description="What is assigned.")]


@strawberry.type
class AuditMutation:
    """Mutations of findings."""

    @strawberry.mutation(
        description="Accept a finding until a day: it stays visible, and leaves the score until then. Replaces what "
        "was accepted before."
    )
    async def accept_finding(self, info: Info, given: AcceptGiven) -> AuditFindingPayload:
        return await _done(
            info,
            findings.accept_finding(
                info.context.graph,
                given.key,
                until=given.until,
                reason=given.reason,
                by=given.by,
                today=info.context.today,
            ),
        )

    @strawberry.mutation(description="End the acceptance of a finding today: from now on it counts again.")
    async def withdraw_acceptance(self, info: Info, given: WithdrawGiven) -> AuditFindingPayload:
        today = info.context.today
        return await _done(info, findings.withdraw_acceptance(info.context.graph, given.key, by=given.by, today=today))

    @strawberry.mutation(description="Assign a finding to a person by hand; runs leave it there.")
    async def assign_finding(self, info: Info, given: AssignGiven) -> AuditFindingPayload:
        async def assigned() -> Finding:
            to = external_id(given.to, "Person", field="to")
            return await findings.assign_finding(info.context.graph, given.key, to=to, by=given.by)

        return await _done(info, assigned())

    @strawberry.mutation(description="Take back what was assigned by hand: the finding is its owner's again.")
    async def unassign_finding(self, info: Info, key: FindingKey) -> AuditFindingPayload:
        return await _done(info, findings.unassign_finding(info.context.graph, key, today=info.context.today))


async def _done(info: Info, work: Awaitable[Finding]) -> AuditFindingPayload:
    try:
        finding = await work
    except InputError as error:
        return AuditFindingPayload(finding=None, errors=[shown_error(error)])
    # Whatever this request has read so far may be out of date now.
    info.context.loaders.clear()
    return AuditFindingPayload(finding=AuditFinding.of(finding, info.context.today), errors=[])
