"""GraphQL: the rules of coverage, and where each is told in full."""

from typing import Self

import strawberry

from relgraph.audit.evaluation import service
from relgraph.audit.rules import model
from relgraph.audit.rules.docs import describe
from relgraph.surfaces.graphql.ids import global_id
from relgraph.surfaces.graphql.nodes import Info, Keyed


@strawberry.type(description="Why a rule could judge nothing.")
class CoverageReason:
    """Shows a reason."""

    code: str = strawberry.field(description="A stable code.")
    text: str = strawberry.field(description="The reason in English.")
    text_zh: str = strawberry.field(description="The reason in Chinese.")


@strawberry.type(description="A number that a rule is asked with.")
class RuleParameter:
    """Shows a parameter."""

    name: str = strawberry.field(description="Its name in the rule's query.")
    kind: model.NumberKind = strawberry.field(description="What kind of number it is.")
    least: float = strawberry.field(description="The smallest value allowed.")
    most: float = strawberry.field(description="The largest value allowed.")
    default: float = strawberry.field(description="Its value unless another one is chosen.")
    playbook: str | None = strawberry.field(
        description="Where in the playbook its default stands, e.g. `rhythm.decider_days`; null: it is the rule's own."
    )
    chosen: float | None = strawberry.field(
        description="The value that this installation chose (`RELGRAPH_AUDIT_PARAMETERS`); null: the default."
    )
    meaning: str = strawberry.field(description="What it decides, in English.")


@strawberry.type(description="Why this installation switched a rule off, or gave it another severity.")
class CoverageRuleChoice:
    """Shows a choice."""

    instead_of: model.Severity = strawberry.field(description="The rule's own severity.")
    reason: str = strawberry.field(description="Why.")
    by: str = strawberry.field(description="Who said so.")


@strawberry.type(description="A rule that every account is held to.")
class CoverageRule(Keyed):
    """Shows a rule."""

    rule: strawberry.Private[model.Rule]

    rule_id: str = strawberry.field(description="Its stable name.")
    version: int = strawberry.field(description="Grows whenever the rule's meaning changes.")
    title: str = strawberry.field(description="What it demands, in English.")
    title_zh: str = strawberry.field(description="What it demands, in Chinese.")
    method: str = strawberry.field(
        description="The sections of the method that it comes from, e.g. `M4`; docs/method.md tells of each."
    )
    severity: model.Severity = strawberry.field(description="How much a hole endangers the deal or the account.")
    scope: list[model.Scope] = strawberry.field(description="What it can be asked about.")
    protects: str = strawberry.field(description="What it protects against, in English.")
    protects_zh: str = strawberry.field(description="What it protects against, in Chinese.")
    remedy: str = strawberry.field(description="What to do about a hole, in English.")
    remedy_zh: str = strawberry.field(description="What to do about a hole, in Chinese.")
    counts: str = strawberry.field(description="What its population is made of, in English.")
    counts_zh: str = strawberry.field(description="What its population is made of, in Chinese.")
    evidence: str = strawberry.field(
        description="The sentence of its evidence in English, with {names} of what it saw."
    )
    evidence_zh: str = strawberry.field(description="The sentence of its evidence in Chinese.")
    suggestion: str | None = strawberry.field(
        description="The sentence of its suggestion in English, with {contact} and {through}; null: it makes none."
    )
    suggestion_zh: str | None = strawberry.field(description="The sentence of its suggestion in Chinese.")
    own: bool = strawberry.field(description="Whether it is a rule of your own.")

    def own_id(self) -> strawberry.ID:
        """Of its stable name: it is the same on every day."""
        return global_id("CoverageRule", self.rule_id, None)

    @strawberry.field(description="Whether this installation does not ask it (`RELGRAPH_AUDIT_SEVERITIES`).")
    def is_off(self) -> bool:
        return self.rule.is_off

    @strawberry.field(description="Why it is off, or of another severity than its own, and who said so; null: neither.")
    def choice(self) -> "CoverageRuleChoice | None":
        choice = self.rule.choice
        return CoverageRuleChoice(**choice.model_dump(include={"instead_of", "reason", "by"})) if choice else None

    @strawberry.field(description="Why it may be unable to judge anything.")
    def reasons(self) -> list[CoverageReason]:
        return [_shown_reason(reason) for reason in self.rule.reasons]

    @strawberry.field(description="The numbers that it is asked with.")
    def parameters(self) -> list[RuleParameter]:
        return [RuleParameter(**parameter.model_dump()) for parameter in self.rule.parameters]

    @strawberry.field(description="All of this for people, in Markdown: its section of docs/rules.md.")
    def docs(self) -> str:
        return describe(self.rule)

    @classmethod
    def of(cls, rule: model.Rule) -> Self:
        """Show a rule."""
        shown = rule.model_dump(exclude={"id", "purpose", "reasons", "parameters", "taken", "choice"})
        return cls(rule=rule, rule_id=rule.id, **shown)


def rule_now(info: Info, id_: str) -> model.Rule | None:
    """A rule that holds in this installation; None when it is gone."""
    rules = info.context.loader(service.rules_by_id, lambda: service.rules_by_id(info.context.graph.settings))
    return rules.get(id_)


def shown_rule(info: Info, id_: str) -> CoverageRule | None:
    """The same, shown."""
    rule = rule_now(info, id_)
    return CoverageRule.of(rule) if rule else None


def _shown_reason(reason: model.Reason) -> CoverageReason:
    return CoverageReason(**reason.model_dump(include={"code", "text", "text_zh"}))


def reason_of(rule: model.Rule | None, code: str | None) -> CoverageReason | None:
    """A rule's reason by its code, which alone is known of a reason that is gone; None for none."""
    if code is None:
        return None
    told = next((reason for reason in rule.reasons if reason.code == code), None) if rule else None
    return _shown_reason(told) if told else CoverageReason(code=code, text=code, text_zh=code)


@strawberry.type
class RulesQuery:
    """Root fields about rules."""

    @strawberry.field(description="The rules of coverage, the severest first.")
    def coverage_rules(self, info: Info) -> list[CoverageRule]:
        return [CoverageRule.of(rule) for rule in service.list_rules(info.context.graph.settings)]
