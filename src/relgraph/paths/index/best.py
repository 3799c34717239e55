"""Compiled: the best paths, one after the other (Lawler 1972).

All paths are parted by how they begin. Of each part the best path is known, or a bound on it; the part with the best of
all is taken, its path is told, and the rest of the part is parted again at each place where others leave that path. A
bound comes from what lies ahead of people, repeats allowed. Where the way that it stands for leads back over the part's
own beginning, what lies ahead is found anew without the people of that beginning. So each path takes a few looks,
however many paths there are and however many of them are equal.
"""

from typing import NamedTuple

import numpy as np

from relgraph.paths.index.arrays import Asked, Flags, Floats, Sizes
from relgraph.paths.index.choice import Rest, best_start, best_step, follow, least_of, onward, rounded
from relgraph.paths.index.compiled import compiled, inner
from relgraph.paths.index.gates import next_step
from relgraph.paths.index.region import Region, begin_region, end_region, fill, grow

_NOBODY = -1
_STEP = 100
"""What a look at a part costs at least, in entries."""


class Parts(NamedTuple):
    """Parts of all paths. Each: how it begins, who is not to come next, and its best path, or a bound on that."""

    path: Sizes
    length: Sizes
    """Of the path, where it is known; of the beginning, where there is only a bound."""
    begin: Sizes
    """How many people of the path the part's paths begin with."""
    score: Floats
    """What these multiply by."""
    cls: Sizes
    """The rounded score of its best path or the bound; 0: nothing is left of it."""
    hops: Sizes
    known: Flags
    never: Sizes
    """The last of those who are not to come next: where in `refused`; -1: nobody."""
    refused: Sizes
    """Pairs: somebody, and where the one before stands."""


class Found(NamedTuple):
    """Paths, best first."""

    path: Sizes
    length: Sizes
    score: Floats
    beyond: int
    """Nothing above the floor that was left out exceeds this rounded score; 0: nothing was left out."""
    hidden: bool
    """Some score less than the floor, or may."""


@compiled
def find_best(asked: Asked, ahead: Floats, region: Region, floor: float) -> Found:
    """The best paths that score at least the floor, and what is left when the budget of entries to read is used up."""
    most, width = asked.options.most, asked.options.hops + 1
    room = most * width + 1
    parts = Parts(
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
    everybody = Rest(ahead, region.slot[:0])
    told, beyond, hidden = _tell(asked, everybody, region, parts, path, length, score, rounded(floor))
    return Found(path[:told], length[:told], score[:told], beyond, hidden)


@inner
def _tell(
    asked: Asked,
    everybody: Rest,
    region: Region,
    parts: Parts,
    path: Sizes,
    length: Sizes,
    score: Floats,
    least: int,
) -> tuple[int, int, bool]:
    """Write the best paths; returns how many, what is left when the budget is used up, and whether some are hidden."""
    parts.score[0], count, told, hidden = 1.0, 1, 0, False
    _bound(asked, everybody, parts, 0, region.taken)
    while told < len(path):
        asked.spent[0] += _STEP + count
        best = _best_part(asked, parts, count)
        if parts.cls[best] < least:
            return told, 0, hidden or parts.cls[best] > 0
        if not parts.known[best]:
            before = parts.cls[best]
            cut = _cut(asked, parts, count, len(path) - told, least)
            if asked.spent[0] <= asked.budget:
                hidden |= _know(asked, everybody, parts, best, region, cut)
            # No look may leave a part as it was: then what lies ahead, and the steps that lead there, disagree.
            if asked.spent[0] > asked.budget or (not parts.known[best] and parts.cls[best] >= before):
                return told, before, hidden
            continue
        length[told] = parts.length[best]
        for place in range(length[told]):
            path[told, place] = parts.path[best, place]
        score[told] = _beginning(asked, parts.path, best, length[told])
        told += 1
        if told < len(path):
            for keep in range(parts.begin[best], length[told - 1]):
                _part(asked, everybody, parts, best, keep, count, region.taken)
                count += 1
            parts.cls[best] = 0
    return told, 0, hidden


@inner
def _best_part(asked: Asked, parts: Parts, count: int) -> int:
    """By score, then by hops; bounds before paths, so that all equals are known before one is told; then by ids."""
    best = 0
    for n in range(1, count):
        if parts.cls[n] != parts.cls[best]:
            better = parts.cls[n] > parts.cls[best]
        elif parts.hops[n] != parts.hops[best]:
            better = parts.hops[n] < parts.hops[best]
        elif parts.known[n] and parts.known[best]:
            better = _before(asked, parts.path, n, best, parts.length[n])
        else:
            better = parts.known[best]
        if better:
            best = n
    return best


@inner
def _before(asked: Asked, path: Sizes, one: int, other: int, length: int) -> bool:
    for n in range(length):
        if path[one, n] != path[other, n]:
            return bool(asked.people[path[one, n]].rank < asked.people[path[other, n]].rank)
    return False


@inner
def _cut(asked: Asked, parts: Parts, count: int, wanted: int, least: int) -> int:
    """The rounded score that a path needs to be told: so many known ones are as good."""
    cut = least
    for n in range(count):
        if parts.known[n] and parts.cls[n] > cut:
            asked.spent[0] += count
            as_good = 0
            for other in range(count):
                as_good += parts.known[other] and parts.cls[other] >= parts.cls[n]
            if as_good >= wanted:
                cut = parts.cls[n]
    return cut


@inner
def _mark(parts: Parts, n: int, taken: Flags, mark: bool) -> None:
    """Mark the people of a part's beginning."""
    for place in range(parts.begin[n]):
        taken[parts.path[n, place]] = mark


@inner
def _mark_refused(parts: Parts, n: int, taken: Flags, mark: bool) -> None:
    """Mark those who are not to come next."""
    at = parts.never[n]
    while at != _NOBODY:
        taken[parts.refused[at, 0]] = mark
        at = parts.refused[at, 1]


@inner
def _next(asked: Asked, rest: Rest, parts: Parts, n: int, taken: Flags) -> tuple[int, int, int, float]:
    """The best way on from the part's beginning, whose people are marked; as `best_step` tells it."""
    begin = parts.begin[n]
    _mark_refused(parts, n, taken, True)
    if begin == 0:
        cls, hops, chosen = best_start(asked, rest, taken)
        then = 1.0
    else:
        left = asked.options.hops - begin + 1
        cls, hops, chosen, then = best_step(asked, rest, parts.path[n, begin - 1], parts.score[n], left, taken, 0)
    _mark_refused(parts, n, taken, False)
    return cls, hops, chosen, then


@inner
def _bound(asked: Asked, rest: Rest, parts: Parts, n: int, taken: Flags) -> None:
    """Note what the part's best path scores at most, and how many hops it has at least."""
    _mark(parts, n, taken, True)
    cls, hops, _, _ = _next(asked, rest, parts, n, taken)
    _mark(parts, n, taken, False)
    parts.cls[n], parts.hops[n] = cls, hops + max(0, parts.begin[n] - 1)


@inner
def _part(asked: Asked, everybody: Rest, parts: Parts, of: int, keep: int, n: int, taken: Flags) -> None:
    """Part what begins with the first so many people of a told path, and goes on otherwise."""
    for place in range(keep):
        parts.path[n, place] = parts.path[of, place]
    parts.begin[n] = parts.length[n] = keep
    # Each part but the first refuses one more: the n-th stands at n.
    parts.refused[n, 0] = parts.path[of, keep]
    parts.refused[n, 1] = parts.never[of] if keep == parts.begin[of] else _NOBODY
    parts.never[n] = n
    parts.score[n] = _beginning(asked, parts.path, of, keep)
    _bound(asked, everybody, parts, n, taken)


@inner
def _beginning(asked: Asked, path: Sizes, n: int, length: int) -> float:
    """What the first so many people of a path multiply by, passing through the last included."""
    score = 1.0
    for place in range(1, length):
        best, at = 0.0, path[n, place - 1]
        end = asked.people[at].end
        asked.spent[0] += end - asked.people[at].begin
        e, strength, _ = next_step(asked, at, asked.people[at].begin, score, 0.0, True)
        while e < end:
            if asked.entries[e].other == path[n, place]:
                best = max(best, onward(asked, at, e, score * strength)[0])
            e, strength, _ = next_step(asked, at, e + 1, score, best, True)
        score = best
    return score


@inner
def _know(asked: Asked, everybody: Rest, parts: Parts, n: int, region: Region, cut: int) -> bool:
    """Find the part's best path, or a better bound on it.

    It is looked for down to half of the bound at first: the lower, the more people may be on it.
    Returns whether paths that score less than the cut were left out. When the budget is used up meanwhile, what is
    written of the part means nothing.
    """
    _mark(parts, n, region.taken, True)
    hidden = False
    length, cls = _complete(asked, everybody, parts, n, region.taken, cut)
    if length == 0 and parts.begin[n] > 0:
        left, half = asked.options.hops - parts.begin[n] + 1, max(cut, parts.cls[n] // 2)
        size, hidden = _surround(asked, everybody, parts, n, region, left, half)
        fill(asked, region, size, left)
        length, cls = _complete(asked, Rest(region.ahead, region.slot), parts, n, region.taken, half)
        hidden |= 0 < cls < half
        end_region(region, size)
        if length == 0:
            cls = half - 1 if hidden and half > cut else 0
    _mark(parts, n, region.taken, False)
    parts.known[n], parts.length[n], parts.cls[n] = length > 0, length, cls
    parts.hops[n] = length - 1 if length > 0 else parts.begin[n]
    return hidden and length == 0 and cls == 0


@inner
def _complete(asked: Asked, rest: Rest, parts: Parts, n: int, taken: Flags, cut: int) -> tuple[int, int]:
    """Write the best way on to the part's path; returns its length and rounded score.

    The length is 0 when it scores less than the cut, or leads back over the beginning.
    """
    begin = parts.begin[n]
    cls, hops, chosen, then = _next(asked, rest, parts, n, taken)
    if chosen == _NOBODY or cls < cut:
        return 0, cls
    parts.path[n, begin] = chosen
    left = hops if begin == 0 else hops - 1
    return follow(asked, rest, parts.path, n, begin + 1, then, cls, left, taken), cls


@inner
def _surround(
    asked: Asked, everybody: Rest, parts: Parts, n: int, region: Region, left: int, cut: int
) -> tuple[int, bool]:
    """Everybody who may be on a path of the part that scores enough; as `grow` tells it."""
    begin_region(region, parts.path[n, parts.begin[n] - 1], parts.score[n])
    size, count, hidden = 1, 1, False
    for hop in range(1, left):
        if hop == 1:
            _mark_refused(parts, n, region.taken, True)
        size, count, hid = grow(asked, everybody.ahead, region, hop, left - hop, size, count, least_of(cut))
        if hop == 1:
            _mark_refused(parts, n, region.taken, False)
        hidden |= hid
    return size, hidden
