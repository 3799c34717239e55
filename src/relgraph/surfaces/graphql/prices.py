"""What fields cost that work for their answer: told at the field, shown in the schema, added up by `limits`.

The directive is the one of the GraphQL cost specification (https://ibm.github.io/graphql-specs/cost-spec.html). One
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
    "one operation may ask for. A field without it costs 1. Of a list argument: what each member costs besides.",
)
class Cost:
    """A price."""

    weight: str


def costs(weight: int) -> Sequence[Cost]:
    """The price of a field, or of each member of a list argument, for its `directives`."""
    return (Cost(weight=str(weight)),)


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


def _declared(priced: GraphQLField | GraphQLArgument) -> int | None:
    declared = priced.extensions.get("strawberry-definition")
    return next((int(each.weight) for each in getattr(declared, "directives", ()) if isinstance(each, Cost)), None)
