"""Organisations in numbers, and what makes one an account."""

from collections.abc import Sequence
from datetime import date

from relgraph.accounts.model import LargestAccount, OrganizationStats
from relgraph.core.errors import InputError, NotFoundError
from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.kinds.organization import ORGANIZATIONS, OrganizationKind
from relgraph.record.read import find_by_ids

COUNT_ORGANIZATIONS = Query("accounts/count_organizations", OrganizationStats)
FIND_LARGEST = Query("accounts/find_largest", LargestAccount)


async def require_customer(reader: Reader, account: str, *, as_of: date, field: str = "account") -> None:
    """Make sure that an organisation is an account. Raises NotFoundError, or InputError that says what it is."""
    found = (await find_by_ids(reader, ORGANIZATIONS, [account], as_of=as_of)).get(account)
    if found is None:
        raise NotFoundError("organization", account, field=field)
    if found.kind is not OrganizationKind.CUSTOMER:
        raise InputError(
            f"'{account}' is no customer but of kind {found.kind}.", field=field, remedy="Name an account: a customer."
        )


async def count_organizations(
    reader: Reader, organizations: Sequence[str], *, as_of: date
) -> dict[str, OrganizationStats]:
    """What there is of each organisation, by id; ids that no organisation has are left out."""
    found = await reader.fetch(COUNT_ORGANIZATIONS, organizations=list(organizations), as_of=as_of)
    return {one.organization: one for one in found}


async def find_largest_account(reader: Reader, *, as_of: date) -> LargestAccount | None:
    """The account with the most live opportunities, of equal ones the one with most people; None without accounts."""
    return await reader.fetch_maybe(FIND_LARGEST, as_of=as_of)
