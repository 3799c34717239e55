"""Whether ids that are recorded belong to something of another kind already: ids are unique across kinds."""

from collections.abc import Sequence

from relgraph.graph.client import Transaction
from relgraph.record.kind import Kind
from relgraph.record.kinds import Kinds
from relgraph.record.model import Fact, Recorded
from relgraph.record.outcome import Outcome, OutcomeKind


async def refuse_taken(
    transaction: Transaction, kinds: Kinds, kind: Kind[Recorded], things: Sequence[Recorded]
) -> dict[int, Outcome]:
    """An id names one thing: the rows whose id something of another kind has already.

    To ask each kind for an id is a quarter of an import: it is spared where the id is made of the kind's noun and the
    natural key.
    """
    ids = sorted({thing.id for thing in things if not _made_of_key(thing)})
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


def _made_of_key(thing: Recorded) -> bool:
    """Whether its id is the one that its natural key makes: that names its kind, and what it is between."""
    if not isinstance(thing, Fact):
        return False
    return thing.with_natural_id({name: getattr(thing, name) for name in thing.natural_key})["id"] == thing.id


def _with_kind(id_: str, noun: str) -> str:
    source, _, own = id_.partition(":")
    return f"{source}:{noun}.{own}"


def _a(noun: str) -> str:
    """The noun with its article."""
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"
