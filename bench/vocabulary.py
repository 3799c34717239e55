"""What rows of a book may say, and how often they say it."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import numpy.typing as npt

from bench.stored import Column, Numbers, OptionalWords, Words
from bench.world import AS_OF

_FIRST_DAY = date(1990, 1, 1)
_DAYS = [_FIRST_DAY + timedelta(days=n) for n in range(17_000)]
TODAY = (AS_OF - _FIRST_DAY).days

BEGINS = OptionalWords("valid_from", _DAYS)
_ENDS = OptionalWords("valid_to", _DAYS)
_CONTACTS = OptionalWords("last_contact", _DAYS)

_HUNDREDTHS = [n / 100 for n in range(101)]
_STRENGTHS = OptionalWords("strength", _HUNDREDTHS)
_WEIGHTS = OptionalWords("weight", _HUNDREDTHS)

_BASES = OptionalWords(
    "basis", ["worked together", "same project", "alumni", "same department", "introduced", "conference", "neighbours"]
)
_SOURCES = Words(["crm", "email", "calendar", "interview 2026-03-02", "hr"])
_RECORDED = Words([datetime(2026, month, 1, 8, tzinfo=UTC) for month in range(1, 9)])

ENDED, TO_COME, UNKNOWN = 0.05, 0.02, 0.1


def recorded(rng: np.random.Generator, count: int) -> dict[str, Column]:
    """Where rows come from, and since when relgraph has them."""
    return {
        "source": _SOURCES.take(rng.integers(0, 5, count)),
        "recorded_at": _RECORDED.take(rng.integers(0, 8, count)),
    }


def always(rng: np.random.Generator, count: int) -> dict[str, Column]:
    """Provenance, and a span without known ends."""
    return spanned(rng, np.full(count, -1), np.full(count, -1))


def spanned(rng: np.random.Generator, begin: Numbers, end: Numbers) -> dict[str, Column]:
    """Provenance, and the given span."""
    return {**recorded(rng, len(begin)), "valid_from": BEGINS.take(begin), "valid_to": _ENDS.take(end)}


def lasting(rng: np.random.Generator, count: int) -> dict[str, Column]:
    """Provenance and a span of years: some ended by today, few begin later, the begin of some is unknown."""
    fate = rng.random(count)
    ended, to_come = fate < ENDED, fate > 1 - TO_COME
    begin = np.maximum(TODAY - 30 - rng.exponential(1800, count).astype(np.int64), 0)
    begin = np.where(to_come, TODAY + rng.integers(1, 300, count), begin)
    end = begin + 1 + (rng.random(count) * (TODAY - begin)).astype(np.int64)
    begin = np.where(~to_come & (rng.random(count) < UNKNOWN), -1, begin)
    return spanned(rng, begin, np.where(ended, np.minimum(end, TODAY), -1))


def past(rng: np.random.Generator, count: int) -> dict[str, Column]:
    """Provenance and a span that is over."""
    end = TODAY - rng.integers(0, 3000, count)
    return spanned(rng, end - rng.integers(100, 3000, count), end)


def strength(rng: np.random.Generator, count: int) -> Column:
    """Most ties are weak, a few percent nearly certain, some unknown."""
    return _STRENGTHS.take(_some_unknown(rng, _hundredths(rng.beta(1.2, 2.2, count)), UNKNOWN))


def weight(rng: np.random.Generator, count: int) -> Column:
    """How much people sway others."""
    return _WEIGHTS.take(_some_unknown(rng, _hundredths(rng.beta(2, 3, count)), 0.2))


def basis(rng: np.random.Generator, count: int) -> Column:
    """What a bond rests on."""
    return _BASES.take(_some_unknown(rng, rng.integers(0, 7, count), UNKNOWN))


def last_contact(rng: np.random.Generator, count: int) -> Column:
    """Weeks or years ago."""
    days = np.maximum(TODAY - 1 - rng.exponential(250, count).astype(np.int64), 0)
    return _CONTACTS.take(_some_unknown(rng, days, 0.3))


def _hundredths(fractions: npt.NDArray[np.float64]) -> Numbers:
    return np.clip(np.rint(fractions * 100).astype(np.int64), 1, 99)


def _some_unknown(rng: np.random.Generator, codes: Numbers, share: float) -> Numbers:
    return np.where(rng.random(len(codes)) < share, -1, codes)
