"""Relay connections: forward paging by opaque cursors in the order of ranks, and children of lists through batches."""

from collections.abc import Awaitable, Mapping, Sequence
from datetime import date
from typing import Protocol, TypeVar

import strawberry
from strawberry import relay
from strawberry.dataloader import DataLoader
from strawberry.relay.types import NodeType

from relgraph.api.arguments import page_size
from relgraph.api.nodes import MAX_BATCH, Info, Recorded, decoded
from relgraph.errors import InputError
from relgraph.graph.client import Reader
from relgraph.record import model

N = TypeVar("N", bound=Recorded)
Rows = Sequence[model.Recorded]

_CURSOR = "after"


class FindChildren(Protocol):
    """A service function that lists what belongs to each of some parents."""

    def __call__(
        self, reader: Reader, parents: Sequence[str], /, *, as_of: date, after: str, limit: int
    ) -> Awaitable[Mapping[str, Rows]]: ...


@strawberry.type(
    description="One page of a list, by `externalId` unless the field says otherwise, and whether more follows."
)
class Connection(relay.Connection[NodeType]):
    """A page; `nodes` spares clients that need no cursors the way over `edges`."""

    @strawberry.field(description="The things on this page, without their cursors.")
    def nodes(self) -> list[NodeType]:
        return [edge.node for edge in self.edges]


def after_key(after: str | None) -> str:
    """The key after which a page begins. Raises InputError for what is no cursor of ours."""
    if after is None:
        return ""
    parts = decoded(after)
    if parts is None or parts[0] != _CURSOR:
        raise InputError("That is no cursor.", field="after", remedy="Give an `endCursor` or a `cursor`, unchanged.")
    return parts[1]


def connect(rows: Rows, node_type: type[N], as_of: date, first: int, after: str | None) -> Connection[N]:
    """A page of rows, of which one more than `first` was asked for."""
    edges = [
        relay.Edge(cursor=relay.to_base64(_CURSOR, row.rank), node=node_type.of(row, as_of)) for row in rows[:first]
    ]
    return Connection(
        edges=edges,
        page_info=relay.PageInfo(
            has_next_page=len(rows) > first,
            has_previous_page=after is not None,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        ),
    )


async def children(
    info: Info, parent: Recorded, find: FindChildren, node_type: type[N], *, first: int, after: str | None
) -> Connection[N]:
    """A page of what belongs to a parent, found together with that of all its siblings."""
    as_of = parent.as_of
    limit, key = page_size(first) + 1, after_key(after)

    async def batch(parents: list[str]) -> Sequence[Rows]:
        found = await find(info.context.graph, parents, as_of=as_of, after=key, limit=limit)
        return [found.get(id_, ()) for id_ in parents]

    loader = info.context.loader(
        (find, as_of, key, limit), lambda: DataLoader[str, Rows](batch, max_batch_size=MAX_BATCH)
    )
    return connect(await loader.load(parent.row.id), node_type, as_of, first, after)
