"""People who moved from an account to somewhere else: openings there, and ways back (method M16)."""

from datetime import date

from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.people.model import MovedPerson
from relgraph.record.fields import EntityKind
from relgraph.record.service import require

FIND_MOVED = Query("people/find_moved", MovedPerson)


async def find_moved(
    reader: Reader,
    account: str | None = None,
    *,
    since: date,
    as_of: date,
    limit: int,
    after: tuple[str, str, str] | None = None,
) -> list[MovedPerson]:
    """Who left an account, or any, after a day and holds a seat elsewhere now: the latest first.

    `after` is the `place` of the one after which the page begins. Raises NotFoundError.
    """
    if account is not None:
        await require(reader, EntityKind.ORGANIZATION, [account], field="account")
    place = None
    if after:
        place = {"left_on": date.fromisoformat(after[0]), "person": after[1], "account": after[2]}
    return await reader.fetch(FIND_MOVED, account=account, since=since, as_of=as_of, after=place, limit=limit)
