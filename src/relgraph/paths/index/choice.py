"""Compiled: the best way on from a person, by score, then by fewer hops, then by ids; and the way from there.

Scores are compared by twelve decimals, as they are told. `Rest` says what lies ahead of people: everybody, or those
of a region from which some people were left out.
"""

from typing import NamedTuple

from relgraph.paths.index.arrays import Asked, Flags, Floats, Numbers, Part, Sizes
from relgraph.paths.index.compiled import inner
from relgraph.paths.index.gates import at_odds, next_step, through

_START, _TARGET, _NO_INTRODUCER = int(Part.START), int(Part.TARGET), int(Part.NO_INTRODUCER)
DECIMALS = 1e12
_SLACK = 1.0 - 1e-13
"""The same product in another order may differ by so much."""


class Rest(NamedTuple):
    """What lies ahead, by hops: of the person `number`, or, where there is a region, of place `slot[number]` in it."""

    ahead: Floats
    slot: Numbers
    """Of each person; -1 outside the region. Empty: no region, everybody."""


@inner
def rounded(score: float) -> int:
    """A score in units of the last decimal by which scores are compared."""
    return int(score * DECIMALS + 0.5)


@inner
def least_of(cls: int) -> float:
    """The least product that counts as this rounded score."""
    return (cls - 0.5) / DECIMALS * _SLACK


@inner
def _ahead(rest: Rest, hops: int, person: int) -> float:
    if len(rest.slot) == 0:
        return float(rest.ahead[hops, person])
    slot = rest.slot[person]
    return float(rest.ahead[hops, slot]) if slot >= 0 else 0.0


@inner
def onward(asked: Asked, at: int, entry: int, so_far: float) -> tuple[float, bool]:
    """The score after the step over an entry from `at`, and whether it arrives; 0 where it may not be gone."""
    other = asked.entries[entry].other
    part = asked.part[other]
    if part & _START:
        return 0.0, False
    if part & _TARGET:
        return (0.0, False) if asked.part[at] & _NO_INTRODUCER else (so_far, True)
    return so_far * through(asked, other), False


@inner
def best_start(asked: Asked, rest: Rest, taken: Flags) -> tuple[int, int, int]:
    """The best start not taken: rounded score and hops of what it leads to, and who; a score of 0 for none."""
    asked.spent[0] += len(asked.starts)
    best = 0.0
    for person in asked.starts:
        value = _ahead(rest, asked.options.hops, person)
        if value > best and not taken[person]:
            best = value
    cls = rounded(best)
    least, hops, chosen = least_of(cls), asked.options.hops + 1, -1
    for person in asked.starts:
        if _ahead(rest, asked.options.hops, person) < least or taken[person]:
            continue
        needed = 1
        while _ahead(rest, needed, person) < least:
            needed += 1
        if needed < hops or (needed == hops and asked.people[person].rank < asked.people[chosen].rank):
            hops, chosen = needed, person
    return cls, hops, chosen


@inner
def best_step(
    asked: Asked, rest: Rest, at: int, score: float, hops: int, taken: Flags, wanted: int
) -> tuple[int, int, int, float]:
    """The best next person of `at` who is not taken, with so many hops left.

    Returns rounded score and hops of the whole way on, who is next, and the score with them; a score of 0 when there is
    none. Where a rounded score is wanted it is not looked for: the way is known to be of so many hops, and to reach it.
    """
    cls = wanted if wanted else rounded(best_score(asked, rest, at, score, hops, taken, 0.0))
    if cls == 0:
        return 0, 0, -1, 0.0
    least, fewest, chosen, then, read = least_of(cls), hops + 1, -1, 0.0, 1
    end = asked.people[at].end
    e, strength, _ = next_step(asked, at, asked.people[at].begin, score, least * _SLACK, True)
    while e < end:
        read += 1
        other = asked.entries[e].other
        value, arrives = onward(asked, at, e, score * strength)
        e, strength, _ = next_step(asked, at, e + 1, score, least * _SLACK, True)
        if value < least or taken[other] or (not arrives and value * _ahead(rest, hops - 1, other) < least):
            continue
        needed = 1
        if not arrives:
            while value * _ahead(rest, needed, other) < least:
                needed += 1
            needed += 1
        if needed > fewest or (chosen == other and value <= then):
            continue
        closer = needed < fewest or chosen == other or asked.people[other].rank < asked.people[chosen].rank
        if closer and not at_odds(asked, at, other):
            fewest, chosen, then = needed, other, value
    asked.spent[0] += read
    return cls, fewest, chosen, then


@inner
def best_score(asked: Asked, rest: Rest, at: int, score: float, hops: int, taken: Flags, best: float) -> float:
    """The score of the best way on from `at` over nobody taken, in so many hops; `best` when none is better."""
    end, read = asked.people[at].end, 1
    e, strength, _ = next_step(asked, at, asked.people[at].begin, score, best, True)
    while e < end:
        read += 1
        other = asked.entries[e].other
        value, arrives = onward(asked, at, e, score * strength)
        if value > best and not taken[other]:
            if not arrives:
                value *= _ahead(rest, hops - 1, other)
            if value > best and not at_odds(asked, at, other):
                best = value
        e, strength, _ = next_step(asked, at, e + 1, score, best, True)
    asked.spent[0] += read
    return best


@inner
def follow(
    asked: Asked, rest: Rest, path: Sizes, n: int, length: int, score: float, cls: int, hops: int, taken: Flags
) -> int:
    """Go on from the last person of a path (of number n) by the best ways to a target; the path is written on.

    Returns the length of the whole; 0 when the way would lead over somebody taken.
    """
    while asked.part[path[n, length - 1]] & _TARGET == 0:
        if hops == 0:
            return 0
        _, _, chosen, score = best_step(asked, rest, path[n, length - 1], score, hops, taken, cls)
        if chosen < 0:
            return 0
        path[n, length] = chosen
        length += 1
        hops -= 1
    return length
