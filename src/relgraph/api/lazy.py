"""Names of the types that refer to each other across packages; Strawberry looks them up when the schema is built."""

from typing import TYPE_CHECKING, Annotated

import strawberry

if TYPE_CHECKING:
    from relgraph.accounts.api import Organization
    from relgraph.audit.api import CoverageReport
    from relgraph.audit.results_api import AuditAccountResult
    from relgraph.hubs.api import Hub
    from relgraph.people.api import Person, PersonCard
    from relgraph.powermap.api import Opportunity

_accounts = strawberry.lazy("relgraph.accounts.api")
_people = strawberry.lazy("relgraph.people.api")
_powermap = strawberry.lazy("relgraph.powermap.api")

LazyOrganization = Annotated["Organization", _accounts]
LazyPerson = Annotated["Person", _people]
LazyPersonCard = Annotated["PersonCard", _people]
LazyOpportunity = Annotated["Opportunity", _powermap]
LazyHub = Annotated["Hub", strawberry.lazy("relgraph.hubs.api")]
LazyCoverageReport = Annotated["CoverageReport", strawberry.lazy("relgraph.audit.api")]
LazyAuditAccountResult = Annotated["AuditAccountResult", strawberry.lazy("relgraph.audit.results_api")]
