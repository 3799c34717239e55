"""What fields cost that work for their answer: told at the field, shown in the schema, added up by `limits`.

The directive is the one of the GraphQL cost specification (https://ibm.github.io/graphql-specs/cost-spec.html). One
unit is about a millisecond of the database or a processor, and a plain value costs one.
"""

from collections.abc import Sequence

import strawberry
from graphql import GraphQLField
from strawberry.schema_directive import Location


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    name="cost",
    description="What the field costs, each time that it is answered, in values: `RELGRAPH_MAX_COST` is the most that "
    "one operation may ask for. A field without it costs 1.",
)
class Cost:
    """A price."""

    weight: str


def costs(weight: int) -> Sequence[Cost]:
    """The price of a field, for its `directives`."""
    return (Cost(weight=str(weight)),)


LOOK = 50
"""A query of its own, which walks through what the audit remembers."""
SHARE = 10
"""A part of a query that answers for all its siblings, and goes through more than it lists."""


def price_of(field: GraphQLField) -> int:
    """What answering a field once costs, without what is below it."""
    declared = field.extensions.get("strawberry-definition")
    return next((int(each.weight) for each in getattr(declared, "directives", ()) if isinstance(each, Cost)), 1)
