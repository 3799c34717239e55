"""What changed since a day at an account, at people, or in an opportunity."""

from datetime import UTC, date, datetime

from relgraph.changes.change import ChangesOf, RecordChange
from relgraph.core.errors import InputError
from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.record.fields import EntityKind
from relgraph.record.service import require

FIND_CHANGES_OF = Query("changes/find_changes", RecordChange)

_LAST_MOMENT = datetime(9999, 12, 31, tzinfo=UTC)


async def find_changes(
    reader: Reader,
    of: ChangesOf,
    *,
    since: date,
    until: date | None = None,
    last: datetime | None = None,
    after: str = "",
    limit: int,
) -> list[RecordChange]:
    """What was recorded from the day `since` on and before the day `until`, the latest first; days are the caller's.

    A page begins after the change of the moment `last` with the rank `after`. Raises NotFoundError for what nobody
    knows, InputError for days in the wrong order.
    """
    if until is not None and until <= since:
        raise InputError(
            f"until is {until}, and since {since}.",
            field="until",
            remedy="Give a later day: the first that is not told.",
        )
    await require_known(reader, of)
    return await reader.fetch(
        FIND_CHANGES_OF,
        account=of.account,
        people=None if of.people is None else list(of.people),
        opportunity=of.opportunity,
        since=reader.clock.beginning_of(since),
        until=reader.clock.beginning_of(until) if until else _LAST_MOMENT,
        last=last,
        after=after,
        limit=limit,
    )


async def require_known(reader: Reader, of: ChangesOf) -> None:
    """Make sure that what is asked about is there. Raises NotFoundError."""
    if of.account is not None:
        await require(reader, EntityKind.ORGANIZATION, [of.account], field="of.account")
    elif of.people is not None:
        await require(reader, EntityKind.PERSON, of.people, field="of.people")
    else:
        await require(reader, EntityKind.OPPORTUNITY, [of.opportunity or ""], field="of.opportunity")
