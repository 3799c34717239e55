"""Arguments that many fields take, each described once."""

from collections.abc import Mapping, Sized
from datetime import date
from typing import Annotated, Any, NamedTuple, TypeVar

import strawberry

from relgraph.core.errors import InputError
from relgraph.core.language import Language
from relgraph.hubs.model import HubMeasure
from relgraph.surfaces.graphql.ids import Day, GivenIds
from relgraph.surfaces.graphql.limits import MAX_PAGE_SIZE
from relgraph.surfaces.graphql.nodes import Info, Recorded

N = TypeVar("N", bound=Recorded)

AsOf = Annotated[
    date | None,
    strawberry.argument(
        description="The day asked about, inherited by everything below; left out: the day that an id among the "
        "arguments carries, else today, in the server's time zone or in the one that the header `Time-Zone` names."
    ),
]
First = Annotated[int, strawberry.argument(description=f"How many at most: 1 to {MAX_PAGE_SIZE}.")]
After = Annotated[
    str | None, strawberry.argument(description="A cursor from an earlier page: this page begins after it.")
]
Live = Annotated[bool, strawberry.argument(description="True: live on the day. False: ended by the day.")]
NAMED_IN_OF = "Name it in `of`."
"""Why an argument that `of` has replaced is deprecated."""
OrderBy = Annotated[HubMeasure, strawberry.argument(description="The measure by which the strongest come first.")]
ColdBelow = Annotated[
    float | None,
    strawberry.argument(description="Ties weaker than this count as cold, 0..1; left out: as the rules have it."),
]
StaleDays = Annotated[
    int | None,
    strawberry.argument(
        description="Contacts longer ago than so many days count as stale, 1 to 3650; left out: as the rules have it."
    ),
]
InLanguage = Annotated[
    Language | None,
    strawberry.argument(
        name="language", description="The language; when left out what Accept-Language prefers, else English."
    ),
]


def day(info: Info, as_of: date | None, ids: GivenIds | None = None) -> Day:
    """The day a root field answers for, which is given these ids."""
    return (ids or GivenIds()).day(as_of, info.context.today)


async def by_id(info: Info, node_type: type[N], id_: str, as_of: date | None) -> N:
    """What a root field finds by its argument `id`. Raises NotFoundError."""
    ids = GivenIds()
    key = ids.one(id_, node_type.kind.model.__name__, field="id")
    return await node_type.get(info, key, day(info, as_of, ids), field="id")


class Told(NamedTuple):
    """Which of several things was named: its name, its value, and where it stood."""

    name: str
    value: Any
    path: str


def one_of(of: object | None, before: Mapping[str, object], *, argument: str = "of") -> Told | None:
    """What a `@oneOf` input names, or one of the arguments that it replaces; None for neither. Raises InputError.

    What was left out is None in arguments, and UNSET in inputs.
    """
    told = [Told(name, value, name) for name, value in before.items() if value is not None]
    if of is not None:
        told += [Told(n, v, f"{argument}.{n}") for n, v in vars(of).items() if v is not strawberry.UNSET]
    if len(told) > 1:
        raise InputError(
            f"{told[0].path} and {told[1].path} are both given.",
            field=told[1].path if of is None else argument,
            remedy=f"Give one, in `{argument}`.",
        )
    return told[0] if told else None


def check_count(ids: Sized, *, field: str = "ids", things: str = "ids") -> None:
    """Raise InputError for more ids, in an argument, than are answered at once; `things` is what people call them."""
    if len(ids) > MAX_PAGE_SIZE:
        raise InputError(f"There are {len(ids)} {things}.", field=field, remedy=f"Give {MAX_PAGE_SIZE} at most.")


def page_size(first: int) -> int:
    """`first`, when it is within bounds; InputError otherwise."""
    if not 1 <= first <= MAX_PAGE_SIZE:
        raise InputError(f"first is {first}.", field="first", remedy=f"Give 1 to {MAX_PAGE_SIZE}.")
    return first
