"""Rank the hubs of an account.

Cypher counts what people sway and broker; closeness and betweenness need every shortest chain at once, which a library
does on the account's ties (rustworkx, see ADR 0005).
"""

from datetime import date

import rustworkx

from relgraph.errors import InputError
from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.hubs.model import Hub, HubMeasure, HubRow
from relgraph.record.model import EntityKind
from relgraph.record.service import require

FIND_HUBS = Query("hubs/find_hubs", HubRow)

MAX_HUBS = 5000
"""The most hubs one answer holds."""


async def find_hubs(
    graph: Reader, account: str, *, as_of: date, order_by: HubMeasure = HubMeasure.INFLUENCE, limit: int = 25
) -> list[Hub]:
    """The people of an account, the strongest hubs by one measure first; equals by person id. Method M3.

    Raises NotFoundError for an unknown account and InputError for a limit out of range.
    """
    if not 1 <= limit <= MAX_HUBS:
        raise InputError(f"limit is {limit}.", field="limit", remedy=f"Choose a number from 1 to {MAX_HUBS}.")
    await require(graph, EntityKind.ORGANIZATION, [account], field="account")
    hubs = _with_centrality(await graph.fetch(FIND_HUBS, account=account, as_of=as_of))
    return sorted(hubs, key=lambda hub: (-getattr(hub, order_by), hub.person.id))[:limit]


def _with_centrality(rows: list[HubRow]) -> list[Hub]:
    place = {row.person.id: i for i, row in enumerate(rows)}
    ties = rustworkx.PyGraph(multigraph=False)
    ties.add_nodes_from(range(len(rows)))
    ties.add_edges_from_no_data([(i, place[contact]) for i, row in enumerate(rows) for contact in row.contacts])
    closeness = rustworkx.closeness_centrality(ties)
    betweenness = rustworkx.betweenness_centrality(ties)
    return [
        Hub(
            **row.model_dump(exclude={"contacts"}),
            degree=len(row.contacts),
            closeness=closeness[i],
            betweenness=betweenness[i],
        )
        for i, row in enumerate(rows)
    ]
