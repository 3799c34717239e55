"""A book's usable relations as arrays in memory: what paths may run over, read from the graph once.

It is made by plain reads and numpy and shares no search code with relgraph, so that the two can check each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from relgraph.paths.model import AssumedStrengths, Load

Numbers = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

TIE, INFLUENCE, SOLID, DOTTED = range(4)
"""Kinds of facts between two people; lines go from the person to the manager, influence to the influenced."""


@dataclass(frozen=True)
class Facts:
    """What holds on the day: facts between people, by number, and who is no way. Unknown strengths are NaN."""

    people: int
    kind: npt.NDArray[np.int8]
    a: Numbers
    b: Numbers
    strength: Floats
    frictions: npt.NDArray[np.int32]
    """Pairs, in either order."""
    closed: Flags
    """Of each person: opposed, declining, or gone: neither the first of a path nor between."""
    barred: Flags
    """Of each person: at an organisation that is no way: not between."""
    asks: Numbers
    """Of each person: open ones."""


@dataclass(frozen=True)
class Rows:
    """Compressed rows: where each person's begin, whom they lead to, and how strongly."""

    begin: npt.NDArray[np.int64]
    other: Numbers
    strength: Floats

    @classmethod
    def of(cls, people: int, at: Numbers, other: Numbers, strength: Floats) -> Self:
        """Gather edges by the person at one end; these must be in order."""
        begin = np.zeros(people + 1, dtype=np.int64)
        np.cumsum(np.bincount(at, minlength=people), out=begin[1:])
        return cls(begin, other, strength)

    def at(self, people: Numbers) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Places of all edges of these people, and which of the people each belongs to (by place in `people`)."""
        first, count = self.begin[people], self.begin[people + 1] - self.begin[people]
        owner = np.repeat(np.arange(len(people)), count)
        offset = np.cumsum(count) - count
        return np.arange(len(owner)) + (first - offset)[owner], owner

    def count(self, people: Numbers) -> int:
        """How many edges these people have."""
        return int((self.begin[people + 1] - self.begin[people]).sum())


@dataclass(frozen=True)
class Network:
    """Directed steps between people, the strongest of each ordered pair, by their start (`out`) and end (`into`)."""

    out: Rows
    into: Rows
    closed: Flags
    barred: Flags
    """Not between: closed, or at an organisation that is no way."""
    factor: Floats
    """What passing through each person multiplies by."""

    @classmethod
    def of(cls, facts: Facts, assumed: AssumedStrengths = AssumedStrengths(), load: Load = Load()) -> Self:  # noqa: B008
        """Usable steps, by the strongest fact in that direction."""
        n = facts.people
        origin, to, strength = _steps(facts, assumed)
        blocked = np.unique(np.sort(facts.frictions.astype(np.int64), axis=1) @ np.array([n, 1]))
        pair = np.minimum(origin, to).astype(np.int64) * n + np.maximum(origin, to)
        keep = (strength > 0) & (origin != to) & ~np.isin(pair, blocked)
        origin, to, strength = _strongest(origin[keep], to[keep], strength[keep])
        out = Rows.of(n, origin, to, strength)
        order = np.argsort(to, kind="stable")
        into = Rows.of(n, to[order], origin[order], strength[order])
        factor = load.factor ** np.maximum(0, facts.asks - load.free).astype(np.float64)
        return cls(out, into, facts.closed, facts.closed | facts.barred, factor)

    @property
    def people(self) -> int:
        """How many there are."""
        return len(self.closed)

    @property
    def nbytes(self) -> int:
        """What the arrays take."""
        return sum(array.nbytes for array in self._arrays.values())

    @cached_property
    def _arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        rows = {"out": self.out, "into": self.into}
        arrays = {f"{way}.{field.name}": getattr(row, field.name) for way, row in rows.items() for field in fields(row)}
        return {**arrays, "closed": self.closed, "barred": self.barred, "factor": self.factor}

    def save(self, folder: Path) -> None:
        """Leave it for other processes."""
        for name, array in self._arrays.items():
            np.save(folder / f"{name}.npy", array)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """What `save` left, read as needed."""
        found = {path.stem: np.load(path, mmap_mode="r") for path in folder.glob("*.npy")}
        rows = [Rows(*(found[f"{way}.{field.name}"] for field in fields(Rows))) for way in ("out", "into")]
        return cls(*rows, found["closed"], found["barred"], found["factor"])


def person_number(id_: str) -> int:
    """The number that a person's id in a book stands for."""
    return int(id_[3:])


def concatenated(parts: Sequence[tuple[npt.NDArray[np.generic], ...]]) -> tuple[npt.NDArray[np.generic], ...]:
    """Columns of parts, one below the other."""
    return tuple(np.concatenate(column) for column in zip(*parts, strict=True))


def _steps(facts: Facts, assumed: AssumedStrengths) -> tuple[Numbers, Numbers, Floats]:
    """Origin, end and strength of each direction of each fact that can be gone."""
    forth = {TIE: assumed.tie, INFLUENCE: assumed.influence, SOLID: assumed.solid_up, DOTTED: assumed.dotted_up}
    back = {TIE: assumed.tie, SOLID: assumed.solid_down, DOTTED: assumed.dotted_down}
    parts = []
    for ends, ways in (((facts.a, facts.b), forth), ((facts.b, facts.a), back)):
        for kind, default in ways.items():
            these = facts.kind == kind
            strength = facts.strength[these]
            known = ~np.isnan(strength)
            guessed = ~known & (kind in (TIE, INFLUENCE))
            parts.append((ends[0][these], ends[1][these], np.where(known, strength, default), guessed, known))
    origin, to, strength, guessed, known = concatenated(parts)
    # Beside a recorded strength nothing is assumed.
    pair = origin.astype(np.int64) << 32 | to
    keep = ~(guessed & np.isin(pair, pair[known]))
    return origin[keep], to[keep], strength[keep]  # type: ignore[return-value]


def _strongest(origin: Numbers, to: Numbers, strength: Floats) -> tuple[Numbers, Numbers, Floats]:
    order = np.lexsort((-strength, to, origin))
    origin, to, strength = origin[order], to[order], strength[order]
    first = np.ones(len(origin), dtype=bool)
    first[1:] = (origin[1:] != origin[:-1]) | (to[1:] != to[:-1])
    return origin[first], to[first], strength[first]
