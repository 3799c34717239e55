"""The best simple paths by a best-first search in memory: how fast this can be done at all, and exactly.

Levels outwards from the target tell how well it is reached from everybody in so many hops, repeats allowed, above a
floor; they bound what is left of a path, so that the search from the starts goes straight to the best ones. The floor
falls until enough are found. All arrays are as long as the book and made once; a question touches what it reaches.
"""

import heapq
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bench.network import Floats, Network, Numbers, Rows
from relgraph.paths.model import MAX_HOPS, NEGLIGIBLE

Path = tuple[float, list[int]]
"""Score, and people from the start to the target."""

_FLOORS = (0.3, 0.1, 0.03, 0.01, 0.001, NEGLIGIBLE)
_SLACK = 5e-13
"""Scores are compared by twelve decimals."""


@dataclass(frozen=True)
class _Asked:
    """One search: everything that scores at least the floor is found."""

    target: int
    starts: Numbers
    begin: Numbers
    """Those of the starts that are open."""
    hops: int
    k: int
    floor: float


class BestFirst:
    """Searches one network, one question at a time."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._arriving = np.zeros(network.people, dtype=bool)
        """The starts."""
        self._usable = ~network.barred
        """Who may be reached by a step: those between, and the end of the walk."""
        self._left = [_Level(network.people) for _ in range(MAX_HOPS + 1)]
        self._near = [_Level(network.people) for _ in range(MAX_HOPS // 2 + 1)]

    @property
    def nbytes(self) -> int:
        """What the arrays take, the network's included."""
        levels = sum(level.value.nbytes for level in (*self._left, *self._near))
        return self._network.nbytes + self._arriving.nbytes + self._usable.nbytes + levels

    def find(self, target: int, starts: Numbers, hops: int, k: int) -> list[Path]:
        """The k best paths, best first: only the first person is among the starts, only the last is the target."""
        starts = starts[starts != target]
        begin, ends = starts[~self._network.closed[starts]], np.append(starts, np.int32(target))
        self._arriving[starts] = True
        found: list[Path] = []
        for floor in _FLOORS:
            found = self._above(_Asked(target, starts, begin, hops, k, floor - _SLACK))
            if len(found) == k:
                break
        self._arriving[starts] = False
        self._usable[ends] = ~self._network.barred[ends]
        return found

    def _above(self, asked: _Asked) -> list[Path]:
        near = self._reached_soon(asked)
        self._usable[asked.target], self._usable[asked.begin] = False, True
        self._measure(asked, near)
        first = self._left[asked.hops].value[asked.begin]
        likely = np.flatnonzero(first >= asked.floor)
        heap = [(-float(first[n]), [int(asked.begin[n])], 1.0) for n in likely]
        heapq.heapify(heap)
        found: list[Path] = []
        while heap and len(found) < asked.k:
            _, people, score = heapq.heappop(heap)
            if people[-1] == asked.target:
                found.append((round(score, 12), people))
                continue
            for other, so_far, bound in self._steps(asked, people, score):
                heapq.heappush(heap, (-bound, [*people, other], so_far))
        for level in (*self._left, *self._near):
            level.clear()
        return found

    def _steps(self, asked: _Asked, people: list[int], score: float) -> list[tuple[int, float, float]]:
        """Everybody to go on to, the score with that step, and the best it can become in the hops that are left."""
        rows, here, factor = self._network.out, people[-1], self._network.factor
        place = slice(rows.begin[here], rows.begin[here + 1])
        through = factor[here] if len(people) > 1 else 1.0
        other, so_far = rows.other[place], rows.strength[place] * (score * through)
        left = self._left[asked.hops - len(people)].value[other]
        bound = so_far * left * np.where(other == asked.target, 1.0, factor[other])
        keep = np.flatnonzero((bound >= asked.floor) & ~self._arriving[other])
        steps = zip(other[keep].tolist(), so_far[keep].tolist(), bound[keep].tolist(), strict=True)
        return [step for step in steps if step[0] not in people]

    def _measure(self, asked: _Asked, near: int) -> None:
        """By hops: how well the target is reached from each person at best, in so many hops at most."""
        frontier = np.array([asked.target], dtype=np.int32)
        self._left[0].put(frontier, np.ones(1))
        for hop in range(1, asked.hops + 1):
            before, after = self._left[hop - 1], self._left[hop]
            through = np.where(frontier == asked.target, 1.0, self._network.factor[frontier])
            rest = asked.hops - hop
            place, value = _along(self._network.into, frontier, before.value[frontier] * through)
            other = self._network.into.other[place]
            likely = value * (self._near[rest].value[other] if rest <= near else 1.0) >= asked.floor
            frontier = self._fill(after, before, other[likely], value[likely])
            frontier = frontier[~self._arriving[frontier]]

    def _reached_soon(self, asked: _Asked) -> int:
        """By hops: how well each person is reached from the starts at best. Returns how far that was soon told."""
        self._usable[asked.starts], self._usable[asked.target] = False, True
        frontier, budget = asked.begin, len(self._network.out.other) // 8
        self._near[0].put(frontier, np.ones(len(frontier)))
        for hop in range(1, asked.hops // 2 + 1):
            budget -= self._network.out.count(frontier)
            if budget < 0:
                return hop - 1
            before, after = self._near[hop - 1], self._near[hop]
            through = np.where(self._arriving[frontier], 1.0, self._network.factor[frontier])
            place, value = _along(self._network.out, frontier, before.value[frontier] * through)
            likely = value >= asked.floor
            frontier = self._fill(after, before, self._network.out.other[place][likely], value[likely])
            frontier = frontier[frontier != asked.target]
        return asked.hops // 2

    def _fill(self, after: "_Level", before: "_Level", other: Numbers, value: Floats) -> Numbers:
        """Make the next level of these arrivals; returns whom it reaches better."""
        keep = self._usable[other] & (value > before.value[other])
        other, value = other[keep], value[keep]
        reached = np.unique(other)
        after.put(before.people, before.value[before.people])
        np.maximum.at(after.value, other, value)
        after.people = np.union1d(before.people, reached)
        return reached


def _along(rows: Rows, frontier: Numbers, carried: Floats) -> tuple[npt.NDArray[np.int64], Floats]:
    """The places of all edges of the frontier, and what comes of what each of its people carries."""
    place, owner = rows.at(frontier)
    return place, rows.strength[place] * carried[owner]


class _Level:
    """How well everybody is reached, 0 for most; and whom it is not 0 for."""

    def __init__(self, people: int) -> None:
        self.value = np.zeros(people)
        self.people: Numbers = np.zeros(0, dtype=np.int32)

    def put(self, people: Numbers, value: Floats) -> None:
        """Fill it."""
        self.people, self.value[people] = people, value

    def clear(self) -> None:
        """Empty it."""
        self.value[self.people] = 0
        self.people = self.people[:0]
