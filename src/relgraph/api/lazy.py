"""Names of the types that refer to each other across packages; Strawberry looks them up when the schema is built."""

from typing import TYPE_CHECKING, Annotated

import strawberry

if TYPE_CHECKING:
    from relgraph.accounts.api import KeyContact, Organization, Ownership, Unit
    from relgraph.asks.api import Ask
    from relgraph.audit.api import CoverageReport
    from relgraph.audit.results_api import AuditAccountResult
    from relgraph.hubs.api import Hub
    from relgraph.people.api import Person, PersonCard, Position, ReportingLine
    from relgraph.powermap.api import Opportunity, Role, Support
    from relgraph.ties.api import Friction, Influence, Tie

_accounts = strawberry.lazy("relgraph.accounts.api")
_people = strawberry.lazy("relgraph.people.api")
_ties = strawberry.lazy("relgraph.ties.api")
_powermap = strawberry.lazy("relgraph.powermap.api")

LazyOrganization = Annotated["Organization", _accounts]
LazyUnit = Annotated["Unit", _accounts]
LazyOwnership = Annotated["Ownership", _accounts]
LazyKeyContact = Annotated["KeyContact", _accounts]
LazyPerson = Annotated["Person", _people]
LazyPersonCard = Annotated["PersonCard", _people]
LazyPosition = Annotated["Position", _people]
LazyReportingLine = Annotated["ReportingLine", _people]
LazyTie = Annotated["Tie", _ties]
LazyInfluence = Annotated["Influence", _ties]
LazyFriction = Annotated["Friction", _ties]
LazyOpportunity = Annotated["Opportunity", _powermap]
LazyRole = Annotated["Role", _powermap]
LazySupport = Annotated["Support", _powermap]
LazyAsk = Annotated["Ask", strawberry.lazy("relgraph.asks.api")]
LazyHub = Annotated["Hub", strawberry.lazy("relgraph.hubs.api")]
LazyCoverageReport = Annotated["CoverageReport", strawberry.lazy("relgraph.audit.api")]
LazyAuditAccountResult = Annotated["AuditAccountResult", strawberry.lazy("relgraph.audit.results_api")]
