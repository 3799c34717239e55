"""Compiled: the best paths, one after the other (Lawler 1972).

All paths are partitioned into subproblems by their prefixes. Of each subproblem the best path is known, or a bound on
it; the best of all is taken, its path is told, and the rest of it is partitioned again at each place where others leave
that path. A bound comes from what lies ahead of people, repeats allowed. Where the way that it stands for leads back
over the prefix, what lies ahead is found anew without the people of the prefix. So each path takes a few looks, however
many paths there are and however many of them are equal.
"""

from typing import NamedTuple

import numpy as np

from relgraph.paths.index.arrays import Flags, Floats, SearchInput, Sizes
from relgraph.paths.index.choice import CompletionBounds, best_start, best_step, follow, least_of, onward, rounded
from relgraph.paths.index.compiled import compiled, inner
from relgraph.paths.index.gates import next_step
from relgraph.paths.index.region import Region, begin_region, end_region, fill, grow

_NOBODY = -1
_STEP = 100
"""What a look at a subproblem costs at least, in entries."""


class Subproblems(NamedTuple):
    """A partition of all paths. Each: its prefix, who is not to come next, and its best path, or a bound on that."""

    path: Sizes
    length: Sizes
    """Of the path, where it is solved; of the prefix, where there is only a bound."""
    prefix: Sizes
    """How many people of the path all of its paths begin with."""
    score: Floats
    """What these multiply by."""
    bound: Sizes
    """The rounded score of its best path or the bound; 0: nothing is left of it."""
    hops: Sizes
    solved: Flags
    excluded: Sizes
    """The last of those who are not to come next: where in `exclusions`; -1: nobody."""
    exclusions: Sizes
    """Pairs: somebody, and where the one before stands."""


class Solutions(NamedTuple):
    """Paths, best first."""

    path: Sizes
    length: Sizes
    score: Floats
    bound: int
    """Nothing above the floor that was left out exceeds this rounded score; 0: nothing was left out."""
    hidden: bool
    """Some score less than the floor, or may."""


@compiled
def find_best(search: SearchInput, ahead: Floats, region: Region, floor: float) -> Solutions:
    """The best paths that score at least the floor, and what is left when the budget of entries to read is used up."""
    most, width = search.options.most, search.options.hops + 1
    room = most * width + 1
    subproblems = Subproblems(
        np.full((room, width), _NOBODY),
        np.zeros(room, dtype=np.int64),
        np.zeros(room, dtype=np.int64),
        np.zeros(room),
        np.zeros(room, dtype=np.int64),
        np.zeros(room, dtype=np.int64),
        np.zeros(room, dtype=np.bool_),
        np.full(room, _NOBODY),
        np.zeros((room, 2), dtype=np.int64),
    )
    path, length, score = np.full((most, width), _NOBODY), np.zeros(most, dtype=np.int64), np.zeros(most)
    everybody = CompletionBounds(ahead, region.slot[:0])
    told, bound, hidden = _solve_all(search, everybody, region, subproblems, path, length, score, rounded(floor))
    return Solutions(path[:told], length[:told], score[:told], bound, hidden)


@inner
def _solve_all(
    search: SearchInput,
    everybody: CompletionBounds,
    region: Region,
    subproblems: Subproblems,
    path: Sizes,
    length: Sizes,
    score: Floats,
    least: int,
) -> tuple[int, int, bool]:
    """Write the best paths; returns how many, what is left when the budget is used up, and whether some are hidden."""
    subproblems.score[0], count, told, hidden = 1.0, 1, 0, False
    _bound(search, everybody, subproblems, 0, region.taken)
    while told < len(path):
        search.spent[0] += _STEP + count
        best = _best_subproblem(search, subproblems, count)
        if subproblems.bound[best] < least:
            return told, 0, hidden or subproblems.bound[best] > 0
        if not subproblems.solved[best]:
            before = subproblems.bound[best]
            threshold = _threshold(search, subproblems, count, len(path) - told, least)
            if search.spent[0] <= search.budget:
                hidden |= _solve(search, everybody, subproblems, best, region, threshold)
            # No look may leave a subproblem as it was: then what lies ahead, and the steps that lead there, disagree.
            if search.spent[0] > search.budget or (not subproblems.solved[best] and subproblems.bound[best] >= before):
                return told, before, hidden
            continue
        length[told] = subproblems.length[best]
        for place in range(length[told]):
            path[told, place] = subproblems.path[best, place]
        score[told] = _prefix_score(search, subproblems.path, best, length[told])
        told += 1
        if told < len(path):
            for keep in range(subproblems.prefix[best], length[told - 1]):
                _branch(search, everybody, subproblems, best, keep, count, region.taken)
                count += 1
            subproblems.bound[best] = 0
    return told, 0, hidden


@inner
def _best_subproblem(search: SearchInput, subproblems: Subproblems, count: int) -> int:
    """By score, then by hops; bounds before paths, so that all equals are known before one is told; then by ids."""
    best = 0
    for n in range(1, count):
        if subproblems.bound[n] != subproblems.bound[best]:
            better = subproblems.bound[n] > subproblems.bound[best]
        elif subproblems.hops[n] != subproblems.hops[best]:
            better = subproblems.hops[n] < subproblems.hops[best]
        elif subproblems.solved[n] and subproblems.solved[best]:
            better = _before(search, subproblems.path, n, best, subproblems.length[n])
        else:
            better = subproblems.solved[best]
        if better:
            best = n
    return best


@inner
def _before(search: SearchInput, path: Sizes, one: int, other: int, length: int) -> bool:
    for n in range(length):
        if path[one, n] != path[other, n]:
            return bool(search.people[path[one, n]].rank < search.people[path[other, n]].rank)
    return False


@inner
def _threshold(search: SearchInput, subproblems: Subproblems, count: int, wanted: int, least: int) -> int:
    """The rounded score that a path needs to be told: so many solved subproblems are as good."""
    threshold = least
    for n in range(count):
        if subproblems.solved[n] and subproblems.bound[n] > threshold:
            search.spent[0] += count
            as_good = 0
            for other in range(count):
                as_good += subproblems.solved[other] and subproblems.bound[other] >= subproblems.bound[n]
            if as_good >= wanted:
                threshold = subproblems.bound[n]
    return threshold


@inner
def _mark_prefix(subproblems: Subproblems, n: int, taken: Flags, mark: bool) -> None:
    """Mark the people of a subproblem's prefix."""
    for place in range(subproblems.prefix[n]):
        taken[subproblems.path[n, place]] = mark


@inner
def _mark_excluded(subproblems: Subproblems, n: int, taken: Flags, mark: bool) -> None:
    """Mark those who are not to come next."""
    at = subproblems.excluded[n]
    while at != _NOBODY:
        taken[subproblems.exclusions[at, 0]] = mark
        at = subproblems.exclusions[at, 1]


@inner
def _best_extension(
    search: SearchInput, completion: CompletionBounds, subproblems: Subproblems, n: int, taken: Flags
) -> tuple[int, int, int, float]:
    """The best way on from the subproblem's prefix, whose people are marked; as `best_step` tells it."""
    prefix = subproblems.prefix[n]
    _mark_excluded(subproblems, n, taken, True)
    if prefix == 0:
        units, hops, chosen = best_start(search, completion, taken)
        then = 1.0
    else:
        left = search.options.hops - prefix + 1
        units, hops, chosen, then = best_step(
            search, completion, subproblems.path[n, prefix - 1], subproblems.score[n], left, taken, 0
        )
    _mark_excluded(subproblems, n, taken, False)
    return units, hops, chosen, then


@inner
def _bound(search: SearchInput, completion: CompletionBounds, subproblems: Subproblems, n: int, taken: Flags) -> None:
    """Note what the subproblem's best path scores at most, and how many hops it has at least."""
    _mark_prefix(subproblems, n, taken, True)
    units, hops, _, _ = _best_extension(search, completion, subproblems, n, taken)
    _mark_prefix(subproblems, n, taken, False)
    subproblems.bound[n], subproblems.hops[n] = units, hops + max(0, subproblems.prefix[n] - 1)


@inner
def _branch(
    search: SearchInput, everybody: CompletionBounds, subproblems: Subproblems, of: int, keep: int, n: int, taken: Flags
) -> None:
    """A subproblem: what begins with the first so many people of a told path, and goes on otherwise."""
    for place in range(keep):
        subproblems.path[n, place] = subproblems.path[of, place]
    subproblems.prefix[n] = subproblems.length[n] = keep
    # Each subproblem but the first excludes one more: the n-th stands at n.
    subproblems.exclusions[n, 0] = subproblems.path[of, keep]
    subproblems.exclusions[n, 1] = subproblems.excluded[of] if keep == subproblems.prefix[of] else _NOBODY
    subproblems.excluded[n] = n
    subproblems.score[n] = _prefix_score(search, subproblems.path, of, keep)
    _bound(search, everybody, subproblems, n, taken)


@inner
def _prefix_score(search: SearchInput, path: Sizes, n: int, length: int) -> float:
    """What the first so many people of a path multiply by, passing through the last included."""
    score = 1.0
    for place in range(1, length):
        best, at = 0.0, path[n, place - 1]
        end = search.people[at].end
        search.spent[0] += end - search.people[at].begin
        e, strength, _ = next_step(search, at, search.people[at].begin, score, 0.0, True)
        while e < end:
            if search.entries[e].other == path[n, place]:
                best = max(best, onward(search, at, e, score * strength)[0])
            e, strength, _ = next_step(search, at, e + 1, score, best, True)
        score = best
    return score


@inner
def _solve(
    search: SearchInput, everybody: CompletionBounds, subproblems: Subproblems, n: int, region: Region, threshold: int
) -> bool:
    """Find the subproblem's best path, or a better bound on it.

    It is looked for down to half of the bound at first: the lower, the more people may be on it.
    Returns whether paths that score less than the threshold were left out. When the budget is used up meanwhile, what
    is written of the subproblem means nothing.
    """
    _mark_prefix(subproblems, n, region.taken, True)
    hidden = False
    length, units = _extend(search, everybody, subproblems, n, region.taken, threshold)
    if length == 0 and subproblems.prefix[n] > 0:
        left, half = search.options.hops - subproblems.prefix[n] + 1, max(threshold, subproblems.bound[n] // 2)
        size, hidden = _grow_region(search, everybody, subproblems, n, region, left, half)
        fill(search, region, size, left)
        length, units = _extend(search, CompletionBounds(region.ahead, region.slot), subproblems, n, region.taken, half)
        hidden |= 0 < units < half
        end_region(region, size)
        if length == 0:
            units = half - 1 if hidden and half > threshold else 0
    _mark_prefix(subproblems, n, region.taken, False)
    subproblems.solved[n], subproblems.length[n], subproblems.bound[n] = length > 0, length, units
    subproblems.hops[n] = length - 1 if length > 0 else subproblems.prefix[n]
    return hidden and length == 0 and units == 0


@inner
def _extend(
    search: SearchInput, completion: CompletionBounds, subproblems: Subproblems, n: int, taken: Flags, threshold: int
) -> tuple[int, int]:
    """Write the best way on to the subproblem's path; returns its length and rounded score.

    The length is 0 when it scores less than the threshold, or leads back over the prefix.
    """
    prefix = subproblems.prefix[n]
    units, hops, chosen, then = _best_extension(search, completion, subproblems, n, taken)
    if chosen == _NOBODY or units < threshold:
        return 0, units
    subproblems.path[n, prefix] = chosen
    left = hops if prefix == 0 else hops - 1
    return follow(search, completion, subproblems.path, n, prefix + 1, then, units, left, taken), units


@inner
def _grow_region(
    search: SearchInput,
    everybody: CompletionBounds,
    subproblems: Subproblems,
    n: int,
    region: Region,
    left: int,
    threshold: int,
) -> tuple[int, bool]:
    """Everybody who may be on a path of the subproblem that scores enough; as `grow` tells it."""
    begin_region(region, subproblems.path[n, subproblems.prefix[n] - 1], subproblems.score[n])
    size, count, hidden = 1, 1, False
    for hop in range(1, left):
        if hop == 1:
            _mark_excluded(subproblems, n, region.taken, True)
        size, count, hid = grow(search, everybody.ahead, region, hop, left - hop, size, count, least_of(threshold))
        if hop == 1:
            _mark_excluded(subproblems, n, region.taken, False)
        hidden |= hid
    return size, hidden
