"""GraphQL: the coverage holes of an account or an opportunity (method M2, M4, M16)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, NamedTuple

import strawberry
from strawberry.dataloader import DataLoader

from relgraph.analyses import COVERAGE
from relgraph.analyses.asked import CoverageAsked
from relgraph.audit.evaluation import service
from relgraph.audit.rules import model
from relgraph.audit.runs.memory import finding_key
from relgraph.core.errors import InputError
from relgraph.kinds.role import RoleLetter
from relgraph.record.input import validated
from relgraph.surfaces.graphql.account_or_deal import (
    TYPES,
    AccountBefore,
    OfAccountOrOpportunity,
    OpportunityBefore,
)
from relgraph.surfaces.graphql.arguments import After, AsOf, ColdBelow, First, StaleDays, day, one_of, page_size
from relgraph.surfaces.graphql.connections import Answers, list_answers
from relgraph.surfaces.graphql.ids import Day, GivenIds, after_key, chosen, global_id
from relgraph.surfaces.graphql.kinds import OpportunityNode, OrganizationNode, node
from relgraph.surfaces.graphql.nodes import Dated, Info, Keyed, named
from relgraph.surfaces.graphql.prices import costs, holds
from relgraph.surfaces.graphql.rules import CoverageReason, CoverageRule, reason_of

ACCOUNTS_AT_ONCE = 50
"""Accounts of one operation that a rule looks at together: within the time that one read may take."""


class Asked(NamedTuple):
    """On what all that a report tells depends, besides the day."""

    account: str
    opportunity: str | None
    thresholds: model.Thresholds

    def key(self, *within: str) -> str:
        """What ids are made of: `=` is in no id that has no colon, and white space in none."""
        numbers = (f"{name}={number}" for name, number in self.thresholds.given.items())
        return " ".join((self.account, *([self.opportunity] if self.opportunity else []), *numbers, *within))


@strawberry.type(description="One piece of what a rule saw of a hole.")
class CoverageEvidence:
    """Shows a piece of evidence."""

    name: str = strawberry.field(description="What it is, e.g. `ties`.")
    value: str | None = strawberry.field(description="Its value as text; null is unknown.")


@strawberry.type(description="One failure of a rule; subject, opportunity and `other` identify it across runs.")
class CoverageHole(Keyed, Dated):
    """Shows a hole."""

    asked: strawberry.Private[Asked]
    rule: strawberry.Private[str]
    hole: strawberry.Private[model.NamedFailure]

    subject_kind: model.SubjectKind = strawberry.field(description="What it is about.")
    name: str = strawberry.field(description="The subject's name.")
    english_name: str | None = strawberry.field(description="The subject's name in English.")
    title: str | None = strawberry.field(description="The person's title.")
    other: str | None = strawberry.field(
        description="What tells it apart from the like: an external id, e.g. of the owner who left."
    )
    ties: int | None = strawberry.field(
        description="How many of ours know the person; null where the rule does not ask."
    )
    strength: float | None = strawberry.field(description="Strength of the warmest tie, 0..1; null is unknown.")
    last_contact: date | None = strawberry.field(description="Day of the latest contact; null is unknown.")

    def own_id(self) -> strawberry.ID:
        """Of the report, and of the key by which the audit remembers it."""
        return global_id("CoverageHole", self.asked.key(self.key), self.day)

    @property
    def key(self) -> str:
        """By what the audit remembers it."""
        return finding_key(self.rule, self.asked.account, self.hole)

    @strawberry.field(description="Opaque id of the person, unit or opportunity that it is about.")
    def subject_id(self) -> strawberry.ID:
        return global_id(self.hole.kind.value.capitalize(), self.hole.id, self.day)

    @strawberry.field(description="The role letters that make the person matter.")
    def roles(self) -> list[RoleLetter]:
        letters = self.hole.evidence.get("roles")
        return [RoleLetter(letter) for letter in letters] if isinstance(letters, list) else []

    @strawberry.field(description="All that the rule saw of it.")
    def evidence(self) -> list[CoverageEvidence]:
        return shown_evidence(self.hole.evidence)

    @strawberry.field(description="The opportunity, where the rule looks at deals.")
    async def opportunity(self, info: Info) -> OpportunityNode | None:
        id_ = self.hole.opportunity
        return await node("Opportunity").get(info, id_, self.day) if id_ else None


@strawberry.type(description="What a rule saw: how many it looked at, and which of them fail.")
class CoverageRuleResult(Keyed, Dated):
    """Shows what one rule saw."""

    asked: strawberry.Private[Asked]
    result: strawberry.Private[model.RuleResult]

    rule: CoverageRule = strawberry.field(description="The rule.")
    population: int = strawberry.field(description="How many it looked at.")
    unknown: int = strawberry.field(description="How many of them could not be judged; they neither fail nor pass.")

    def own_id(self) -> strawberry.ID:
        """Of the report and the rule."""
        return global_id("CoverageRuleResult", self.asked.key(self.result.rule.id), self.day)

    @strawberry.field(description="Why nothing could be judged; null when something was.")
    def not_assessed(self) -> CoverageReason | None:
        return reason_of(self.result.rule, self.result.not_assessed)

    @strawberry.field(description="How many fail.")
    def failed(self) -> int:
        return len(self.result.holes)

    @strawberry.field(description="The first of those that fail; `failed` counts all.")
    def holes(self, first: First = 25) -> list[CoverageHole]:
        rule = self.result.rule.id
        return [_shown_hole(self.asked, rule, hole, self.day) for hole in self.result.holes[: page_size(first)]]


def _shown_hole(asked: Asked, rule: str, hole: model.NamedFailure, day: Day) -> CoverageHole:
    ties, strength, last = (hole.evidence.get(name) for name in ("ties", "strength", "last_contact"))
    return CoverageHole(
        asked=asked,
        rule=rule,
        hole=hole,
        day=day,
        subject_kind=hole.kind,
        **hole.model_dump(include={"name", "english_name", "title", "other"}),
        ties=ties if isinstance(ties, int) else None,
        strength=strength if isinstance(strength, float) else None,
        last_contact=date.fromisoformat(last) if isinstance(last, str) else None,
    )


RulesAsked = Annotated[
    list[str] | None, strawberry.argument(description="Only those of these rules, by `ruleId`; all when left out.")
]


@strawberry.type(description="All rules over one account, or one opportunity of it, on a day.")
class CoverageReport(Keyed, Dated):
    """Shows a report."""

    asked: strawberry.Private[Asked]
    report: strawberry.Private[model.CoverageReport]

    def own_id(self) -> strawberry.ID:
        """Of all that was asked."""
        return global_id("CoverageReport", self.asked.key(), self.day)

    @strawberry.field(description="The account.")
    async def account(self, info: Info) -> OrganizationNode:
        return await node("Organization").get(info, self.report.account, self.day)

    @strawberry.field(description="The opportunity, when only one was asked about.")
    async def opportunity(self, info: Info) -> OpportunityNode | None:
        id_ = self.report.opportunity
        return await node("Opportunity").get(info, id_, self.day) if id_ else None

    @strawberry.field(description="All that fails, page by page: the severest rule first, as `results` tells them.")
    def holes(self, rules: RulesAsked = None, first: First = 25, after: After = None) -> Answers[CoverageHole]:
        of = chosen(report=self.asked.key(), rules=sorted(rules) if rules is not None else None)
        key, limit = after_key(after, self.day, of), page_size(first) + 1
        if unknown := sorted(set(rules or ()) - {result.rule.id for result in self.report.results}):
            raise InputError(f"No rule here is '{unknown[0]}'.", field="rules", remedy="Give `ruleId`s of `results`.")
        told = [
            (result.rule.id, hole)
            for result in self.report.results
            if rules is None or result.rule.id in rules
            for hole in result.holes
        ]
        keys = [finding_key(rule, self.asked.account, hole) for rule, hole in told]
        if key and key not in keys:
            raise InputError(
                "What the cursor stands at is no hole any more.", field="after", remedy="Begin without `after`."
            )
        begin = keys.index(key) + 1 if key else 0
        page = [_shown_hole(self.asked, rule, hole, self.day) for rule, hole in told[begin : begin + limit]]
        return list_answers([(hole.key, hole) for hole in page], first, after, day=self.day, of=of)

    @strawberry.field(description="What each rule saw, the severest first.", directives=holds(25))
    def results(self) -> list[CoverageRuleResult]:
        return [
            CoverageRuleResult(
                asked=self.asked,
                result=result,
                day=self.day,
                rule=CoverageRule.of(result.rule),
                population=result.population,
                unknown=result.unknown,
            )
            for result in self.report.results
        ]


def shown_evidence(evidence: Mapping[str, model.Value]) -> list[CoverageEvidence]:
    """All that was seen, by name."""
    return [CoverageEvidence(name=name, value=_as_text(value)) for name, value in sorted(evidence.items())]


def _as_text(value: model.Value) -> str | None:
    if isinstance(value, list):
        return " ".join(value)
    return None if value is None else str(value)


async def report_on(
    info: Info,
    account: str | None,
    opportunity: str | None,
    *,
    cold_below: float | None,
    stale_days: int | None,
    day: Day,
) -> CoverageReport:
    """The report on one account or opportunity."""
    thresholds = validated(model.Thresholds, {"cold_below": cold_below, "stale_days": stale_days})
    asked = CoverageAsked(account=account, opportunity=opportunity, as_of=day.date, thresholds=thresholds)
    report = await info.context.run(COVERAGE, asked)
    return CoverageReport(report=report, asked=Asked(report.account, report.opportunity, thresholds), day=day)


async def report_on_known(
    info: Info, account: str, *, cold_below: float | None, stale_days: int | None, day: Day
) -> CoverageReport:
    """The report on an account that is known to exist, found together with those on its siblings."""
    thresholds = validated(model.Thresholds, {"cold_below": cold_below, "stale_days": stale_days})

    async def batch(accounts: list[str]) -> Sequence[model.CoverageReport]:
        async with info.context.analysis():
            sides = await info.context.sides(day.date)
            reports = await service.find_coverage_by_account(
                info.context.graph, accounts, as_of=day.date, thresholds=thresholds, sides=sides
            )
        return [reports[account] for account in accounts]

    loader = info.context.loader(
        (service.find_coverage_by_account, thresholds, day.date),
        lambda: DataLoader[str, model.CoverageReport](batch, max_batch_size=ACCOUNTS_AT_ONCE),
    )
    return CoverageReport(report=await loader.load(account), asked=Asked(account, None, thresholds), day=day)


@strawberry.type
class CoverageQuery:
    """Root fields about coverage."""

    @strawberry.field(description=COVERAGE.words.en, directives=costs(COVERAGE.price))
    async def coverage_holes(
        self,
        info: Info,
        *,
        of: OfAccountOrOpportunity = None,
        account: AccountBefore = None,
        opportunity: OpportunityBefore = None,
        cold_below: ColdBelow = None,
        stale_days: StaleDays = None,
        as_of: AsOf = None,
    ) -> CoverageReport:
        ids = GivenIds()
        before = {"account": account, "opportunity": opportunity}
        one = one_of(of, before) if of else None
        if one:
            told: dict[str, str | None] = {one.name: ids.one(one.value, TYPES[one.name], field=one.path)}
        else:  # of the arguments of before both may be given: the opportunity of that account
            told = {name: ids.optional(id_, TYPES[name], field=name) for name, id_ in before.items()}
        on = day(info, as_of, ids)
        with named({one.name: one.path} if one else {}):
            return await report_on(
                info,
                told.get("account"),
                told.get("opportunity"),
                cold_below=cold_below,
                stale_days=stale_days,
                day=on,
            )
