"""GraphQL: people who moved from an account to somewhere else (method M16)."""

import json
from datetime import date
from typing import Annotated

import strawberry

from relgraph.people import model
from relgraph.people.moved import find_moved
from relgraph.surfaces.graphql.arguments import After, AsOf, First, day, page_size
from relgraph.surfaces.graphql.connections import Answers, list_answers
from relgraph.surfaces.graphql.ids import Day, GivenIds, after_key, chosen, global_id
from relgraph.surfaces.graphql.nodes import Dated, Info, Keyed
from relgraph.surfaces.graphql.organizations import Organization
from relgraph.surfaces.graphql.people import Person, at_a_glance
from relgraph.surfaces.graphql.prices import LOOK, costs


@strawberry.type(description="Somebody who left an account and holds a seat elsewhere.")
class MovedPerson(Keyed, Dated):
    """Shows a move."""

    moved: strawberry.Private[model.MovedPerson]

    person: Person = strawberry.field(description="Who; the main seat is one that they hold now.")
    title: str | None = strawberry.field(description="Their last title at the account; null where unknown.")
    left_on: date = strawberry.field(description="The first day without the seat at the account.")
    joined_on: date | None = strawberry.field(
        description="The first day of the earliest seat that they hold elsewhere now; null where unknown."
    )
    known: bool = strawberry.field(description="Whether one of ours knows them.")

    def own_id(self) -> strawberry.ID:
        """Of the person and the account."""
        return global_id("MovedPerson", f"{self.moved.person.id} {self.moved.account_id}", self.day)

    @strawberry.field(description="The account that they left.")
    async def account(self, info: Info) -> Organization:
        return await Organization.get(info, self.moved.account_id, self.day)


OfAccount = Annotated[
    strawberry.ID | None,
    strawberry.argument(description="The account that they left, by `id` or `externalId`; left out: any."),
]
Since = Annotated[date, strawberry.argument(description="Who left it after this day.")]


@strawberry.type
class MovedQuery:
    """The root field about people who moved."""

    @strawberry.field(
        description="People who left an account, or any, and hold a seat elsewhere now, who left last first: openings "
        "where they are, and ways back to where they were.",
        directives=costs(LOOK),
    )
    async def moved_people(
        self,
        info: Info,
        since: Since,
        *,
        account: OfAccount = None,
        first: First = 25,
        after: After = None,
        as_of: AsOf = None,
    ) -> Answers[MovedPerson] | None:
        ids = GivenIds()
        of = ids.optional(account, "Organization", field="account")
        on = day(info, as_of, ids)
        choice = chosen(since=since, account=of)
        key = after_key(after, on, choice)
        found = await find_moved(
            info.context.graph,
            of,
            since=since,
            as_of=on.date,
            limit=page_size(first) + 1,
            after=tuple(json.loads(key)) if key else None,
        )
        ranked = [(json.dumps(each.place), _shown(info, each, on)) for each in found]
        return list_answers(ranked, first, after, day=on, of=choice)


def _shown(info: Info, moved: model.MovedPerson, on: Day) -> MovedPerson:
    return MovedPerson(
        day=on,
        moved=moved,
        person=at_a_glance(info, moved.person, on),
        title=moved.title,
        left_on=moved.left_on,
        joined_on=moved.joined_on,
        known=moved.known,
    )
