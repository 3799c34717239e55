"""Organisations: lists, and what makes one an account."""

from datetime import date

from relgraph.core.errors import InputError, NotFoundError
from relgraph.graph.client import Reader
from relgraph.kinds.organization import ORGANIZATIONS, Organization, OrganizationKind
from relgraph.record.read import find, find_by_ids


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
