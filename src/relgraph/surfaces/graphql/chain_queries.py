"""GraphQL: the root field about decision chains, and what can be made up (method M3)."""

from typing import Annotated

import strawberry

from relgraph.analyses.asked import ChainAsked
from relgraph.analyses.deals import DECISION_CHAIN
from relgraph.chain import model
from relgraph.surfaces.graphql import chain as api
from relgraph.surfaces.graphql.arguments import AsOf, day
from relgraph.surfaces.graphql.chain_readiness import Shown, readiness_of
from relgraph.surfaces.graphql.ids import GivenIds
from relgraph.surfaces.graphql.nodes import Info, named
from relgraph.surfaces.graphql.prices import costs
from relgraph.surfaces.graphql.support_level import SupportLevel

_FIELDS = {name: f"whatIf.{name}" for name in ("turns", "leaves", "ties")}


@strawberry.input(description="Somebody turns to another level of support.")
class ChainTurnInput:
    """A turn."""

    person: strawberry.ID = strawberry.field(description="Who, by `id` or `externalId`; none of ours.")
    level: SupportLevel = strawberry.field(description="Where they would stand.")


@strawberry.input(description="One of ours gets to know somebody, as strongly as the playbook says of new ties.")
class ChainTieInput:
    """A tie."""

    ours: strawberry.ID = strawberry.field(description="One of ours, by `id` or `externalId`.")
    theirs: strawberry.ID = strawberry.field(description="Whom, by `id` or `externalId`.")


@strawberry.input(description=f"What is made up, all at once: {model.MAX_CHANGES} changes at most.")
class ChainWhatIfInput:
    """Changes."""

    turns: list[ChainTurnInput] = strawberry.field(default_factory=list, description="Who turns.")
    leaves: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="Who leaves, of ours or theirs, by `id` or `externalId`."
    )
    ties: list[ChainTieInput] = strawberry.field(default_factory=list, description="Whom ours get to know.")

    def changes(self, ids: GivenIds) -> model.ChainChanges:
        """The changes of the domain."""

        def person(given: strawberry.ID, field: str) -> str:
            return ids.one(given, "Person", field=f"whatIf.{field}")

        turns = [
            model.StanceTurn(
                person=person(turn.person, "turns"),
                level=None if turn.level is SupportLevel.UNKNOWN else int(turn.level.value),
            )
            for turn in self.turns
        ]
        ties = [model.NewTie(ours=person(t.ours, "ties"), theirs=person(t.theirs, "ties")) for t in self.ties]
        leaves = [person(given, "leaves") for given in self.leaves]
        return model.ChainChanges(turns=tuple(turns), leaves=tuple(leaves), ties=tuple(ties))


OfOpportunity = Annotated[
    strawberry.ID, strawberry.argument(description="The opportunity, live or not, by `id` or `externalId`.")
]
WhatIf = Annotated[
    ChainWhatIfInput | None, strawberry.argument(description="What is made up; the answer tells it beside what is.")
]


@strawberry.type
class ChainQuery:
    """The root field about decision chains."""

    @strawberry.field(description=DECISION_CHAIN.words.en, directives=costs(DECISION_CHAIN.price))
    async def decision_chain(
        self, info: Info, *, opportunity: OfOpportunity, what_if: WhatIf = None, as_of: AsOf = None
    ) -> api.DecisionChain:
        ids = GivenIds()
        which = ids.one(opportunity, "Opportunity", field="opportunity")
        changes = what_if.changes(ids) if what_if else model.ChainChanges()
        on = day(info, as_of, ids)
        with named(_FIELDS):
            asked = ChainAsked(opportunity=which, as_of=on.date, changes=changes)
            found = await info.context.run(DECISION_CHAIN, asked)
        return _chain(Shown(info, found, on))


def _chain(shown: Shown) -> api.DecisionChain:
    found = shown.found
    return api.DecisionChain(
        day=shown.day,
        opportunity_id=found.opportunity,
        readiness=readiness_of(shown, found.readiness),
        members=[_member(shown, member) for member in found.members],
        key_people=[
            api.ChainKeyPerson(person=shown.person(one.person), **one.model_dump(exclude={"person"}))
            for one in found.key_people
        ],
        coaches=shown.people(found.coaches),
        blockers=[_blocker(shown, blocker) for blocker in found.blockers],
        next_contacts=[_next_contact(shown, contact) for contact in found.next_contacts],
        what_if=_what_if(shown, found.what_if) if found.what_if else None,
        **found.model_dump(include={"live", "competitors_known", "truncated"}),
    )


def _member(shown: Shown, member: model.ChainMember) -> api.ChainMember:
    told = {"roles", "state", "assessed", "source", "stale", "sources_differ", "share", "say", "more_voices"}
    return api.ChainMember(
        person=shown.person(member.person),
        level=SupportLevel.of(member.level),
        voices=[_voice(shown, voice) for voice in member.voices],
        secured_way=shown.way(member.secured_way),
        possible_way=shown.way(member.possible_way),
        rivals=[
            api.ChainRival(
                day=shown.day,
                competitor_id=rival.competitor_id,
                person=shown.person(rival.person),
                least=rival.least,
                most=rival.most,
            )
            for rival in member.rivals
        ],
        rival_nearer=member.rival_nearer,
        **member.model_dump(include=told),
    )


def _voice(shown: Shown, voice: model.Voice) -> api.ChainVoice:
    return api.ChainVoice(
        person=shown.person(voice.person),
        level=SupportLevel.of(voice.level),
        state=voice.state,
        sign=voice.sign,
        way=shown.walk(voice),
    )


def _blocker(shown: Shown, blocker: model.Blocker) -> api.ChainBlocker:
    blocks = [
        api.ChainBlock(
            member=shown.person(block.member),
            voice=shown.walk(block.strength),
            way_around=shown.way(block.way),
            supporter=shown.person(block.supporter) if block.supporter else None,
        )
        for block in blocker.blocks
    ]
    return api.ChainBlocker(person=shown.person(blocker.person), roles=blocker.roles, blocks=blocks)


def _next_contact(shown: Shown, contact: model.NextContact) -> api.ChainNextContact:
    outcomes = [
        api.ChainMoveOutcome(level=SupportLevel.of(one.level), chance=one.chance, gain=one.gain)
        for one in contact.outcomes
    ]
    return api.ChainNextContact(
        person=shown.person(contact.person),
        move=contact.move,
        gain=contact.gain,
        outcomes=outcomes,
        way=shown.way(contact.way),
        members=shown.people(contact.members),
        sentence=contact.en,
        sentence_zh=contact.zh,
    )


def _what_if(shown: Shown, what_if: model.WhatIf) -> api.ChainWhatIf:
    members = [
        api.ChainMemberChange(person=shown.person(one.person), **one.model_dump(exclude={"person"}))
        for one in what_if.members
    ]
    readiness = readiness_of(shown, what_if.readiness)
    return api.ChainWhatIf(readiness=readiness, difference=what_if.difference, members=members)
