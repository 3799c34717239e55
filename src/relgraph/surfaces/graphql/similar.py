"""GraphQL: what may be recorded already under another id (method M1)."""

import strawberry

from relgraph.record.model import Entity
from relgraph.search.service import find_alike
from relgraph.surfaces.graphql.ids import Day
from relgraph.surfaces.graphql.nodes import Info, Recorded
from relgraph.surfaces.graphql.prices import SHARE, costs, holds
from relgraph.surfaces.graphql.recording import Payload, RecordOutcome
from relgraph.surfaces.graphql.search import SearchHit, show_hit

MOST = 10
"""So many are told at most: who has more namesakes than that looks by `search`."""


@strawberry.type(description="What was done about something that people know by its name.")
class NamedPayload(Payload):
    """Base of the payloads of what may be recorded twice by mistake."""

    written: strawberry.Private[Recorded | None]

    @strawberry.field(
        description="Of something new: others of its kind that have or had one of its names, in whatever script or "
        f"order of words, the best fit first, {MOST} at most. It may be one of them: then record under that `id`, and "
        "end this.",
        directives=[*costs(SHARE), *holds(MOST)],
    )
    async def similar(self, info: Info) -> list[SearchHit]:
        return await similar_to(info, self.written, self.outcome)


async def similar_to(info: Info, written: Recorded | None, outcome: RecordOutcome | None) -> list[SearchHit]:
    """Those that something new may be; nobody for what is not new, or not known by its name."""
    thing = written.row if written and outcome is RecordOutcome.CREATED else None
    if not isinstance(thing, Entity) or not thing.known_by_name:
        return []
    day = Day(info.context.today)
    return [show_hit(hit, day) for hit in await find_alike(info.context.graph, thing, limit=MOST)]
