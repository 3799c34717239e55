"""How the types of the domain's values read in the schema, and types that are made at run time."""

import types
from datetime import date, datetime
from typing import Any, Optional, TypeVar, get_args, get_origin

from pydantic import AwareDatetime

from relgraph.record.fields import plain_type
from relgraph.record.kind import Kind

C = TypeVar("C")


def new_class(name: str, base: type[C]) -> type[C]:
    """A class that has nothing of its own yet: a declaration gives it its fields."""
    return types.new_class(name, (base,), exec_body=lambda body: body.update(__module__=__name__))


def made_of(generic: Any, argument: object) -> Any:  # noqa: ANN401  (an annotation made at run time)
    """`generic[argument]`, of which a type checker knows nothing."""
    return generic[argument]


def shown_type(kind: Kind[Any], name: str) -> Any:  # noqa: ANN401  (a type, as annotations take it)
    """The type of a value as the schema tells it."""
    field = kind.model.model_fields[name]
    base = base_type(field.annotation)
    return base if field.is_required() or field.default is not None else made_of(Optional, base)


def base_type(annotation: object) -> Any:  # noqa: ANN401
    """The type of a value that is known."""
    type_ = plain_type(annotation)
    if get_origin(type_) is tuple:
        return made_of(list, base_type(get_args(type_)[0]))
    if type_ is AwareDatetime:
        return datetime
    if isinstance(type_, type) and issubclass(type_, str | int | float | date):
        return type_
    raise TypeError(f"The schema has no type for {type_}.")
