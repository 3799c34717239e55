"""Search by name over the full-text index `names`."""

from collections.abc import Sequence
from datetime import date

from relgraph.core.identifiers import possible
from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.record.fields import EntityKind
from relgraph.record.model import Entity
from relgraph.record.resolve import RESOLVED
from relgraph.search.model import Fit, Hit, NameHits, NameQuery, SearchAnswer, any_query, name_query

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

    Whom an identifier means (an address, the id of any system) comes before all.

    Every word must match, in any order. No day: whatever was known at any time, with today's seats. `within` an
    organisation: itself, and what belongs to it. `after` are score and id of the hit after which the page begins.
    Raises InputError for a text that holds nothing to search for.
    """
    query = name_query(text, kinds, typos=typos)
    known_by = possible(text) if not kinds or set(kinds) & set(RESOLVED) else ()
    return await _find(reader, query, as_of, limit, known_by=known_by, within=within, after=after)


async def find_alike(reader: Reader, thing: Entity, *, limit: int) -> list[Hit]:
    """Others of its kind that have, or had, one of its names: letter for letter first, then spelt otherwise.

    Another order of words, another script or other accents are the same name; a part of it, or a typo, is not.
    """
    query = any_query(thing.names(), EntityKind(thing.noun))
    found = await _find(reader, query, None, limit + 1) if query else None
    hits = found.hits if found else []
    return [hit for hit in hits if hit.fit is not Fit.PART and hit.id != thing.id][:limit]


async def _find(
    reader: Reader,
    query: NameQuery,
    as_of: date | None,
    limit: int,
    *,
    known_by: Sequence[str] = (),
    within: str | None = None,
    after: tuple[float, str] | None = None,
) -> SearchAnswer:
    found = await reader.fetch_one(
        FIND_NAMES,
        lucene=query.lucene,
        exact=query.exact,
        whole=query.whole,
        known_by=list(known_by),
        within=within,
        as_of=as_of or reader.clock.today(),
        any_day=as_of is None,
        after={"score": after[0], "id": after[1]} if after else None,
        candidates=MAX_CANDIDATES,
        limit=limit + 1,
    )
    cut = found.candidates == MAX_CANDIDATES
    more = len(found.hits) > limit
    return SearchAnswer(hits=found.hits[:limit], more=more, truncated=more or cut)
