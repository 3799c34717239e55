"""GraphQL: what would be if somebody left, or if two people met (methods M4, M7, M16)."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import strawberry

from relgraph.analyses.asked import IntroductionAsked, LeavingAsked
from relgraph.analyses.imagined import INTRODUCTION, LEAVING
from relgraph.audit.rules.model import NamedFailure, SubjectKind
from relgraph.kinds.ownership import OwnerRole
from relgraph.kinds.role import RoleLetter
from relgraph.simulation import model
from relgraph.simulation.model import LeaverSide
from relgraph.surfaces.graphql.arguments import AsOf, day
from relgraph.surfaces.graphql.coverage import CoverageEvidence, shown_evidence
from relgraph.surfaces.graphql.enums import expose
from relgraph.surfaces.graphql.ids import Day, GivenIds, global_id
from relgraph.surfaces.graphql.kinds import OpportunityNode, OrganizationNode, node
from relgraph.surfaces.graphql.nodes import Dated, Info
from relgraph.surfaces.graphql.people import Person, at_a_glance
from relgraph.surfaces.graphql.prices import costs, holds
from relgraph.surfaces.graphql.rules import CoverageRule

expose(
    LeaverSide,
    "On whose side somebody is on the day.",
    OURS="With us.",
    OTHERS="Anywhere else, or nowhere as far as is known.",
)


@strawberry.type(description="Something that a rule would find otherwise. It is imagined, and has no id.")
class ImaginedFinding(Dated):
    """Shows a failure."""

    failure: strawberry.Private[NamedFailure]

    subject_kind: SubjectKind = strawberry.field(description="What it is about.")
    name: str = strawberry.field(description="The subject's name.")
    english_name: str | None = strawberry.field(description="The subject's name in English.")
    opportunity_name: str | None = strawberry.field(description="The deal's name, where the rule looks at deals.")

    @strawberry.field(description="Opaque id of the person, unit, opportunity or organisation that it is about.")
    def subject_id(self) -> strawberry.ID:
        return global_id(self.failure.kind.value.capitalize(), self.failure.id, self.day)

    @strawberry.field(description="All that the rule saw of it.")
    def evidence(self) -> list[CoverageEvidence]:
        return shown_evidence(self.failure.evidence)


@strawberry.type(description="What a rule would find otherwise.")
class ImaginedFindings:
    """Shows the findings of a rule."""

    rule: CoverageRule = strawberry.field(description="The rule.")
    findings: list[ImaginedFinding] = strawberry.field(description="What.", directives=holds(5))


@strawberry.type(description="Somebody on the other side with whom the leaver has a tie.")
class LeaverBond:
    """Shows a bond."""

    person: Person = strawberry.field(description="Who.")
    strength: float | None = strawberry.field(description="Of the tie, 0..1; null where unknown.")
    last_contact: date | None = strawberry.field(description="The last day of contact; null where none is known.")
    others: int = strawberry.field(
        description="How many others of ours have a tie with whoever of the two is not ours."
    )
    roles: list[RoleLetter] = strawberry.field(description="Theirs in live deals.")
    goes_dark: bool = strawberry.field(
        description="A key person whom nobody else of ours knows: registered, or with a role A, D or E in a live deal."
    )


@strawberry.type(description="A contact whose relationship the leaver owns.")
class LeaverOwned:
    """Shows an owned relationship."""

    person: Person = strawberry.field(description="The contact.")
    role: OwnerRole = strawberry.field(description="The leaver's part.")
    others: list[OwnerRole] = strawberry.field(description="The parts of others with us who own it, too.")


@strawberry.type(description="A role of the leaver in a live deal.")
class LeaverPart:
    """Shows a part."""

    deal: strawberry.Private[str]
    day: strawberry.Private[Day]

    role: RoleLetter = strawberry.field(description="The role.")
    others: int = strawberry.field(description="How many others have the same.")

    @strawberry.field(description="The deal.")
    async def opportunity(self, info: Info) -> OpportunityNode:
        return await node("Opportunity").get(info, self.deal, self.day)


@strawberry.type(description="What the audit would find otherwise at an account.")
class AccountEffect:
    """Shows an effect."""

    of: strawberry.Private[str]
    day: strawberry.Private[Day]

    opened: list[ImaginedFindings] = strawberry.field(description="What fails, and did not.", directives=holds(5))
    unknown: int = strawberry.field(description="How many are unknown that were not.")
    lapsed: int = strawberry.field(
        description="How many failed, and neither fail nor are unknown: mostly gone, which is no progress."
    )

    @strawberry.field(description="The account.")
    async def account(self, info: Info) -> OrganizationNode:
        return await node("Organization").get(info, self.of, self.day)


@strawberry.type(description="What breaks when somebody leaves on the day. Nothing of it is kept.")
class Leaving(Dated):
    """Shows a leaving."""

    person: Person = strawberry.field(description="Who leaves.")
    side: LeaverSide = strawberry.field(description="Whether they are with us.")
    bonds: list[LeaverBond] = strawberry.field(
        description="Their ties with the other side, the strongest first.", directives=holds(25)
    )
    owned: list[LeaverOwned] = strawberry.field(description="What they answer for.", directives=holds(5))
    parts: list[LeaverPart] = strawberry.field(description="Their roles in live deals.", directives=holds(3))
    reports: int = strawberry.field(description="How many report to them.")
    accounts: list[AccountEffect] = strawberry.field(
        description="Where something changes; where most findings open first.", directives=holds(5)
    )
    looked_at: int = strawberry.field(
        description="How many customers were looked at: where they or people around them, two relations far, have a "
        "seat, a key entry or a role."
    )
    truncated: bool = strawberry.field(description="Whether there are more ties or customers.")


@strawberry.type(description="Who of ours would meet whom.")
class Introduction:
    """Shows an introduction."""

    ours: Person = strawberry.field(description="Of ours.")
    theirs: Person = strawberry.field(description="Of the account.")
    closed: list[ImaginedFindings] = strawberry.field(description="What it closes.", directives=holds(5))
    opened: list[ImaginedFindings] = strawberry.field(description="What it opens.", directives=holds(5))


@strawberry.type(description="The one introduction that closes most findings at an account on the day.")
class BestIntroduction(Dated):
    """Shows the best introduction."""

    best: Introduction | None = strawberry.field(description="Null where none is known to close any.")
    exact: bool = strawberry.field(description="Whether no other closes more; false where the search was cut short.")
    at_most: int = strawberry.field(description="How many findings another may close.")
    pairs: int = strawberry.field(description="Among how many pairs of people was chosen.")
    truncated: bool = strawberry.field(description="Whether there are more of ours than were thought of.")


Leaver = Annotated[strawberry.ID, strawberry.argument(description="Who leaves, by `id` or `externalId`.")]
WhoseAccount = Annotated[strawberry.ID, strawberry.argument(description="The account, by `id` or `externalId`.")]


@strawberry.type
class ImaginedQuery:
    """Root fields about what would be."""

    @strawberry.field(description=LEAVING.words.en, directives=costs(LEAVING.price))
    async def leaving(self, info: Info, *, person: Leaver, as_of: AsOf = None) -> Leaving:
        ids = GivenIds()
        id_ = ids.one(person, "Person", field="person")
        on = day(info, as_of, ids)
        found = await info.context.run(LEAVING, LeavingAsked(person=id_, as_of=on.date))
        return Leaving(
            day=on,
            person=at_a_glance(info, found.person, on),
            side=found.side,
            bonds=[_bond(info, bond, on) for bond in found.bonds],
            owned=[
                LeaverOwned(person=at_a_glance(info, one.person, on), role=one.role, others=one.others)
                for one in found.duties.owned
            ],
            parts=[
                LeaverPart(deal=part.opportunity, day=on, role=part.role, others=part.others)
                for part in found.duties.parts
            ],
            reports=found.duties.reports,
            accounts=[_effect(effect, on) for effect in found.accounts],
            looked_at=found.looked_at,
            truncated=found.truncated,
        )

    @strawberry.field(description=INTRODUCTION.words.en, directives=costs(INTRODUCTION.price))
    async def best_introduction(self, info: Info, *, account: WhoseAccount, as_of: AsOf = None) -> BestIntroduction:
        ids = GivenIds()
        id_ = ids.one(account, "Organization", field="account")
        on = day(info, as_of, ids)
        found = await info.context.run(INTRODUCTION, IntroductionAsked(account=id_, as_of=on.date))
        return BestIntroduction(
            day=on,
            best=_introduction(info, found.best, on) if found.best else None,
            **found.model_dump(include={"exact", "at_most", "pairs", "truncated"}),
        )


def _bond(info: Info, bond: model.Bond, on: Day) -> LeaverBond:
    values = bond.model_dump(include={"strength", "last_contact", "others", "roles"})
    return LeaverBond(person=at_a_glance(info, bond.person, on), goes_dark=bond.goes_dark, **values)


def _effect(effect: model.AccountEffect, on: Day) -> AccountEffect:
    return AccountEffect(
        of=effect.account, day=on, opened=_found(effect.opened, on), unknown=effect.unknown, lapsed=effect.lapsed
    )


def _introduction(info: Info, best: model.Introduction, on: Day) -> Introduction:
    return Introduction(
        ours=at_a_glance(info, best.ours, on),
        theirs=at_a_glance(info, best.theirs, on),
        closed=_found(best.closed, on),
        opened=_found(best.opened, on),
    )


def _found(found: Sequence[model.RuleFindings], on: Day) -> list[ImaginedFindings]:
    return [
        ImaginedFindings(rule=CoverageRule.of(each.rule), findings=[_finding(one, on) for one in each.findings])
        for each in found
    ]


def _finding(failure: NamedFailure, on: Day) -> ImaginedFinding:
    values = failure.model_dump(include={"name", "english_name", "opportunity_name"})
    return ImaginedFinding(day=on, failure=failure, subject_kind=failure.kind, **values)
