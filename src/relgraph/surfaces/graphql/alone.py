"""What fails alone: such a field is null where it failed, `errors` says why, and all others are answered (ADR 0004).

GraphQL puts null in the place of the nearest field that may be null. Were none on the way, one analysis that is stopped
at its time limit would take with it all that was asked beside it, and a mutation that fails the outcomes of those that
are done.
"""

from copy import copy

import strawberry
from strawberry import relay
from strawberry.types.base import StrawberryList, StrawberryObjectDefinition, StrawberryOptional
from strawberry.types.field import StrawberryField
from strawberry.types.lazy_type import LazyType

from relgraph.surfaces.graphql.prices import Cost

FAILED = "Null when it failed; `errors` says why."
"""Ends the description of every such field."""

_ROOTS = ("Query", "Mutation")


class PartialSchema(strawberry.Schema):
    """A schema whose roots may be null, and whatever below them asks for more than a look-up."""

    def get_fields(self, type_definition: StrawberryObjectDefinition) -> list[StrawberryField]:
        """The fields of a type, as the schema shows them."""
        is_root = type_definition.name in _ROOTS
        return [_nullable(field) if is_root or _fails_alone(field) else field for field in type_definition.fields]


def _fails_alone(field: StrawberryField) -> bool:
    """It has a price, or asks for more than one thing by its id or a value."""
    asks = field.is_async and not field.is_subscription
    return any(isinstance(each, Cost) for each in field.directives) or (asks and not _is_looked_up(field))


def _is_looked_up(field: StrawberryField) -> bool:
    type_: object = field.type
    if isinstance(type_, StrawberryOptional):
        type_ = type_.of_type
    if isinstance(type_, StrawberryList):
        return False
    if isinstance(type_, LazyType):
        type_ = type_.resolve_type()
    definition = getattr(type_, "__strawberry_definition__", None)
    return not isinstance(definition, StrawberryObjectDefinition) or issubclass(definition.origin, relay.Node)


def _nullable(field: StrawberryField) -> StrawberryField:
    shown = copy(field)
    if not isinstance(field.type, StrawberryOptional):
        shown.type = StrawberryOptional(field.type)
    shown.description = f"{field.description} {FAILED}"
    return shown
