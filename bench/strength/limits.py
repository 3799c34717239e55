"""What strength tells beside its figure, and what it cannot: silence, and who is whose boss."""

import csv

import numpy as np

from bench.strength.mail import CUTS, DATA, Mails
from bench.strength.scores import NUMBERS, strengths
from relgraph.strength.score import score_all


def silences(mails: Mails) -> list[list[object]]:
    """Of pairs with a usual gap, the share that is heard of in the quarter after: of silent ones, and of others."""
    rows: list[list[object]] = []
    for cut in CUTS[1:]:
        told = list(score_all(mails.evidence, cut, NUMBERS))
        usual = np.array([each.silence is not None for each in told])
        silent = np.array([each.silent for each in told])
        after = mails.after(cut, both=False)
        shares = [f"{after[which].mean():.0%}" if which.any() else "" for which in (silent, usual & ~silent)]
        rows.append([cut, int(usual.sum()), int(silent.sum()), *shares])
    return rows


def hierarchy(mails: Mails) -> list[list[object]]:
    """How strong the ties of people and their bosses are, on the last day."""
    with (DATA / "reports_to.csv").open(encoding="utf-8") as file:
        told = [(row["id"], row["reports_to_id"]) for row in csv.DictReader(file)]
    lines = [(int(one), int(boss)) for one, boss in told if one != boss and boss.isdigit()]
    number = {ends: place for place, ends in enumerate(mails.pairs)}
    places = [number.get((min(line), max(line))) for line in lines]
    of_all = strengths(mails, CUTS[-1])
    of_lines = np.array([of_all[place] for place in places if place is not None])
    known, others = of_lines[of_lines >= 0], of_all[of_all >= 0]
    return [
        ["all", len(lines)],
        ["never mail", places.count(None)],
        [f"write one way alone, or not by {CUTS[-1]}: unknown", int((of_lines < 0).sum())],
        [f"known; median strength {np.median(known):.2f}, of all known pairs {np.median(others):.2f}", len(known)],
    ]
