"""Promises between ours and others: which are due, and closing them (method M15)."""

from datetime import date, timedelta

from relgraph.graph.client import Graph, Reader, Transaction
from relgraph.graph.query import Query
from relgraph.kinds import KINDS
from relgraph.kinds.commitment import COMMITMENTS, Closing, Commitment
from relgraph.promises.model import PromiseStanding, PromisesWanted
from relgraph.record.change import Changed, end
from relgraph.record.fields import EntityKind
from relgraph.record.service import require

FIND_PROMISES = Query("promises/find_promises", PromiseStanding)


async def find_promises(
    reader: Reader,
    wanted: PromisesWanted,
    *,
    grace_days: int,
    as_of: date,
    limit: int,
    after: tuple[int, str] | None = None,
) -> list[PromiseStanding]:
    """Promises as they stand on a day: what is due first, first. `grace_days` after its day one is overdue.

    `after` is the `place` of the one after which the page begins. Raises NotFoundError.
    """
    if wanted.account is not None:
        await require(reader, EntityKind.ORGANIZATION, [wanted.account], field="account")
    for field in ("by", "owner"):
        if id_ := getattr(wanted, field):
            await require(reader, EntityKind.PERSON, [id_], field=field)
    due_before = as_of - min(timedelta(days=grace_days), as_of - date.min)
    place = {"rank": after[0], "key": after[1]} if after else None
    return await reader.fetch(
        FIND_PROMISES, **wanted.model_dump(mode="python"), due_before=due_before, as_of=as_of, after=place, limit=limit
    )


async def close_promise(graph: Graph, id_: str, how: Closing, on: date, *, operation: str) -> Changed[Commitment]:
    """Close a promise on a day. Raises NotFoundError, ConflictError and InputError."""

    async def work(transaction: Transaction) -> Changed[Commitment]:
        return await end(transaction, KINDS, COMMITMENTS, id_, on, operation=operation, values={"closed": how})

    return await graph.write(work, operation=operation)
