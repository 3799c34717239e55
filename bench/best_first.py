"""The best simple paths by a best-first search in memory: how fast this can be done at all, and exactly.

Levels outwards from the target tell how well it is reached from everybody in so many hops, repeats allowed, above a
floor; they bound what is left of a path, so that the search from the starts goes straight to the best ones. The floor
falls until enough are found. All arrays are as long as the book and made once; a question touches what it reaches.
"""

import heapq

import numpy as np

from bench.network import Floats, Network, Numbers, Rows
from relgraph.paths.model import MAX_HOPS, NEGLIGIBLE

Path = tuple[float, list[int]]
"""Score, and people from the start to the target."""

_FLOORS = (0.3, 0.1, 0.03, 0.01, 0.001, NEGLIGIBLE)
_SLACK = 5e-13
"""Scores are compared by twelve decimals."""


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
            found = self._above(floor - _SLACK, target, starts, begin, hops, k)
            if len(found) == k:
                break
        self._arriving[starts] = False
        self._usable[ends] = ~self._network.barred[ends]
        return found

    def _above(self, floor: float, target: int, starts: Numbers, begin: Numbers, hops: int, k: int) -> list[Path]:
        near = self._reached_soon(floor, target, starts, begin, hops // 2)
        self._usable[target], self._usable[begin] = False, True
        self._measure(floor, target, near, hops)
        first = self._left[hops].value
        heap = [(-float(first[start]), [start], 1.0) for start in begin[first[begin] >= floor].tolist()]
        heapq.heapify(heap)
        found: list[Path] = []
        while heap and len(found) < k:
            _, people, score = heapq.heappop(heap)
            if people[-1] == target:
                found.append((round(score, 12), people))
                continue
            for other, so_far, bound in self._steps(target, people, score, floor, hops - len(people)):
                heapq.heappush(heap, (-bound, [*people, other], so_far))
        for level in (*self._left, *self._near):
            level.clear()
        return found

    def _steps(
        self, target: int, people: list[int], score: float, floor: float, left: int
    ) -> list[tuple[int, float, float]]:
        """Everybody to go on to, the score with that step, and the best it can become in so many hops."""
        rows, here, factor = self._network.out, people[-1], self._network.factor
        place = slice(rows.begin[here], rows.begin[here + 1])
        through = factor[here] if len(people) > 1 else 1.0
        other, so_far = rows.other[place], rows.strength[place] * (score * through)
        bound = so_far * self._left[left].value[other] * np.where(other == target, 1.0, factor[other])
        keep = np.flatnonzero((bound >= floor) & ~self._arriving[other])
        steps = zip(other[keep].tolist(), so_far[keep].tolist(), bound[keep].tolist(), strict=True)
        return [step for step in steps if step[0] not in people]

    def _measure(self, floor: float, target: int, near: int, hops: int) -> None:
        """By hops: how well the target is reached from each person at best, in so many hops at most."""
        frontier = np.array([target], dtype=np.int32)
        self._left[0].put(frontier, np.ones(1))
        for hop in range(1, hops + 1):
            before, after = self._left[hop - 1], self._left[hop]
            through = np.where(frontier == target, 1.0, self._network.factor[frontier])
            ahead = self._near[hops - hop].value if hops - hop <= near else None
            frontier = self._spread(self._network.into, frontier, through, before, after, floor, ahead)
            frontier = frontier[~self._arriving[frontier]]

    def _reached_soon(self, floor: float, target: int, starts: Numbers, begin: Numbers, hops: int) -> int:
        """By hops: how well each person is reached from the starts at best. Returns how far that was soon told."""
        self._usable[starts], self._usable[target] = False, True
        frontier, budget = begin, len(self._network.out.other) // 8
        self._near[0].put(begin, np.ones(len(begin)))
        for hop in range(1, hops + 1):
            budget -= self._network.out.count(frontier)
            if budget < 0:
                return hop - 1
            through = np.where(self._arriving[frontier], 1.0, self._network.factor[frontier])
            before, after = self._near[hop - 1], self._near[hop]
            frontier = self._spread(self._network.out, frontier, through, before, after, floor, None)
            frontier = frontier[frontier != target]
        return hops

    def _spread(
        self,
        rows: Rows,
        frontier: Numbers,
        through: Floats,
        before: "_Level",
        after: "_Level",
        floor: float,
        ahead: Floats | None,
    ) -> Numbers:
        """Fill the next level; whom it reaches better. `ahead` is how well those are reached from the other end."""
        place, owner = rows.at(frontier)
        other, value = rows.other[place], rows.strength[place] * (before.value[frontier] * through)[owner]
        keep = value * (1.0 if ahead is None else ahead[other]) >= floor
        keep &= self._usable[other] & (value > before.value[other])
        other, value = other[keep], value[keep]
        reached = np.unique(other)
        after.put(before.people, before.value[before.people])
        np.maximum.at(after.value, other, value)
        after.people = np.union1d(before.people, reached)
        return reached


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
