"""GraphQL: the types of a decision chain (method M3)."""

from datetime import date

import strawberry

from relgraph.chain import model
from relgraph.chain.model import ChainState, MoveKind
from relgraph.kinds.role import RoleLetter
from relgraph.surfaces.graphql.chain_readiness import ChainReadiness, ChainWay
from relgraph.surfaces.graphql.ids import Day
from relgraph.surfaces.graphql.kinds import OpportunityNode, OrganizationNode, node
from relgraph.surfaces.graphql.nodes import Dated, Info
from relgraph.surfaces.graphql.people import Person
from relgraph.surfaces.graphql.prices import holds
from relgraph.surfaces.graphql.support_level import SupportLevel


@strawberry.type(description="Somebody who sways a member in at most three steps.")
class ChainVoice:
    """Shows a voice."""

    person: Person = strawberry.field(description="Who.")
    level: SupportLevel = strawberry.field(description="Their support.")
    state: ChainState = strawberry.field(description="Where they stand.")
    sign: int | None = strawberry.field(description="1: for us; 0: neutral; -1: against; null: nobody knows.")
    way: ChainWay = strawberry.field(description="Through whom, and how strongly.")


@strawberry.type(description="How near a competitor stands to a member, over one tie or two.")
class ChainRival:
    """Shows a competitor."""

    day: strawberry.Private[Day]
    competitor_id: strawberry.Private[str]

    person: Person = strawberry.field(description="Who of theirs stands nearest.")
    least: float = strawberry.field(description="How near at least, 0..1.")
    most: float = strawberry.field(description="How near at most.")

    @strawberry.field(description="The competitor.")
    async def competitor(self, info: Info) -> OrganizationNode:
        return await node("Organization").get(info, self.competitor_id, self.day)


@strawberry.type(description="Who approves, decides or evaluates.")
class ChainMember:
    """Shows a member."""

    person: Person = strawberry.field(description="Who.")
    roles: list[RoleLetter] = strawberry.field(description="Their roles in the deal.")
    level: SupportLevel = strawberry.field(description="Their support.")
    state: ChainState = strawberry.field(description="Where they stand.")
    assessed: date | None = strawberry.field(description="The day of that assessment; null where unknown.")
    source: str | None = strawberry.field(description="Where it comes from; null where unknown.")
    stale: bool | None = strawberry.field(description="In a live deal: whether it is older than a week.")
    sources_differ: bool = strawberry.field(description="Whether another source that still holds says otherwise.")
    share: float = strawberry.field(description="How much of the decision is theirs, 0..1.")
    say: float = strawberry.field(description="That, and what they sway of others' shares.")
    voices: list[ChainVoice] = strawberry.field(
        description="Who sways them, the strongest first.", directives=holds(model.MAX_VOICES)
    )
    more_voices: int = strawberry.field(description="How many more there are.")
    secured_way: ChainWay | None = strawberry.field(
        description="Our best way, around opponents, through people who are known not to oppose us; null: none."
    )
    possible_way: ChainWay | None = strawberry.field(
        description="Our best way also through people of whom nobody has said where they stand; null: none."
    )
    rivals: list[ChainRival] = strawberry.field(description="How near competitors stand.", directives=holds(3))
    rival_nearer: bool | None = strawberry.field(
        description="Whether a competitor stands nearer than we; null where unknown strengths leave it open."
    )


@strawberry.type(description="Somebody whose say in the decision is large, with a key role or without.")
class ChainKeyPerson:
    """Shows one."""

    person: Person = strawberry.field(description="Who.")
    roles: list[RoleLetter] = strawberry.field(description="Their roles in the deal.")
    state: ChainState = strawberry.field(description="Where they stand.")
    say: float = strawberry.field(description="Their share of the decision, and what they sway of others'.")


@strawberry.type(description="A member whom an opponent sways.")
class ChainBlock:
    """Shows one."""

    member: Person = strawberry.field(description="The member.")
    voice: ChainWay = strawberry.field(description="By whom the opponent sways them, and how strongly.")
    way_around: ChainWay | None = strawberry.field(description="Our best way around opponents; null: none.")
    supporter: Person | None = strawberry.field(description="Who sways them for us most; null: nobody known.")


@strawberry.type(description="An opponent with a key role, or who sways somebody with one.")
class ChainBlocker:
    """Shows one."""

    person: Person = strawberry.field(description="The opponent.")
    roles: list[RoleLetter] = strawberry.field(description="Their roles in the deal.")
    blocks: list[ChainBlock] = strawberry.field(description="Whom they sway.", directives=holds(5))


@strawberry.type(description="What may come of a move.")
class ChainMoveOutcome:
    """Shows one."""

    level: SupportLevel = strawberry.field(description="Where the contact turns out to stand.")
    chance: float = strawberry.field(description="How likely, 0..1, by the playbook.")
    gain: float = strawberry.field(description="How many points of the readiness it brings.")


@strawberry.type(description="A next contact that is worth it.")
class ChainNextContact:
    """Shows one."""

    person: Person = strawberry.field(description="Whom.")
    move: MoveKind = strawberry.field(description="What to do.")
    gain: float = strawberry.field(description="How many points of the readiness it is expected to bring.")
    outcomes: list[ChainMoveOutcome] = strawberry.field(description="What may come of it.", directives=holds(4))
    way: ChainWay | None = strawberry.field(description="How to get there; null: no way is known around the chain.")
    members: list[Person] = strawberry.field(description="With whom of the members it helps.", directives=holds(5))
    sentence: str = strawberry.field(description="All that in English.")
    sentence_zh: str = strawberry.field(description="The same in Chinese.")


@strawberry.type(description="What differs with a member.")
class ChainMemberChange:
    """Shows one."""

    person: Person = strawberry.field(description="Who.")
    before: ChainState = strawberry.field(description="Where they stand.")
    after: ChainState | None = strawberry.field(description="Where they would stand; null: they are gone.")
    points_before: float = strawberry.field(description="What is secured with them, in points of the readiness.")
    points_after: float = strawberry.field(description="What would be.")


@strawberry.type(description="What would be different.")
class ChainWhatIf:
    """Shows the answer to a *what if*."""

    readiness: ChainReadiness = strawberry.field(description="The readiness that would be.")
    difference: float | None = strawberry.field(description="By how much it differs; null where one is not assessed.")
    members: list[ChainMemberChange] = strawberry.field(
        description="For whom of the members, the largest difference first.", directives=holds(10)
    )


@strawberry.type(description="The decision chain of an opportunity on the day.")
class DecisionChain(Dated):
    """Shows a chain."""

    opportunity_id: strawberry.Private[str]

    live: bool = strawberry.field(description="Whether the opportunity is live on the day.")
    readiness: ChainReadiness = strawberry.field(description="How ready it is.")
    members: list[ChainMember] = strawberry.field(
        description="Who approves, decides and evaluates, whose say is largest first.", directives=holds(10)
    )
    key_people: list[ChainKeyPerson] = strawberry.field(
        description="Whose say is largest, members or not.", directives=holds(5)
    )
    coaches: list[Person] = strawberry.field(
        description="Who guides us: with role C, or of coach-grade support; the best first.", directives=holds(2)
    )
    blockers: list[ChainBlocker] = strawberry.field(description="Opponents, who sways most first.", directives=holds(3))
    competitors_known: bool = strawberry.field(description="Whether anybody of a competitor is recorded.")
    next_contacts: list[ChainNextContact] = strawberry.field(
        description="The contacts that are expected to raise the readiness most.", directives=holds(model.NEXT_CONTACTS)
    )
    what_if: ChainWhatIf | None = strawberry.field(description="What would be different; null where not asked.")
    truncated: bool = strawberry.field(
        description="Whether more people stand around the chain than are read: figures may be too low then."
    )

    @strawberry.field(description="The opportunity.")
    async def opportunity(self, info: Info) -> OpportunityNode:
        return await node("Opportunity").get(info, self.opportunity_id, self.day)
