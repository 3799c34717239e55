"""What libraries of graph algorithms are given: the steps near a target, with a source before all starts."""

from dataclasses import dataclass

import numpy as np

from bench.network import Floats, Network, Numbers


@dataclass(frozen=True)
class Subgraph:
    """Steps among people numbered anew; the last two numbers are the target and the source, which is no person.

    A step weighs minus the logarithm of its strength and of what passing through its first person takes off.
    """

    size: int
    origin: Numbers
    to: Numbers
    weight: Floats

    @property
    def target(self) -> int:
        """Where paths end."""
        return self.size - 2

    @property
    def source(self) -> int:
        """Where paths begin, one step before their start."""
        return self.size - 1

    @classmethod
    def near(cls, network: Network, target: int, starts: Numbers, hops: int) -> "Subgraph":
        """All that a path of so many hops can use, seen from the target."""
        arriving = np.zeros(network.people, dtype=bool)
        arriving[starts[starts != target]] = True
        usable = np.where(arriving, ~network.closed, ~network.barred)
        usable[target] = False
        seen = np.zeros(network.people, dtype=bool)
        seen[target] = True
        frontier = np.array([target], dtype=np.int32)
        for _ in range(hops):
            place, _ = network.into.at(frontier)
            reached = np.unique(network.into.other[place])
            reached = reached[usable[reached] & ~seen[reached]]
            seen[reached] = True
            frontier = reached[~arriving[reached]]
        people = np.append(np.flatnonzero(seen & (np.arange(network.people) != target)), target).astype(np.int32)
        return cls._among(network, people, arriving)

    @classmethod
    def _among(cls, network: Network, people: Numbers, arriving: np.ndarray) -> "Subgraph":
        number = np.full(network.people, -1, dtype=np.int32)
        number[people] = np.arange(len(people))
        place, owner = network.out.at(people)
        other = network.out.other[place]
        # Nothing leads to a start, or on from the target.
        keep = (number[other] >= 0) & ~arriving[other] & (owner != len(people) - 1)
        owner, other, strength = owner[keep], other[keep], network.out.strength[place][keep]
        through = np.where(arriving[people], 1.0, network.factor[people])[owner]
        begin = np.flatnonzero(arriving[people])
        return cls(
            len(people) + 1,
            np.concatenate([owner, np.full(len(begin), len(people))]).astype(np.int32),
            np.concatenate([number[other], begin]).astype(np.int32),
            np.concatenate([-np.log(strength * through), np.zeros(len(begin))]),
        )
