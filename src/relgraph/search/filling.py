"""Names recorded before they were kept in the spelling in which they are searched (a step of a migration)."""

from pydantic import BaseModel

from relgraph.graph.client import Graph, Transaction
from relgraph.graph.query import Query
from relgraph.kinds.opportunity import OPPORTUNITIES
from relgraph.kinds.organization import ORGANIZATIONS
from relgraph.kinds.person import PEOPLE
from relgraph.kinds.unit import UNITS
from relgraph.record.kind import Kind
from relgraph.record.model import Recorded
from relgraph.record.read import find

PAGE = 5_000


class _Count(BaseModel, frozen=True):
    count: int


KEEP_NAMES = Query("search/keep_names", _Count)
COUNT_NAMED = Query("search/count_named", _Count)


async def fill_search_names(graph: Graph) -> None:
    """Store what search looks at beside the names of everything recorded; again it does the same."""
    if not (await graph.fetch_one(COUNT_NAMED)).count:
        return  # a new graph: to plan what follows takes seconds
    kinds: tuple[Kind[Recorded], ...] = (ORGANIZATIONS, UNITS, PEOPLE, OPPORTUNITIES)
    for kind in kinds:
        after = ""
        while page := await find(graph, kind, as_of=None, limit=PAGE, after=after):
            await _keep(graph, kind, page)
            after = page[-1].id


async def _keep(graph: Graph, kind: Kind[Recorded], page: list[Recorded]) -> None:
    rows = [{"id": thing.id, **thing.search_properties()} for thing in page]

    async def keep(transaction: Transaction) -> _Count:
        return await transaction.fetch_one(KEEP_NAMES, kind=kind.noun, rows=rows)

    await graph.write(keep, operation="fill search names")
