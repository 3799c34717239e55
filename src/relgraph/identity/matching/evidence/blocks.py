"""Who is compared with whom: only those who share a key, and of a crowded key only some.

A key is a chain from the plain to the particular. Where more people than `LIMIT` share one, the next of its chain is
asked; where even the last one is, each is compared with the next `WINDOW` in the order of ids. So the pairs
grow as the people do.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

LIMIT, WINDOW = 80, 20
Chain = tuple[int, ...]
"""Hashes of keys."""


class Blocks:
    """The people, by their places in a list, who share a key."""

    def __init__(self, chains: Callable[[], Iterable[Iterable[Chain]]]) -> None:
        # They are made twice: to keep those of a hundred thousand people would take more memory than all else.
        crowded = _crowded(chains())
        self._keys = [tuple({_narrowed(chain, crowded) for chain in each}) for each in chains()]
        once: set[int] = set()
        shared: set[int] = set()
        for keys in self._keys:
            for key in keys:
                (shared if key in once else once).add(key)
        self._members: dict[int, list[int]] = {}
        for place, keys in enumerate(self._keys):
            self._keys[place] = tuple(key for key in keys if key in shared)
            for key in self._keys[place]:
                self._members.setdefault(key, []).append(place)

    def beside(self, place: int) -> list[int]:
        """Whom somebody is compared with, by their places, in order."""
        return sorted({other for key in self._keys[place] for other in self._near(self._members[key], place)} - {place})

    def after(self, place: int) -> list[int]:
        """Those of `beside` who come later: so each pair is seen once."""
        return [other for other in self.beside(place) if other > place]

    @staticmethod
    def _near(members: list[int], place: int) -> Sequence[int]:
        if len(members) <= LIMIT:
            return members
        at = bisect_right(members, place) - 1
        return members[max(0, at - WINDOW) : at + WINDOW + 1]


def _crowded(chains: Iterable[Iterable[Chain]]) -> set[int]:
    """The keys that too many share. Somebody counts once for a key, however many of their chains it is in."""
    counts: dict[int, int] = {}
    for each in chains:
        for key in {key for chain in each for key in chain[:-1]}:
            counts[key] = counts.get(key, 0) + 1
    return {key for key, count in counts.items() if count > LIMIT}


def _narrowed(chain: Chain, crowded: set[int]) -> int:
    return next((key for key in chain if key not in crowded), chain[-1])
