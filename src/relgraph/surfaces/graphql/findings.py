"""GraphQL: findings, what the audit remembers of failures from run to run (docs/audit.md)."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Self

import strawberry
from strawberry.dataloader import DataLoader

from relgraph.audit.evaluation.service import Naming, find_names
from relgraph.audit.findings import words
from relgraph.audit.findings.service import list_findings
from relgraph.audit.rules import model
from relgraph.audit.runs.model import Finding, FindingStatus, Lost
from relgraph.surfaces.graphql import people as people_api
from relgraph.surfaces.graphql.arguments import InLanguage
from relgraph.surfaces.graphql.coverage import CoverageEvidence, shown_evidence
from relgraph.surfaces.graphql.ids import Day, global_id
from relgraph.surfaces.graphql.kinds import OpportunityNode, OrganizationNode, PersonNode, node
from relgraph.surfaces.graphql.nodes import MAX_BATCH, Dated, Identified, Info, Recorded, load_together
from relgraph.surfaces.graphql.rules import CoverageRule, rule_now, shown_rule


@strawberry.type(description="A run that opened or resolved a finding.")
class AuditTurn:
    """Shows when a finding changed."""

    run: int = strawberry.field(description="The run's number.")
    on: date = strawberry.field(description="The run's day.")


@strawberry.type(description="Somebody lets a finding stay until a day. It counts in no score until then.")
class AuditAcceptance:
    """Shows an acceptance."""

    until: date = strawberry.field(description="The first day on which it is not accepted any more.")
    reason: str = strawberry.field(description="Why it may stay.")
    by: str = strawberry.field(description="Who accepted it.")
    at: datetime = strawberry.field(description="When it was accepted (UTC).")
    withdrawn_by: str | None = strawberry.field(description="Who withdrew it, on the day `until`; null: nobody did.")
    holds: bool = strawberry.field(description="Whether it is accepted on the day asked about.")


@strawberry.type(description="A failure of a rule, remembered from run to run. What identifies it is in its `key`.")
class AuditFinding(Identified, Dated):
    """Shows a finding."""

    finding: strawberry.Private[Finding]
    at: strawberry.Private[int | None]

    key: strawberry.ID = strawberry.field(description="What identifies it across runs; commands and mutations take it.")
    rule_id: str = strawberry.field(description="The rule's stable name.")
    rule_version: int = strawberry.field(description="The version of the rule that saw it last.")
    severity: model.Severity = strawberry.field(description="How much it endangers the deal or the account.")
    subject_kind: model.SubjectKind = strawberry.field(description="What it is about.")
    other: str | None = strawberry.field(
        description="What tells it apart from the like: an external id, e.g. of the owner who left."
    )
    since: date = strawberry.field(description="The day since which it is open, or was last.")
    unjudged_since: date | None = strawberry.field(
        description="The day since which no run could judge it any more: whether it still holds is unknown. Null: the "
        "last run could."
    )
    assigned_by: str | None = strawberry.field(
        description="Who assigned it by hand; null: it follows whoever owns its subject or account."
    )

    @strawberry.field(description="The rule as it is now; null when it is gone.")
    def rule(self, info: Info) -> CoverageRule | None:
        return shown_rule(info, self.finding.rule)

    @strawberry.field(description="Where it stands on the day asked about, as the last run left it.")
    def status(self) -> FindingStatus:
        return self.finding.status(self.day.date)

    @strawberry.field(description="Days from `since` to the day asked about.")
    def age(self) -> int:
        return self.finding.age(self.day.date)

    @strawberry.field(description="The account; null when it is not in the graph any more.")
    async def account(self, info: Info) -> OrganizationNode | None:
        return await node("Organization").load(info, self.finding.account, self.day)

    @strawberry.field(description="Opaque id of what it is about.")
    def subject_id(self) -> strawberry.ID:
        return global_id(self.finding.kind.value.capitalize(), self.finding.subject, self.day)

    @strawberry.field(description="What it is about; null when it is not in the graph any more.")
    async def subject(self, info: Info) -> Recorded | None:
        types: dict[model.SubjectKind, type[Recorded]] = {
            model.SubjectKind.PERSON: people_api.Person,
            model.SubjectKind.UNIT: node("Unit"),
            model.SubjectKind.OPPORTUNITY: node("Opportunity"),
            model.SubjectKind.ORGANIZATION: node("Organization"),
        }
        return await types[self.finding.kind].load(info, self.finding.subject, self.day)

    @strawberry.field(description="The name of what it is about; its `externalId` when it is not there any more.")
    async def name(self, info: Info) -> str:
        named = (await self._names(info)).get(self.finding.subject)
        return named.name if named else self.finding.subject

    @strawberry.field(description="Its name in English.")
    async def english_name(self, info: Info) -> str | None:
        named = (await self._names(info)).get(self.finding.subject)
        return named.english_name if named else None

    @strawberry.field(description="The title of the person whom it is about, on the day asked about.")
    async def title(self, info: Info) -> str | None:
        named = (await self._names(info)).get(self.finding.subject)
        return named.title if named else None

    @strawberry.field(description="The opportunity, where the rule looks at deals and it is still in the graph.")
    async def opportunity(self, info: Info) -> OpportunityNode | None:
        id_ = self.finding.opportunity
        return await node("Opportunity").load(info, id_, self.day) if id_ else None

    @strawberry.field(description="All that the last run saw of it that assessed it.")
    def evidence(self) -> list[CoverageEvidence]:
        return shown_evidence(self.finding.evidence)

    @strawberry.field(description="The evidence as a sentence; what is unknown is `?`.")
    async def sentence(self, info: Info, language: InLanguage = None) -> str:
        names = await self._names(info)
        return words.evidence(rule_now(info, self.finding.rule), self.finding, names, language or info.context.language)

    @strawberry.field(description="What to do about it; null when the rule is gone.")
    def remedy(self, info: Info, language: InLanguage = None) -> str | None:
        rule = rule_now(info, self.finding.rule)
        return words.text(rule, "remedy", language or info.context.language) if rule else None

    @strawberry.field(description="Whom to contact and by whom, as a sentence; null where the rule cannot tell.")
    async def suggestion(self, info: Info, language: InLanguage = None) -> str | None:
        names = await self._names(info)
        return words.suggestion(
            rule_now(info, self.finding.rule), self.finding, names, language or info.context.language
        )

    @strawberry.field(description="Whom to contact; null where the rule cannot tell.")
    async def contact(self, info: Info) -> PersonNode | None:
        return await self._person(info, self.finding.contact)

    @strawberry.field(description="Who leads to `contact`.")
    async def through(self, info: Info) -> PersonNode | None:
        return await self._person(info, self.finding.through)

    @strawberry.field(description="The runs that opened it, the first first.")
    def opened(self) -> list[AuditTurn]:
        return _turns(self.finding.opened, self.finding.opened_on)

    @strawberry.field(description="The runs that resolved it, the first first.")
    def resolved(self) -> list[AuditTurn]:
        return _turns(self.finding.closed, self.finding.closed_on)

    @strawberry.field(description="Why it was closed although nobody saw it mended; null otherwise.")
    def lost(self) -> Lost | None:
        return self.finding.lost

    @strawberry.field(description="How it was accepted last; null: it never was.")
    def acceptance(self) -> AuditAcceptance | None:
        told = self.finding
        if not (told.accepted_until and told.accepted_at):
            return None
        return AuditAcceptance(
            until=told.accepted_until,
            reason=told.accepted_reason or "",
            by=told.accepted_by or "",
            at=told.accepted_at,
            withdrawn_by=told.withdrawn_by,
            holds=told.accepted_until > self.day.date,
        )

    @strawberry.field(description="Who of ours is to mend it; null when nobody owns it.")
    async def assigned(self, info: Info) -> PersonNode | None:
        return await self._person(info, self.finding.assigned)

    @classmethod
    def of(cls, finding: Finding, day: Day, *, at: int | None = None) -> Self:
        """Show a finding on a day; as it was after a run, where it is read so."""
        return cls(
            finding=finding,
            at=at,
            day=day,
            key=strawberry.ID(finding.key),
            rule_id=finding.rule,
            rule_version=finding.version,
            subject_kind=finding.kind,
            **{
                name: getattr(finding, name) for name in ("severity", "other", "since", "unjudged_since", "assigned_by")
            },
        )

    def own_id(self) -> strawberry.ID:
        """Of its key, the day, and the run after which it is shown: two runs of one day may have left it otherwise."""
        key = self.finding.key
        return global_id("AuditFinding", key if self.at is None else f"{key} {self.at}", self.day)

    @classmethod
    async def load(cls, info: Info, key: str, day: Day) -> Self | None:
        """The finding with this key, as it is or was after a run; None when there is none."""
        own, _, run = key.partition(" ")
        at = run_number(run)
        if run and at is None:
            return None

        async def batch(keys: list[str]) -> Sequence[Finding | None]:
            listed = await list_findings(
                info.context.graph, keys=keys, at=at, statuses=list(FindingStatus), as_of=day.date, limit=len(keys)
            )
            found = {finding.key: finding for finding in listed}
            return [found.get(key) for key in keys]

        finding = await load_together(info, (list_findings, at, day.date), batch, own)
        return cls.of(finding, day, at=at) if finding else None

    async def _person(self, info: Info, id_: str | None) -> people_api.Person | None:
        return await people_api.Person.load(info, id_, self.day) if id_ else None

    async def _names(self, info: Info) -> Mapping[str, Naming]:
        """Names of all that it refers to, found together with those of all other findings."""

        async def batch(ids: list[str]) -> Sequence[Naming | None]:
            found = await find_names(info.context.graph, ids, self.day.date)
            return [found.get(id_) for id_ in ids]

        loader = info.context.loader(
            (find_names, self.day.date), lambda: DataLoader[str, Naming | None](batch, max_batch_size=MAX_BATCH)
        )
        ids = sorted(self.finding.refers_to)
        named = zip(ids, await loader.load_many(ids), strict=True)
        return {id_: naming for id_, naming in named if naming}


def run_number(text: str) -> int | None:
    """The number of a run in an id or a cursor; None for anything else."""
    return int(text) if re.fullmatch(r"[0-9]{1,15}", text) else None


def _turns(numbers: Sequence[int], days: Sequence[date]) -> list[AuditTurn]:
    return [AuditTurn(run=number, on=on) for number, on in zip(numbers, days, strict=True)]
