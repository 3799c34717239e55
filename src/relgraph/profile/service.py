"""Look at one person, organisation, unit or opportunity, on a day or through time."""

from datetime import date

from relgraph.errors import InputError
from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.profile.model import (
    FirstDay,
    OpportunityProfile,
    OrganizationProfile,
    PastFact,
    PersonProfile,
    Profile,
    UnitProfile,
)

PERSON_PROFILE = Query("profile/find_person", PersonProfile)
ORGANIZATION_PROFILE = Query("profile/find_organization", OrganizationProfile)
UNIT_PROFILE = Query("profile/find_unit", UnitProfile)
OPPORTUNITY_PROFILE = Query("profile/find_opportunity", OpportunityProfile)
HISTORY = Query("profile/list_history", PastFact)
FIND_FIRST_DAY = Query("profile/find_first_day", FirstDay)

MEMBERS = 100
"""Members of a unit that its profile tells one by one."""


async def find_profile(reader: Reader, id: str, *, as_of: date) -> Profile:  # noqa: A002
    """What is known on a day of whatever has this id. Raises InputError when nothing has it."""
    found = (
        await reader.fetch_maybe(PERSON_PROFILE, id=id, as_of=as_of)
        or await reader.fetch_maybe(ORGANIZATION_PROFILE, id=id, as_of=as_of)
        or await reader.fetch_maybe(UNIT_PROFILE, id=id, as_of=as_of, limit=MEMBERS)
        or await reader.fetch_maybe(OPPORTUNITY_PROFILE, id=id, as_of=as_of)
    )
    if found is None:
        raise InputError(
            f"No person, organisation, unit or opportunity has the id '{id}'.",
            field="id",
            remedy="Search for it by name.",
        )
    return found


async def list_history(reader: Reader, id: str, *, limit: int = 200) -> list[PastFact]:  # noqa: A002
    """Every version of the facts around an entity and what corrections replaced, the latest first.

    Nulls among the values are left out: they are no values.
    """
    rows = await reader.fetch(HISTORY, id=id, limit=limit)
    return [
        row.model_copy(update={"said": {name: value for name, value in row.said.items() if value is not None}})
        for row in rows
    ]


async def find_first_day(reader: Reader, id: str, *, as_of: date) -> FirstDay:  # noqa: A002
    """Whether anything around an entity is known on a day and, if not, from when on; an unknown id is never known."""
    return await reader.fetch_maybe(FIND_FIRST_DAY, id=id, as_of=as_of) or FirstDay(known=False, first_day=None)
