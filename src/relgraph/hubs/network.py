"""A network of people as it is measured: who is tied to whom, who listens to whom, and how long a way is."""

import math
from collections.abc import Iterable, Sequence
from functools import cache

from pydantic import BaseModel

Column = list[float | None]
"""One measure of everybody, in the order of the network's ids; None is unknown."""

_GRID = 2**40
_DECIMALS = 10_000


class NetworkRow(BaseModel, frozen=True):
    """A person of a scope, as a network is read.

    `strengths` are those of the first `contacts`, `weights` those of the first `listeners`; those of all further ones
    are unknown. `layer` is that of the main seat, None if unknown.
    """

    id: str
    layer: int | None
    contacts: list[str]
    strengths: list[float]
    listeners: list[str]
    weights: list[float]


class PlacedRow(BaseModel, frozen=True):
    """A person or a contact: the place and organisation of their main seat, None if unknown, and whom they know.

    Of two who know each other one names the other.
    """

    id: str
    place: str | None
    organization: str | None
    contacts: list[str]


class Network:
    """People by place (0, 1, …), the ties between them, and who listens to whom.

    `ties`: (one, other) with one < other → strength; `sways`: (influencer, listener) → weight; None is unknown. Of
    several ties between the same two the strongest counts, and a known one before an unknown.
    """

    def __init__(self, rows: Sequence[NetworkRow]) -> None:
        self.ids = [row.id for row in rows]
        self._place = {id_: n for n, id_ in enumerate(self.ids)}
        self.ties: dict[tuple[int, int], float | None] = {}
        self.sways: dict[tuple[int, int], float | None] = {}
        for n, row in enumerate(rows):
            self.sways.update({(n, other): weight for other, weight in self._numbered(row.listeners, row.weights)})
            for other, strength in self._numbered(row.contacts, row.strengths):
                ends = (n, other) if n < other else (other, n)
                known = self.ties.get(ends)
                if known is None or (strength is not None and strength > known):
                    self.ties[ends] = strength

    def __len__(self) -> int:
        return len(self.ids)

    def _numbered(self, people: list[str], numbers: list[float]) -> Iterable[tuple[int, float | None]]:
        unknown = [None] * (len(people) - len(numbers))
        return zip((self._place[person] for person in people), [*numbers, *unknown], strict=True)


@cache
def length(strength: float) -> float:
    """How long a tie of a strength above 0 is on a chain: the shortest chain is the likeliest, with fewest ties.

    It is -ln(strength), so that a chain is as long as its likelihood is small, plus a trifle (2**-40) for the step:
    of equally likely chains the shorter one wins, as among paths, and no tie has length 0. Ties of length 0, which is
    what certain ones would have, allow infinitely many chains between two people, and Brandes's algorithm miscounts.
    Chains that are equally likely and have as many ties are equally long to the last bit, and share what they carry:
    logarithms are sums over prime factors (0.4 is 0.5 times 0.8, so its is theirs added up) and lie on a grid on which
    floats add up exactly. Strengths with more than four decimals only lie on the grid.
    """
    parts = round(strength * _DECIMALS)
    if parts / _DECIMALS == strength:
        cells = sum(map(_cells, _primes(_DECIMALS))) - sum(map(_cells, _primes(parts)))
    else:
        cells = _cells(1 / strength)
    return (cells + 1) / _GRID


def _cells(number: float) -> int:
    return round(math.log(number) * _GRID)


def _primes(number: int) -> list[int]:
    factors, divisor = [], 2
    while number > 1:
        while number % divisor == 0:
            factors.append(divisor)
            number //= divisor
        divisor += 1
    return factors
