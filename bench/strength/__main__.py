"""Strength told from contact: how well it foretells who will write to each other, beside other scores; how fast it is.

RELGRAPH_DATA=../shared/data python -m bench.strength      # some minutes; writes the tables of docs/strength.md, too
"""

import argparse
import os
from datetime import date
from pathlib import Path

from bench.measure import keep, machine, table
from bench.strength.fit import ablations, fitted, tried
from bench.strength.limits import hierarchy, silences
from bench.strength.mail import CUTS, QUARTER, Mails
from bench.strength.measures import Flags, auc, average_precision, bins, brier, difference, lowest, precision_at
from bench.strength.picture import reliability
from bench.strength.scores import NUMBERS, OURS, all_scores, chances, moved, steadiness, strengths
from bench.strength.speed import CORES, seconds_for

ROOT = Path(__file__).parents[2]
PAGE, PICTURE = ROOT / "docs" / "strength.md", ROOT / "docs" / "images" / "strength-reliability.svg"
LAST = CUTS[-1]


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pairs", type=int, default=1_000_000, help="pairs whose scoring is timed; 0: none")
    args = parser.parse_args()
    mails, all_ = Mails.read(NUMBERS.crowd), Mails.read()
    groups = _reliability(mails)
    report = [
        f"By `python -m bench.strength` on {date.today()}: {machine()}.",
        "",
        _compared(mails, f"On {LAST}, without mails to more than {NUMBERS.crowd}"),
        _compared(all_, f"On {LAST}, with all mails"),
        _by_cut(mails),
        _sure(mails),
        table(
            "What each part is for",
            ["what is changed", "AUC / AP, mean of the first three", "AUC / AP, last", "Brier of known, last"],
            ablations(mails),
        ),
        table("Other numbers", ["number", "AUC / AP, mean of the first three"], tried(mails, all_)),
        table(
            "The curve", ["cut", "known pairs", "likeliest `half_at`", f"Brier at {NUMBERS.half_at:g}"], fitted(mails)
        ),
        table(
            f"Reliability on {LAST}",
            ["mean strength", "wrote to each other", "pairs"],
            [[f"{chance:.2f}", f"{share:.2f}", size] for chance, share, size in groups],
        ),
        table(
            "Silence",
            ["cut", "pairs with a usual gap", "silent", "of these heard of", "of the others"],
            silences(mails),
        ),
        table("Strength and hierarchy", ["bosses and their reports", "pairs"], hierarchy(all_)),
    ]
    if args.pairs:
        seconds, of_processor = seconds_for(args.pairs)
        # Other work on the machine makes seconds longer, and hardly those of the processor.
        row = [f"{args.pairs:,}", f"{seconds:.0f}", f"{of_processor:.0f}", f"{os.getloadavg()[0]:.0f}"]
        header = ["pairs", "seconds", "of processor time, both cores", "load of the machine (2 are ours)"]
        report.append(table(f"From nothing, on {CORES} cores", header, [row]))
    told = "\n".join(report)
    print(told)
    PICTURE.write_text(reliability(groups), encoding="utf-8")
    keep("strength", f"# Strength from contact\n\n{told}")
    keep("measured", told.replace("## ", "### "), PAGE)


def _reliability(mails: Mails) -> list[tuple[float, float, int]]:
    strength = strengths(mails, LAST)
    known = strength >= 0
    return bins(strength[known], mails.after(LAST)[known], 10)


def _compared(mails: Mails, title: str) -> str:
    seen, truth = mails.seen(LAST), mails.after(LAST)
    known = strengths(mails, LAST) >= 0
    people = [ends for ends, one in zip(mails.pairs, seen, strict=True) if one]
    rows: list[list[object]] = []
    for name, score in all_scores(mails).items():
        told = score(mails, LAST)
        rows.append(
            [
                name,
                f"{auc(told[seen], truth[seen]):.3f}",
                f"{average_precision(told[seen], truth[seen]):.3f}",
                f"{auc(told[known], truth[known]):.3f}",
                f"{precision_at(5, told[seen], truth[seen], people):.3f}",
                f"{lowest(told[known if name == OURS else seen]):.1%}",
                f"{brier(chances(name, score, mails, LAST)[known], truth[known]):.3f}",
                f"{steadiness(score, mails):.3f}",
            ]
        )
    header = ["score", "AUC", "AP", "AUC of known", "precision at 5", "at the lowest", "Brier of known", "week to week"]
    return table(title, header, rows) + _population(mails, seen, known, truth)


def _population(mails: Mails, seen: Flags, known: Flags, truth: Flags) -> str:
    unknown = seen & ~known
    return (
        f"\n{seen.sum():,} pairs had written by then; in the {QUARTER} days after {truth[seen].mean():.1%} of them "
        f"wrote both ways. {known.sum():,} are known, of whom {truth[known].mean():.1%} did, "
        f"and of the {unknown.sum():,} unknown {truth[unknown].mean():.1%}. "
        f"In a week {moved(mails):.1%} of the known move by {NUMBERS.step:g} or more.\n"
    )


def _by_cut(mails: Mails) -> str:
    rows: list[list[object]] = []
    for name, score in all_scores(mails).items():
        row: list[object] = [name]
        for cut in CUTS:
            seen, truth = mails.seen(cut), mails.after(cut)
            told = score(mails, cut)[seen]
            row.append(f"{auc(told, truth[seen]):.3f} / {average_precision(told, truth[seen]):.3f}")
        rows.append(row)
    return table("AUC / AP on each day", ["score", *map(str, CUTS)], rows)


def _sure(mails: Mails) -> str:
    seen = mails.seen(LAST)
    truth, ours = mails.after(LAST)[seen], strengths(mails, LAST)[seen]
    rows: list[list[object]] = []
    for name, score in all_scores(mails).items():
        if name != OURS:
            theirs = score(mails, LAST)[seen]
            told = [difference(measure, ours, theirs, truth) for measure in (auc, average_precision)]
            rows.append([name, *(f"{low:+.3f} to {high:+.3f}" for low, high in told)])
    return table(f"How much better strength is on {LAST}, 95 % ranges", ["than", "AUC", "AP"], rows)


if __name__ == "__main__":
    main()
