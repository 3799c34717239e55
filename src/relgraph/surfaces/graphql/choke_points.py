"""GraphQL: choke points on the best paths to decision makers (method M3, M16)."""

from typing import Self

import strawberry

from relgraph.analyses import CHOKE_POINTS
from relgraph.analyses.asked import ChokePointsAsked
from relgraph.hubs import choke, model
from relgraph.hubs.ranking import ranked_page
from relgraph.kinds.role import RoleLetter
from relgraph.surfaces.graphql.account_or_deal import (
    TYPES,
    AccountBefore,
    OfAccountOrOpportunity,
    OpportunityBefore,
)
from relgraph.surfaces.graphql.arguments import After, AsOf, First, day, one_of, page_size
from relgraph.surfaces.graphql.connections import Answers, list_answers
from relgraph.surfaces.graphql.ids import Day, GivenIds, after_key, global_id
from relgraph.surfaces.graphql.kinds import PersonNode
from relgraph.surfaces.graphql.nodes import Dated, Info, named
from relgraph.surfaces.graphql.paths import Hop
from relgraph.surfaces.graphql.paths_queries import MaxHops
from relgraph.surfaces.graphql.people import at_a_glance
from relgraph.surfaces.graphql.prices import holds

_BY = "share"


@strawberry.type(description="Somebody who decides on or approves an opportunity, and how near we are.")
class Decider:
    """Shows a decider."""

    decider: strawberry.Private[model.Decider]
    day: strawberry.Private[Day]

    roles: list[RoleLetter] = strawberry.field(description="A, D or both.")
    opportunity_name: str = strawberry.field(description="Name of the opportunity.")
    paths: int | None = strawberry.field(
        description="How many best paths to them count; 0 when none leads there, null when the search ended early "
        "(time, memory) before it found one: unknown is not none."
    )
    cut_short: bool = strawberry.field(description="Whether the search ended early, so that there may be others.")
    likelihood: float | None = strawberry.field(
        description="How likely the best of them works, 0..1; null without one."
    )

    @strawberry.field(description="The person.")
    def person(self, info: Info) -> PersonNode:
        return at_a_glance(info, self.decider.person, self.day)

    @strawberry.field(description="The opaque id of the opportunity.")
    def opportunity_id(self) -> strawberry.ID:
        return global_id("Opportunity", self.decider.opportunity_id, self.day)

    @classmethod
    def of(cls, decider: model.Decider, day: Day) -> Self:
        """Show a decider of the domain."""
        return cls(
            decider=decider,
            day=day,
            roles=decider.roles,
            opportunity_name=decider.opportunity,
            paths=decider.paths,
            cut_short=decider.cut_short,
            likelihood=decider.likelihood,
        )


@strawberry.type(description="A person or a relation through which best paths to deciders run: one of the two is set.")
class ChokePoint:
    """Shows a choke point."""

    share: float = strawberry.field(
        description="The likelihoods of the paths through it, added up, of those of all listed paths, 0..1."
    )
    paths: int = strawberry.field(description="How many of the listed paths run through it.")
    deciders: int = strawberry.field(description="To how many people these lead.")
    person: PersonNode | None = strawberry.field(description="The person; one of ours when a path begins with them.")
    hop: Hop | None = strawberry.field(description="The relation, as one of the paths runs over it.")

    @classmethod
    def of(cls, info: Info, point: model.ChokePoint, day: Day) -> Self:
        """Show a choke point of the domain."""
        return cls(
            **point.model_dump(include={"share", "paths", "deciders"}),
            person=at_a_glance(info, point.person, day) if point.person else None,
            hop=Hop.of(info, point.hop, day) if point.hop else None,
        )


@strawberry.type(description="Where the best paths to deciders are narrow.")
class ChokePoints(Dated):
    """Shows the answer."""

    found: strawberry.Private[model.ChokePoints]

    truncated: bool = strawberry.field(
        description=f"Whether there are more than {choke.MAX_DECIDERS} deciders, or weaker paths than those that count."
    )
    cut_short: bool = strawberry.field(
        description="Whether a search ended early (time, memory): shares are those of the paths found."
    )

    @strawberry.field(description="To whom paths were looked for, by opportunity and person.", directives=holds(25))
    def deciders(self) -> list[Decider]:
        return [Decider.of(one, self.day) for one in self.found.deciders]

    @strawberry.field(description="The people and relations, the largest share first, people before relations.")
    def points(self, info: Info, first: First = 25, after: After = None) -> Answers[ChokePoint]:
        by_key = {choke.rank_of(point): point for point in self.found.points}
        chosen = ranked_page(by_key, by=_BY, after=after_key(after, self.day), limit=page_size(first) + 1)
        shown = [(one.cursor(_BY), ChokePoint.of(info, by_key[one], self.day)) for one in chosen]
        return list_answers(shown, first, after, day=self.day)


async def choke_points_of(
    info: Info,
    *,
    of: OfAccountOrOpportunity = None,
    account: AccountBefore = None,
    opportunity: OpportunityBefore = None,
    max_hops: MaxHops = 4,
    as_of: AsOf = None,
) -> ChokePoints:
    """The choke points of an account or an opportunity."""
    ids = GivenIds()
    told = one_of(of, {"account": account, "opportunity": opportunity})
    deals = {told.name: ids.one(told.value, TYPES[told.name], field=told.path)} if told else {}
    on = day(info, as_of, ids)
    asked = ChokePointsAsked(**deals, as_of=on.date, max_hops=max_hops)
    with named({told.name: told.path} if told else {}):
        found = await info.context.run(CHOKE_POINTS, asked)
    return ChokePoints(found=found, day=on, truncated=found.truncated, cut_short=found.cut_short)
