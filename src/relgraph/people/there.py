"""The people of an account, and how well ours know them."""

from collections.abc import Sequence
from datetime import date

from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.people.model import PersonThere

LIST_PEOPLE_THERE = Query("people/list_people_there", PersonThere)


async def list_people_there(
    reader: Reader, account: str, *, known: bool, as_of: date, limit: int
) -> Sequence[PersonThere]:
    """An account's people whom one of ours knows, the best known first; or those whom none knows, deciders first."""
    return await reader.fetch(LIST_PEOPLE_THERE, account=account, known=known, as_of=as_of, limit=limit)
