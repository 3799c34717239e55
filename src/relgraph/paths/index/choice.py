"""Compiled: the best way on from a person, by score, then by fewer hops, then by ids; and the way from there.

Scores are compared by twelve decimals, as they are told. `CompletionBounds` say what lies ahead of people:
everybody, or those of a region from which some people were left out.
"""

from typing import NamedTuple

from relgraph.paths.index.arrays import Flags, Floats, Numbers, PersonFlag, SearchInput, Sizes
from relgraph.paths.index.compiled import inner
from relgraph.paths.index.gates import at_odds, next_step, through

_START, _TARGET, _NO_INTRODUCER = int(PersonFlag.START), int(PersonFlag.TARGET), int(PersonFlag.NO_INTRODUCER)
DECIMALS = 1e12
_SLACK = 1.0 - 1e-13
"""The same product in another order may differ by so much."""


class CompletionBounds(NamedTuple):
    """What lies ahead at best, by hops: of person `number`, or, with a region, of its place `slot[number]`."""

    ahead: Floats
    slot: Numbers
    """Of each person; -1 outside the region. Empty: no region, everybody."""


@inner
def rounded(score: float) -> int:
    """A score in units of the last decimal by which scores are compared."""
    return int(score * DECIMALS + 0.5)


@inner
def least_of(units: int) -> float:
    """The least product that counts as this rounded score."""
    return (units - 0.5) / DECIMALS * _SLACK


@inner
def _ahead(completion: CompletionBounds, hops: int, person: int) -> float:
    if len(completion.slot) == 0:
        return float(completion.ahead[hops, person])
    slot = completion.slot[person]
    return float(completion.ahead[hops, slot]) if slot >= 0 else 0.0


@inner
def onward(search: SearchInput, at: int, entry: int, so_far: float) -> tuple[float, bool]:
    """The score after the step over an entry from `at`, and whether it arrives; 0 where it may not be gone."""
    other = search.entries[entry].other
    flags = search.flags[other]
    if flags & _START:
        return 0.0, False
    if flags & _TARGET:
        return (0.0, False) if search.flags[at] & _NO_INTRODUCER else (so_far, True)
    return so_far * through(search, other), False


@inner
def best_start(search: SearchInput, completion: CompletionBounds, taken: Flags) -> tuple[int, int, int]:
    """The best start not taken: rounded score and hops of what it leads to, and who; a score of 0 for none."""
    search.spent[0] += len(search.starts)
    best = 0.0
    for person in search.starts:
        value = _ahead(completion, search.options.hops, person)
        if value > best and not taken[person]:
            best = value
    units = rounded(best)
    least, hops, chosen = least_of(units), search.options.hops + 1, -1
    for person in search.starts:
        if _ahead(completion, search.options.hops, person) < least or taken[person]:
            continue
        needed = 1
        while _ahead(completion, needed, person) < least:
            needed += 1
        if needed < hops or (needed == hops and search.people[person].rank < search.people[chosen].rank):
            hops, chosen = needed, person
    return units, hops, chosen


@inner
def best_step(
    search: SearchInput, completion: CompletionBounds, at: int, score: float, hops: int, taken: Flags, wanted: int
) -> tuple[int, int, int, float]:
    """The best next person of `at` who is not taken, with so many hops left.

    Returns rounded score and hops of the whole way on, who is next, and the score with them; a score of 0 when there is
    none. Where a rounded score is wanted it is not looked for: the way is known to be of so many hops, and to reach it.
    """
    units = wanted if wanted else rounded(best_score(search, completion, at, score, hops, taken, 0.0))
    if units == 0:
        return 0, 0, -1, 0.0
    least, fewest, chosen, then, read = least_of(units), hops + 1, -1, 0.0, 1
    end = search.people[at].end
    e, strength, _ = next_step(search, at, search.people[at].begin, score, least * _SLACK, True)
    while e < end:
        read += 1
        other = search.entries[e].other
        value, arrives = onward(search, at, e, score * strength)
        e, strength, _ = next_step(search, at, e + 1, score, least * _SLACK, True)
        if value < least or taken[other] or (not arrives and value * _ahead(completion, hops - 1, other) < least):
            continue
        needed = 1
        if not arrives:
            while value * _ahead(completion, needed, other) < least:
                needed += 1
            needed += 1
        if needed > fewest or (chosen == other and value <= then):
            continue
        closer = needed < fewest or chosen == other or search.people[other].rank < search.people[chosen].rank
        if closer and not at_odds(search, at, other):
            fewest, chosen, then = needed, other, value
    search.spent[0] += read
    return units, fewest, chosen, then


@inner
def best_score(
    search: SearchInput, completion: CompletionBounds, at: int, score: float, hops: int, taken: Flags, best: float
) -> float:
    """The score of the best way on from `at` over nobody taken, in so many hops; `best` when none is better."""
    end, read = search.people[at].end, 1
    e, strength, _ = next_step(search, at, search.people[at].begin, score, best, True)
    while e < end:
        read += 1
        other = search.entries[e].other
        value, arrives = onward(search, at, e, score * strength)
        if value > best and not taken[other]:
            if not arrives:
                value *= _ahead(completion, hops - 1, other)
            if value > best and not at_odds(search, at, other):
                best = value
        e, strength, _ = next_step(search, at, e + 1, score, best, True)
    search.spent[0] += read
    return best


@inner
def follow(
    search: SearchInput,
    completion: CompletionBounds,
    path: Sizes,
    n: int,
    length: int,
    score: float,
    units: int,
    hops: int,
    taken: Flags,
) -> int:
    """Go on from the last person of a path (of number n) by the best ways to a target; the path is written on.

    Returns the length of the whole; 0 when the way would lead over somebody taken.
    """
    while search.flags[path[n, length - 1]] & _TARGET == 0:
        if hops == 0:
            return 0
        _, _, chosen, score = best_step(search, completion, path[n, length - 1], score, hops, taken, units)
        if chosen < 0:
            return 0
        path[n, length] = chosen
        length += 1
        hops -= 1
    return length
