"""Every score of every pair on a day, and what is asked of scores: order, chances, steadiness."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from bench.strength import rivals
from bench.strength.mail import CUTS, Mails
from bench.strength.measures import Floats, chances_of, logistic, spearman
from relgraph.playbook.service import load_playbook
from relgraph.playbook.strength import StrengthNumbers
from relgraph.strength.score import score_all

NUMBERS = load_playbook(None).strength
OURS, LOGISTIC = "relgraph", "logistic regression, 14 features"
RIVALS: dict[str, rivals.Rival] = {
    "recency": rivals.recency,
    "count": rivals.count,
    "recency × frequency, cliff at 90 days": rivals.cliff,
    "DotAlign's published formula": rivals.dotalign,
}
WEEKS = [CUTS[2] + timedelta(7 * n) for n in range(14)]
UNKNOWN = -1.0
"""Of a pair whose strength is unknown: it ranks below all others."""


def strengths(mails: Mails, cut: date, numbers: StrengthNumbers = NUMBERS) -> Floats:
    """The strength of every pair."""
    scored = score_all(mails.evidence, cut, numbers)
    return np.array([UNKNOWN if each.strength is None else each.strength for each in scored])


def all_scores(mails: Mails) -> Mapping[str, rivals.Rival]:
    """Ours and those that it is held against; the regression is fitted on the first three cuts."""
    return {OURS: strengths, **RIVALS, LOGISTIC: rivals.regression(mails)}


def chances(name: str, score: rivals.Rival, mails: Mails, cut: date) -> Floats:
    """A score as a chance: strength and the regression are; others by logistic regression on the third cut."""
    if name in {OURS, LOGISTIC}:
        return score(mails, cut)
    fitting = CUTS[2]
    known = strengths(mails, fitting) >= 0
    weights = logistic(_evened(score(mails, fitting)[known]), mails.after(fitting)[known])
    return chances_of(weights, _evened(score(mails, cut)))


def steadiness(score: rivals.Rival, mails: Mails) -> float:
    """How much the order of pairs stays from week to week: mean rank correlation over thirteen."""
    told = {week: score(mails, week) for week in WEEKS}
    return float(
        np.mean([spearman(*(told[w][mails.seen(one)] for w in (one, other))) for one, other in pairwise(WEEKS)])
    )


def moved(mails: Mails) -> float:
    """The share of known pairs whose strength moves by a step in a week."""
    told = [strengths(mails, week) for week in WEEKS]
    shares = [np.mean(np.abs(one - other)[one >= 0] >= NUMBERS.step) for one, other in pairwise(told)]
    return float(np.mean(shares))


def _evened(scores: Floats) -> Floats:
    return (np.sign(scores) * np.log1p(np.abs(scores)))[:, None]
