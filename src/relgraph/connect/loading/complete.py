"""What a source does not tell any more, where it is complete: it has ended there. Nothing is deleted.

Only facts and identifiers that the same system told end, of kinds that it tells anything of this time.
"""

from collections.abc import AsyncIterator
from functools import partial

from relgraph.connect.loading.spool import Spool
from relgraph.graph.client import Graph
from relgraph.kinds import KINDS
from relgraph.kinds.identifier import Identifier
from relgraph.kinds.participation import Participation
from relgraph.record.kind import Kind
from relgraph.record.model import Recorded
from relgraph.record.read import pages
from relgraph.record.service import record
from relgraph.record.settle import ToldBy, system_of

PAGE = 5_000


async def no_longer_told(graph: Graph, spool: Spool, told: ToldBy) -> AsyncIterator[tuple[Kind[Recorded], Recorded]]:
    """What holds on the day of the source by its own word, and is not in it."""
    for kind in KINDS:
        ends = kind.is_fact and kind.model is not Participation  # what took place has taken place
        if not (ends or kind.model is Identifier) or not spool.tells_of(kind.noun):
            continue
        async for page in pages(graph, kind, as_of=told.day, size=PAGE):
            for thing in page:
                own = system_of(thing.source) == told.system and "valid_to" not in thing.by_hand
                if own and thing.valid_to is None and thing.valid_from != told.day and not spool.has(thing.id):
                    yield kind, thing


async def end_what_is_no_longer_told(graph: Graph, spool: Spool, told: ToldBy, operation: str) -> dict[str, int]:
    """End it on the day of the source; gives back how much of which kind that is."""
    ended: dict[str, tuple[Kind[Recorded], list[Recorded]]] = {}
    async for kind, thing in no_longer_told(graph, spool, told):
        last = thing.model_copy(update={"valid_to": told.day, "recorded_at": None, "recorded_by": None})
        ended.setdefault(kind.noun, (kind, []))[1].append(last)
    for kind, things in ended.values():
        for first in range(0, len(things), PAGE):
            part = things[first : first + PAGE]
            work = partial(record, kind=kind, things=part, kinds=KINDS, operation=operation)
            await graph.write(work, operation=operation)
    return {noun: len(things) for noun, (_, things) in ended.items()}
