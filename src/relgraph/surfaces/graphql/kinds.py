"""The GraphQL types of everything recorded, made of the kinds' declarations (ADR 0016).

A type with fields of its own is a class under `shows`; the declaration adds the rest. Any other kind needs no class.
"""

import types
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Optional, TypeAlias, TypeVar, get_args, get_origin

import strawberry
from strawberry.types.field import StrawberryField
from strawberry.types.lazy_type import LazyType

from relgraph.kinds import KINDS
from relgraph.record.fields import plain_type
from relgraph.record.kind import Kind
from relgraph.record.read import around
from relgraph.surfaces.graphql.arguments import After, First
from relgraph.surfaces.graphql.connections import Connection, children
from relgraph.surfaces.graphql.nodes import Info, Recorded, plain_fields
from relgraph.surfaces.graphql.seen import SeenConnection, is_seen, seen_from

C = TypeVar("C")
N = TypeVar("N", bound=Recorded)
Fields = dict[str, tuple[object, StrawberryField]]

NODE_TYPES: dict[str, type[Recorded]] = {}
"""The types of all kinds by name, once `node_types` has made those without a class."""


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


def new_class(name: str, base: type[C]) -> type[C]:
    """A class that has nothing of its own yet: a declaration gives it its fields."""
    return types.new_class(name, (base,), exec_body=lambda body: body.update(__module__=__name__))


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
    listed = kind.model.__name__
    seen = is_seen(kind.model)
    annotation = made_of(SeenConnection if seen else Connection, NodeOf(listed))

    async def page(root: Recorded, info: Info, first: First = 25, after: After = None) -> Any:  # noqa: ANN401
        found = await children(info, root, around(kind, end), node(listed), first=first, after=after)
        return seen_from(root, found, node("Person")) if seen else found

    return annotation, _resolved(page, annotation, meaning)


def _resolved(resolver: Callable[..., Any], annotation: object, description: str) -> StrawberryField:
    field: StrawberryField = strawberry.field(resolver=resolver, graphql_type=annotation, description=description)
    return field


def made_of(generic: Any, argument: object) -> Any:  # noqa: ANN401  (an annotation made at run time)
    """`generic[argument]`, of which a type checker knows nothing."""
    return generic[argument]


def shown_type(kind: Kind[Any], name: str) -> Any:  # noqa: ANN401  (a type, as annotations take it)
    """The type of a value as the schema tells it."""
    field = kind.model.model_fields[name]
    base = _base(field.annotation)
    return base if field.is_required() or field.default is not None else made_of(Optional, base)


def _base(annotation: object) -> Any:  # noqa: ANN401
    type_ = plain_type(annotation)
    if get_origin(type_) is tuple:
        return made_of(list, _base(get_args(type_)[0]))
    if isinstance(type_, type) and issubclass(type_, str | int | float | date):
        return type_
    raise TypeError(f"The schema has no type for {type_}.")
