"""The benchmark of strength measures what it says; on the real mail, where that is at hand, strength is as told."""

from datetime import date

import numpy as np
import pytest

from bench.strength.mail import CUTS, DATA, QUARTER, Mails
from bench.strength.measures import (
    auc,
    average_precision,
    bins,
    brier,
    chances_of,
    difference,
    logistic,
    lowest,
    precision_at,
    spearman,
)
from bench.strength.picture import reliability
from bench.strength.rivals import regression
from bench.strength.scores import NUMBERS, RIVALS, strengths
from bench.strength.speed import some_pairs
from relgraph.strength.score import score_all

real = pytest.mark.skipif(not DATA.exists(), reason="no mail of a manufacturer at hand")


def test_ranking_with_ties() -> None:
    scores, truth = np.array([3.0, 2.0, 2.0, 1.0]), np.array([True, True, False, False])
    assert auc(scores, truth) == (1 + 1 + 1 + 0.5) / 4
    # Of the two in second place one comes true: half of it at a precision of 2/3.
    assert average_precision(scores, truth) == pytest.approx(1 / 2 * 1 + 1 / 2 * 2 / 3)
    assert lowest(scores) == 0.25
    assert spearman(scores, -scores) == pytest.approx(-1)


def test_precision_a_person() -> None:
    people = [(1, 2), (1, 3), (1, 4)]
    scores, truth = np.array([3.0, 2.0, 2.0]), np.array([True, True, False])
    # 1 has the first, and one of two that tie; 2, 3 and 4 have one contact each.
    assert precision_at(2, scores, truth, people) == pytest.approx((1.5 / 2 + 1 + 1 + 0) / 4)


def test_chances() -> None:
    truth = np.array([True, False])
    assert brier(np.array([0.5, 0.1]), truth) == pytest.approx((0.25 + 0.01) / 2)
    assert bins(np.array([0.9, 0.2, 0.4, 0.7]), np.array([True, False, True, False]), 2) == [
        (pytest.approx(0.3), 0.5, 2),
        (pytest.approx(0.8), 0.5, 2),
    ]
    features, known = np.array([[0.0]] * 4 + [[1.0]] * 4), np.array([1, 0, 0, 0, 1, 1, 1, 0], dtype=bool)
    weights = logistic(features, known, ridge=0)
    assert chances_of(weights, np.array([[0.0], [1.0]])) == pytest.approx([0.25, 0.75])


def test_a_difference_that_is_sure_and_one_that_is_not() -> None:
    truth = np.arange(200) % 2 == 0
    right = truth.astype(float)
    low, high = difference(auc, right, -right, truth)
    assert (low, high) == (1, 1)
    assert difference(auc, right, right, truth) == (0, 0)
    low, high = difference(auc, np.arange(200.0), -np.arange(200.0), truth)
    assert low < 0 < high


def test_the_picture_tells_each_group() -> None:
    drawn = reliability([(0.25, 0.5, 10), (0.75, 1.0, 20)])
    assert "10 pairs: strength 0.25, wrote 0.50" in drawn
    assert "20 pairs: strength 0.75, wrote 1.00" in drawn


def test_pairs_to_time_are_the_same_each_time_and_can_be_scored() -> None:
    once = list(some_pairs(50, seed=1))
    assert once == list(some_pairs(50, seed=1))
    assert once != list(some_pairs(50, seed=2))
    assert sum(each.strength is not None for each in score_all(once, date(2026, 6, 30), NUMBERS)) == 49


def test_no_quarter_that_is_fitted_on_reaches_beyond_the_last_cut() -> None:
    assert max(cut.toordinal() for cut in CUTS[:-1]) + QUARTER <= CUTS[-1].toordinal()


@real
@pytest.mark.parametrize("crowd", [NUMBERS.crowd, None])
def test_strength_foretells_better_than_simple_scores(crowd: int | None) -> None:
    mails, last = Mails.read(crowd), CUTS[-1]
    seen, truth = mails.seen(last), mails.after(last)[mails.seen(last)]
    ours = strengths(mails, last)[seen]
    for name, rival in RIVALS.items():
        theirs = rival(mails, last)[seen]
        assert auc(ours, truth) > auc(theirs, truth), name
        assert average_precision(ours, truth) > average_precision(theirs, truth), name
    known = ours >= 0
    assert lowest(ours[known]) < 0.02
    assert brier(ours[known], truth[known]) < 0.16


@real
def test_what_was_measured_on_the_last_cut() -> None:
    """The figures of docs/strength.md."""
    mails, last = Mails.read(NUMBERS.crowd), CUTS[-1]
    seen, truth = mails.seen(last), mails.after(last)[mails.seen(last)]
    ours, theirs = strengths(mails, last)[seen], regression(mails)(mails, last)[seen]
    assert (int(seen.sum()), int((ours >= 0).sum())) == (2647, 1828)
    assert (auc(ours, truth), average_precision(ours, truth)) == pytest.approx((0.879, 0.858), abs=5e-4)
    assert (auc(theirs, truth), average_precision(theirs, truth)) == pytest.approx((0.881, 0.865), abs=5e-3)
