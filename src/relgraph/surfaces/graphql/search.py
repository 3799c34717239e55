"""GraphQL: search by name."""

import json
from typing import Annotated

import strawberry
from strawberry import relay

from relgraph.core.errors import InputError
from relgraph.record.fields import EntityKind
from relgraph.search import model, service
from relgraph.surfaces.graphql.arguments import After, AsOf, First, day, page_size
from relgraph.surfaces.graphql.connections import page_info
from relgraph.surfaces.graphql.ids import Day, GivenIds, after_key, chosen, cursor
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
    cursor: str | None = strawberry.field(
        description="A page asked for with it as `after` begins after this hit; null in a list that has no pages."
    )

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
    truncated: bool = strawberry.field(
        description="Whether there are more, or may be: not every name that matches may have been looked at."
    )
    page_info: relay.PageInfo = strawberry.field(
        description="Where the page begins and ends, and whether more follows."
    )


SearchText = Annotated[
    str,
    strawberry.argument(description=f"A name or parts of one, in any script; {model.MAX_LENGTH} characters at most."),
]
Within = Annotated[
    strawberry.ID | None,
    strawberry.argument(
        description="Only in this organisation, by `id` or `externalId`: itself, its units and opportunities, and "
        "whoever holds a seat there on the day."
    ),
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
        self,
        info: Info,
        *,
        text: SearchText,
        kinds: Kinds = None,
        within: Within = None,
        first: First = 25,
        after: After = None,
        as_of: AsOf = None,
    ) -> SearchAnswer:
        ids = GivenIds()
        at = ids.optional(within, "Organization", field="within")
        on, limit = day(info, as_of, ids), page_size(first)
        of = chosen(text=text, kinds=sorted(kinds) if kinds else None, within=at)
        begin = _after(after_key(after, on, of))
        if at is not None:
            await Organization.get(info, at, on, field="within")
        answer = await service.search(
            info.context.graph, text, kinds=kinds, within=at, as_of=on.date, after=begin, limit=limit
        )
        hits = [show_hit(hit, on, of) for hit in answer.hits]
        page = page_info([hit.cursor or "" for hit in hits], answer.more, after)
        return SearchAnswer(day=on, hits=hits, truncated=answer.truncated, page_info=page)


def show_hit(hit: model.Hit, day: Day, of: str | None = None) -> SearchHit:
    """A hit as it is shown for a day; with a cursor in a list `of` something that has pages."""
    return SearchHit(
        hit=hit,
        day=day,
        kind=hit.kind,
        name=hit.name,
        english_name=hit.english_name,
        score=hit.score,
        cursor=None if of is None else cursor(json.dumps([hit.score, hit.id]), day, of),
    )


def _after(key: str) -> tuple[float, str] | None:
    """The score and the id in a cursor of ours."""
    if not key:
        return None
    try:
        score, id_ = json.loads(key)
        return float(score), str(id_)
    except (ValueError, TypeError):
        raise InputError("That is no cursor.", field="after", remedy="Begin the search without `after`.") from None
