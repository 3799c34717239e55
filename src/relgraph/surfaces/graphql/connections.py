"""Relay connections: forward paging by opaque cursors in the order of ranks, and children of lists through batches."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Generic, TypeAlias, TypeVar

import strawberry
from strawberry import relay
from strawberry.relay.types import NodeType

from relgraph.record.lists import ALL, List, Placed
from relgraph.surfaces.graphql.arguments import page_size
from relgraph.surfaces.graphql.ids import Day, after_key, chosen, cursor
from relgraph.surfaces.graphql.nodes import Info, Recorded, load_together
from relgraph.surfaces.graphql.prices import SHARE, costs

N = TypeVar("N", bound=Recorded)
A = TypeVar("A")

Count: TypeAlias = Callable[[Info], Awaitable[int]]
"""Counts all that is in a list."""


@strawberry.type(
    description="One page of a list, by `externalId` unless the field says otherwise, and whether more follows."
)
class Connection(relay.Connection[NodeType]):
    """A page; `nodes` spares clients that need no cursors the way over `edges`."""

    count: strawberry.Private[Count]

    missing: list[strawberry.ID] = strawberry.field(
        default_factory=list,
        description="Of the ids asked for, as they were given, those that nothing has; empty where none were.",
    )

    @strawberry.field(description="The things on this page, without their cursors.")
    def nodes(self) -> list[NodeType]:
        return [edge.node for edge in self.edges]

    @strawberry.field(
        description="How many are in the whole list, on all its pages; counted only where it is asked for.",
        directives=costs(SHARE),
    )
    async def total_count(self, info: Info) -> int:
        return await self.count(info)


@strawberry.type(name="Edge", description="Something in an answer, and the cursor after which the next page begins.")
class AnswerEdge(Generic[A]):
    """As `relay.Edge`, of what is no node: answers are worked out, and have no id by which to find them again."""

    cursor: str = strawberry.field(description="A page asked for with it as `after` begins after this one.")
    node: A = strawberry.field(description="What is listed.")


@strawberry.type(
    name="Connection", description="One page of an answer in the order that the field tells, and whether more follows."
)
class Answers(Generic[A]):
    """As `Connection`, of what is no node."""

    page_info: relay.PageInfo = strawberry.field(
        description="Where the page begins and ends, and whether more follows."
    )
    edges: list[AnswerEdge[A]] = strawberry.field(description="What is on this page, with cursors.")

    @strawberry.field(description="What is on this page, without cursors.")
    def nodes(self) -> list[A]:
        return [edge.node for edge in self.edges]


def list_answers(
    ranked: Sequence[tuple[str, A]], first: int, after: str | None, *, day: Day | None, of: str = ""
) -> Answers[A]:
    """A page of answers by their cursor keys, of which one more than `first` was asked for; `of` as for `connect`."""
    edges = [AnswerEdge(cursor=cursor(key, day, of), node=node) for key, node in ranked[:first]]
    return Answers(edges=edges, page_info=page_info([edge.cursor for edge in edges], len(ranked) > first, after))


def connect(
    placed: Sequence[Placed[Any]],
    node_type: type[N],
    day: Day,
    first: int,
    after: str | None,
    *,
    count: Count,
    of: str = "",
) -> Connection[N]:
    """A page of what is in a list, of which one more than `first` was asked for; `of`: what was chosen of the list."""
    edges = [relay.Edge(cursor=cursor(rank, day, of), node=node_type.of(row, day)) for rank, row in placed[:first]]
    info = page_info([edge.cursor for edge in edges], len(placed) > first, after)
    return Connection(edges=edges, page_info=info, count=count)


def page_info(cursors: list[str], more: bool, after: str | None) -> relay.PageInfo:
    """Where a page begins and ends, and whether more follows."""
    return relay.PageInfo(
        has_next_page=more,
        has_previous_page=after is not None,
        start_cursor=cursors[0] if cursors else None,
        end_cursor=cursors[-1] if cursors else None,
    )


async def children(
    info: Info, parent: Recorded, listed: List[Any], node_type: type[N], *, first: int, after: str | None
) -> Connection[N]:
    """A page of what belongs to a parent, found together with that of all its siblings."""
    return await _page(info, listed, parent.row.id, node_type, parent.day, first=first, after=after)


async def all_of(
    info: Info, listed: List[Any], node_type: type[N], day: Day, *, first: int, after: str | None
) -> Connection[N]:
    """A page of a list that holds all of a kind."""
    return await _page(info, listed, ALL, node_type, day, first=first, after=after)


async def _page(
    info: Info, listed: List[Any], of: str, node_type: type[N], day: Day, *, first: int, after: str | None
) -> Connection[N]:
    choice = chosen(**listed.chosen)
    limit, key = page_size(first) + 1, after_key(after, day, choice)

    async def pages(parents: list[str]) -> Sequence[Sequence[Placed[Any]]]:
        found = await listed.pages(info.context.graph, parents, as_of=day.date, after=key, limit=limit)
        return [found.get(id_, ()) for id_ in parents]

    async def lengths(parents: list[str]) -> Sequence[int]:
        found = await listed.lengths(info.context.graph, parents, as_of=day.date)
        return [found[id_] for id_ in parents]

    async def count(info: Info) -> int:
        return await load_together(info, (List.lengths, listed, day.date), lengths, of)

    placed = await load_together(info, (List.pages, listed, day.date, key, limit), pages, of)
    return connect(placed, node_type, day, first, after, count=count, of=choice)
