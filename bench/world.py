"""A deterministic book of business that looks like a real one, from ten thousand people to a million.

One vendor (ours), customers from 20 to 4,000 people, partners and competitors, in units with reporting trees. People
and units are numbered by organisation, organisations by sector, so that "a colleague" is a range of numbers. The last
organisations are islands: nobody there knows anybody elsewhere. A few people, the hubs, know thousands.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Self
from zlib import crc32

import numpy as np
import numpy.typing as npt

from bench.stored import Numbers

AS_OF = date(2026, 9, 1)
"""The day that books are asked about."""

KINDS = ("vendor", "customer", "partner", "competitor")
VENDOR, CUSTOMER, PARTNER, COMPETITOR = range(4)
SPAN = 6
"""People a manager, and units a unit, has directly below."""

SECTOR = 25
"""Organisations that know each other better than the rest."""

ISLANDS = 5
GONE = 0.005
_LEAST_UNIT, _MOST_UNIT = 5, 60


@dataclass(frozen=True)
class World:
    """Who works where. Arrays are by number; `…_begin` have one more, where the last ends."""

    people: int
    seed: int
    organization_begin: Numbers
    organization_kind: Numbers
    unit_begin: Numbers
    unit_organization: Numbers
    unit_place: Numbers
    """A unit's number in its organisation; unit (n - 1) // SPAN is above it."""

    @classmethod
    def of(cls, people: int, seed: int = 7) -> Self:
        """The book of so many people, ours and all others; at least 1,000."""
        rng = np.random.default_rng([seed, people])
        sizes, kinds = _organizations(people, rng)
        units = [_units(size, rng) for size in sizes]
        return cls(
            people,
            seed,
            _begins(sizes),
            np.array(kinds),
            _begins([size for of in units for size in of]),
            np.repeat(np.arange(len(units)), [len(of) for of in units]),
            np.concatenate([np.arange(len(of)) for of in units]),
        )

    def rng(self, topic: str) -> np.random.Generator:
        """Chance of its own for each topic: what one draws does not change the others."""
        return np.random.default_rng([self.seed, self.people, crc32(topic.encode())])

    @cached_property
    def unit(self) -> Numbers:
        """Of each person."""
        return np.repeat(np.arange(len(self.unit_organization)), np.diff(self.unit_begin))

    @cached_property
    def organization(self) -> Numbers:
        """Of each person."""
        return self.unit_organization[self.unit]

    @cached_property
    def sector_begin(self) -> Numbers:
        """First people of sectors; those of islands are in none."""
        begins = np.arange(0, len(self.organization_kind) - ISLANDS, SECTOR)
        return np.append(self.organization_begin[begins], self.mainland)

    @property
    def ours_count(self) -> int:
        """People of ours; they are the first."""
        return int(self.organization_begin[1])

    @property
    def mainland(self) -> int:
        """The first person of the islands."""
        return int(self.organization_begin[-1 - ISLANDS])

    @cached_property
    def manager(self) -> Numbers:
        """Of each person; -1 at the top. Heads of units report to the head of the unit above."""
        place, above = self._place_in_unit, self.unit_above
        head_above = np.where(above >= 0, self.unit_begin[:-1][above], -1)
        return np.where(place > 0, self.unit_begin[self.unit] + (place - 1) // SPAN, head_above[self.unit])

    @cached_property
    def unit_above(self) -> Numbers:
        """Of each unit; -1 at the top."""
        first = np.arange(len(self.unit_place)) - self.unit_place
        return np.where(self.unit_place > 0, first + (self.unit_place - 1) // SPAN, -1)

    @cached_property
    def layer(self) -> Numbers:
        """Of each person; 1 is the top."""
        return 1 + _depth(self.unit_place)[self.unit] + _depth(self._place_in_unit)

    @property
    def _place_in_unit(self) -> Numbers:
        return np.arange(self.people) - self.unit_begin[self.unit]

    @cached_property
    def gone(self) -> npt.NDArray[np.bool_]:
        """Who no longer exists on the day."""
        return (self.rng("gone").random(self.people) < GONE) & (self._place_in_unit > 0)

    @cached_property
    def standing(self) -> npt.NDArray[np.float64]:
        """Sum of how sociable the people before each are: few know many, most know few; heads know more."""
        draws = np.minimum(1 + self.rng("standing").pareto(1.8, self.people), 40)
        return np.concatenate([[0.0], np.cumsum(draws * np.where(self._place_in_unit == 0, 2.5, 1.0))])

    def someone(self, rng: np.random.Generator, first: Numbers | int, end: Numbers | int) -> Numbers:
        """People of ranges, the sociable more often."""
        low, high = self.standing[first], self.standing[end]
        draw = low + rng.random(np.shape(first)) * (high - low)
        found = np.searchsorted(self.standing, draw, side="right") - 1
        return np.clip(found, first, np.asarray(end) - 1)

    @cached_property
    def hubs(self) -> Numbers:
        """People who know thousands, `hub_ties` at least; the first is one of ours."""
        count = max(3, min(20, self.people // 20_000))
        rng, kind = self.rng("hubs"), self.organization_kind[self.organization]
        usual = np.flatnonzero(~self.gone[: self.mainland] & (self._place_in_unit[: self.mainland] > 0))
        elsewhere = usual[np.isin(kind[usual], (CUSTOMER, PARTNER)) & (self.organization[usual] > 1)]
        ours = usual[usual < self.ours_count]
        return np.concatenate([rng.choice(ours, 1), np.sort(rng.choice(elsewhere, count - 1, replace=False))])

    @property
    def hub_ties(self) -> int:
        """The fewest ties of a hub to other organisations."""
        return min(self.people // 10, 10_000)

    def ours(self, n: int) -> list[str]:
        """Ids of n of ours to start from; all of them when n is large."""
        here = np.flatnonzero(~self.gone[: self.ours_count])
        return self._sample("ours", here, n)

    def typical_targets(self, n: int) -> list[str]:
        """Ids of n people of customers, whoever they are."""
        kind = self.organization_kind[self.organization[: self.mainland]]
        usual = np.flatnonzero((kind == CUSTOMER) & ~self.gone[: self.mainland])
        return self._sample("typical", np.setdiff1d(usual, self.hubs), n)

    def hub_targets(self) -> list[str]:
        """Ids of the hubs that are not ours."""
        return [person_id(number) for number in self.hubs[1:].tolist()]

    def unreachable_targets(self, n: int) -> list[str]:
        """Ids of n people of the islands."""
        usual = np.arange(self.mainland, self.people)
        return self._sample("unreachable", usual[~self.gone[usual]], n)

    def big_account(self) -> str:
        """Id of the largest account: 4,000 people, in small books a tenth of all."""
        return organization_id(1)

    def _sample(self, topic: str, numbers: Numbers, n: int) -> list[str]:
        """A larger sample begins with the smaller ones."""
        return [person_id(number) for number in self.rng(topic).permutation(numbers)[:n].tolist()]


def person_id(number: int) -> str:
    """Ids stand in the order of the numbers."""
    return f"b:p{number:07}"


def organization_id(number: int) -> str:
    """Ours and the big account have names."""
    return ("b:us", "b:big")[number] if number < 2 else f"b:o{number:05}"


def _organizations(people: int, rng: np.random.Generator) -> tuple[list[int], list[int]]:
    """Sizes and kinds: ours, the big account, all others mixed, the islands."""
    ours = min(2000, people // 25)
    big = 4000 if people >= 100_000 else people // 10
    islands = [int(size) for size in rng.integers(20, 41, ISLANDS)]
    partners = _sizes(people // 20, 5, min(400, people // 50), rng)
    competitors = _sizes(people // 50, 10, min(600, people // 50), rng)
    rest = people - ours - big - sum(islands) - sum(partners) - sum(competitors)
    customers = _sizes(rest, 20, big * 3 // 4, rng)
    others = [(size, CUSTOMER) for size in customers]
    others += [(size, PARTNER) for size in partners] + [(size, COMPETITOR) for size in competitors]
    mixed = [others[n] for n in rng.permutation(len(others))]
    sizes = [ours, big, *(size for size, _ in mixed), *islands]
    return sizes, [VENDOR, CUSTOMER, *(kind for _, kind in mixed), *[CUSTOMER] * ISLANDS]


def _sizes(total: int, least: int, most: int, rng: np.random.Generator) -> list[int]:
    """Heavy-tailed sizes that sum up; most are small, a few hold much of it."""
    sizes: list[int] = []
    while total >= 2 * least:
        size = min(most, int(least * (1 + rng.pareto(1.2))), total - least)
        sizes.append(size)
        total -= size
    return [*sizes, total]


def _units(size: int, rng: np.random.Generator) -> list[int]:
    units: list[int] = []
    while size > 2 * _LEAST_UNIT:
        unit = int(np.clip(rng.lognormal(2.8, 0.6), _LEAST_UNIT, _MOST_UNIT))
        units.append(min(unit, size - _LEAST_UNIT))
        size -= units[-1]
    return [*units, size]


def _begins(sizes: list[int]) -> Numbers:
    return np.concatenate([[0], np.cumsum(sizes)])


def _depth(place: Numbers) -> Numbers:
    depth = np.zeros_like(place)
    while (place > 0).any():
        depth += place > 0
        place = np.maximum(place - 1, 0) // SPAN
    return depth
