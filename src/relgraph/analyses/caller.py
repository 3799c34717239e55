"""Who of ours asks: the person who is called as the principal is (ADR 0014)."""

from datetime import date

from relgraph.core.errors import InputError
from relgraph.graph.client import Graph
from relgraph.kinds.organization import OrganizationKind
from relgraph.people.service import find_person_cards
from relgraph.record.fields import EntityKind, is_id
from relgraph.search.model import Fit
from relgraph.search.service import search


async def find_caller(graph: Graph, day: date) -> str | None:
    """The id of the one of ours on a day whose id, address or name the principal's is.

    None where nobody of ours is called so, or more than one person is, or nobody knows who asks.
    """
    name = graph.principal.name
    if name is None:
        return None
    meant = [name] if is_id(name) and await find_person_cards(graph, [name], as_of=day) else []
    meant = meant or await _called(graph, name, day)
    card = (await find_person_cards(graph, meant, as_of=day)).get(meant[0]) if len(meant) == 1 else None
    return card.id if card and card.organization_kind is OrganizationKind.VENDOR else None


async def _called(graph: Graph, name: str, day: date) -> list[str]:
    """Ids of people of that name, two at most."""
    try:
        hits = (await search(graph, name, kinds=[EntityKind.PERSON], as_of=day, limit=2, typos=False)).hits
    except InputError:
        return []  # nobody is called so: it holds no letter, or too many
    return [hit.id for hit in hits if hit.fit is not Fit.PART]
