"""Compiled: the best paths, one after the other (Lawler 1972).

All paths are parted by how they begin. Of each part the best path is known, or a bound on it; the part with the best of
all is taken, its path is told, and the rest of the part is parted again at each place where others leave that path. A
bound comes from what lies ahead of people, repeats allowed. Where the way that it stands for leads back over the part's
own beginning, what lies ahead is found anew without the people of that beginning. So each path takes a few looks,
however many paths there are and however many of them are equal.
"""

from typing import NamedTuple

import numpy as np

from relgraph.index.arrays import Flags, Floats, Part, Sizes
from relgraph.index.choice import DECIMALS, Rest, best_start, best_step, follow, onward, rounded
from relgraph.index.compiled import compiled
from relgraph.index.gates import at_odds

_START, _TARGET = int(Part.START), int(Part.TARGET)
_NOBODY = -1


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
    """Paths, best first, and the rounded score that nothing above the floor that was left out exceeds; 0: nothing was."""

    path: Sizes
    length: Sizes
    score: Floats
    beyond: int
    hidden: bool
    """Some score less than the floor, or may."""


@compiled
def find_best(asked, ahead, floor, budget):
    """The best paths that score at least the floor, and what is left when the budget of entries to read is used up."""
    width, room = asked.options.hops + 1, asked.options.most * (asked.options.hops + 1) + 1
    parts = Parts(
        np.full((room, width), _NOBODY, dtype=np.int64),
        np.zeros(room, dtype=np.int64),
        np.zeros(room, dtype=np.int64),
        np.zeros(room),
        np.zeros(room, dtype=np.int64),
        np.zeros(room, dtype=np.int64),
        np.zeros(room, dtype=np.bool_),
        np.full(room, _NOBODY, dtype=np.int64),
        np.zeros((room, 2), dtype=np.int64),
    )
    found = np.full((asked.options.most, width), _NOBODY, dtype=np.int64)
    lengths, scores = np.zeros(asked.options.most, dtype=np.int64), np.zeros(asked.options.most)
    everybody = Rest(ahead, np.zeros(0, dtype=np.int32))
    taken = np.zeros(len(asked.people), dtype=np.bool_)
    slot = np.full(len(asked.people), _NOBODY, dtype=np.int32)
    parts.score[0] = 1.0
    _bound(asked, everybody, parts, 0, taken)
    count, refusals, told, work, hidden = 1, 0, 0, 0, False
    least = rounded(floor)
    while told < asked.options.most:
        best = _best_part(asked, parts, count)
        if parts.cls[best] < least:
            hidden |= parts.cls[best] > 0
            break
        if not parts.known[best]:
            if work > budget:
                return Found(found[:told], lengths[:told], scores[:told], parts.cls[best], hidden)
            cut = _cut(parts, count, asked.options.most - told, least)
            read, hid = _know(asked, everybody, parts, best, taken, slot, cut)
            work += read
            hidden |= hid
            continue
        length = parts.length[best]
        for place in range(length):
            found[told, place] = parts.path[best, place]
        lengths[told] = length
        scores[told] = _beginning(asked, parts.path[best], length)
        told += 1
        if told < asked.options.most:
            for keep in range(parts.begin[best], length):
                count, refusals = _part(asked, everybody, parts, best, keep, count, refusals, taken)
            parts.cls[best] = 0
    return Found(found[:told], lengths[:told], scores[:told], 0, hidden)


@compiled
def _best_part(asked, parts, count):
    """By score, then by hops; bounds before paths, so that all equals are known before one is told; then by ids."""
    best = 0
    for n in range(1, count):
        if parts.cls[n] < parts.cls[best]:
            continue
        if parts.cls[n] > parts.cls[best] or parts.hops[n] < parts.hops[best]:
            best = n
        elif parts.hops[n] == parts.hops[best] and parts.known[best]:
            if not parts.known[n] or _before(asked, parts.path[n], parts.path[best], parts.length[n]):
                best = n
    return best


@compiled
def _before(asked, one, other, length):
    for n in range(length):
        if one[n] != other[n]:
            return asked.people[one[n]].rank < asked.people[other[n]].rank
    return False


@compiled
def _cut(parts, count, wanted, least):
    """The rounded score that a path needs to be told: enough known ones are as good."""
    known = np.sort(parts.cls[:count][parts.known[:count] & (parts.cls[:count] > 0)])
    return max(least, known[-wanted]) if len(known) >= wanted else least


@compiled
def _mark(parts, n, taken, mark):
    """Mark the people of a part's beginning."""
    for place in range(parts.begin[n]):
        taken[parts.path[n, place]] = mark


@compiled
def _mark_refused(parts, n, taken, mark):
    """Mark those who are not to come next."""
    at = parts.never[n]
    while at != _NOBODY:
        taken[parts.refused[at, 0]] = mark
        at = parts.refused[at, 1]


@compiled
def _next(asked, rest, parts, n, taken):
    """The best way on from the part's beginning; as `best_step` tells it."""
    begin = parts.begin[n]
    _mark(parts, n, taken, True)
    _mark_refused(parts, n, taken, True)
    if begin == 0:
        cls, hops, chosen = best_start(asked, rest, taken)
        then = 1.0
    else:
        left = asked.options.hops - begin + 1
        cls, hops, chosen, then = best_step(asked, rest, parts.path[n, begin - 1], parts.score[n], left, taken, 0)
    _mark_refused(parts, n, taken, False)
    return cls, hops, chosen, then


@compiled
def _bound(asked, rest, parts, n, taken):
    """Note what the part's best path scores at most, and how many hops it has at least."""
    cls, hops, _, _ = _next(asked, rest, parts, n, taken)
    _mark(parts, n, taken, False)
    parts.cls[n], parts.hops[n] = cls, hops + max(0, parts.begin[n] - 1)


@compiled
def _part(asked, everybody, parts, of, keep, count, refusals, taken):
    """Part what begins with the first so many people of a told path, and goes on otherwise."""
    n = count
    for place in range(keep):
        parts.path[n, place] = parts.path[of, place]
    parts.begin[n] = parts.length[n] = keep
    parts.refused[refusals, 0] = parts.path[of, keep]
    parts.refused[refusals, 1] = parts.never[of] if keep == parts.begin[of] else _NOBODY
    parts.never[n] = refusals
    parts.score[n] = _beginning(asked, parts.path[of], keep)
    _bound(asked, everybody, parts, n, taken)
    return count + 1, refusals + 1


@compiled
def _beginning(asked, path, length):
    """What the first so many people of a path multiply by, passing through the last included."""
    score = 1.0
    for place in range(1, length):
        best = 0.0
        at = path[place - 1]
        for e in range(asked.people[at].begin, asked.people[at].end):
            if asked.entries[e].other == path[place]:
                value, _ = onward(asked, at, e, score)
                best = max(best, value)
        score = best
    return score


@compiled
def _know(asked, everybody, parts, n, taken, slot, cut):
    """Find the part's best path; its bound falls when that is worse.

    Returns how many entries were read, and whether paths that score less than the cut were left out.
    """
    cls, hops, chosen, then = _next(asked, everybody, parts, n, taken)
    length, _ = _complete(asked, everybody, parts, n, cls, hops, chosen, then, taken)
    work, hidden = 0, False
    if length == 0 and parts.begin[n] > 0:
        left = asked.options.hops - parts.begin[n] + 1
        region, members, depth, work, hidden = _region(asked, everybody, parts, n, taken, slot, cut)
        work += _fill(asked, region, members, depth, left)
        cls, hops, chosen, then = _next(asked, region, parts, n, taken)
        if cls >= cut:
            length, _ = _complete(asked, region, parts, n, cls, hops, chosen, then, taken)
        else:
            hidden |= cls > 0
        for person in members:
            slot[person] = _NOBODY
    _mark(parts, n, taken, False)
    parts.known[n], parts.length[n] = length > 0, length
    parts.cls[n], parts.hops[n] = (cls, length - 1) if length > 0 else (0, 0)
    return work, hidden


@compiled
def _complete(asked, rest, parts, n, cls, hops, chosen, then, taken):
    """Write the way on to the part's path; as `follow` tells it."""
    begin = parts.begin[n]
    if chosen < 0:
        return 0, 0.0
    parts.path[n, begin] = chosen
    left = hops if begin == 0 else hops - 1
    return follow(asked, rest, parts.path[n], begin + 1, then, cls, left, taken)


@compiled
def _region(asked, everybody, parts, n, taken, slot, cut):
    """Everybody who may be on a path of the part that scores enough, and the fewest hops to each.

    Also how many entries were read, and whether somebody was left out for scoring too little.
    """
    begin = parts.begin[n]
    left, least = asked.options.hops - begin + 1, (cut - 0.5) / DECIMALS * (1.0 - 1e-13)
    members, depth, best = [parts.path[n, begin - 1]], [0], [parts.score[n]]
    frontier, work, hidden = [0], 0, False
    for hop in range(1, left):
        after = [0 for _ in range(0)]
        for place in frontier:
            at, value = members[place], best[place]
            work += asked.people[at].end - asked.people[at].begin
            if hop == 1:
                _mark_refused(parts, n, taken, True)
            for e in range(asked.people[at].begin, asked.people[at].end):
                score, arrives = onward(asked, at, e, value)
                if arrives or score < least:
                    continue
                other = asked.entries[e].other
                if taken[other] or score * everybody.ahead[left - hop, other] < least or at_odds(asked, at, other):
                    continue
                where = slot[other]
                if where < 0:
                    slot[other] = where = len(members)
                    members.append(other)
                    depth.append(hop)
                    best.append(score)
                elif score <= best[where]:
                    continue
                best[where] = score
                after.append(where)
            if hop == 1:
                _mark_refused(parts, n, taken, False)
        frontier = after
    people, depths = np.array(members, dtype=np.int64)[1:], np.array(depth, dtype=np.int64)[1:]
    return Rest(np.zeros((left + 1, len(members))), slot), people, depths, work, hidden


@compiled
def _fill(asked, region, members, depth, left):
    """Tell what lies ahead of those in the region, within it."""
    work = 0
    for hops in range(1, left):
        for m in range(len(members)):
            if depth[m] > left - hops:
                continue
            at, best = members[m], region.ahead[hops - 1, m + 1]
            work += asked.people[at].end - asked.people[at].begin
            for e in range(asked.people[at].begin, asked.people[at].end):
                value, arrives = onward(asked, at, e, 1.0)
                if value <= best:
                    continue
                other = asked.entries[e].other
                if not arrives:
                    where = region.slot[other]
                    value *= region.ahead[hops - 1, where] if where > 0 else 0.0
                if value > best and not at_odds(asked, at, other):
                    best = value
            region.ahead[hops, m + 1] = best
    return work
