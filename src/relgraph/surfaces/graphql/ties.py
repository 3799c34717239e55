"""GraphQL: whom somebody knows, seen from them (method M1)."""

from collections.abc import Sequence
from typing import Annotated, Any

import strawberry

from relgraph.core.errors import InputError
from relgraph.kinds.organization import OrganizationKind
from relgraph.people.model import TieOrderBy, TiesWanted
from relgraph.people.ties import STRONGEST_FIRST, TiesAround
from relgraph.record.choice import Order
from relgraph.surfaces.graphql.arguments import After, First, check_count
from relgraph.surfaces.graphql.choices import Direction, FilterInput, OrderInput
from relgraph.surfaces.graphql.connections import children
from relgraph.surfaces.graphql.ids import external_id
from relgraph.surfaces.graphql.kinds import NodeOf, node
from relgraph.surfaces.graphql.limits import MAX_PAGE_SIZE
from relgraph.surfaces.graphql.nodes import Info, Recorded
from relgraph.surfaces.graphql.seen import SeenConnection, seen_from
from relgraph.surfaces.graphql.shown import made_of

TiesOf = made_of(SeenConnection, NodeOf("Tie"))


@strawberry.input(description="Which ties: those of which all holds that is given here.")
class TieFilter(FilterInput):
    """Narrows lists of ties."""

    organization_kinds: list[OrganizationKind] | None = strawberry.field(
        default=None,
        description="Those to people with a seat on the day in an organisation of one of these kinds.",
    )
    least_strength: float | None = strawberry.field(
        default=None,
        description="Those of this strength or more, 0..1. A tie of unknown strength is left out then, also by 0: "
        "nobody knows whether it is as strong.",
    )
    among: list[strawberry.ID] | None = strawberry.field(
        default=None,
        description=f"Those to these people, by `id` or `externalId`, {MAX_PAGE_SIZE} at most. Whatever day the ids "
        "are of, ties are those of the day that the person is shown for.",
    )

    def read(self) -> TiesWanted:
        """What is wanted. Raises InputError."""
        kinds, least = self.organization_kinds, self.least_strength
        if least is not None and not 0 <= least <= 1:
            raise InputError(
                f"leastStrength is {least:g}.", field="filter.leastStrength", remedy="Give 0 to 1, or leave it out."
            )
        return TiesWanted(
            organization_kinds=None if kinds is None else tuple(sorted(set(kinds))),
            least_strength=least,
            among=None if self.among is None else _ids(self.among),
        )


@strawberry.input(description="In what order ties come.")
class TieOrder(OrderInput):
    """Orders lists of ties."""

    by: TieOrderBy = strawberry.field(description="By what.")

    def read(self) -> Order:
        """The order of the domain."""
        return Order(self.by, self.direction is Direction.DESCENDING)


Wanted = Annotated[TieFilter | None, strawberry.argument(name="filter", description="Only those; all when left out.")]
InTieOrder = Annotated[
    TieOrder | None,
    strawberry.argument(
        description="In what order, what is unknown last; the strongest first when left out. Equals come by "
        "`externalId`."
    ),
]


async def ties_of(
    root: Recorded,
    info: Info,
    *,
    wanted: Wanted = None,
    order_by: InTieOrder = None,
    first: First = 25,
    after: After = None,
) -> Any:  # noqa: ANN401  (a page, as the field tells)
    """A page of somebody's ties, found together with those of their siblings."""
    listed = TiesAround(wanted.read() if wanted else TiesWanted(), order_by.read() if order_by else STRONGEST_FIRST)
    page = await children(info, root, listed, node("Tie"), first=first, after=after)
    return seen_from(root, page, node("Person"))


def _ids(among: Sequence[str]) -> tuple[str, ...]:
    check_count(among, field="filter.among")
    return tuple(sorted({external_id(each, "Person", field="filter.among") for each in among}))
