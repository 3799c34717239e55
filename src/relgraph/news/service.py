"""News of an account, what is silent there, and through whom we hear (method M19)."""

from datetime import date, timedelta

from relgraph.core.errors import InputError
from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.news.model import (
    ChannelRow,
    HeardNews,
    NewsChannel,
    NewsFacts,
    NewsProfile,
    NewsState,
    NewsWanted,
    SilentPart,
)
from relgraph.people.service import find_person_cards
from relgraph.record.fields import EntityKind
from relgraph.record.service import require

FIND_NEWS = Query("news/find_news", HeardNews)
FIND_PIECE = Query("news/find_piece", NewsFacts)
FIND_SILENT = Query("news/find_silent", SilentPart)
FIND_CHANNELS = Query("news/find_channels", ChannelRow)

MAX_DAYS = 3650
"""The longest silence that can be asked about."""


async def find_news(
    reader: Reader, wanted: NewsWanted, *, as_of: date, limit: int, after: tuple[str, str] | None = None
) -> list[HeardNews]:
    """What was told of an account and holds on a day, the latest first.

    `after` is the `place` of the one after which the page begins. Raises NotFoundError.
    """
    await require(reader, EntityKind.ORGANIZATION, [wanted.account], field="account")
    for kind, id_ in ((EntityKind.UNIT, wanted.unit), (EntityKind.OPPORTUNITY, wanted.opportunity)):
        if id_ is not None:
            await require(reader, kind, [id_], field=kind.value)
    place = {"told_on": date.fromisoformat(after[0]), "id": after[1]} if after else None
    return await reader.fetch(FIND_NEWS, **wanted.model_dump(), as_of=as_of, after=place, limit=limit)


async def find_piece(reader: Reader, id: str, *, claim_days: int, as_of: date) -> NewsProfile | None:  # noqa: A002
    """One piece of news as it stands on a day; None when none has the id.

    What is not confirmed is old when it was told more than `claim_days` ago.
    """
    found = await reader.fetch_maybe(FIND_PIECE, id=id, as_of=as_of)
    if found is None:
        return None
    days = (as_of - found.told_on).days
    old = found.state is not NewsState.CONFIRMED and days > claim_days
    holds = found.until is None or as_of < found.until
    return NewsProfile(**dict(found), holds=holds, days=days, old=old)


async def find_silent(reader: Reader, account: str, *, days: int, as_of: date, limit: int) -> list[SilentPart]:
    """Departments of an account from which, and live deals of which, nothing was heard for more than so many days.

    Those of which nothing ever was come first. Raises NotFoundError and InputError.
    """
    if not 1 <= days <= MAX_DAYS:
        raise InputError(f"days is {days}.", field="days", remedy=f"Give 1 to {MAX_DAYS}.")
    await require(reader, EntityKind.ORGANIZATION, [account], field="account")
    since = as_of - min(timedelta(days=days), as_of - date.min)
    return await reader.fetch(FIND_SILENT, account=account, since=since, as_of=as_of, limit=limit)


async def find_channels(reader: Reader, account: str, *, as_of: date, limit: int) -> list[NewsChannel]:
    """Through whom news of an account reached us by a day, who told last first. Raises NotFoundError."""
    await require(reader, EntityKind.ORGANIZATION, [account], field="account")
    rows = await reader.fetch(FIND_CHANNELS, account=account, as_of=as_of, limit=limit)
    cards = await find_person_cards(reader, sorted({id_ for row in rows for id_ in row.told_to}), as_of=as_of)
    return [NewsChannel.model_validate({**dict(row), "told_to": [cards[id_] for id_ in row.told_to]}) for row in rows]
