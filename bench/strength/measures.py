"""How well a score tells what happens: order, calibration, steadiness. Ties are neither good luck nor bad."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def auc(scores: Floats, truth: Flags) -> float:
    """Chance that a pair that comes true is scored above one that does not; a tie counts half."""
    hits = int(truth.sum())
    return float((ranks(scores)[truth].sum() - hits * (hits + 1) / 2) / (hits * (len(truth) - hits)))


def average_precision(scores: Floats, truth: Flags) -> float:
    """Mean precision over the ranks of what comes true; all of a tie share its last rank."""
    _, group = np.unique(-scores, return_inverse=True)
    sizes, hits = np.bincount(group), np.bincount(group, weights=truth)
    return float((hits / truth.sum() * np.cumsum(hits) / np.cumsum(sizes)).sum())


def ranks(scores: Floats) -> Floats:
    """From 1 on; those of a tie all have its mean rank."""
    _, group, sizes = np.unique(scores, return_inverse=True, return_counts=True)
    ranked: Floats = (np.cumsum(sizes) - (sizes - 1) / 2)[group]
    return ranked


def precision_at(k: int, scores: Floats, truth: Flags, people: Sequence[tuple[int, int]]) -> float:
    """Of the k first of each person's contacts the share that comes true, meaned over people; ties by expectation."""
    contacts: dict[int, list[int]] = {}
    for place, ends in enumerate(people):
        for person in ends:
            contacts.setdefault(person, []).append(place)
    return float(np.mean([_expected(min(k, len(of)), scores[of], truth[of]) for of in contacts.values()]))


def _expected(k: int, scores: Floats, truth: Flags) -> float:
    least = np.sort(scores)[-k]
    above, tied = scores > least, scores == least
    return float((truth[above].sum() + truth[tied].mean() * (k - above.sum())) / k)


def lowest(scores: Floats) -> float:
    """The share of pairs that have the lowest score."""
    return float((scores == scores.min()).mean())


def brier(chances: Floats, truth: Flags) -> float:
    """Mean squared distance of chances from what happened; 0 is best, and a coin's is 0.25."""
    return float(np.mean((chances - truth) ** 2))


def spearman(one: Floats, other: Floats) -> float:
    """Correlation of ranks: 1 when the order is the same."""
    return float(np.corrcoef(ranks(one), ranks(other))[0, 1])


def bins(chances: Floats, truth: Flags, count: int) -> list[tuple[float, float, int]]:
    """Groups of about equal size by chance: their mean chance, the share that came true, their size."""
    order = np.argsort(chances, kind="stable")
    groups = [part for part in np.array_split(order, count) if len(part)]
    return [(float(chances[part].mean()), float(truth[part].mean()), len(part)) for part in groups]


def difference(
    measure: Callable[[Floats, Flags], float], one: Floats, other: Floats, truth: Flags, draws: int = 500
) -> tuple[float, float]:
    """Between which values 95 % of differences lie when pairs are drawn anew (bootstrap); the same each time."""
    random = np.random.default_rng(1)
    drawn = [random.integers(0, len(truth), len(truth)) for _ in range(draws)]
    told = [measure(one[some], truth[some]) - measure(other[some], truth[some]) for some in drawn]
    low, high = np.percentile(told, (2.5, 97.5))
    return float(low), float(high)


def logistic(features: Floats, truth: Flags, ridge: float = 1e-3) -> Floats:
    """Coefficients, the constant first, of the likeliest logistic regression (Newton's method)."""
    x = np.column_stack([np.ones(len(features)), features])
    penalty = ridge * np.eye(x.shape[1])
    penalty[0, 0] = 0
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        chances = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (chances - truth) + penalty @ weights
        step = np.linalg.solve((x * (chances * (1 - chances))[:, None]).T @ x + penalty, slope)
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    return weights


def chances_of(weights: Floats, features: Floats) -> Floats:
    """What a logistic regression foretells."""
    chances: Floats = 1 / (1 + np.exp(-np.clip(weights[0] + features @ weights[1:], -500, 500)))
    return chances
