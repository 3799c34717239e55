"""The GraphQL types of everything recorded, made of the kinds' declarations (ADR 0016).

A type with fields of its own is a class under `shows`; the declaration adds the rest. Any other kind needs no class.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Optional, TypeAlias, TypeVar

import strawberry
from strawberry.types.field import StrawberryField
from strawberry.types.lazy_type import LazyType

from relgraph.kinds import KINDS
from relgraph.record.kind import Kind
from relgraph.record.lists import list_of
from relgraph.surfaces.graphql.arguments import After, First
from relgraph.surfaces.graphql.choices import chosen_page, filter_asked, order_asked
from relgraph.surfaces.graphql.connections import Connection, children
from relgraph.surfaces.graphql.nodes import NODE_TYPES, Info, Recorded, plain_fields
from relgraph.surfaces.graphql.seen import SeenConnection, is_seen, seen_from
from relgraph.surfaces.graphql.shown import made_of, new_class, shown_type

N = TypeVar("N", bound=Recorded)
Fields = dict[str, tuple[object, StrawberryField]]


class NodeOf(LazyType[Any, Any]):
    """A node's type by its name, looked up when the schema is built: types refer to each other in circles."""

    def __init__(self, name: str) -> None:
        super().__init__(name, __name__)

    def resolve_type(self) -> type[Any]:
        """The type with this name."""
        return NODE_TYPES[self.type_name]


def node(name: str) -> type[Recorded]:
    """The type of a kind by its name; modules that import each other in a circle need it no more than types do."""
    return NODE_TYPES[name]


if TYPE_CHECKING:
    OpportunityNode: TypeAlias = Recorded
    OrganizationNode: TypeAlias = Recorded
    PersonNode: TypeAlias = Recorded
else:
    OpportunityNode, OrganizationNode, PersonNode = NodeOf("Opportunity"), NodeOf("Organization"), NodeOf("Person")


def shows(kind: Kind[Any], *, after: Mapping[str, str] | None = None) -> Callable[[type[N]], type[N]]:
    """Make a class the type of a kind: the declaration's fields, and those that the class has besides or instead.

    `after` says behind which field one of the class's own stands; the others come last.
    """

    def make(cls: type[N]) -> type[N]:
        if cls.__name__ in NODE_TYPES:
            raise TypeError(f"There is a type {cls.__name__} already.")
        own = {name: field for name, field in vars(cls).items() if isinstance(field, StrawberryField)}
        placed = dict(_in_order(dict(_declared(kind)), own, after or {}))
        if clash := sorted({"kind", "row", "plain"} & set(placed)):
            raise TypeError(f"{cls.__name__} has {clash} for itself: show these by fields of its own.")
        annotations = dict(vars(cls).get("__annotations__", {}))
        for name, (annotation, field) in placed.items():
            annotations[name] = annotation
            setattr(cls, name, field)
        cls.__annotations__ = annotations
        cls.kind = kind
        made = strawberry.type(cls, description=kind.words.shown)
        made.plain = plain_fields(made)
        NODE_TYPES[made.__name__] = made
        return made

    return make


def node_types() -> tuple[type[Recorded], ...]:
    """The types of all kinds, in their order."""
    for kind in KINDS:
        name = kind.model.__name__
        if name not in NODE_TYPES:
            shows(kind)(new_class(name, Recorded))
    return tuple(node(kind.model.__name__) for kind in KINDS)


def _in_order(
    declared: Fields, own: Mapping[str, StrawberryField], after: Mapping[str, str]
) -> Iterator[tuple[str, tuple[object, StrawberryField]]]:
    """The fields in their order; one of the class's own takes the place of a declared one of its name."""
    # A name that the schema has from the class's own is not shown twice.
    taken = {field.graphql_name for field in own.values()}
    left = {name: (_annotation(field), field) for name, field in own.items()}
    for name, field in declared.items():
        if name in left:
            yield name, left.pop(name)
        elif name not in taken:
            yield name, field
        behind = name
        while follower := next((n for n in left if after.get(n) == behind), None):
            yield follower, left.pop(follower)
            behind = follower
    yield from left.items()


def _annotation(field: StrawberryField) -> object:
    return field.base_resolver.type_annotation if field.base_resolver else field.type_annotation


def _declared(kind: Kind[Any]) -> Iterator[tuple[str, tuple[object, StrawberryField]]]:
    """What a declaration says of a type: its values, what it refers to, and the lists of other kinds on it."""
    model = kind.model
    for name in model.value_fields():
        yield name, (shown_type(kind, name), strawberry.field(description=kind.said(name).shown))
    for name in model.references:
        yield name, _end(kind, name)
    for other in KINDS:
        for end, listed in other.lists.items():
            if other.model.references[end] == kind.noun:
                yield listed.name, _list(other, end, listed.meaning)


def _end(kind: Kind[Any], name: str) -> tuple[object, StrawberryField]:
    referred = kind.model.references[name].type_name
    one: object = NodeOf(referred)
    annotation = one if kind.model.model_fields[name].is_required() else made_of(Optional, one)

    async def end(root: Recorded, info: Info) -> Any:  # noqa: ANN401  (what it is, the annotation says)
        id_ = getattr(root.row, name)
        return None if id_ is None else await node(referred).get(info, id_, root.day)

    return annotation, _resolved(end, annotation, kind.said(name).shown)


def _list(kind: Kind[Any], end: str, meaning: str) -> tuple[object, StrawberryField]:
    return _page_of(kind), list_field(kind, end, meaning)


def _page_of(kind: Kind[Any]) -> Any:  # noqa: ANN401  (an annotation made at run time)
    return made_of(SeenConnection if is_seen(kind.model) else Connection, NodeOf(kind.model.__name__))


def list_field(kind: Kind[Any], of: str, meaning: str) -> StrawberryField:
    """The field of what belongs to the thing that it is on, narrowed and ordered as the kind lets clients choose."""
    listed = kind.model.__name__

    async def chosen(
        root: Recorded,
        info: Info,
        *,
        wanted: Any = None,  # noqa: ANN401
        order_by: Any = None,  # noqa: ANN401
        first: First = 25,
        after: After = None,
    ) -> Any:  # noqa: ANN401
        return await chosen_page(
            info, kind, root.day, (of, root), given=wanted, order=order_by, first=first, after=after
        )

    async def plain(root: Recorded, info: Info, first: First = 25, after: After = None) -> Any:  # noqa: ANN401
        found = await children(info, root, list_of(kind, of), node(listed), first=first, after=after)
        return seen_from(root, found, node("Person")) if is_seen(kind.model) else found

    if kind.choice:
        chosen.__annotations__ |= {"wanted": filter_asked(kind), "order_by": order_asked(kind)}
    return _resolved(chosen if kind.choice else plain, _page_of(kind), meaning)


def _resolved(resolver: Callable[..., Any], annotation: object, description: str) -> StrawberryField:
    field: StrawberryField = strawberry.field(resolver=resolver, graphql_type=annotation, description=description)
    return field
