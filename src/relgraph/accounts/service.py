"""Organisations, units, key contacts and their owners."""

from relgraph.accounts.model import KeyContact, Organization, Ownership, Unit
from relgraph.graph.query import Query
from relgraph.record.kind import Kind
from relgraph.record.model import Counted, Cycle, RowOutcome

ORGANIZATIONS = Kind(
    model=Organization,
    record=Query("accounts/record_organizations", RowOutcome),
    find=Query("accounts/find_organizations", Organization),
)
UNITS = Kind(
    model=Unit,
    record=Query("accounts/record_units", RowOutcome),
    find=Query("accounts/find_units", Unit),
    cycles=Query("accounts/find_unit_cycles", Cycle),
    cycle_field="parent",
)
OWNERSHIPS = Kind(
    model=Ownership,
    record=Query("accounts/record_owners", RowOutcome),
    find=Query("accounts/find_owners", Ownership),
    close=Query("accounts/close_owners", Counted),
)
KEY_CONTACTS = Kind(
    model=KeyContact,
    record=Query("accounts/record_key_contacts", RowOutcome),
    find=Query("accounts/find_key_contacts", KeyContact),
    close=Query("accounts/close_key_contacts", Counted),
)
