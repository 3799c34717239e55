"""GraphQL: which findings, in which order, page by page."""

from datetime import date
from typing import Annotated, Any

import strawberry

from relgraph.audit.findings import service as findings
from relgraph.audit.rules import model
from relgraph.audit.runs.model import FindingOrder, FindingStatus
from relgraph.audit.runs.service import find_run
from relgraph.surfaces.graphql.arguments import After, AsOf, First, day, page_size
from relgraph.surfaces.graphql.connections import Answers, after_key, list_answers
from relgraph.surfaces.graphql.findings import AuditFinding
from relgraph.surfaces.graphql.nodes import Info, optional_external_id
from relgraph.surfaces.graphql.prices import LOOK, costs

SUBJECTS = ("Person", "Unit", "Opportunity", "Organization")


def _asked(description: str) -> strawberry.ID | None:
    return strawberry.field(default=None, description=description)  # type: ignore[no-any-return]


@strawberry.input(description="Which findings; what is left out does not matter.")
class AuditFindingFilter:
    """What findings are asked for."""

    account: strawberry.ID | None = _asked("Those of this account, by `id` or `externalId`.")
    subject: strawberry.ID | None = _asked("Those about this person, unit, opportunity or account.")
    opportunity: strawberry.ID | None = _asked("Those of this opportunity.")
    assigned: strawberry.ID | None = _asked("Those that this person is to mend.")
    rules: list[str] | None = strawberry.field(default=None, description="Those of these rules, by `ruleId`.")
    severities: list[model.Severity] | None = strawberry.field(default=None, description="Those of these severities.")
    statuses: list[FindingStatus] | None = strawberry.field(
        default_factory=lambda: [FindingStatus.OPEN, FindingStatus.ACCEPTED],
        description="Those that stand like this on the day; null for all.",
    )
    changed_after_run: int | None = strawberry.field(
        default=None, description="Those that a run after the one with this number opened or resolved."
    )


FilterAsked = Annotated[
    AuditFindingFilter | None,
    strawberry.argument(name="filter", description="Which ones; all that are open or accepted when left out."),
]
InOrder = Annotated[FindingOrder, strawberry.argument(description="In what order.")]
AtRun = Annotated[
    int | None,
    strawberry.argument(
        description="As they were after the run with this number, on its day; in the order of today, with the "
        "evidence and acceptance of today."
    ),
]


async def findings_page(
    info: Info,
    given: AuditFindingFilter | None,
    *,
    at: int | None,
    within: str | None = None,
    order_by: FindingOrder,
    first: int,
    after: str | None,
    as_of: date,
) -> Answers[AuditFinding]:
    """A page of findings in an order; of the account `within` unless the filter names one."""
    asked = given or AuditFindingFilter()
    everything = list(FindingStatus) if asked.statuses is None else asked.statuses
    of: dict[str, Any] = {
        "account": optional_external_id(asked.account, "Organization", field="filter.account") or within,
        "subject": optional_external_id(asked.subject, *SUBJECTS, field="filter.subject"),
        "opportunity": optional_external_id(asked.opportunity, "Opportunity", field="filter.opportunity"),
        "assigned": optional_external_id(asked.assigned, "Person", field="filter.assigned"),
    }
    limit, key = page_size(first) + 1, after_key(after)
    async with info.context.look():
        found = await findings.list_findings(
            info.context.graph,
            **of,
            rules=asked.rules,
            severities=asked.severities,
            statuses=everything,
            changed_after=asked.changed_after_run,
            at=at,
            as_of=as_of,
            order=order_by,
            after=key,
            limit=limit,
        )
    return list_answers([(each.rank, AuditFinding.of(each, as_of)) for each in found], first, after)


FindingKey = Annotated[strawberry.ID, strawberry.argument(name="key", description="The finding's key.")]


@strawberry.type
class FindingsQuery:
    """Root fields about findings."""

    @strawberry.field(
        description="What the audit remembers: findings in an order, page by page.", directives=costs(LOOK)
    )
    async def audit_findings(
        self,
        info: Info,
        *,
        given: FilterAsked = None,
        at_run: AtRun = None,
        order_by: InOrder = FindingOrder.SEVERITY,
        first: First = 25,
        after: After = None,
        as_of: AsOf = None,
    ) -> Answers[AuditFinding]:
        if at_run is not None and as_of is None:
            as_of = (await find_run(info.context.graph, at_run, field="atRun")).as_of
        return await findings_page(
            info, given, at=at_run, order_by=order_by, first=first, after=after, as_of=day(info, as_of)
        )

    @strawberry.field(description="A finding by its key.")
    async def audit_finding(self, info: Info, key: FindingKey, as_of: AsOf = None) -> AuditFinding | None:
        found = await findings.find_finding(info.context.graph, key)
        return AuditFinding.of(found, day(info, as_of))
