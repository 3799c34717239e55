"""What fields cost that work for their answer, and how much lists hold: told at the field, shown in the schema.

`limits` estimates by it what an operation will cost, `metering` counts by it what it costs. The directives are those of
the GraphQL cost specification (https://ibm.github.io/graphql-specs/cost-spec.html). One
unit is about a millisecond of the database or a processor, and a plain value costs one.
"""

from collections.abc import Mapping, Sequence

import strawberry
from graphql import GraphQLArgument, GraphQLField
from strawberry.schema_directive import Location


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION, Location.ARGUMENT_DEFINITION],
    name="cost",
    description="What the field costs, each time that it is answered, in values: `RELGRAPH_MAX_COST` is the most that "
    "one operation may cost. A field without it costs 1. Of a list argument: what each member costs besides.",
)
class Cost:
    """A price."""

    weight: str


def costs(weight: int) -> Sequence[Cost]:
    """The price of a field, or of each member of a list argument, for its `directives`."""
    return (Cost(weight=str(weight)),)


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    name="listSize",
    description="How much a list without pages is taken to hold when the cost of an operation is estimated.",
)
class ListSize:
    """A size."""

    assumed_size: int


def holds(size: int) -> Sequence[ListSize]:
    """How much a list is taken to hold, for its field's `directives`."""
    return (ListSize(assumed_size=size),)


ASK_FOR_LESS = "Ask for less at once: smaller pages, fewer fields, or several requests."
"""What to do about a price that is too high."""

LOOK = 50
"""A query of its own, which walks through what the audit remembers."""
SHARE = 10
"""A part of a query that answers for all its siblings, and goes through more than it lists."""


def price_of(field: GraphQLField) -> int:
    """What answering a field once costs, without what is below it and its arguments."""
    return _declared(field) or 1


def priced_lists(field: GraphQLField) -> Mapping[str, int]:
    """What a member costs of each list argument that says so."""
    return {name: price for name, argument in field.args.items() if (price := _declared(argument))}


def size_of(field: GraphQLField) -> int | None:
    """What a list is taken to hold, where it declares that."""
    return next((each.assumed_size for each in _directives(field) if isinstance(each, ListSize)), None)


def _declared(priced: GraphQLField | GraphQLArgument) -> int | None:
    return next((int(each.weight) for each in _directives(priced) if isinstance(each, Cost)), None)


def _directives(element: GraphQLField | GraphQLArgument) -> Sequence[object]:
    directives: Sequence[object] = getattr(element.extensions.get("strawberry-definition"), "directives", ())
    return directives
