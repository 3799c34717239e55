"""GraphQL: new findings as they come, over a WebSocket (docs/audit-api.md, ADR 0011)."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated

import strawberry

from relgraph.audit.findings.feed import Opened, Wanted
from relgraph.audit.rules.model import Severity
from relgraph.audit.runs.model import ChangeKind, Finding, Run
from relgraph.core.errors import InputError
from relgraph.surfaces.graphql.arguments import First, page_size
from relgraph.surfaces.graphql.changes import Of, ShownChanges, follow_changes
from relgraph.surfaces.graphql.findings import AuditFinding, run_number
from relgraph.surfaces.graphql.ids import Day, after_key, cursor, optional_external_id
from relgraph.surfaces.graphql.imports import Import, ImportId, follow_import
from relgraph.surfaces.graphql.nodes import Info
from relgraph.surfaces.graphql.runs import AuditRun


@strawberry.type(description="A finding that a run opened.")
class NewFinding:
    """Shows a finding and why it is new."""

    kind: ChangeKind = strawberry.field(description="`NEW`, or `REOPENED` when it had been resolved before.")
    finding: AuditFinding = strawberry.field(description="The finding as it is now, on the run's day.")

    @classmethod
    def of(cls, finding: Finding, run: Run) -> "NewFinding":
        """Show a finding that the run opened."""
        kind = ChangeKind.NEW if finding.opened[0] == run.number else ChangeKind.REOPENED
        return cls(kind=kind, finding=AuditFinding.of(finding, Day(run.as_of, explicit=True)))


@strawberry.type(description="Findings that a run opened: all of them, or a page.")
class NewFindings:
    """Shows a page of what a run opened."""

    opened: strawberry.Private[Opened]

    @strawberry.field(description="The run; it has ended.")
    def run(self) -> AuditRun:
        return AuditRun.of(self.opened.run)

    @strawberry.field(description="The findings, by key.")
    def findings(self) -> list[NewFinding]:
        return [NewFinding.of(finding, self.opened.run) for finding in self.opened.findings]

    @strawberry.field(
        description="A subscription made with it as `after` goes on after these: without gaps or repeats."
    )
    def cursor(self) -> str:
        return cursor(f"{self.opened.run.number}/{self.opened.findings[-1].key}", None)


OfAccount = Annotated[
    strawberry.ID | None, strawberry.argument(description="Only those of this account, by `id` or `externalId`.")
]
OfRules = Annotated[list[str] | None, strawberry.argument(description="Only those of these rules, by `ruleId`.")]
OfSeverities = Annotated[list[Severity] | None, strawberry.argument(description="Only those of these severities.")]
AfterRun = Annotated[
    int | None,
    strawberry.argument(
        description="The number of a run: begin with what the runs opened that ended after it; 0 for all, of the "
        "last 50,000 runs. When left out, with the next run that ends."
    ),
]
AfterCursor = Annotated[
    str | None, strawberry.argument(description="A cursor from an earlier subscription: go on after it.")
]


@strawberry.type(description="What is told as it comes, over a WebSocket.")
class Subscription:
    """All subscriptions."""

    @strawberry.subscription(
        description="Findings that are seen for the first time or again, told when the run that saw them has ended; "
        "`first` is the most that come at once."
    )
    async def new_findings(
        self,
        info: Info,
        *,
        account: OfAccount = None,
        rules: OfRules = None,
        severities: OfSeverities = None,
        after_run: AfterRun = None,
        after: AfterCursor = None,
        first: First = 25,
    ) -> AsyncGenerator[NewFindings, None]:
        context = info.context
        of = optional_external_id(account, "Organization", field="account")
        if context.feed is None:
            raise InputError("Subscriptions come over a WebSocket.", remedy="Connect with `graphql-transport-ws`.")
        key = None
        if after is not None:
            if after_run is not None:
                raise InputError("afterRun and after exclude each other.", field="after", remedy="Give one of them.")
            after_run, key = _place(after)
        wanted = Wanted(of, rules, severities)
        following = context.feed.follow(
            context.graph, wanted, after_run=after_run, after_key=key, size=page_size(first)
        )
        async with aclosing(following):
            async for opened in following:
                # A subscription may last for weeks: what was loaded for the page before is out of date.
                context.loaders.clear()
                context.today = context.graph.clock.today()
                yield NewFindings(opened=opened)

    @strawberry.subscription(
        description="What is recorded, corrected or ended, transaction by transaction in the order in which they were "
        "committed; `first` is the most that come at once. Begins with what is recorded from now on."
    )
    async def changes(
        self, info: Info, *, of: Of, after: AfterCursor = None, first: First = 25
    ) -> AsyncGenerator[ShownChanges, None]:
        following = follow_changes(info, of, first=first, after=after)
        async with aclosing(following):
            async for told in following:
                yield told

    @strawberry.subscription(
        description="How an import of this server goes, whenever that changes, until it has ended; the last that is "
        "told has its result."
    )
    async def import_progress(self, info: Info, id_: ImportId) -> AsyncGenerator[Import, None]:
        following = follow_import(info, id_)
        async with aclosing(following):
            async for told in following:
                yield told


def _place(after: str) -> tuple[int, str]:
    text, _, key = after_key(after, None).partition("/")
    number = run_number(text)
    if number is None or not key:
        raise InputError("That is no cursor of new findings.", field="after", remedy="Give a `cursor`, unchanged.")
    return number, key
