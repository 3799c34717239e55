"""GraphQL: whom somebody knows, seen from them (method M1)."""

from collections.abc import Sequence
from typing import Annotated, Any

import strawberry

from relgraph.kinds.organization import OrganizationKind
from relgraph.people.model import TieOrder, TiesAsked
from relgraph.people.ties import TiesAround
from relgraph.surfaces.graphql.arguments import After, First, check_count
from relgraph.surfaces.graphql.connections import children
from relgraph.surfaces.graphql.ids import chosen, external_id
from relgraph.surfaces.graphql.kinds import NodeOf, made_of, node
from relgraph.surfaces.graphql.limits import MAX_PAGE_SIZE
from relgraph.surfaces.graphql.nodes import Info, Recorded
from relgraph.surfaces.graphql.seen import SeenConnection, seen_from

TiesOf = made_of(SeenConnection, NodeOf("Tie"))

OtherKinds = Annotated[
    list[OrganizationKind] | None,
    strawberry.argument(
        name="organizationKinds",
        description="Only ties to people with a seat on the day at an organisation of one of these kinds; all when "
        "left out.",
    ),
]
LeastTie = Annotated[
    float | None,
    strawberry.argument(
        description="Only ties of this strength or more, 0..1. A tie of unknown strength is then left out, as nobody "
        "knows whether it is as strong; all when left out."
    ),
]
AmongPeople = Annotated[
    list[strawberry.ID] | None,
    strawberry.argument(
        description=f"Only ties to these people, by `id` or `externalId`, {MAX_PAGE_SIZE} at most; of whichever day "
        "their ids are, ties are those of this day. All when left out."
    ),
]
InTieOrder = Annotated[TieOrder, strawberry.argument(description="Which ties come first.")]


async def ties_of(
    root: Recorded,
    info: Info,
    *,
    organization_kinds: OtherKinds = None,
    least_strength: LeastTie = None,
    among: AmongPeople = None,
    order_by: InTieOrder = TieOrder.STRENGTH,
    first: First = 25,
    after: After = None,
) -> Any:  # noqa: ANN401  (a page, as the field tells)
    """A page of somebody's ties, found together with those of their siblings."""
    asked = TiesAsked(
        organization_kinds=None if organization_kinds is None else tuple(sorted(set(organization_kinds))),
        least_strength=least_strength,
        among=None if among is None else _ids(among),
        order=order_by,
    )
    of = chosen(**asked.model_dump(mode="json", exclude_defaults=True))
    page = await children(info, root, TiesAround(asked), node("Tie"), first=first, after=after, of=of)
    return seen_from(root, page, node("Person"))


def _ids(among: Sequence[str]) -> tuple[str, ...]:
    check_count(among, field="among")
    return tuple(sorted({external_id(each, "Person", field="among") for each in among}))
