"""What took place with somebody, the newest first, and who took part (method M14)."""

from collections.abc import Sequence
from datetime import date

from relgraph.core.errors import InputError
from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.interactions.model import InteractionCard, InteractionFacts, InteractionProfile
from relgraph.kinds.interaction import INTERACTIONS, InteractionWanted
from relgraph.record.lists import ALL, list_of

FIND_CARDS = Query("interactions/find_cards", InteractionCard)
FIND_INTERACTION = Query("interactions/find_interaction", InteractionFacts)

MOST = 500
"""The most interactions that are told at once."""


async def find_cards(reader: Reader, ids: Sequence[str], *, as_of: date) -> dict[str, InteractionCard]:
    """Interactions at a glance by id, with who is known on the day to have taken part; nothing of ids that none has."""
    rows = await reader.fetch(FIND_CARDS, ids=list(ids), as_of=as_of) if ids else []
    return {row.id: row for row in rows}


async def find_interaction(reader: Reader, id: str, *, as_of: date) -> InteractionProfile | None:  # noqa: A002
    """One interaction with all that belongs to it, as it stands on a day; None when nothing has the id."""
    found = await reader.fetch_maybe(FIND_INTERACTION, id=id, as_of=as_of)
    if found is None:
        return None
    return InteractionProfile(**dict(found), glance=(await find_cards(reader, [id], as_of=as_of))[id])


async def list_interactions(
    reader: Reader, wanted: InteractionWanted, *, as_of: date, limit: int
) -> list[InteractionCard]:
    """Those wanted that had taken place by a day, the newest first. Raises InputError."""
    if not 1 <= limit <= MOST:
        raise InputError(f"limit is {limit}.", field="limit", remedy=f"Give 1 to {MOST}.")
    listed = list_of(INTERACTIONS, wanted=wanted)
    placed = (await listed.pages(reader, [ALL], as_of=as_of, after="", limit=limit))[ALL]
    cards = await find_cards(reader, [place.row.id for place in placed], as_of=as_of)
    return [cards[place.row.id] for place in placed if place.row.id in cards]


async def count_interactions(reader: Reader, wanted: InteractionWanted, *, as_of: date) -> int:
    """How many of those wanted had taken place by a day."""
    return (await list_of(INTERACTIONS, wanted=wanted).lengths(reader, [ALL], as_of=as_of))[ALL]
