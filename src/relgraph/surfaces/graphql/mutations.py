"""GraphQL: recording and ending things of every kind, made of the kinds' declarations (ADR 0016)."""

from collections.abc import Callable, Iterator
from typing import Annotated, Any, Optional, TypeVar

import strawberry
from strawberry.types.field import StrawberryField

from relgraph.kinds import KINDS
from relgraph.record.kind import Kind
from relgraph.record.model import Entity
from relgraph.surfaces.graphql.batch import batch_of
from relgraph.surfaces.graphql.inputs import input_of
from relgraph.surfaces.graphql.kinds import NodeOf, node
from relgraph.surfaces.graphql.nodes import Info
from relgraph.surfaces.graphql.recording import (
    EndedId,
    On,
    Payload,
    Written,
    write_end,
    write_record,
)
from relgraph.surfaces.graphql.shown import made_of, new_class, shown_type
from relgraph.surfaces.graphql.similar import NamedPayload

C = TypeVar("C")


def _payload(kind: Kind[Any]) -> type[Payload]:
    words = kind.words
    now = f"{words.this} as {'it stands' if kind.is_fact else 'recorded'} now; null when nothing was done."
    cls = new_class(f"{kind.model.__name__}Payload", NamedPayload if _is_named(kind) else Payload)
    cls.__annotations__ = {kind.noun: made_of(Optional, NodeOf(kind.model.__name__))}
    setattr(cls, kind.noun, strawberry.field(description=now))
    return strawberry.type(cls, description=f"What was done about {words.one}.")


def _is_named(kind: Kind[Any]) -> bool:
    return issubclass(kind.model, Entity) and kind.model.known_by_name


def _mutations(kind: Kind[Any]) -> Iterator[tuple[str, StrawberryField]]:
    payload, words, name = _payload(kind), kind.words, kind.model.__name__
    create = f"Create {words.one}, correct it, or begin a new version."
    known = strawberry.argument(name="input", description=f"What is known of {words.it}.")
    given = made_of(Annotated, (input_of(kind), known))

    def told(written: Written[Any]) -> Payload:
        private = {"written": written.node} if _is_named(kind) else {}
        return payload(**{kind.noun: written.node}, **private, outcome=written.outcome, errors=written.errors)

    async def record(root: None, info: Info, given: Any) -> Any:  # noqa: ANN401
        return told(await write_record(info, node(name), given))

    async def end(root: None, info: Info, id_: EndedId, on: On, said: Any = None) -> Any:  # noqa: ANN401
        values = {kind.ends_with[0]: said} if kind.ends_with and said else None
        return told(await write_end(info, node(name), id_, on, values))

    record.__annotations__ |= {"given": given, "return": payload}
    yield f"record_{kind.noun}", strawberry.mutation(resolver=record, description=words.record or create)
    ending = _ending(kind, end, payload)
    yield f"end_{kind.noun}", strawberry.mutation(resolver=ending, description=words.end or f"End {words.one}.")


def _ending(kind: Kind[Any], end: Callable[..., Any], payload: type[Payload]) -> Callable[..., Any]:
    """The resolver that ends things of the kind, with what may be told besides as its last argument."""
    if kind.ends_with:
        name, meaning = kind.ends_with
        argument = strawberry.argument(name=name, description=meaning)
        told = made_of(Annotated, (made_of(Optional, shown_type(kind, name)), argument))
        end.__annotations__ |= {"said": told, "return": payload}
        return end

    async def plain(root: None, info: Info, id_: EndedId, on: On) -> Any:  # noqa: ANN401
        return await end(root, info, id_, on)

    plain.__annotations__["return"] = payload
    return plain


def records(cls: type[C]) -> type[C]:
    """Give a class the mutations that record and end things, in the order of the kinds, and many in one."""
    for kind in KINDS:
        for name, field in _mutations(kind):
            setattr(cls, name, field)
    setattr(cls, "batch", batch_of(input_of))  # noqa: B010  (a class of any kind)
    return strawberry.type(cls)
