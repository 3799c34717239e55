"""Search by name over the full-text index `names`."""

from collections.abc import Sequence
from datetime import date

from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.record.model import EntityKind
from relgraph.search.model import Hit, SearchAnswer, name_query

MAX_CANDIDATES = 5000
"""The most names taken from the index, best first, before kinds and days are looked at."""

FIND_NAMES = Query("search/find_names", Hit)


async def search(
    reader: Reader, text: str, *, kinds: Sequence[EntityKind] | None = None, as_of: date, limit: int
) -> SearchAnswer:
    """Whatever has a name that matches the text, best first: whole names, words, beginnings of words, slight typos.

    Every word must match, in any order. Raises InputError for a text that holds nothing to search for.
    """
    query = name_query(text)
    hits = await reader.fetch(
        FIND_NAMES,
        lucene=query.lucene,
        exact=query.exact,
        kinds=[kind.value for kind in kinds] if kinds else None,
        as_of=as_of,
        candidates=MAX_CANDIDATES,
        limit=limit + 1,
    )
    missed = bool(hits) and hits[0].candidates == MAX_CANDIDATES
    return SearchAnswer(hits=hits[:limit], truncated=len(hits) > limit or missed)
