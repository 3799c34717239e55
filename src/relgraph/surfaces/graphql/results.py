"""GraphQL: the rules as a run asked them, and what each saw of an account (docs/audit.md)."""

from datetime import date
from typing import Self

import strawberry

from relgraph.audit.findings import words
from relgraph.audit.rules.model import Severity
from relgraph.audit.runs.model import AccountResult, RuleCount
from relgraph.surfaces.graphql.arguments import InLanguage
from relgraph.surfaces.graphql.ids import Day, global_id
from relgraph.surfaces.graphql.kinds import OrganizationNode, node
from relgraph.surfaces.graphql.nodes import Info, Keyed
from relgraph.surfaces.graphql.prices import holds
from relgraph.surfaces.graphql.rules import CoverageReason, CoverageRule, reason_of, rule_now, shown_rule


@strawberry.type(description="A rule as a run asked it.")
class AuditedRule:
    """Shows a rule of a run."""

    rule_id: str = strawberry.field(description="The rule's stable name.")
    version: int = strawberry.field(description="The version that was asked.")
    chosen: list[str] = strawberry.field(description="The numbers chosen for it, or of the playbook, as `name=number`.")

    @strawberry.field(description="The rule as it is now; null when it is gone.")
    def rule(self, info: Info) -> CoverageRule | None:
        return shown_rule(info, self.rule_id)


@strawberry.type(description="What the installation chose of a rule when a run asked the rules.")
class AuditRuleChoice:
    """Shows a choice."""

    rule_id: str = strawberry.field(description="The rule's stable name.")
    severity: Severity | None = strawberry.field(description="The severity chosen; null: the rule was switched off.")
    instead_of: Severity = strawberry.field(description="The rule's own severity.")
    reason: str = strawberry.field(description="Why.")
    by: str = strawberry.field(description="Who said so.")

    @strawberry.field(description="The rule as it is now; null when it is gone.")
    def rule(self, info: Info) -> CoverageRule | None:
        return shown_rule(info, self.rule_id)


@strawberry.type(description="What one rule saw of an account in a run.")
class AuditRuleCount:
    """Shows what a rule saw."""

    count: strawberry.Private[RuleCount]

    rule_id: str = strawberry.field(description="The rule's stable name.")
    version: int = strawberry.field(description="The version that was asked.")
    population: int = strawberry.field(description="How many it looked at.")
    unknown: int = strawberry.field(description="How many of them could not be judged; they neither fail nor pass.")
    failed: int = strawberry.field(description="How many fail, accepted ones too.")
    accepted: int = strawberry.field(description="How many of these were accepted on the run's day.")
    unjudged: int | None = strawberry.field(
        description="How many open findings beside these nobody can judge any more; null: it was not counted then."
    )

    @strawberry.field(description="Why nothing could be judged; null when something was.")
    def not_assessed(self, info: Info) -> CoverageReason | None:
        return reason_of(rule_now(info, self.rule_id), self.count.not_assessed)

    @strawberry.field(description="The rule as it is now; null when it is gone.")
    def rule(self, info: Info) -> CoverageRule | None:
        return shown_rule(info, self.rule_id)

    @strawberry.field(description="All of this as text, e.g. `3 of 41 key contacts`; null when the rule is gone.")
    def sentence(self, info: Info, language: InLanguage = None) -> str | None:
        rule = rule_now(info, self.rule_id)
        return words.seen(rule, self.count, language or info.context.language) if rule else None


@strawberry.type(description="What a run saw of an account.")
class AuditAccountResult(Keyed):
    """Shows the result of an account."""

    result: strawberry.Private[AccountResult]

    run: int = strawberry.field(description="The run's number.")
    as_of: date = strawberry.field(description="The run's day.")
    score: float | None = strawberry.field(
        description="How well the account is covered, 0 to 100: 100 times the share of what was judged that does not "
        "fail, rules of high severity weighing 5, medium 3, low 1, without what is accepted (docs/audit.md). Null when "
        "nothing could be assessed."
    )

    @strawberry.field(description="The account on the run's day; null when it is not in the graph any more.")
    async def account(self, info: Info) -> OrganizationNode | None:
        return await node("Organization").load(info, self.result.account, Day(self.result.as_of, explicit=True))

    @strawberry.field(description="What each rule saw, the severest first.", directives=holds(25))
    def rules(self) -> list[AuditRuleCount]:
        told = {"rule", "not_assessed"}
        return [
            AuditRuleCount(count=count, rule_id=count.rule, **count.model_dump(exclude=told))
            for count in self.result.rules
        ]

    def own_id(self) -> strawberry.ID:
        """Of the run, which is of one day, and the account."""
        return global_id("AuditAccountResult", f"{self.run} {self.result.account}", None)

    @classmethod
    def of(cls, result: AccountResult) -> Self:
        """Show a result."""
        return cls(result=result, run=result.number, as_of=result.as_of, score=result.score)
