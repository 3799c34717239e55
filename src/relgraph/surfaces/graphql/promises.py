"""GraphQL: promises as they stand on a day (method M15)."""

import json
from datetime import date
from typing import Annotated

import strawberry

from relgraph.kinds.commitment import Closing
from relgraph.playbook.service import load_playbook
from relgraph.promises import model
from relgraph.promises.model import PromiseState, PromisesWanted, Side
from relgraph.promises.service import find_promises
from relgraph.surfaces.graphql.arguments import After, AsOf, First, day, page_size
from relgraph.surfaces.graphql.connections import Answers, list_answers
from relgraph.surfaces.graphql.ids import Day, GivenIds, after_key, chosen, global_id
from relgraph.surfaces.graphql.kinds import NodeOf, node
from relgraph.surfaces.graphql.nodes import Dated, Info, Keyed, Recorded
from relgraph.surfaces.graphql.people import Person, at_a_glance
from relgraph.surfaces.graphql.prices import LOOK, costs


@strawberry.type(description="A promise between one of ours and somebody else, as it stands on the day.")
class PromiseStanding(Keyed, Dated):
    """Shows a promise."""

    standing: strawberry.Private[model.PromiseStanding]

    promiser: Person = strawberry.field(description="Who promised.")
    promisee: Person = strawberry.field(description="To whom.")
    side: Side = strawberry.field(description="Who promised: ours, or theirs.")
    promise: str = strawberry.field(description="What was promised.")
    made_on: date | None = strawberry.field(description="The day of the promise; null where it is not known.")
    due: date | None = strawberry.field(description="By which day; null where none was said.")
    state: PromiseState = strawberry.field(description="How it stands on the day.")
    days_overdue: int | None = strawberry.field(
        description="How many days past its day it is, or was when it was closed; null where no day was said."
    )
    closed: Closing | None = strawberry.field(
        description="How it was closed; null while it is open, and where nobody has said how."
    )
    closed_on: date | None = strawberry.field(description="The day on which it was closed; null while it is open.")

    def own_id(self) -> strawberry.ID:
        """Of this version of it."""
        return global_id("PromiseStanding", self.standing.key, self.day)

    @strawberry.field(description="The `externalId` of the commitment: `endCommitment` closes it.")
    def commitment_id(self) -> strawberry.ID:
        return strawberry.ID(self.standing.id)

    @strawberry.field(
        graphql_type=NodeOf("Interaction") | None,
        description="In which interaction it was made; null where none is named.",
    )
    async def interaction(self, info: Info) -> Recorded | None:
        within = self.standing.interaction
        return await node("Interaction").get(info, within.id, self.day) if within else None


WithAccount = Annotated[
    strawberry.ID | None,
    strawberry.argument(
        description="The account at which the other held a seat when it was made, by `id` or `externalId`."
    ),
]
By = Annotated[strawberry.ID | None, strawberry.argument(description="Who promised, by `id` or `externalId`.")]
Owner = Annotated[
    strawberry.ID | None,
    strawberry.argument(description="The one of ours who promised or was promised, by `id` or `externalId`."),
]
PromisedBy = Annotated[Side | None, strawberry.argument(description="Who promised; left out: either.")]
States = Annotated[
    list[PromiseState] | None,
    strawberry.argument(description="How they stand; left out: those that are not closed."),
]
DueBy = Annotated[date | None, strawberry.argument(description="Only those that are due by this day.")]


@strawberry.type
class PromisesQuery:
    """The root field about promises."""

    @strawberry.field(
        description="Promises between ours and others as they stand on the day: what is due first, first; then those "
        "of which no day was said; then closed ones, the last first.",
        directives=costs(LOOK),
    )
    async def promises(
        self,
        info: Info,
        *,
        account: WithAccount = None,
        by: By = None,
        owner: Owner = None,
        side: PromisedBy = None,
        states: States = None,
        due_by: DueBy = None,
        first: First = 25,
        after: After = None,
        as_of: AsOf = None,
    ) -> Answers[PromiseStanding] | None:
        ids = GivenIds()
        wanted = PromisesWanted(
            account=ids.optional(account, "Organization", field="account"),
            by=ids.optional(by, "Person", field="by"),
            owner=ids.optional(owner, "Person", field="owner"),
            side=side,
            states=PromisesWanted().states if states is None else tuple(states),
            due_by=due_by,
        )
        on, choice = day(info, as_of, ids), chosen(**wanted.model_dump(exclude_defaults=True))
        key = after_key(after, on, choice)
        found = await find_promises(
            info.context.graph,
            wanted,
            grace_days=load_playbook(info.context.graph.settings.playbook).commitments.grace_days,
            as_of=on.date,
            limit=page_size(first) + 1,
            after=tuple(json.loads(key)) if key else None,
        )
        ranked = [(json.dumps(each.place), _shown(info, each, on)) for each in found]
        return list_answers(ranked, first, after, day=on, of=choice)


def _shown(info: Info, standing: model.PromiseStanding, on: Day) -> PromiseStanding:
    told = ("side", "promise", "made_on", "due", "state", "days_overdue", "closed", "closed_on")
    return PromiseStanding(
        day=on,
        standing=standing,
        promiser=at_a_glance(info, standing.promiser, on),
        promisee=at_a_glance(info, standing.promisee, on),
        **{name: getattr(standing, name) for name in told},
    )
