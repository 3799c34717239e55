"""Search by name over the full-text index `names`."""

from collections.abc import Sequence
from datetime import date

from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.record.fields import EntityKind
from relgraph.search.model import NameHits, SearchAnswer, name_query

MAX_CANDIDATES = 5000
"""The most names taken from the index, best first, before days are looked at."""

FIND_NAMES = Query("search/find_names", NameHits)


async def search(
    reader: Reader,
    text: str,
    *,
    kinds: Sequence[EntityKind] | None = None,
    as_of: date | None,
    limit: int,
    typos: bool = True,
) -> SearchAnswer:
    """Whatever has a name that matches the text, best first: names that are so, whole names, words, beginnings, typos.

    Every word must match, in any order. No day: whatever was known at any time. Raises InputError for a text that holds
    nothing to search for.
    """
    query = name_query(text, kinds, typos=typos)
    found = await reader.fetch_one(
        FIND_NAMES,
        lucene=query.lucene,
        exact=query.exact,
        whole=query.whole,
        as_of=as_of,
        candidates=MAX_CANDIDATES,
        limit=limit + 1,
    )
    cut = found.candidates == MAX_CANDIDATES
    return SearchAnswer(hits=found.hits[:limit], truncated=len(found.hits) > limit or cut)
