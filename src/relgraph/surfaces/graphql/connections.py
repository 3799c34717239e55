"""Relay connections: forward paging by opaque cursors in the order of ranks, and children of lists through batches."""

from collections.abc import Sequence
from typing import Generic, TypeVar

import strawberry
from strawberry import relay
from strawberry.relay.types import NodeType

from relgraph.record import model
from relgraph.record.read import FindAround
from relgraph.surfaces.graphql.arguments import page_size
from relgraph.surfaces.graphql.ids import Day, after_key, cursor
from relgraph.surfaces.graphql.nodes import Info, Recorded, load_together

N = TypeVar("N", bound=Recorded)
A = TypeVar("A")
Rows = Sequence[model.Recorded]

FindChildren = FindAround[model.Recorded]
"""A service function that lists what belongs to each of some parents."""


@strawberry.type(
    description="One page of a list, by `externalId` unless the field says otherwise, and whether more follows."
)
class Connection(relay.Connection[NodeType]):
    """A page; `nodes` spares clients that need no cursors the way over `edges`."""

    missing: list[strawberry.ID] = strawberry.field(
        default_factory=list,
        description="Of the ids asked for, as they were given, those that nothing has; empty where none were.",
    )

    @strawberry.field(description="The things on this page, without their cursors.")
    def nodes(self) -> list[NodeType]:
        return [edge.node for edge in self.edges]


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


def list_answers(ranked: Sequence[tuple[str, A]], first: int, after: str | None, *, day: Day | None) -> Answers[A]:
    """A page of answers by their cursor keys, of which one more than `first` was asked for."""
    edges = [AnswerEdge(cursor=cursor(key, day), node=node) for key, node in ranked[:first]]
    return Answers(edges=edges, page_info=_page_info([edge.cursor for edge in edges], len(ranked) > first, after))


def connect(rows: Rows, node_type: type[N], day: Day, first: int, after: str | None, *, of: str = "") -> Connection[N]:
    """A page of rows, of which one more than `first` was asked for; `of`: what was `chosen` of the list."""
    edges = [relay.Edge(cursor=cursor(row.rank, day, of), node=node_type.of(row, day)) for row in rows[:first]]
    return Connection(edges=edges, page_info=_page_info([edge.cursor for edge in edges], len(rows) > first, after))


def _page_info(cursors: list[str], more: bool, after: str | None) -> relay.PageInfo:
    return relay.PageInfo(
        has_next_page=more,
        has_previous_page=after is not None,
        start_cursor=cursors[0] if cursors else None,
        end_cursor=cursors[-1] if cursors else None,
    )


async def children(
    info: Info,
    parent: Recorded,
    find: FindChildren,
    node_type: type[N],
    *,
    first: int,
    after: str | None,
    of: str = "",
) -> Connection[N]:
    """A page of what belongs to a parent, found together with that of all its siblings."""
    day = parent.day
    limit, key = page_size(first) + 1, after_key(after, day, of)

    async def batch(parents: list[str]) -> Sequence[Rows]:
        found = await find(info.context.graph, parents, as_of=day.date, after=key, limit=limit)
        return [found.get(id_, ()) for id_ in parents]

    rows = await load_together(info, (find, day.date, key, limit), batch, parent.row.id)
    return connect(rows, node_type, day, first, after, of=of)
