"""Compiled: what lies ahead within a region: everybody who may come next on a path that has begun, but nobody on it."""

from typing import NamedTuple

import numpy as np

from relgraph.paths.index.arrays import Flags, Floats, Numbers, SearchInput
from relgraph.paths.index.choice import CompletionBounds, best_score, onward
from relgraph.paths.index.compiled import inner
from relgraph.paths.index.gates import at_odds, next_step

_NOBODY = -1


class Region(NamedTuple):
    """Room for a region, kept from one to the next. The first place in it is the last of the path that has begun."""

    slot: Numbers
    """Of each person: their place in the region; -1 outside, and of the first."""
    member: Numbers
    """Of each place: who."""
    depth: Numbers
    """In how few hops."""
    score: Floats
    """How well at best."""
    queued: Numbers
    """After so many hops they are gone on from."""
    ahead: Floats
    """By hops and place: what lies ahead."""
    frontier: Numbers
    """Places to go on from, and those to go on from after them, by turns."""
    taken: Flags
    """Of each person: on the path that has begun, or not to come next."""


def empty_region(people: int, most_hops: int) -> Region:
    """Room for regions among so many people."""
    return Region(
        np.full(people, _NOBODY, dtype=np.int32),
        np.zeros(people + 1, dtype=np.int32),
        np.zeros(people + 1, dtype=np.int32),
        np.zeros(people + 1),
        np.zeros(people + 1, dtype=np.int32),
        np.zeros((most_hops + 1, people + 1)),
        np.zeros((2, people + 1), dtype=np.int32),
        np.zeros(people, dtype=np.bool_),
    )


@inner
def begin_region(region: Region, person: int, score: float) -> None:
    """A region of one: the last of a path that has begun, and what that path multiplies by."""
    region.member[0], region.depth[0], region.score[0], region.frontier[0, 0] = person, 0, score, 0


@inner
def grow(
    search: SearchInput, ahead: Floats, region: Region, hop: int, left: int, size: int, count: int, least: float
) -> tuple[int, int, bool]:
    """Add whoever is reached by one more hop on ways that can still score enough in the hops that are left.

    Returns the size of the region, how many are to be gone on from, and whether somebody was left out for scoring too
    little.
    """
    row, found, hidden = (hop - 1) % 2, 0, False
    for n in range(count):
        if search.spent[0] > search.budget:
            break
        place = region.frontier[row, n]
        at, score = region.member[place], region.score[place]
        end = search.people[at].end
        search.spent[0] += 1 + end - search.people[at].begin
        e, strength, weak = next_step(search, at, search.people[at].begin, score, least, True)
        hidden |= weak
        while e < end:
            other = search.entries[e].other
            value, arrives = onward(search, at, e, score * strength)
            e, strength, weak = next_step(search, at, e + 1, score, least, True)
            hidden |= weak
            bound = value * ahead[left, other]
            if arrives or bound == 0.0 or region.taken[other]:
                continue
            if bound < least:
                hidden = True
                continue
            where = region.slot[other]
            if (where != _NOBODY and value <= region.score[where]) or at_odds(search, at, other):
                continue
            if where == _NOBODY:
                where = size
                region.slot[other], region.member[where], region.depth[where] = where, other, hop
                region.queued[where] = 0
                size += 1
            region.score[where] = value
            if region.queued[where] != hop:
                region.queued[where] = hop
                region.frontier[1 - row, found] = where
                found += 1
    return size, found, hidden


@inner
def fill(search: SearchInput, region: Region, size: int, left: int) -> None:
    """Tell what lies ahead of those in the region, within it."""
    completion = CompletionBounds(region.ahead, region.slot)
    for place in range(size):
        region.ahead[0, place] = 0.0
    for hops in range(1, left):
        if search.spent[0] > search.budget:
            break
        search.spent[0] += size
        for place in range(1, size):
            at, best = region.member[place], region.ahead[hops - 1, place]
            if region.depth[place] <= left - hops:
                best = best_score(search, completion, at, 1.0, hops, region.taken, best)
            region.ahead[hops, place] = best


@inner
def end_region(region: Region, size: int) -> None:
    """Give up a region."""
    for place in range(1, size):
        region.slot[region.member[place]] = _NOBODY
