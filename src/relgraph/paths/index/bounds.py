"""Compiled: how well everybody is reached from the targets, by hops, and how well from the starts.

`ahead[j, person]` is the best that a way of at most j hops from there to a target multiplies by, repeats allowed: a
bound on what is left of a path, and nearly always what is left of the best one. Values below a floor are told as 0. It
is found level by level: outwards from the targets while few are reached, and afterwards by looking along the steps
of those near the starts, whichever has less to read.
"""

from typing import NamedTuple

import numpy as np

from relgraph.paths.index.arrays import Floats, Numbers, PersonFlag, SearchInput, Sizes
from relgraph.paths.index.compiled import inner, lean
from relgraph.paths.index.gates import at_odds, next_step, through

_START, _TARGET, _NO_INTRODUCER = int(PersonFlag.START), int(PersonFlag.TARGET), int(PersonFlag.NO_INTRODUCER)
_MUCH = 10_000
"""Who is near the starts is found once there are so many entries to read around the targets."""
_NEAR_SHARE = 8
"""It is found as far as that means to read no more than this part of the index."""


class Bounds(NamedTuple):
    """By hops: values of people, and who has one; kept from question to question, and emptied in between."""

    ahead: Floats
    reached: Numbers
    reached_count: Sizes
    behind: Floats
    """How well people are reached from the starts at best, what passing through them takes off included."""
    near: Numbers
    near_count: Sizes
    frontier: Numbers
    """Those to go on from, and those to go on from after them, by turns."""


def empty_bounds(people: int, most_hops: int) -> Bounds:
    """Room for the bounds of a search of so many hops at most among so many people."""
    half = most_hops // 2 + 1
    return Bounds(
        np.zeros((most_hops + 1, people)),
        np.zeros((most_hops + 1, people), dtype=np.int32),
        np.zeros(most_hops + 1, dtype=np.int64),
        np.zeros((half, people)),
        np.zeros((half, people), dtype=np.int32),
        np.zeros(half, dtype=np.int64),
        np.zeros((2, people), dtype=np.int32),
    )


@lean
def clear(bounds: Bounds) -> None:
    """Empty the bounds."""
    for j in range(len(bounds.reached_count)):
        for n in range(bounds.reached_count[j]):
            bounds.ahead[j, bounds.reached[j, n]] = 0.0
        bounds.reached_count[j] = 0
    for j in range(len(bounds.near_count)):
        for n in range(bounds.near_count[j]):
            bounds.behind[j, bounds.near[j, n]] = 0.0
        bounds.near_count[j] = 0


@lean
def look_ahead(search: SearchInput, bounds: Bounds, floor: float) -> bool:
    """Tell what lies ahead of people; returns whether the floor hid somebody. Not all when the budget is used up."""
    hidden, near, row, count = False, -1, 0, len(search.targets)
    for n in range(count):
        _put(bounds.ahead, bounds.reached, bounds.reached_count, 0, search.targets[n], 1.0)
        bounds.frontier[0, n] = search.targets[n]
    for level in range(1, search.options.hops + 1):
        _carry_over(bounds.ahead, bounds.reached, bounds.reached_count, level)
        out = _entries(search, bounds.frontier, row, count)
        if near < 0 and out > _MUCH:
            near, hid = _look_behind(search, bounds, floor)
            hidden |= hid
        hops_left = search.options.hops - level
        if hops_left <= near and _entries(search, bounds.near, hops_left, bounds.near_count[hops_left]) < out:
            count, hid = _pull(search, bounds, level, hops_left, floor, 1 - row)
        else:
            count, hid = _push(search, bounds, level, hops_left if hops_left <= near else -1, row, count, floor)
        hidden |= hid
        row = 1 - row
    return hidden


@inner
def _put(values: Floats, members: Numbers, count: Sizes, level: int, person: int, value: float) -> None:
    if values[level, person] == 0.0:
        members[level, count[level]] = person
        count[level] += 1
    values[level, person] = value


@inner
def _carry_over(values: Floats, members: Numbers, count: Sizes, level: int) -> None:
    """Whoever is reached in fewer hops is reached in these."""
    for n in range(count[level - 1]):
        person = members[level - 1, n]
        _put(values, members, count, level, person, values[level - 1, person])


@inner
def _entries(search: SearchInput, members: Numbers, row: int, count: int) -> int:
    """How many entries these people have."""
    total = 0
    for n in range(count):
        person = members[row, n]
        total += search.people[person].end - search.people[person].begin
    return total


@inner
def _look_behind(search: SearchInput, bounds: Bounds, floor: float) -> tuple[int, bool]:
    """Tell how well people are reached from the starts; returns in how many hops, and whether the floor hid any."""
    budget, hidden, count = len(search.entries) // _NEAR_SHARE, False, len(search.starts)
    for n in range(count):
        _put(bounds.behind, bounds.near, bounds.near_count, 0, search.starts[n], 1.0)
    for hop in range(1, search.options.hops // 2 + 1):
        budget -= _entries(search, bounds.near, hop - 1, bounds.near_count[hop - 1])
        if budget < 0:
            return hop - 1, hidden
        _carry_over(bounds.behind, bounds.near, bounds.near_count, hop)
        for n in range(bounds.near_count[hop - 1]):
            if search.spent[0] > search.budget:
                return hop - 1, hidden
            hidden |= _spread(search, bounds, hop, bounds.near[hop - 1, n], floor)
    return search.options.hops // 2, hidden


@inner
def _spread(search: SearchInput, bounds: Bounds, hop: int, person: int, floor: float) -> bool:
    """Go on from one person, away from the starts; returns whether the floor hid somebody."""
    behind, value, end = bounds.behind, bounds.behind[hop - 1, person], search.people[person].end
    e, strength, hidden = next_step(search, person, search.people[person].begin, value, floor, True)
    read = 1
    while e < end:
        read += 1
        other, so_far = search.entries[e].other, value * strength
        e, strength, weak = next_step(search, person, e + 1, value, floor, True)
        hidden |= weak
        if so_far <= behind[hop, other] or search.flags[other] & (_START | _TARGET):
            continue
        so_far *= through(search, other)
        if so_far <= behind[hop, other] or at_odds(search, person, other):
            continue
        if so_far < floor:
            hidden = True
        else:
            _put(behind, bounds.near, bounds.near_count, hop, other, so_far)
    search.spent[0] += read
    return hidden


@inner
def _push(
    search: SearchInput, bounds: Bounds, level: int, hops_left: int, row: int, count: int, floor: float
) -> tuple[int, bool]:
    """Outwards from those that were reached better by the level before; returns how many are by this one."""
    hidden, better = False, 0
    for n in range(count):
        if search.spent[0] > search.budget:
            break
        person = bounds.frontier[row, n]
        value = bounds.ahead[level - 1, person]
        if search.flags[person] & _TARGET == 0:
            value *= through(search, person)
        better, hid = _push_from(search, bounds, level, hops_left, person, value, 1 - row, better, floor)
        hidden |= hid
    return better, hidden


@inner
def _push_from(
    search: SearchInput,
    bounds: Bounds,
    level: int,
    hops_left: int,
    person: int,
    value: float,
    row: int,
    better: int,
    floor: float,
) -> tuple[int, bool]:
    ahead, last, end = bounds.ahead, search.flags[person] & _TARGET != 0, search.people[person].end
    e, strength, hidden = next_step(search, person, search.people[person].begin, value, floor, False)
    read = 1
    while e < end:
        read += 1
        other, so_far = search.entries[e].other, value * strength
        e, strength, weak = next_step(search, person, e + 1, value, floor, False)
        hidden |= weak
        flags = search.flags[other]
        if so_far <= ahead[level, other] or flags & _TARGET or (last and flags & _NO_INTRODUCER):
            continue
        if hops_left >= 0 and so_far * bounds.behind[hops_left, other] < floor:
            hidden = True
            continue
        # What lies ahead of a start that is not open is told as well: nobody asks for it.
        if (flags & _START == 0 and through(search, other) == 0.0) or at_odds(search, person, other):
            continue
        if ahead[level, other] == ahead[level - 1, other] and flags & _START == 0:
            bounds.frontier[row, better] = other
            better += 1
        _put(ahead, bounds.reached, bounds.reached_count, level, other, so_far)
    search.spent[0] += read
    return better, hidden


@inner
def _pull(search: SearchInput, bounds: Bounds, level: int, hops_left: int, floor: float, row: int) -> tuple[int, bool]:
    """For those who are so near the starts, the best of their steps; returns how many are reached better."""
    ahead, hidden, better = bounds.ahead, False, 0
    for n in range(bounds.near_count[hops_left]):
        if search.spent[0] > search.budget:
            break
        person = bounds.near[hops_left, n]
        best = _best_of_steps(search, ahead, level - 1, person, ahead[level, person])
        if best == ahead[level, person]:
            continue
        if best * bounds.behind[hops_left, person] < floor:
            hidden = True
            continue
        if search.flags[person] & _START == 0:
            bounds.frontier[row, better] = person
            better += 1
        _put(ahead, bounds.reached, bounds.reached_count, level, person, best)
    return better, hidden


@inner
def _best_of_steps(search: SearchInput, ahead: Floats, left: int, person: int, best: float) -> float:
    end, read = search.people[person].end, 1
    e, strength, _ = next_step(search, person, search.people[person].begin, 1.0, best, True)
    while e < end:
        read += 1
        other = search.entries[e].other
        value = strength * ahead[left, other]
        if value > best and search.flags[other] & _START == 0:
            if search.flags[other] & _TARGET:
                value = 0.0 if search.flags[person] & _NO_INTRODUCER else value
            else:
                value *= through(search, other)
            if value > best and not at_odds(search, person, other):
                best = value
        e, strength, _ = next_step(search, person, e + 1, 1.0, best, True)
    search.spent[0] += read
    return best
