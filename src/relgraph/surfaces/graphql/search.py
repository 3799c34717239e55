"""GraphQL: search by name."""

from typing import Annotated

import strawberry

from relgraph.record.fields import EntityKind
from relgraph.search import model, service
from relgraph.surfaces.graphql.arguments import AsOf, First, day, page_size
from relgraph.surfaces.graphql.ids import Day
from relgraph.surfaces.graphql.nodes import Dated, Info, Recorded
from relgraph.surfaces.graphql.opportunities import Opportunity
from relgraph.surfaces.graphql.organizations import Organization, Unit
from relgraph.surfaces.graphql.people import Person

_TYPES: dict[EntityKind, type[Recorded]] = {
    EntityKind.ORGANIZATION: Organization,
    EntityKind.UNIT: Unit,
    EntityKind.PERSON: Person,
    EntityKind.OPPORTUNITY: Opportunity,
}


@strawberry.type(description="Something whose name matches.")
class SearchHit(Dated):
    """Shows a hit."""

    hit: strawberry.Private[model.Hit]

    kind: EntityKind = strawberry.field(description="What it is.")
    name: str = strawberry.field(description="Its name.")
    english_name: str | None = strawberry.field(description="Its name in English or in Latin script.")
    score: float = strawberry.field(description="How well it matches; only good for comparing hits of one search.")

    @strawberry.field(description="Its `source:id`.")
    def external_id(self) -> strawberry.ID:
        return strawberry.ID(self.hit.id)

    @strawberry.field(description="What tells it from others: `title @ organisation`; null where neither is known.")
    def context(self) -> str | None:
        return " @ ".join(part for part in (self.hit.title, self.hit.place) if part) or None

    @strawberry.field(description="The thing itself.")
    async def node(self, info: Info) -> Recorded:
        return await _TYPES[self.hit.kind].get(info, self.hit.id, self.day)


@strawberry.type(description="What a search found.")
class SearchAnswer(Dated):
    """Shows the answer."""

    hits: list[SearchHit] = strawberry.field(description="The hits, best first.")
    truncated: bool = strawberry.field(description="Whether there are more.")


SearchText = Annotated[
    str,
    strawberry.argument(description=f"A name or parts of one, in any script; {model.MAX_LENGTH} characters at most."),
]
Kinds = Annotated[list[EntityKind] | None, strawberry.argument(description="Only these kinds; all when left out.")]


@strawberry.type
class SearchQuery:
    """Root fields about search."""

    @strawberry.field(
        description="Whatever has a matching name, best first: whole names, words in any order, beginnings of words, "
        "and slight typos. Accents, case and width do not count; Chinese names are found in pinyin and in single "
        "characters, too."
    )
    async def search(
        self, info: Info, text: SearchText, kinds: Kinds = None, first: First = 25, as_of: AsOf = None
    ) -> SearchAnswer:
        on = day(info, as_of)
        answer = await service.search(info.context.graph, text, kinds=kinds, as_of=on.date, limit=page_size(first))
        return SearchAnswer(day=on, hits=[show_hit(hit, on) for hit in answer.hits], truncated=answer.truncated)


def show_hit(hit: model.Hit, day: Day) -> SearchHit:
    """A hit as it is shown for a day."""
    return SearchHit(hit=hit, day=day, kind=hit.kind, name=hit.name, english_name=hit.english_name, score=hit.score)
