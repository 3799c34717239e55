"""GraphQL: accepting and assigning findings, and taking that back, or a whole run."""

from collections.abc import Awaitable
from datetime import date
from typing import Annotated

import strawberry

from relgraph.audit.findings import service as findings
from relgraph.audit.runs.model import Finding
from relgraph.audit.runs.withdrawal import withdraw_run
from relgraph.core.errors import InputError
from relgraph.surfaces.graphql.findings import AuditFinding
from relgraph.surfaces.graphql.findings_queries import FindingKey
from relgraph.surfaces.graphql.ids import Day, external_id, optional_external_id
from relgraph.surfaces.graphql.nodes import Info
from relgraph.surfaces.graphql.prices import LOOK, costs
from relgraph.surfaces.graphql.recording import UserError, shown_error
from relgraph.surfaces.graphql.runs import AuditRun

BY = "Who says so. Left out where the API wants tokens: it is whose token it is, and nobody else can be named."


@strawberry.input(description="Let a finding stay until a day.")
class AcceptFindingInput:
    """What is said of an acceptance."""

    key: strawberry.ID = strawberry.field(description="The finding's key.")
    until: date = strawberry.field(description="The first day on which it is not accepted any more; after today.")
    reason: str = strawberry.field(description="Why it may stay.")
    by: str | None = strawberry.field(default=None, description=BY)


@strawberry.input(description="End an acceptance before its day.")
class WithdrawAcceptanceInput:
    """What is said of a withdrawal."""

    key: strawberry.ID = strawberry.field(description="The finding's key.")
    by: str | None = strawberry.field(default=None, description=BY)


@strawberry.input(description="Give a finding to somebody by hand.")
class AssignFindingInput:
    """What is said of an assignment."""

    key: strawberry.ID = strawberry.field(description="The finding's key.")
    to: strawberry.ID = strawberry.field(description="The person who is to mend it, by `id` or `externalId`.")
    by: str | None = strawberry.field(default=None, description=BY)


@strawberry.input(description="Let all rules look at an account, or at all of them.")
class StartAuditInput:
    """What is said of an audit that begins."""

    account: strawberry.ID | None = strawberry.field(
        default=None, description="The account, by `id` or `externalId`; left out: all of them."
    )
    as_of: date | None = strawberry.field(
        default=None, description="The day that it looks at; today when left out. Not before that of an earlier run."
    )
    notify: bool = strawberry.field(
        default=False, description="Whether webhooks and mail addresses of the settings are told what it changed."
    )


@strawberry.input(description="Take back the last run of the audit.")
class WithdrawAuditRunInput:
    """What is said of a run that is taken back."""

    number: int = strawberry.field(description="The run's number.")
    reason: str = strawberry.field(description="Why it was a mistake.")
    by: str | None = strawberry.field(default=None, description=BY)


@strawberry.type(description="The run that was started or taken back, or what is to mend before it can be.")
class AuditRunPayload:
    """Shows the run."""

    run: AuditRun | None = strawberry.field(description="The run as it stands now; null when nothing was done.")
    errors: list[UserError] = strawberry.field(description="What to mend; empty when all went well.")


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
WithdrawRunGiven = Annotated[
    WithdrawAuditRunInput, strawberry.argument(name="input", description="Which run is taken back, and why.")
]
StartGiven = Annotated[StartAuditInput, strawberry.argument(name="input", description="What is looked at.")]
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

    @strawberry.mutation(
        description="Start an audit. It is answered when it has begun, and goes on in the background of the service: "
        "follow it by `node`, or what it opens by the subscription `newFindings`. One that was stopped goes on where "
        "it was. An account has one at a time, and so has the whole book (`Conflict`).",
        directives=costs(LOOK),
    )
    async def start_audit(self, info: Info, given: StartGiven) -> AuditRunPayload:
        context = info.context
        try:
            run = await context.audits.start(
                context.graph,
                account=optional_external_id(given.account, "Organization", field="account"),
                as_of=given.as_of or context.today,
                notify=given.notify,
            )
        except InputError as error:
            return AuditRunPayload(run=None, errors=[shown_error(error)])
        context.loaders.clear()
        return AuditRunPayload(run=AuditRun.of(run), errors=[])

    @strawberry.mutation(
        description="Take back a run that no later one builds on: its findings and results are as if it had not been "
        "made; what people did to findings since stays. The run stays to be read as withdrawn."
    )
    async def withdraw_audit_run(self, info: Info, given: WithdrawRunGiven) -> AuditRunPayload:
        try:
            run = await withdraw_run(info.context.graph, given.number, by=given.by, reason=given.reason)
        except InputError as error:
            return AuditRunPayload(run=None, errors=[shown_error(error)])
        info.context.loaders.clear()
        return AuditRunPayload(run=AuditRun.of(run), errors=[])


async def _done(info: Info, work: Awaitable[Finding]) -> AuditFindingPayload:
    try:
        finding = await work
    except InputError as error:
        return AuditFindingPayload(finding=None, errors=[shown_error(error)])
    # Whatever this request has read so far may be out of date now.
    info.context.loaders.clear()
    return AuditFindingPayload(finding=AuditFinding.of(finding, Day(info.context.today)), errors=[])
