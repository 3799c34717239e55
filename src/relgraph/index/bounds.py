"""Compiled: how well everybody is reached from the targets, by hops, and how well from the starts.

`ahead[j][person]` is the best that a way of at most j hops from there to a target multiplies by, repeats allowed: a
bound on what is left of a path, and nearly always what is left of the best one. Values below a floor are told as 0. It
is found level by level: outwards from the targets while few are reached, and afterwards by looking along the steps
of those near the starts, whichever has less to read.
"""

from typing import NamedTuple

import numpy as np

from relgraph.index.arrays import Floats, Numbers, Part
from relgraph.index.compiled import compiled
from relgraph.index.gates import at_odds, entries, step, through

_START, _TARGET, _NO_INTRODUCER = int(Part.START), int(Part.TARGET), int(Part.NO_INTRODUCER)
_NEAR_SHARE = 8
"""Who is near the starts is told while that means to read no more than this part of the index."""


class Levels(NamedTuple):
    """By hops: values of people, and who has one; kept from question to question, and emptied in between."""

    ahead: Floats
    reached: Numbers
    reached_count: Numbers
    behind: Floats
    """How well people are reached from the starts at best, what passing through them takes off included."""
    near: Numbers
    near_count: Numbers


def empty_levels(people: int, most_hops: int) -> Levels:
    """Levels for a search of so many hops at most among so many people."""
    half = most_hops // 2 + 1
    return Levels(
        np.zeros((most_hops + 1, people)),
        np.zeros((most_hops + 1, people), dtype=np.int32),
        np.zeros(most_hops + 1, dtype=np.int32),
        np.zeros((half, people)),
        np.zeros((half, people), dtype=np.int32),
        np.zeros(half, dtype=np.int32),
    )


@compiled
def clear(levels):
    """Empty the levels."""
    for j in range(len(levels.reached_count)):
        for n in range(levels.reached_count[j]):
            levels.ahead[j, levels.reached[j, n]] = 0.0
        levels.reached_count[j] = 0
    for j in range(len(levels.near_count)):
        for n in range(levels.near_count[j]):
            levels.behind[j, levels.near[j, n]] = 0.0
        levels.near_count[j] = 0


@compiled
def _put(values, members, count, level, person, value):
    if values[level, person] == 0.0:
        members[level, count[level]] = person
        count[level] += 1
    values[level, person] = value


@compiled
def _carry_over(values, members, count, level):
    """Whoever is reached in fewer hops is reached in these."""
    for n in range(count[level - 1]):
        person = members[level - 1, n]
        _put(values, members, count, level, person, values[level - 1, person])


@compiled
def look_behind(asked, levels, floor):
    """Tell how well people are reached from the starts; returns for how many hops, and whether the floor hid somebody."""
    budget, hidden = len(asked.entries) // _NEAR_SHARE, False
    for person in asked.starts:
        _put(levels.behind, levels.near, levels.near_count, 0, person, 1.0)
    frontier = levels.near[0, : levels.near_count[0]].copy()
    for hop in range(1, asked.options.hops // 2 + 1):
        budget -= entries(asked, frontier)
        if budget < 0:
            return hop - 1, hidden
        _carry_over(levels.behind, levels.near, levels.near_count, hop)
        better, count = np.empty(min(entries(asked, frontier), levels.near.shape[1]), dtype=np.int32), 0
        for person in frontier:
            value = levels.behind[hop - 1, person]
            for e in range(asked.people[person].begin, asked.people[person].end):
                strength = value * step(asked, e, True)
                if strength == 0.0:
                    continue
                other = asked.entries[e].other
                if strength < floor:
                    hidden = True
                    continue
                if strength <= levels.behind[hop, other] or asked.part[other] & (_START | _TARGET):
                    continue
                strength *= through(asked, other)
                if strength <= levels.behind[hop, other] or at_odds(asked, person, other):
                    continue
                if strength < floor:
                    hidden = True
                    continue
                if levels.behind[hop, other] == levels.behind[hop - 1, other]:
                    better[count] = other
                    count += 1
                _put(levels.behind, levels.near, levels.near_count, hop, other, strength)
        frontier = better[:count].copy()
    return asked.options.hops // 2, hidden


@compiled
def look_ahead(asked, levels, near, floor):
    """Tell what lies ahead of people; returns whether the floor hid somebody."""
    hidden = False
    for person in asked.targets:
        _put(levels.ahead, levels.reached, levels.reached_count, 0, person, 1.0)
    frontier = asked.targets.copy()
    for level in range(1, asked.options.hops + 1):
        _carry_over(levels.ahead, levels.reached, levels.reached_count, level)
        rest = asked.options.hops - level
        out = entries(asked, frontier)
        if rest <= near and entries(asked, levels.near[rest, : levels.near_count[rest]]) < out:
            frontier, hid = _pull(asked, levels, level, rest, floor)
        else:
            frontier, hid = _push(asked, levels, level, rest if rest <= near else -1, frontier, out, floor)
        hidden |= hid
    return hidden


@compiled
def _push(asked, levels, level, rest, frontier, out, floor):
    """Outwards from those that were reached better by the level before."""
    ahead, hidden, count = levels.ahead, False, 0
    better = np.empty(min(out, ahead.shape[1]), dtype=np.int32)
    for person in frontier:
        value, last = ahead[level - 1, person], asked.part[person] & _TARGET != 0
        if not last:
            value *= through(asked, person)
        for e in range(asked.people[person].begin, asked.people[person].end):
            strength = value * step(asked, e, False)
            if strength == 0.0:
                continue
            if strength < floor:
                hidden = True
                continue
            other = asked.entries[e].other
            if strength <= ahead[level, other] or asked.part[other] & _TARGET:
                continue
            if last and asked.part[other] & _NO_INTRODUCER:
                continue
            # Starts that are not open have no ahead of them either: nobody asks for it.
            if not asked.part[other] & _START and through(asked, other) == 0.0:
                continue
            if rest >= 0 and strength * levels.behind[rest, other] < floor:
                hidden = True
                continue
            if at_odds(asked, person, other):
                continue
            if ahead[level, other] == ahead[level - 1, other] and not asked.part[other] & _START:
                better[count] = other
                count += 1
            _put(ahead, levels.reached, levels.reached_count, level, other, strength)
    return better[:count].copy(), hidden


@compiled
def _pull(asked, levels, level, rest, floor):
    """For those who are so near the starts, the best of their steps."""
    ahead, hidden, count = levels.ahead, False, 0
    near = levels.near[rest, : levels.near_count[rest]]
    better = np.empty(len(near), dtype=np.int32)
    for person in near:
        best = ahead[level, person]
        for e in range(asked.people[person].begin, asked.people[person].end):
            other = asked.entries[e].other
            if ahead[level - 1, other] == 0.0 or asked.part[other] & _START:
                continue
            value = ahead[level - 1, other] * step(asked, e, True)
            if value <= best:
                continue
            if asked.part[other] & _TARGET:
                if asked.part[person] & _NO_INTRODUCER:
                    continue
            else:
                value *= through(asked, other)
            if value <= best or at_odds(asked, person, other):
                continue
            if value * levels.behind[rest, person] < floor:
                hidden = True
                continue
            best = value
        if best > ahead[level, person]:
            if not asked.part[person] & _START:
                better[count] = person
                count += 1
            _put(ahead, levels.reached, levels.reached_count, level, person, best)
    return better[:count].copy(), hidden
