"""What clients choose of lists: inputs made of the kinds' declarations, and the lists that they mean."""

from collections.abc import Callable
from enum import Enum
from typing import Annotated, Any, Optional, TypeVar

import strawberry

from relgraph.core.errors import InputError
from relgraph.record.choice import Choice, Narrowing, Order
from relgraph.record.fields import RefersTo, Said, notes
from relgraph.record.input import camel, validated
from relgraph.record.kind import Kind
from relgraph.record.lists import List, list_of
from relgraph.surfaces.graphql.connections import Connection, all_of, children
from relgraph.surfaces.graphql.enums import expose
from relgraph.surfaces.graphql.ids import Day, GivenIds
from relgraph.surfaces.graphql.nodes import NODE_TYPES, Info, Recorded
from relgraph.surfaces.graphql.shown import base_type, made_of, new_class

F = TypeVar("F", bound="FilterInput")

FILTER = "filter"

_FILTERS: dict[str, type["FilterInput"]] = {}
_ORDERS: dict[str, type["OrderInput"]] = {}


class Direction(Enum):
    """Which end of an order comes first."""

    ASCENDING = "ascending"
    DESCENDING = "descending"


expose(
    Direction,
    "Which end of an order comes first; what is unknown comes last either way.",
    ASCENDING="What is least, earliest or first in the alphabet.",
    DESCENDING="What is most, latest or last in the alphabet.",
)


@strawberry.input
class FilterInput:
    """Base of the inputs that narrow lists."""


@strawberry.input
class OrderInput:
    """Base of the inputs that order lists."""

    direction: Direction = strawberry.field(default=Direction.ASCENDING, description="Which end comes first.")


def narrows(kind: Kind[Any]) -> Callable[[type[F]], type[F]]:
    """Make a class the filter of a kind: the declaration's fields, and those that the class has instead."""

    def make(cls: type[F]) -> type[F]:
        wanted = _choice(kind).wanted
        own = dict(vars(cls).get("__annotations__", {}))
        annotations: dict[str, Any] = {}
        for name in wanted.shown():
            annotations[name] = own.get(name) or made_of(Optional, _type_of(wanted, name))
            said = notes(wanted, name, Said)[0].shown
            setattr(cls, name, strawberry.field(default=None, description=said))
        cls.__annotations__ = annotations
        things = _choice(kind).things
        made = strawberry.input(cls, description=f"Which {things}: those of which all holds that is given here.")
        _FILTERS[kind.noun] = made
        return made

    return make


def filter_asked(kind: Kind[Any]) -> Any:  # noqa: ANN401  (an annotation made at run time)
    """The annotation of an argument that narrows a kind's lists."""
    if kind.noun not in _FILTERS:
        narrows(kind)(new_class(f"{kind.model.__name__}Filter", FilterInput))
    told = strawberry.argument(name=FILTER, description="Only those; all when left out.")
    return made_of(Annotated, (made_of(Optional, _FILTERS[kind.noun]), told))


def order_asked(kind: Kind[Any]) -> Any:  # noqa: ANN401  (an annotation made at run time)
    """The annotation of an argument that orders a kind's lists."""
    if kind.noun not in _ORDERS:
        cls = new_class(f"{kind.model.__name__}Order", OrderInput)
        cls.__annotations__ = {"by": _choice(kind).ordering.enum}
        cls.by = strawberry.field(description="By what.")  # type: ignore[attr-defined]
        _ORDERS[kind.noun] = strawberry.input(cls, description=f"In what order {_choice(kind).things} come.")
    told = strawberry.argument(description=f"In what order; {_usual(kind)} when left out; equals by `externalId`.")
    return made_of(Annotated, (made_of(Optional, _ORDERS[kind.noun]), told))


async def choose(
    info: Info,
    kind: Kind[Any],
    of: str | None,
    day: Day,
    *,
    given: FilterInput | None,
    order: OrderInput | None,
    **fixed: object,
) -> List[Any]:
    """The list that is meant. Raises InputError for what cannot be wanted, and NotFoundError for ids of nothing."""
    wanted = _choice(kind).wanted
    values = read_filter(kind, given, GivenIds())
    for name, id_ in values.items():
        for to in notes(wanted, name, RefersTo):
            await NODE_TYPES[to.kind.type_name].get(info, str(id_), day, field=f"{FILTER}.{camel(name)}")
    told = validated(wanted, {**values, **fixed}, FILTER)
    try:
        told.asked()
    except InputError as error:
        error.field = f"{FILTER}.{camel(error.field or '')}"
        raise
    by = Order(order.by, order.direction is Direction.DESCENDING) if order else None  # type: ignore[attr-defined]
    return list_of(kind, of, told, by)


async def chosen_page(
    info: Info,
    kind: Kind[Any],
    day: Day,
    within: tuple[str, Recorded] | None = None,
    *,
    given: FilterInput | None,
    order: OrderInput | None,
    first: int,
    after: str | None,
    **fixed: object,
) -> Connection[Any]:
    """A page of the list that is meant: of all, or `within` a thing, by the name of this. Raises as `choose`."""
    of, above = within or (None, None)
    listed = await choose(info, kind, of, day, given=given, order=order, **fixed)
    node_type = NODE_TYPES[kind.model.__name__]
    if above is None:
        return await all_of(info, listed, node_type, day, first=first, after=after)
    return await children(info, above, listed, node_type, first=first, after=after)


def read_filter(kind: Kind[Any], given: FilterInput | None, ids: GivenIds) -> dict[str, object]:
    """What a filter says, in the domain's words; `ids` learns the ids in it. Raises InputError for what is none."""
    wanted = _choice(kind).wanted
    said = {name: value for name, value in vars(given).items() if value is not None} if given else {}
    for name, value in said.items():
        for to in notes(wanted, name, RefersTo):
            said[name] = ids.one(str(value), to.kind.type_name, field=f"{FILTER}.{camel(name)}")
        if isinstance(value, list):
            said[name] = tuple(str(one.value) if isinstance(one, Enum) else one for one in value)
    return said


def _type_of(wanted: type[Narrowing], name: str) -> object:
    return strawberry.ID if notes(wanted, name, RefersTo) else base_type(wanted.model_fields[name].annotation)


def _usual(kind: Kind[Any]) -> str:
    order = _choice(kind).default
    if order is None:
        return "by `externalId`"
    return f"{order.by.name}, {(Direction.DESCENDING if order.descending else Direction.ASCENDING).name}"


def _choice(kind: Kind[Any]) -> Choice:
    if kind.choice is None:
        raise TypeError(f"Lists of {kind.noun} offer no choice.")
    return kind.choice
