"""Whether ids that are recorded belong to something of another kind already: ids are unique across kinds."""

import re
from collections.abc import Sequence

from relgraph.graph.client import Transaction
from relgraph.record.kind import Kind
from relgraph.record.kinds import Kinds
from relgraph.record.model import Fact, Recorded
from relgraph.record.outcome import Outcome, OutcomeKind

_MADE_OF_KEY = re.compile(r"[^:]+:(\w+)\.[0-9a-f]{20}")
"""An id that a fact has of its natural key (`Fact.with_natural_id`): its noun, and a digest of what it is between."""


async def refuse_taken(
    transaction: Transaction, kinds: Kinds, kind: Kind[Recorded], things: Sequence[Recorded]
) -> dict[int, Outcome]:
    """An id names one thing: the rows whose id something of another kind has already.

    To ask each kind for an id is a quarter of an import: it is spared where the id itself names the kind.
    """
    ids = sorted({thing.id for thing in things if not _names_kind(thing)})
    takers = await transaction.fetch(kinds.takers, ids=ids, noun=kind.noun) if ids else []
    taken = {taker.id: taker.noun.replace("_", " ") for taker in takers}
    return {
        n: Outcome(
            kind=OutcomeKind.CONFLICT,
            field="id",
            problem=f"the id '{thing.id}' belongs to {_a(taken[thing.id])}",
            remedy=f"give this one an id that nothing else has, e.g. '{_with_kind(thing.id, kind.noun)}'",
        )
        for n, thing in enumerate(things)
        if thing.id in taken
    }


def _names_kind(thing: Recorded) -> bool:
    made = _MADE_OF_KEY.fullmatch(thing.id) if isinstance(thing, Fact) else None
    return made is not None and made[1] == thing.noun


def _with_kind(id_: str, noun: str) -> str:
    source, _, own = id_.partition(":")
    return f"{source}:{noun}.{own}"


def _a(noun: str) -> str:
    """The noun with its article."""
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"
