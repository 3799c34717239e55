"""What was fitted, on the first three cuts alone, and what each part of the model is for."""

from collections.abc import Iterable
from datetime import date

import numpy as np

from bench.strength.mail import CUTS, Mails
from bench.strength.measures import Flags, Floats, auc, average_precision, brier
from bench.strength.scores import NUMBERS, UNKNOWN, strengths
from relgraph.playbook.strength import StrengthNumbers
from relgraph.strength.score import score_all

FIRST, LAST = CUTS[:-1], CUTS[-1]
HALVES = np.arange(0.5, 4.001, 0.05)


def fitted(mails: Mails) -> list[list[object]]:
    """`half_at` by the likelihood of what came of known pairs, on each of the first cuts; nothing else is fitted."""
    rows: list[list[object]] = []
    for cut in FIRST:
        contact, truth = _contact(mails, cut), mails.after(cut)
        known = strengths(mails, cut) >= 0
        losses = [_loss(_curve(contact[known], half), truth[known]) for half in HALVES]
        at_default = _curve(contact[known], NUMBERS.half_at)
        scores = f"{brier(at_default, truth[known]):.3f}"
        rows.append([cut, int(known.sum()), f"{HALVES[int(np.argmin(losses))]:.2f}", scores])
    return rows


def tried(mails: Mails, all_: Mails) -> list[list[object]]:
    """Other numbers, one at a time."""
    rows: list[list[object]] = []
    for name, values in (
        ("half_life_days", (14, 30, 45, 60, 90, 180, 36_500)),
        ("one_way_share", (0, 0.125, 0.25, 0.4, 1)),
    ):
        for value in values:
            numbers = NUMBERS.model_copy(update={name: value})
            rows.append([f"`{name}` {value:g}", _means((strengths(mails, cut, numbers), mails, cut) for cut in FIRST)])
    for crowd in (5, 10, 15, 20, 30, 50, None):
        fewer = all_ if crowd is None else all_.without_crowds(crowd)
        rows.append(
            [f"`crowd` {crowd or 'none'}, all pairs", _means((strengths(fewer, cut), all_, cut) for cut in FIRST)]
        )
    for power in (0, 0.25, 0.5, 1):
        for told, of in (("mails to more than 20 left out", mails), ("all mails", all_)):
            diluted = of.diluted(power)
            scores = ((_by_hand(of, diluted, cut), of, cut) for cut in FIRST)
            rows.append([f"`dilution` {power:g} of mails, {told}", _means(scores)])
    return rows


def ablations(mails: Mails) -> list[list[object]]:
    """The model with one part changed."""
    ways = {
        "nothing": strengths,
        "nothing fades": _with(half_life_days=36_500),
        "balance does not count": _with(one_way_share=1),
        "balance is the lesser by the greater of their days": _lesser_by_greater,
        "one-way traffic is weak, not unknown": _weak,
        "mails count, not days": lambda of, cut: _by_hand(of, of.cube, cut),
        "no floor": _with(floor=0),
        "a curve twice as slow": _with(half_at=2 * NUMBERS.half_at),
    }
    rows: list[list[object]] = []
    for name, way in ways.items():
        seen, truth = mails.seen(LAST), mails.after(LAST)
        known = strengths(mails, LAST) >= 0
        last = way(mails, LAST)
        first = _means((way(mails, cut), mails, cut) for cut in FIRST)
        rows.append([name, first, _ranking(last[seen], truth[seen]), f"{brier(last[known], truth[known]):.3f}"])
    return rows


def _with(**changed: float):  # noqa: ANN202  (a score as `rivals.Rival`)
    return lambda mails, cut: strengths(mails, cut, NUMBERS.model_copy(update=changed))


def _weak(mails: Mails, cut: date) -> Floats:
    return _curve(_contact(mails, cut), NUMBERS.half_at)


def _lesser_by_greater(mails: Mails, cut: date) -> Floats:
    """The balance that is more usual. With it one more mail of the busier can make a tie weaker."""
    days = (mails.cube[:, :, : mails.until(cut)] > 0).sum(axis=2)
    balance = days.min(axis=1) / np.maximum(1, days.max(axis=1))
    traffic = np.array([each.parts.traffic for each in score_all(mails.evidence, cut, NUMBERS)])
    contact = traffic * (NUMBERS.one_way_share + (1 - NUMBERS.one_way_share) * balance)
    return np.where(balance > 0, _curve(contact, NUMBERS.half_at), UNKNOWN)


def _contact(mails: Mails, cut: date) -> Floats:
    return np.array([each.parts.contact for each in score_all(mails.evidence, cut, NUMBERS)])


def _by_hand(mails: Mails, counted: Floats, cut: date, numbers: StrengthNumbers = NUMBERS) -> Floats:
    """The model over arrays, where each day counts what is told instead of 1."""
    end = mails.until(cut)
    fading = 2.0 ** (-np.arange(end)[::-1] / numbers.half_life_days)
    days = counted[:, :, :end]
    quieter = (days * fading).sum(axis=2).min(axis=1)
    either = (days.max(axis=1) * fading).sum(axis=1)
    contact = numbers.one_way_share * either + (1 - numbers.one_way_share) * quieter
    return np.where(quieter > 0, _curve(contact, numbers.half_at), UNKNOWN)


def _curve(contact: Floats, half_at: float) -> Floats:
    curve: Floats = 1 - 2.0 ** (-contact / half_at)
    return curve


def _loss(chances: Floats, truth: Flags) -> float:
    chances = np.clip(chances, 1e-9, 1 - 1e-9)
    return float(-np.mean(np.where(truth, np.log(chances), np.log(1 - chances))))


def _means(told: Iterable[tuple[Floats, Mails, date]]) -> str:
    pairs = [
        (auc(scores[seen], truth[seen]), average_precision(scores[seen], truth[seen]))
        for scores, mails, cut in told
        for seen, truth in [(mails.seen(cut), mails.after(cut))]
    ]
    return "{:.3f} / {:.3f}".format(*np.mean(pairs, axis=0))


def _ranking(scores: Floats, truth: Flags) -> str:
    return f"{auc(scores, truth):.3f} / {average_precision(scores, truth):.3f}"
