"""Look at one person, organisation or opportunity, on a day or through time."""

from datetime import date

from relgraph.errors import InputError
from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.profile.model import OpportunityProfile, OrganizationProfile, PastFact, PersonProfile, Profile

PERSON_PROFILE = Query("profile/find_person", PersonProfile)
ORGANIZATION_PROFILE = Query("profile/find_organization", OrganizationProfile)
OPPORTUNITY_PROFILE = Query("profile/find_opportunity", OpportunityProfile)
HISTORY = Query("profile/list_history", PastFact)


async def find_profile(reader: Reader, id: str, *, as_of: date) -> Profile:  # noqa: A002
    """What is known on a day of whatever has this id. Raises InputError when it is none of the three."""
    found = (
        await reader.fetch_maybe(PERSON_PROFILE, id=id, as_of=as_of)
        or await reader.fetch_maybe(ORGANIZATION_PROFILE, id=id, as_of=as_of)
        or await reader.fetch_maybe(OPPORTUNITY_PROFILE, id=id, as_of=as_of)
    )
    if found is None:
        raise InputError(
            f"No person, organisation or opportunity has the id '{id}'.", field="id", remedy="Search for it by name."
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
