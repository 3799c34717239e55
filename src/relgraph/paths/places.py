"""Where people sit matters to a search: ours, those who are no way, the preferred, and the opportunity's account."""

from pydantic import BaseModel

from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.paths.model import PathOptions, no_way


class Places(BaseModel, frozen=True):
    """Organisations and units (by id) that matter to one search.

    Ours, those whose people are no way, preferred ones, and the account's.
    """

    ours: list[str]
    avoided: list[str]
    preferred: list[str]
    account: list[str]


FIND_PLACES = Query("paths/find_places", Places)


async def find_places(graph: Reader, options: PathOptions, opportunity: str | None = None) -> Places:
    """The places that matter under these options; the account is the opportunity's."""
    return await graph.fetch_one(
        FIND_PLACES,
        kinds=no_way(options),
        avoid=list(options.avoid),
        prefer=list(options.prefer),
        opportunity=opportunity,
    )
