"""Organisations, units, key contacts and their owners."""

from collections.abc import Mapping, Sequence
from datetime import date

from relgraph.accounts.model import KeyContact, Organization, OrganizationKind, Ownership, Unit
from relgraph.errors import InputError, NotFoundError
from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.record.kind import Kind
from relgraph.record.model import Counted, Cycle, RowOutcome
from relgraph.record.read import find, find_by_ids, grouped

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


async def list_organizations(
    reader: Reader, kind: OrganizationKind | None = None, *, as_of: date, after: str, limit: int
) -> list[Organization]:
    """Organisations of a kind, or all, in the order of their ids."""
    kinds = [kind.value] if kind else None
    return await find(reader, ORGANIZATIONS, kinds=kinds, as_of=as_of, after=after, limit=limit)


async def require_customer(reader: Reader, account: str, *, as_of: date, field: str = "account") -> None:
    """Make sure that an organisation is an account. Raises NotFoundError, or InputError that says what it is."""
    found = (await find_by_ids(reader, ORGANIZATIONS, [account], as_of=as_of)).get(account)
    if found is None:
        raise NotFoundError("organization", account, field=field)
    if found.kind is not OrganizationKind.CUSTOMER:
        raise InputError(
            f"'{account}' is no customer but of kind {found.kind}.", field=field, remedy="Name an account: a customer."
        )


async def list_units(
    reader: Reader, organizations: Sequence[str], *, as_of: date, after: str, limit: int
) -> Mapping[str, list[Unit]]:
    """Each organisation's units on every level, at most `limit` after the id `after`."""
    rows = await find(reader, UNITS, organizations=organizations, as_of=as_of, after=after, limit=limit)
    return grouped(rows, organizations, lambda unit: (unit.organization,), limit)


async def list_parts(
    reader: Reader, parents: Sequence[str], *, as_of: date, after: str, limit: int
) -> Mapping[str, list[Unit]]:
    """The units right below each unit, at most `limit` after the id `after`."""
    rows = await find(reader, UNITS, parents=parents, as_of=as_of, after=after, limit=limit)
    return grouped(rows, parents, lambda unit: (unit.parent,), limit)


async def list_owners(
    reader: Reader, contacts: Sequence[str], *, as_of: date, after: str, limit: int
) -> Mapping[str, list[Ownership]]:
    """Who of ours answers for each contact, at most `limit` after the key `after`."""
    rows = await find(reader, OWNERSHIPS, contacts=contacts, as_of=as_of, after=after, limit=limit)
    return grouped(rows, contacts, lambda ownership: (ownership.contact,), limit)


async def list_owned_contacts(
    reader: Reader, owners: Sequence[str], *, as_of: date, after: str, limit: int
) -> Mapping[str, list[Ownership]]:
    """For whom each of our people answers, at most `limit` after the key `after`."""
    rows = await find(reader, OWNERSHIPS, owners=owners, as_of=as_of, after=after, limit=limit)
    return grouped(rows, owners, lambda ownership: (ownership.owner,), limit)


async def list_key_contacts(
    reader: Reader, accounts: Sequence[str], *, as_of: date, after: str, limit: int
) -> Mapping[str, list[KeyContact]]:
    """Each account's register of key contacts, at most `limit` after the key `after`."""
    rows = await find(reader, KEY_CONTACTS, accounts=accounts, as_of=as_of, after=after, limit=limit)
    return grouped(rows, accounts, lambda contact: (contact.account,), limit)


async def list_registrations(
    reader: Reader, people: Sequence[str], *, as_of: date, after: str, limit: int
) -> Mapping[str, list[KeyContact]]:
    """Of which accounts each person is a key contact, at most `limit` after the key `after`."""
    rows = await find(reader, KEY_CONTACTS, people=people, as_of=as_of, after=after, limit=limit)
    return grouped(rows, people, lambda contact: (contact.person,), limit)
