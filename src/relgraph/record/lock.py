"""Whoever records something locks it first, before anything of it is read (ADR 0001)."""

from collections.abc import Iterable
from zlib import crc32

from relgraph.graph.client import Transaction
from relgraph.graph.query import Query
from relgraph.record.kind import Kind
from relgraph.record.model import Recorded
from relgraph.record.outcome import Counted

LOCK_PLACES = Query("record/lock_places", Counted)

PLACES = 65_536
"""So many places are locked apart. Ids share them: two things wait for each other now and then without need."""


async def lock(transaction: Transaction, kind: Kind[Recorded], ids: Iterable[str]) -> None:
    """Let nobody else record anything with these ids until the transaction ends, whether something has them or not.

    Where circles must not be, the whole kind is locked: one that two transactions close together is in neither's view.
    """
    await lock_together(transaction, [kind], ids)


async def lock_together(transaction: Transaction, kinds: Iterable[Kind[Recorded]], ids: Iterable[str]) -> None:
    """The same of several kinds at once: two who lock in turns would wait for each other."""
    names = {*ids, *(f"every {kind.noun}" for kind in kinds if kind.cycles)}
    places = sorted({crc32(name.encode()) % PLACES for name in names} - transaction.locked)
    if places:
        await transaction.fetch_one(LOCK_PLACES, places=places)
        transaction.locked.update(places)
