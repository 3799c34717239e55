"""Count what people broker between units and organisations: their contacts there, and who of these know each other.

As sparse matrices, some people at a time: where everybody knows everybody, pairs of contacts are counted, never listed.
The library is in the extra `hubs`: this module is imported late.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from relgraph.hubs.model import Standing
from relgraph.hubs.network import PlacedRow

_BLOCK = 1_000
"""So many people are counted at a time: what their contacts know is held for these only."""
_UNKNOWN = -1


def standings(rows: Sequence[PlacedRow], people: Sequence[str]) -> list[Standing]:
    """What these people, who are among the rows with all their contacts, broker between places."""
    if not people:
        return []
    number = {row.id: n for n, row in enumerate(rows)}
    places, homes = _numbered(row.place for row in rows), _numbered(row.organization for row in rows)
    placed = places != _UNKNOWN
    known = _known(rows, number)
    ones, others = known.nonzero()
    differing = places[ones] != places[others]
    # Of those without a place nobody is counted: their columns of contacts are empty.
    apart = _matrix(ones[differing], others[differing], known.shape)
    seats = np.flatnonzero(placed)
    at_place = _matrix(seats, places[seats], (len(rows), max(len(rows), 1)))
    told = []
    for begin in range(0, len(people), _BLOCK):
        some = np.array([number[id_] for id_ in people[begin : begin + _BLOCK]])
        contacts = known[some].multiply(placed).tocsr()
        size, alike = contacts.sum(axis=1), (contacts @ at_place).power(2).sum(axis=1)
        acquainted = (contacts @ apart).multiply(contacts).sum(axis=1)
        brokerage = (size * size - alike - acquainted) / 2
        bridges, outside = _elsewhere(contacts, places, some), _elsewhere(contacts, homes, some)
        told += [
            Standing(
                person=rows[n].id,
                brokerage=int(brokerage[i]),
                bridges=int(bridges[i]) if placed[n] else None,
                outside=int(outside[i]) if placed[n] else None,
            )
            for i, n in enumerate(some)
        ]
    return told


def _numbered(names: Iterable[str | None]) -> NDArray[np.int64]:
    """The same number for the same name; -1 for unknown."""
    numbers: dict[str, int] = {}
    told = [_UNKNOWN if name is None else numbers.setdefault(name, len(numbers)) for name in names]
    return np.array(told, dtype=np.int64)


def _known(rows: Sequence[PlacedRow], number: dict[str, int]) -> Any:  # noqa: ANN401  (untyped library)
    """1 where two know each other, seen from both."""
    ones = np.array([n for n, row in enumerate(rows) for _ in row.contacts], dtype=np.int64)
    others = np.array([number[id_] for row in rows for id_ in row.contacts], dtype=np.int64)
    ends = np.concatenate([ones, others]), np.concatenate([others, ones])
    return _matrix(*ends, (len(rows), len(rows))).astype(bool).astype(np.float64)


def _matrix(rows: NDArray[Any], columns: NDArray[Any], shape: tuple[int, int]) -> Any:  # noqa: ANN401  (untyped library)
    return csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)


def _elsewhere(contacts: Any, places: NDArray[np.int64], people: NDArray[np.int64]) -> NDArray[np.int64]:  # noqa: ANN401
    """How many of each one's contacts sit elsewhere than they do."""
    of, contact = contacts.nonzero()
    return np.bincount(of[places[contact] != places[people[of]]], minlength=len(people))
