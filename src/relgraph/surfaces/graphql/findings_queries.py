"""GraphQL: which findings, in which order, page by page."""

from typing import Annotated, Any

import strawberry

from relgraph.audit.findings import service as findings
from relgraph.audit.rules import model
from relgraph.audit.runs.model import FindingOrder, FindingStatus
from relgraph.audit.runs.service import find_run
from relgraph.surfaces.graphql.arguments import After, AsOf, First, day, page_size
from relgraph.surfaces.graphql.connections import Answers, list_answers
from relgraph.surfaces.graphql.findings import AuditFinding
from relgraph.surfaces.graphql.ids import Day, GivenIds, after_key
from relgraph.surfaces.graphql.nodes import Info
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

    def of(self, ids: GivenIds) -> dict[str, Any]:
        """The external ids of what findings are asked of. Raises InputError."""
        return {
            "account": ids.optional(self.account, "Organization", field="filter.account"),
            "subject": ids.optional(self.subject, *SUBJECTS, field="filter.subject"),
            "opportunity": ids.optional(self.opportunity, "Opportunity", field="filter.opportunity"),
            "assigned": ids.optional(self.assigned, "Person", field="filter.assigned"),
        }


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
    day: Day,
) -> Answers[AuditFinding]:
    """A page of findings in an order; of the account `within` unless the filter names one."""
    asked = given or AuditFindingFilter()
    everything = list(FindingStatus) if asked.statuses is None else asked.statuses
    of = asked.of(GivenIds())
    limit, key = page_size(first) + 1, after_key(after, day)
    async with info.context.look():
        found = await findings.list_findings(
            info.context.graph,
            **{**of, "account": of["account"] or within},
            rules=asked.rules,
            severities=asked.severities,
            statuses=everything,
            changed_after=asked.changed_after_run,
            at=at,
            as_of=day.date,
            order=order_by,
            after=key,
            limit=limit,
        )
    shown = [(each.rank, AuditFinding.of(each, day, at=at)) for each in found]
    return list_answers(shown, first, after, day=day)


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
        ids = GivenIds()
        if given:
            given.of(ids)
        if at_run is not None and as_of is None:
            as_of = (await find_run(info.context.graph, at_run, field="atRun")).as_of
        on = day(info, as_of, ids)
        return await findings_page(info, given, at=at_run, order_by=order_by, first=first, after=after, day=on)

    @strawberry.field(description="A finding by its key.")
    async def audit_finding(self, info: Info, key: FindingKey, as_of: AsOf = None) -> AuditFinding | None:
        found = await findings.find_finding(info.context.graph, key)
        return AuditFinding.of(found, day(info, as_of))
