"""GraphQL: runs of the audit, what each saw of each account, and what changed between two (docs/audit.md)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Self

import strawberry

from relgraph.audit.findings import service as findings
from relgraph.audit.runs.model import AccountResult, ChangeKind, FindingOrder, Run, RunState
from relgraph.audit.runs.service import find_run, find_runs, list_runs
from relgraph.core.errors import InputError
from relgraph.surfaces.graphql.arguments import After, First, page_size
from relgraph.surfaces.graphql.connections import Answers, list_answers
from relgraph.surfaces.graphql.findings import AuditFinding, run_number
from relgraph.surfaces.graphql.findings_queries import FilterAsked, InOrder, findings_page
from relgraph.surfaces.graphql.ids import Day, after_key, global_id, optional_external_id
from relgraph.surfaces.graphql.kinds import OrganizationNode, node
from relgraph.surfaces.graphql.nodes import Identified, Info, load_together, named
from relgraph.surfaces.graphql.prices import LOOK, SHARE, costs, holds
from relgraph.surfaces.graphql.results import AuditAccountResult, AuditedRule, AuditRuleChoice

_CHANGES = ("opened", "reopened", "persisting", "resolved")
_OPEN = ("high", "medium", "low", "unjudged")
_TOLD = ("playbook", "failure", "withdrawn_by", "withdrawn_reason")


def _day(run: Run) -> Day:
    """What a run saw is of its day, whatever day it is now."""
    return Day(run.as_of, explicit=True)


@strawberry.type(description="A finding that changed between two runs.")
class AuditChange:
    """Shows a change."""

    kind: ChangeKind = strawberry.field(description="What became of it.")
    finding: AuditFinding = strawberry.field(description="The finding as it is, on the later run's day.")
    rule_changed: bool = strawberry.field(
        description="Whether the two runs asked its rule differently, which may be why it changed."
    )


@strawberry.type(description="A rule that two runs asked differently.")
class AuditRuleChange:
    """Shows a changed rule."""

    rule_id: str = strawberry.field(description="The rule's stable name.")
    before: str | None = strawberry.field(
        description="How the earlier run asked it: its version and the numbers chosen, or of the playbook, e.g. "
        "`1 cold_below=0.4`; null: it was not asked."
    )
    after: str | None = strawberry.field(description="How the later run asked it; null: it was not asked.")


@strawberry.type(description="What changed from one run to a later one.")
class AuditDiff:
    """Shows a diff."""

    earlier: strawberry.Private[Run | None]
    later: strawberry.Private[Run]

    @strawberry.field(description="The earlier run; null before the first, when everything is new.")
    def before(self) -> "AuditRun | None":
        return AuditRun.of(self.earlier) if self.earlier else None

    @strawberry.field(description="The later run.")
    def after(self) -> "AuditRun":
        return AuditRun.of(self.later)

    @strawberry.field(description="The rules that were asked differently, by `ruleId`.", directives=holds(25))
    def rules(self) -> list[AuditRuleChange]:
        changed = findings.changed_rules(self.earlier, self.later)
        return [AuditRuleChange(rule_id=each.rule, before=each.before, after=each.after) for each in changed]

    @strawberry.field(
        description="The findings that changed, the severest first; those of one account when one of the "
        "runs looked at one.",
        directives=costs(LOOK),
    )
    async def changes(self, info: Info, first: First = 25, after: After = None) -> Answers[AuditChange]:
        day = _day(self.later)
        limit, key = page_size(first) + 1, after_key(after, day)
        async with info.context.look():
            diff = await findings.diff_runs(info.context.graph, self.later, self.earlier, beyond=key, limit=limit)
        shown = [
            (
                change.finding.rank,
                AuditChange(
                    kind=change.kind,
                    finding=AuditFinding.of(change.finding, day),
                    rule_changed=change.rule_changed,
                ),
            )
            for change in diff.changes
        ]
        return list_answers(shown, first, after, day=day)


BeforeRun = Annotated[
    int | None,
    strawberry.argument(
        description="The number of an earlier run; when left out the one before it that looked at the same accounts."
    ),
]


@strawberry.type(description="A run of the audit: all rules looked at one account or at all of them, on a day.")
class AuditRun(Identified):
    """Shows a run."""

    run: strawberry.Private[Run]

    number: int = strawberry.field(description="Its number; later runs have larger ones.")
    as_of: date = strawberry.field(description="The day that it looked at. All below is of this day.")
    state: RunState = strawberry.field(description="How far it is.")
    started_at: datetime = strawberry.field(description="When it was started first (UTC).")
    finished_at: datetime | None = strawberry.field(description="When it ended (UTC); null while it is under way.")
    accounts: int = strawberry.field(description="How many accounts are done.")
    opened: int = strawberry.field(description="How many findings were new.")
    reopened: int = strawberry.field(description="How many were seen again after they had been resolved.")
    persisting: int = strawberry.field(description="How many were open before and still fail.")
    resolved: int = strawberry.field(description="How many do not fail any more.")
    high: int = strawberry.field(description="How many of high severity were open and not accepted.")
    medium: int = strawberry.field(description="How many of medium severity were open and not accepted.")
    low: int = strawberry.field(description="How many of low severity were open and not accepted.")
    unjudged: int | None = strawberry.field(
        description="How many of these could not be judged any more: whether they still hold is unknown. Null: it was "
        "not counted then."
    )
    playbook: str | None = strawberry.field(
        description="The version of the playbook that its rules took numbers from; null: it was not remembered then."
    )
    failure: str | None = strawberry.field(
        description="Why it stopped before its end, where that is known; null once somebody continues it."
    )
    withdrawn_by: str | None = strawberry.field(description="Who withdrew it, where it was taken back.")
    withdrawn_reason: str | None = strawberry.field(description="Why it was taken back.")

    @strawberry.field(description="The account that it looked at; null: all of them.")
    async def account(self, info: Info) -> OrganizationNode | None:
        id_ = self.run.account
        return await node("Organization").load(info, id_, _day(self.run)) if id_ else None

    @strawberry.field(description="The rules that it asked, the severest first.", directives=holds(25))
    def rules(self) -> list[AuditedRule]:
        told = [(rule, asked.split()) for rule, asked in self.run.asked.items()]
        return [AuditedRule(rule_id=rule, version=int(asked[0]), chosen=asked[1:]) for rule, asked in told]

    @strawberry.field(description="The rules that were switched off or weighed otherwise, by whom and why.")
    def rule_choices(self) -> list[AuditRuleChoice]:
        return [
            AuditRuleChoice(rule_id=choice.rule, **choice.model_dump(exclude={"rule"})) for choice in self.run.choices
        ]

    @strawberry.field(
        description="What it saw of each account, the worst score first, unknown ones last.", directives=costs(SHARE)
    )
    async def results(self, info: Info, first: First = 25, after: After = None) -> Answers[AuditAccountResult]:
        day = _day(self.run)
        limit, key = page_size(first) + 1, after_key(after, day)

        async def batch(numbers: list[int]) -> Sequence[list[AccountResult]]:
            found = await findings.results_of(info.context.graph, numbers, after=key, limit=limit)
            return [found[number] for number in numbers]

        results = await load_together(info, (findings.results_of, key, limit), batch, self.run.number)
        return list_answers([(each.rank, AuditAccountResult.of(each)) for each in results], first, after, day=day)

    @strawberry.field(
        description="The findings as they were after it; of its account when it looked at one.", directives=costs(LOOK)
    )
    async def findings(
        self,
        info: Info,
        *,
        given: FilterAsked = None,
        order_by: InOrder = FindingOrder.SEVERITY,
        first: First = 25,
        after: After = None,
    ) -> Answers[AuditFinding]:
        return await findings_page(
            info,
            given,
            at=self.run.number,
            within=self.run.account,
            order_by=order_by,
            first=first,
            after=after,
            day=_day(self.run),
        )

    @strawberry.field(description="What changed from an earlier run to this one.", directives=costs(LOOK))
    async def diff(self, info: Info, before: BeforeRun = None) -> AuditDiff:
        graph = info.context.graph
        async with info.context.look():
            earlier = None if before is None else await find_run(graph, before, field="before")
            with named({"after": "before"}):
                return AuditDiff(earlier=await findings.find_comparable(graph, self.run, earlier), later=self.run)

    def own_id(self) -> strawberry.ID:
        """Of its number: a run is of one day."""
        return global_id("AuditRun", str(self.run.number), None)

    @classmethod
    async def load(cls, info: Info, key: str, day: Day) -> Self | None:
        """The run with this number; None when there is none."""
        number = run_number(key)
        if number is None:
            return None

        async def batch(numbers: list[int]) -> Sequence[Run | None]:
            found = await find_runs(info.context.graph, numbers)
            return [found.get(number) for number in numbers]

        run = await load_together(info, find_runs, batch, number)
        return cls.of(run) if run else None

    @classmethod
    def of(cls, run: Run) -> Self:
        """Show a run."""
        plain = {"number", "as_of", "state", "started_at", "finished_at", "accounts", *_CHANGES, *_OPEN, *_TOLD}
        return cls(run=run, **{name: getattr(run, name) for name in plain})


async def trend_of(info: Info, account: str, day: Day, *, first: int, after: str | None) -> Answers[AuditAccountResult]:
    """What runs saw of an account until a day, found together with that of all its siblings."""
    limit, key = page_size(first) + 1, after_key(after, day)

    async def batch(accounts: list[str]) -> Sequence[list[AccountResult]]:
        found = await findings.trends(info.context.graph, accounts, until=day.date, after=key, limit=limit)
        return [found[account] for account in accounts]

    results = await load_together(info, (findings.trends, day.date, key, limit), batch, account)
    return list_answers([(each.rank, AuditAccountResult.of(each)) for each in results], first, after, day=day)


OfAccount = Annotated[
    strawberry.ID | None,
    strawberry.argument(description="Only those that looked at this account, alone or among all."),
]
RunNumber = Annotated[int, strawberry.argument(description="Its number.")]


@strawberry.type
class RunsQuery:
    """Root fields about runs."""

    @strawberry.field(description="The runs of the audit, the latest first.")
    async def audit_runs(
        self, info: Info, account: OfAccount = None, first: First = 25, after: After = None
    ) -> Answers[AuditRun]:
        of = optional_external_id(account, "Organization", field="account")
        limit, key = page_size(first) + 1, after_key(after, None)
        before = run_number(key)
        if after is not None and before is None:
            raise InputError("That is no cursor of a run.", field="after", remedy="Give one from this list.")
        runs = await list_runs(
            info.context.graph,
            account=of,
            before=before,
            limit=limit,
        )
        return list_answers([(str(run.number), AuditRun.of(run)) for run in runs], first, after, day=None)

    @strawberry.field(description="A run of the audit by its number.")
    async def audit_run(self, info: Info, number: RunNumber) -> AuditRun | None:
        return AuditRun.of(await find_run(info.context.graph, number, field="number"))
