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
    within: str | None = None,
    as_of: date | None,
    after: tuple[float, str] | None = None,
    limit: int,
    typos: bool = True,
) -> SearchAnswer:
    """Whatever has a name that matches the text, best first: names that are so, whole names, words, beginnings, typos.

    Every word must match, in any order. No day: whatever was known at any time. `within` an organisation: itself, and
    what belongs to it. `after` are score and id of the hit after which the page begins. Raises InputError for a text
    that holds nothing to search for.
    """
    query = name_query(text, kinds, typos=typos)
    found = await reader.fetch_one(
        FIND_NAMES,
        lucene=query.lucene,
        exact=query.exact,
        whole=query.whole,
        within=within,
        as_of=as_of,
        after={"score": after[0], "id": after[1]} if after else None,
        candidates=MAX_CANDIDATES,
        limit=limit + 1,
    )
    cut = found.candidates == MAX_CANDIDATES
    more = len(found.hits) > limit
    return SearchAnswer(hits=found.hits[:limit], more=more, truncated=more or cut)
