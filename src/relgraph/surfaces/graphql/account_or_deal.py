"""An account, or one opportunity of it: what coverage and choke points are asked of."""

from typing import Annotated

import strawberry

from relgraph.surfaces.graphql.arguments import NAMED_IN_OF
from relgraph.surfaces.graphql.recording import optional


@strawberry.input(description="An account or one of its opportunities: one of these.", one_of=True)
class AccountOrOpportunityInput:
    """Names which; GraphQL makes sure that exactly one is given."""

    account: strawberry.ID | None = optional("This account and its live opportunities, by `id` or `externalId`.")
    opportunity: strawberry.ID | None = optional("Only this opportunity, by `id` or `externalId`.")


TYPES = {"account": "Organization", "opportunity": "Opportunity"}
"""Of what types the ids are."""

OfAccountOrOpportunity = Annotated[
    AccountOrOpportunityInput | None, strawberry.argument(description="Of which; it must be named.")
]
AccountBefore = Annotated[
    strawberry.ID | None,
    strawberry.argument(description="The account, by `id` or `externalId`.", deprecation_reason=NAMED_IN_OF),
]
OpportunityBefore = Annotated[
    strawberry.ID | None,
    strawberry.argument(description="The opportunity, by `id` or `externalId`.", deprecation_reason=NAMED_IN_OF),
]
