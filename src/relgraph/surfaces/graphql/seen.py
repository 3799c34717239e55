"""Lists of facts between two people are seen from one of the two: the edge tells the other.

The fact itself cannot: it is the same thing from both ends, and caches keep it once.
"""

from typing import TYPE_CHECKING, TypeAlias, TypeVar

import strawberry
from strawberry import relay
from strawberry.relay.types import NodeType
from strawberry.types.lazy_type import LazyType

from relgraph.record.fields import EntityKind
from relgraph.record.model import Recorded as Row
from relgraph.surfaces.graphql.connections import Connection
from relgraph.surfaces.graphql.nodes import Info, Recorded

N = TypeVar("N", bound=Recorded)

if TYPE_CHECKING:
    OtherPerson: TypeAlias = Recorded
else:
    # People have such lists, and their edges have people.
    OtherPerson = LazyType("Person", "relgraph.surfaces.graphql.people")


@strawberry.type(
    name="Edge", description="Something on a page of a person's list, with the other person that it is about."
)
class SeenEdge(relay.Edge[NodeType]):
    """Shows a fact from one of its two ends."""

    seen_from: strawberry.Private[str]
    person_type: strawberry.Private[type[Recorded]]

    @strawberry.field(
        description="The person at the other end, as seen from the one whose list this is. It stands here because the "
        "node is the same thing in the lists of both."
    )
    async def other(self, info: Info) -> OtherPerson:
        fact: Recorded = self.node  # type: ignore[assignment]
        return await self.person_type.get(info, other_end(fact.row, self.seen_from), fact.day)


@strawberry.type(
    name="Connection",
    description="One page of a person's list, by `externalId` unless the field says otherwise, and whether more "
    "follows. `edges` tell who is at the other end.",
)
class SeenConnection(Connection[NodeType]):
    """A page of facts, each seen from the person whose list it is."""

    # A type checker takes a list for one that anything may be put into.
    edges: list[SeenEdge[NodeType]] = strawberry.field(  # type: ignore[assignment]
        description="The things on this page, with cursors."
    )


def is_seen(row_type: type[Row]) -> bool:
    """Whether facts of this model are between two people."""
    return list(row_type.between_fields().values()) == [EntityKind.PERSON] * 2


def other_end(row: Row, end: str) -> str:
    """The id at the other end of a fact between two people."""
    one, other = (getattr(row, name) for name in row.between_fields())
    return str(other if one == end else one)


def seen_from(person: Recorded, page: Connection[N], person_type: type[Recorded]) -> Connection[N]:
    """A page of a person's list, whose edges tell the others."""
    page.edges = [
        SeenEdge(cursor=edge.cursor, node=edge.node, seen_from=person.row.id, person_type=person_type)
        for edge in page.edges
    ]
    return page
