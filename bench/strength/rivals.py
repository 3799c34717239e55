"""What strength is held against: simple scores, what vendors publish, and a regression that is told everything."""

from collections.abc import Callable
from datetime import date

import numpy as np

from bench.strength.mail import CUTS, Mails
from bench.strength.measures import Floats, chances_of, logistic

NEVER = 10_000
"""Days since what never was."""

Rival = Callable[[Mails, date], Floats]
"""A score of every pair on a day; of pairs that were not seen yet it does not matter."""


def recency(mails: Mails, cut: date) -> Floats:
    """The later the last mail either way, the more."""
    return -_since(_until(mails, cut).any(axis=1))


def count(mails: Mails, cut: date) -> Floats:
    """How many mails there were either way."""
    total: Floats = mails.cube[:, :, : mails.until(cut)].sum(axis=(1, 2))
    return total


def dotalign(mails: Mails, cut: date) -> Floats:
    """DotAlign's person-to-person score, as its help pages tell it ("Scoring Mechanics").

    max(1, min(100, points) * multiplier): points are 1 and one for each mail that was answered (the lesser of sent and
    received); of the multiplier three quarters fade over two years and the rest over six, by the days since both had
    written.
    """
    each = mails.cube[:, :, : mails.until(cut)].sum(axis=2)
    since = np.max([_since(_until(mails, cut)[:, side]) for side in (0, 1)], axis=0)
    fading = 1 - 0.75 * np.minimum(1, since / 730) - 0.25 * np.minimum(1, since / 2190)
    return np.maximum(1, np.minimum(100, 1 + each.min(axis=1)) * fading)


def cliff(mails: Mails, cut: date) -> Floats:
    """Recency times frequency with a cliff at 90 days, as much public code has it: (1 - age/90) * min(1, mails/20)."""
    end = mails.until(cut)
    recent = mails.cube[:, :, max(0, end - 90) : end].sum(axis=(1, 2))
    return np.maximum(0, 1 - _since(_until(mails, cut).any(axis=1)) / 90) * np.minimum(1, recent / 20)


def features(mails: Mails, cut: date) -> Floats:
    """Fourteen, of all pairs."""
    end = mails.until(cut)
    cube = mails.cube[:, :, :end]
    wrote = cube > 0
    either, both = wrote.any(axis=1), wrote.all(axis=1)
    counts, days = cube.sum(axis=2), wrote.sum(axis=2)
    age = np.arange(end)[::-1]
    logs = [
        counts.min(axis=1),
        counts.max(axis=1),
        days.min(axis=1),
        days.max(axis=1),
        either.sum(axis=1),
        both.sum(axis=1),
        *((either * 2.0 ** (-age / life)).sum(axis=1) for life in (14, 30, 90)),
        cube[:, :, -30:].sum(axis=(1, 2)),
        np.minimum(_since(either), end),
        np.minimum(_since(either[:, ::-1]), end),
    ]
    balance = counts.min(axis=1) / np.maximum(1, counts.max(axis=1))
    return np.column_stack([*(np.log1p(each) for each in logs), balance, (days.min(axis=1) > 0)])


def regression(mails: Mails, cuts: tuple[date, ...] = CUTS[:-1]) -> Rival:
    """A logistic regression on the features, fitted on all pairs seen at some cuts."""
    told = [(features(mails, cut)[seen], mails.after(cut)[seen]) for cut in cuts for seen in [mails.seen(cut)]]
    x, truth = np.concatenate([x for x, _ in told]), np.concatenate([truth for _, truth in told])
    mean, spread = x.mean(axis=0), x.std(axis=0)
    weights = logistic((x - mean) / spread, truth, ridge=1.0)
    return lambda mails, cut: chances_of(weights, (features(mails, cut) - mean) / spread)


def _until(mails: Mails, cut: date) -> np.ndarray:
    wrote: np.ndarray = mails.cube[:, :, : mails.until(cut)] > 0
    return wrote


def _since(days: np.ndarray) -> Floats:
    """Days since the last, 0 when that is the last of all."""
    since: Floats = np.where(days.any(axis=1), np.argmax(days[:, ::-1], axis=1), NEVER).astype(float)
    return since
