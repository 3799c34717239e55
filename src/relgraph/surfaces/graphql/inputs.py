"""GraphQL: what is given to record a thing, made of the kinds' declarations (ADR 0016)."""

from collections.abc import Callable
from typing import Any, Optional, TypeVar

import strawberry

from relgraph.record.kind import Kind
from relgraph.surfaces.graphql.recording import RecordedInput, optional
from relgraph.surfaces.graphql.shown import made_of, new_class, shown_type

I = TypeVar("I", bound=RecordedInput)  # noqa: E741

_INPUTS: dict[str, type[RecordedInput]] = {}


def takes(kind: Kind[Any]) -> Callable[[type[I]], type[I]]:
    """Make a class the input of a kind: the declaration's fields, and those that the class has instead."""

    def make(cls: type[I]) -> type[I]:
        own = dict(vars(cls).get("__annotations__", {}))
        annotations: dict[str, Any] = {}
        for name in kind.model.own_fields():
            if name in own:
                annotations[name] = own[name]
            else:
                type_ = strawberry.ID if name in kind.model.references else shown_type(kind, name)
                annotations[name] = made_of(Optional, type_)
                setattr(cls, name, optional(_given(kind, name)))
        cls.__annotations__ = annotations
        one = kind.words.one
        made = strawberry.input(cls, description=f"{one[:1].upper()}{one[1:]} to record{kind.words.given}")
        _INPUTS[kind.noun] = made
        return made

    return make


def _given(kind: Kind[Any], name: str) -> str:
    """What an input says of a field."""
    said = kind.said(name)
    text = said.given or said.shown
    if kind.model.model_fields[name].is_required():
        text = f"{text.removesuffix('.')}; required for a new one."
    undirected = kind.model.ends_like(name)
    return f"{text} Their order does not matter." if len(undirected) > 1 and undirected[0] == name else text


def input_of(kind: Kind[Any]) -> type[RecordedInput]:
    """The input of a kind, made when nobody has."""
    if kind.noun not in _INPUTS:
        takes(kind)(new_class(f"{kind.model.__name__}Input", RecordedInput))
    return _INPUTS[kind.noun]
