"""Compiled: how well everybody is reached from the targets, by hops, and how well from the starts.

`ahead[j, person]` is the best that a way of at most j hops from there to a target multiplies by, repeats allowed: a
bound on what is left of a path, and nearly always what is left of the best one. Values below a floor are told as 0. It
is found level by level: outwards from the targets while few are reached, and afterwards by looking along the steps
of those near the starts, whichever has less to read.
"""

from typing import NamedTuple

import numpy as np

from relgraph.paths.index.arrays import Asked, Floats, Numbers, Part, Sizes
from relgraph.paths.index.compiled import inner, lean
from relgraph.paths.index.gates import at_odds, next_step, through

_START, _TARGET, _NO_INTRODUCER = int(Part.START), int(Part.TARGET), int(Part.NO_INTRODUCER)
_MUCH = 10_000
"""Who is near the starts is found once there are so many entries to read around the targets."""
_NEAR_SHARE = 8
"""It is found as far as that means to read no more than this part of the index."""


class Levels(NamedTuple):
    """By hops: values of people, and who has one; kept from question to question, and emptied in between."""

    ahead: Floats
    reached: Numbers
    reached_count: Sizes
    behind: Floats
    """How well people are reached from the starts at best, what passing through them takes off included."""
    near: Numbers
    near_count: Sizes
    line: Numbers
    """Those to go on from, and those to go on from after them, by turns."""


def empty_levels(people: int, most_hops: int) -> Levels:
    """Levels for a search of so many hops at most among so many people."""
    half = most_hops // 2 + 1
    return Levels(
        np.zeros((most_hops + 1, people)),
        np.zeros((most_hops + 1, people), dtype=np.int32),
        np.zeros(most_hops + 1, dtype=np.int64),
        np.zeros((half, people)),
        np.zeros((half, people), dtype=np.int32),
        np.zeros(half, dtype=np.int64),
        np.zeros((2, people), dtype=np.int32),
    )


@lean
def clear(levels: Levels) -> None:
    """Empty the levels."""
    for j in range(len(levels.reached_count)):
        for n in range(levels.reached_count[j]):
            levels.ahead[j, levels.reached[j, n]] = 0.0
        levels.reached_count[j] = 0
    for j in range(len(levels.near_count)):
        for n in range(levels.near_count[j]):
            levels.behind[j, levels.near[j, n]] = 0.0
        levels.near_count[j] = 0


@lean
def look_ahead(asked: Asked, levels: Levels, floor: float) -> bool:
    """Tell what lies ahead of people; returns whether the floor hid somebody. Not all when the budget is used up."""
    hidden, near, row, count = False, -1, 0, len(asked.targets)
    for n in range(count):
        _put(levels.ahead, levels.reached, levels.reached_count, 0, asked.targets[n], 1.0)
        levels.line[0, n] = asked.targets[n]
    for level in range(1, asked.options.hops + 1):
        _carry_over(levels.ahead, levels.reached, levels.reached_count, level)
        out = _entries(asked, levels.line, row, count)
        if near < 0 and out > _MUCH:
            near, hid = _look_behind(asked, levels, floor)
            hidden |= hid
        rest = asked.options.hops - level
        if rest <= near and _entries(asked, levels.near, rest, levels.near_count[rest]) < out:
            count, hid = _pull(asked, levels, level, rest, floor, 1 - row)
        else:
            count, hid = _push(asked, levels, level, rest if rest <= near else -1, row, count, floor)
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
def _entries(asked: Asked, members: Numbers, row: int, count: int) -> int:
    """How many entries these people have."""
    total = 0
    for n in range(count):
        person = members[row, n]
        total += asked.people[person].end - asked.people[person].begin
    return total


@inner
def _look_behind(asked: Asked, levels: Levels, floor: float) -> tuple[int, bool]:
    """Tell how well people are reached from the starts; returns in how many hops, and whether the floor hid any."""
    budget, hidden, count = len(asked.entries) // _NEAR_SHARE, False, len(asked.starts)
    for n in range(count):
        _put(levels.behind, levels.near, levels.near_count, 0, asked.starts[n], 1.0)
    for hop in range(1, asked.options.hops // 2 + 1):
        budget -= _entries(asked, levels.near, hop - 1, levels.near_count[hop - 1])
        if budget < 0:
            return hop - 1, hidden
        _carry_over(levels.behind, levels.near, levels.near_count, hop)
        for n in range(levels.near_count[hop - 1]):
            if asked.spent[0] > asked.budget:
                return hop - 1, hidden
            hidden |= _spread(asked, levels, hop, levels.near[hop - 1, n], floor)
    return asked.options.hops // 2, hidden


@inner
def _spread(asked: Asked, levels: Levels, hop: int, person: int, floor: float) -> bool:
    """Go on from one person, away from the starts; returns whether the floor hid somebody."""
    behind, value, end = levels.behind, levels.behind[hop - 1, person], asked.people[person].end
    e, strength, hidden = next_step(asked, person, asked.people[person].begin, value, floor, True)
    read = 1
    while e < end:
        read += 1
        other, so_far = asked.entries[e].other, value * strength
        e, strength, weak = next_step(asked, person, e + 1, value, floor, True)
        hidden |= weak
        if so_far <= behind[hop, other] or asked.part[other] & (_START | _TARGET):
            continue
        so_far *= through(asked, other)
        if so_far <= behind[hop, other] or at_odds(asked, person, other):
            continue
        if so_far < floor:
            hidden = True
        else:
            _put(behind, levels.near, levels.near_count, hop, other, so_far)
    asked.spent[0] += read
    return hidden


@inner
def _push(asked: Asked, levels: Levels, level: int, rest: int, row: int, count: int, floor: float) -> tuple[int, bool]:
    """Outwards from those that were reached better by the level before; returns how many are by this one."""
    hidden, better = False, 0
    for n in range(count):
        if asked.spent[0] > asked.budget:
            break
        person = levels.line[row, n]
        value = levels.ahead[level - 1, person]
        if asked.part[person] & _TARGET == 0:
            value *= through(asked, person)
        better, hid = _push_from(asked, levels, level, rest, person, value, 1 - row, better, floor)
        hidden |= hid
    return better, hidden


@inner
def _push_from(
    asked: Asked, levels: Levels, level: int, rest: int, person: int, value: float, row: int, better: int, floor: float
) -> tuple[int, bool]:
    ahead, last, end = levels.ahead, asked.part[person] & _TARGET != 0, asked.people[person].end
    e, strength, hidden = next_step(asked, person, asked.people[person].begin, value, floor, False)
    read = 1
    while e < end:
        read += 1
        other, so_far = asked.entries[e].other, value * strength
        e, strength, weak = next_step(asked, person, e + 1, value, floor, False)
        hidden |= weak
        part = asked.part[other]
        if so_far <= ahead[level, other] or part & _TARGET or (last and part & _NO_INTRODUCER):
            continue
        if rest >= 0 and so_far * levels.behind[rest, other] < floor:
            hidden = True
            continue
        # What lies ahead of a start that is not open is told as well: nobody asks for it.
        if (part & _START == 0 and through(asked, other) == 0.0) or at_odds(asked, person, other):
            continue
        if ahead[level, other] == ahead[level - 1, other] and part & _START == 0:
            levels.line[row, better] = other
            better += 1
        _put(ahead, levels.reached, levels.reached_count, level, other, so_far)
    asked.spent[0] += read
    return better, hidden


@inner
def _pull(asked: Asked, levels: Levels, level: int, rest: int, floor: float, row: int) -> tuple[int, bool]:
    """For those who are so near the starts, the best of their steps; returns how many are reached better."""
    ahead, hidden, better = levels.ahead, False, 0
    for n in range(levels.near_count[rest]):
        if asked.spent[0] > asked.budget:
            break
        person = levels.near[rest, n]
        best = _best_of_steps(asked, ahead, level - 1, person, ahead[level, person])
        if best == ahead[level, person]:
            continue
        if best * levels.behind[rest, person] < floor:
            hidden = True
            continue
        if asked.part[person] & _START == 0:
            levels.line[row, better] = person
            better += 1
        _put(ahead, levels.reached, levels.reached_count, level, person, best)
    return better, hidden


@inner
def _best_of_steps(asked: Asked, ahead: Floats, left: int, person: int, best: float) -> float:
    end, read = asked.people[person].end, 1
    e, strength, _ = next_step(asked, person, asked.people[person].begin, 1.0, best, True)
    while e < end:
        read += 1
        other = asked.entries[e].other
        value = strength * ahead[left, other]
        if value > best and asked.part[other] & _START == 0:
            if asked.part[other] & _TARGET:
                value = 0.0 if asked.part[person] & _NO_INTRODUCER else value
            else:
                value *= through(asked, other)
            if value > best and not at_odds(asked, person, other):
                best = value
        e, strength, _ = next_step(asked, person, e + 1, 1.0, best, True)
    asked.spent[0] += read
    return best
