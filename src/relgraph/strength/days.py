"""Days of contact by month, as masks, and what they count on a day after time has faded them."""

import math
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from relgraph.core.errors import InputError
from relgraph.strength.model import TrafficMonth
from relgraph.traffic.model import SPREAD, TrafficChannel, first_of, length_of, number_of

_PIECE = 11
_LOW = (1 << _PIECE) - 1
"""A mask is looked up in three pieces of 11 days: a table of all 31 would not fit, and a loop over days is slow."""
_KEPT = 100_000

CHANNELS = tuple(TrafficChannel)
_SLOT: dict[tuple[str, bool], int] = {
    (channel, by_one): 2 * n + by_one for n, channel in enumerate(CHANNELS) for by_one in (False, True)
}

Masks = dict[int, list[int]]
"""By the number of a month six masks: of each of CHANNELS the days on which the other wrote, and the one did."""

Flows = Iterable[tuple[bool, str, Sequence[int], Sequence[int]]]
"""Traffic as the graph has it: by the one, channel, numbers of months, days of each as bits, with `SPREAD`."""


class _Month(NamedTuple):
    """`allowed`: days up to ours; `beyond`: bits that are no days of it; `fading`: what its first day counts."""

    allowed: int
    beyond: int
    fading: float


class FadingDays:
    """Counts days as of one day. Months, which many pairs share, are worked out once."""

    def __init__(self, as_of: date, half_life_days: float) -> None:
        self._day, self._half_life = as_of.toordinal(), half_life_days
        self._low, self._middle, self._high = _tables(half_life_days)
        self._months: dict[int, _Month] = {}
        self._counts: dict[int, float] = {}

    def masks(self, traffic: Sequence[TrafficMonth]) -> tuple[Masks, bool]:
        """The days of traffic up to ours, and whether any of them are guessed."""
        for each in traffic:
            if each.month.day != 1:
                raise InputError(f"{each.month} is no month.", field="month", remedy="Give its first day.")
        return self.masks_of(
            (by_one, channel, (number_of(month),), (days | SPREAD if estimated else days,))
            for by_one, channel, month, days, _, estimated in traffic
        )

    def masks_of(self, flows: Flows) -> tuple[Masks, bool]:
        """The same of traffic as the graph has it."""
        found: Masks = {}
        guessed = 0
        for by_one, channel, months, days in flows:
            slot = _SLOT[channel, by_one]
            for month, told in zip(months, days, strict=True):
                known = self._months.get(month) or self._month(month)
                if told & known.beyond:
                    raise InputError(
                        f"{first_of(month):%Y-%m} has no such days.", field="days", remedy="Set bit 0 for day 1."
                    )
                if up_to_now := told & known.allowed:
                    guessed |= told & SPREAD
                    masks = found.get(month)
                    if masks is None:
                        masks = found[month] = [0] * len(_SLOT)
                    masks[slot] |= up_to_now
        return found, bool(guessed)

    def mask(self, days: int) -> float:
        """What the days of a mask count on the first of their month; later ones count more than 1."""
        counts = self._counts.get(days)
        if counts is None:
            counts = self._low[days & _LOW] + self._middle[days >> _PIECE & _LOW] + self._high[days >> 2 * _PIECE]
            # Most pairs write on few days of a month, so that a few masks are most of all.
            if len(self._counts) < _KEPT:
                self._counts[days] = counts
        return counts

    def first(self, month: int) -> float:
        """What the first of a month counts, of one that `masks` met."""
        return self._months[month].fading

    def day(self, day: date) -> float:
        """What one day counts: 1 today, and half as much each half life."""
        return math.exp2((day.toordinal() - self._day) / self._half_life)

    def _month(self, month: int) -> _Month:
        first, length = first_of(month).toordinal(), length_of(month)
        past = min(length, max(0, self._day - first + 1))
        # Months to come have no days that count: what fades them is never asked.
        fading = math.exp2(min(0, first - self._day) / self._half_life)
        known = self._months[month] = _Month((1 << past) - 1, ~((1 << length) - 1 | SPREAD), fading)
        return known


@lru_cache(maxsize=8)
def _tables(half_life_days: float) -> list[list[float]]:
    """What each mask of 11 days counts on a month's first day, where later days count more, for the month's thirds."""
    return [[_counted(mask, piece * _PIECE, half_life_days) for mask in range(_LOW + 1)] for piece in range(3)]


def _counted(mask: int, offset: int, half_life_days: float) -> float:
    return math.fsum(math.exp2((offset + n) / half_life_days) for n in range(_PIECE) if mask >> n & 1)
