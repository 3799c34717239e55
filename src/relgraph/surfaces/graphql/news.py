"""GraphQL: what we hear of an account, what is silent there, and through whom we hear (method M19)."""

import json
from datetime import date
from typing import Annotated

import strawberry

from relgraph.news import model
from relgraph.news.model import NewsState, NewsWanted, SilentKind
from relgraph.news.service import MAX_DAYS, find_channels, find_news, find_silent
from relgraph.playbook.service import load_playbook
from relgraph.surfaces.graphql.arguments import After, AsOf, First, day, page_size
from relgraph.surfaces.graphql.connections import Answers, list_answers
from relgraph.surfaces.graphql.ids import Day, GivenIds, after_key, chosen, global_id
from relgraph.surfaces.graphql.kinds import NodeOf, node
from relgraph.surfaces.graphql.nodes import Dated, Info, Keyed, Recorded
from relgraph.surfaces.graphql.people import Person, at_a_glance
from relgraph.surfaces.graphql.prices import LOOK, costs, holds


@strawberry.type(description="Somebody who confirmed a piece of news.")
class NewsWitness:
    """Shows who."""

    witness: strawberry.Private[model.Witness]
    day: strawberry.Private[Day]

    on: date | None = strawberry.field(description="The day on which they did; null where it is not known.")

    @strawberry.field(description="Who it is.")
    async def person(self, info: Info) -> Person:
        return await Person.get(info, self.witness.id, self.day)


@strawberry.type(description="A piece of news of an account that holds on the day, and how well it is confirmed.")
class HeardNews(Keyed, Dated):
    """Shows a piece of news."""

    heard: strawberry.Private[model.HeardNews]

    claim: str = strawberry.field(description="What was said.")
    told_on: date = strawberry.field(description="The day on which it was told.")
    state: NewsState = strawberry.field(description="How well it is confirmed by the day.")
    said_by: Person | None = strawberry.field(description="Who said it; null where it is not known.")
    said_to: Person | None = strawberry.field(description="To whom of ours; null where it is not known.")
    person: Person | None = strawberry.field(description="Whom it is about; null where it is about nobody.")

    def own_id(self) -> strawberry.ID:
        """Of the piece of news."""
        return global_id("HeardNews", self.heard.id, self.day)

    @strawberry.field(graphql_type=NodeOf("News"), description="The piece of news as it is recorded.")
    async def news(self, info: Info) -> Recorded:
        return await node("News").get(info, self.heard.id, self.day)

    @strawberry.field(
        graphql_type=NodeOf("Unit") | None, description="The department that it is about; null where it is about none."
    )
    async def unit(self, info: Info) -> Recorded | None:
        return await node("Unit").get(info, self.heard.unit.id, self.day) if self.heard.unit else None

    @strawberry.field(
        graphql_type=NodeOf("Opportunity") | None, description="The deal that it is about; null where it is about none."
    )
    async def opportunity(self, info: Info) -> Recorded | None:
        deal = self.heard.opportunity
        return await node("Opportunity").get(info, deal.id, self.day) if deal else None

    @strawberry.field(
        description="Who confirmed it by the day, whether or not that is independent.", directives=holds(3)
    )
    def confirmed_by(self) -> list[NewsWitness]:
        return [NewsWitness(witness=each, day=self.day, on=each.on) for each in self.heard.confirmed_by]


@strawberry.type(description="A department from which, or a live deal of which, nothing was heard for long.")
class SilentPart(Keyed, Dated):
    """Shows what is silent."""

    part: strawberry.Private[model.SilentPart]

    kind: SilentKind = strawberry.field(description="What it is.")
    name: str = strawberry.field(description="Its name.")
    people: int | None = strawberry.field(description="How many sit in the department; null of a deal.")
    last_heard: date | None = strawberry.field(description="The day of the last news; null where there never was any.")

    def own_id(self) -> strawberry.ID:
        """Of the department or deal."""
        return global_id("SilentPart", self.part.id, self.day)

    @strawberry.field(
        graphql_type=NodeOf("Unit") | None, description="The department that is silent; null where a deal is."
    )
    async def unit(self, info: Info) -> Recorded | None:
        return await node("Unit").get(info, self.part.id, self.day) if self.kind is SilentKind.UNIT else None

    @strawberry.field(
        graphql_type=NodeOf("Opportunity") | None, description="The deal that is silent; null where a department is."
    )
    async def opportunity(self, info: Info) -> Recorded | None:
        is_deal = self.kind is SilentKind.OPPORTUNITY
        return await node("Opportunity").get(info, self.part.id, self.day) if is_deal else None


@strawberry.type(description="Somebody through whom news of an account reached us by the day.")
class NewsChannel(Keyed, Dated):
    """Shows a channel."""

    channel: strawberry.Private[model.NewsChannel]
    account: strawberry.Private[str]

    person: Person = strawberry.field(description="Who told.")
    claims: int = strawberry.field(description="How many pieces of news they said.")
    confirmed: int = strawberry.field(description="How many of others they confirmed.")
    last_told: date = strawberry.field(description="The day of the last.")
    told_to: list[Person] = strawberry.field(
        description="Those of ours to whom they said something, where that is known.", directives=holds(3)
    )
    alone: bool | None = strawberry.field(
        description="Whether nobody else who sits in the same department told anything of the account; null where they "
        "sit in none."
    )

    def own_id(self) -> strawberry.ID:
        """Of the person and the account."""
        return global_id("NewsChannel", f"{self.channel.person.id} {self.account}", self.day)


OfAccount = Annotated[strawberry.ID, strawberry.argument(description="The account, by `id` or `externalId`.")]
AboutUnit = Annotated[
    strawberry.ID | None,
    strawberry.argument(description="Only what is about this unit, by `id` or `externalId`."),
]
AboutDeal = Annotated[
    strawberry.ID | None, strawberry.argument(description="Only what is about this deal, by `id` or `externalId`.")
]
NewsStates = Annotated[
    list[NewsState] | None, strawberry.argument(description="How well it is confirmed; left out: however.")
]
SilentFor = Annotated[
    int | None,
    strawberry.argument(
        description=f"For more than how many days nothing was heard: 1 to {MAX_DAYS}; left out: as the playbook has it."
    ),
]


@strawberry.type
class NewsQuery:
    """Root fields about news."""

    @strawberry.field(
        description="What was told of an account, its departments, deals or people, and holds on the day: the latest "
        "first.",
        directives=costs(LOOK),
    )
    async def news_of(
        self,
        info: Info,
        account: OfAccount,
        *,
        unit: AboutUnit = None,
        opportunity: AboutDeal = None,
        states: NewsStates = None,
        first: First = 25,
        after: After = None,
        as_of: AsOf = None,
    ) -> Answers[HeardNews] | None:
        ids = GivenIds()
        wanted = NewsWanted(
            account=ids.one(account, "Organization", field="account"),
            unit=ids.optional(unit, "Unit", field="unit"),
            opportunity=ids.optional(opportunity, "Opportunity", field="opportunity"),
            states=tuple(NewsState) if states is None else tuple(states),
        )
        on, choice = day(info, as_of, ids), chosen(**wanted.model_dump(exclude_defaults=True))
        key = after_key(after, on, choice)
        place = tuple(json.loads(key)) if key else None
        limit = page_size(first) + 1
        found = await find_news(info.context.graph, wanted, as_of=on.date, limit=limit, after=place)
        ranked = [(json.dumps(each.place), _shown(info, each, on)) for each in found]
        return list_answers(ranked, first, after, day=on, of=choice)

    @strawberry.field(
        description="Departments of an account in which somebody sits and from which nothing was heard for long, and "
        "live deals of which nothing was: first those of which nothing ever was, then the longest ago.",
        directives=costs(LOOK),
    )
    async def silent_parts(
        self, info: Info, account: OfAccount, *, days: SilentFor = None, first: First = 25, as_of: AsOf = None
    ) -> list[SilentPart] | None:
        ids = GivenIds()
        id_ = ids.one(account, "Organization", field="account")
        on = day(info, as_of, ids)
        limit = page_size(first)
        long = load_playbook(info.context.graph.settings.playbook).news.silent_days if days is None else days
        found = await find_silent(info.context.graph, id_, days=long, as_of=on.date, limit=limit)
        return [
            SilentPart(
                day=on, part=each, kind=each.kind, name=each.name, people=each.people, last_heard=each.last_heard
            )
            for each in found
        ]

    @strawberry.field(
        description="Through whom what was told of an account by the day reached us: who told last first.",
        directives=costs(LOOK),
    )
    async def news_channels(
        self, info: Info, account: OfAccount, *, first: First = 25, as_of: AsOf = None
    ) -> list[NewsChannel] | None:
        ids = GivenIds()
        id_ = ids.one(account, "Organization", field="account")
        on = day(info, as_of, ids)
        limit = page_size(first)
        found = await find_channels(info.context.graph, id_, as_of=on.date, limit=limit)
        return [
            NewsChannel(
                day=on,
                channel=each,
                account=id_,
                person=at_a_glance(info, each.person, on),
                told_to=[at_a_glance(info, card, on) for card in each.told_to],
                **{name: getattr(each, name) for name in ("claims", "confirmed", "last_told", "alone")},
            )
            for each in found
        ]


def _shown(info: Info, heard: model.HeardNews, on: Day) -> HeardNews:
    people = {
        name: at_a_glance(info, card, on) if (card := getattr(heard, name)) else None
        for name in ("said_by", "said_to", "person")
    }
    return HeardNews(day=on, heard=heard, claim=heard.claim, told_on=heard.told_on, state=heard.state, **people)
