"""Changes to a chain that are made up: somebody turns, leaves, or is met (method M3)."""

from collections.abc import Mapping
from dataclasses import replace

from relgraph.chain.model import ChainChanges
from relgraph.chain.neighbourhood import Chain, HopKind, Hops, Spans, with_spans


def changed(chain: Chain, changes: ChainChanges) -> Chain:
    """The chain with all changes made: who leaves is gone last, with whatever was made up about them."""
    for turn in changes.turns:
        chain = turned(chain, turn.person, turn.level)
    for tie in changes.ties:
        chain = tied(chain, tie.ours, tie.theirs)
    for person in changes.leaves:
        chain = left(chain, person)
    return chain


def turned(chain: Chain, person: str, level: int | None) -> Chain:
    """Somebody stands at another level of support; None: nobody knows where."""
    levels = {who: held for who, held in chain.levels.items() if who != person}
    return replace(chain, levels=levels if level is None else {**levels, person: level})


def tied(chain: Chain, ours: str, theirs: str) -> Chain:
    """One of ours has got to know somebody, as strongly as the playbook says of new ties."""
    leading = chain.hops.get(theirs, {})
    hops = (*leading.get(ours, ()), (HopKind.TIE, chain.numbers.new_tie))
    grown = replace(chain, ours=chain.ours | {ours}, hops={**chain.hops, theirs: {**leading, ours: hops}})
    return with_spans(grown, [theirs])


def left(chain: Chain, person: str) -> Chain:
    """Somebody is gone, with their roles, ties, and whatever they said."""
    hops = {to: _without(leading, person) for to, leading in chain.hops.items() if to != person}
    touched = [to for to, leading in chain.hops.items() if person in leading and to != person]
    gone = replace(
        chain,
        roles={who: letters for who, letters in chain.roles.items() if who != person},
        levels={who: level for who, level in chain.levels.items() if who != person},
        ours=chain.ours - {person},
        rivals=chain.rivals - {person},
        hops=hops,
        ways=_but(chain.ways, person),
        sways=_but(chain.sways, person),
        ties=_but(chain.ties, person),
    )
    return with_spans(gone, touched)


def _but(spans: Mapping[str, Spans], person: str) -> dict[str, Spans]:
    return {to: leading for to, leading in spans.items() if to != person}


def _without(leading: Hops, person: str) -> Hops:
    return {by: hops for by, hops in leading.items() if by != person} if person in leading else leading
