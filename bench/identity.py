"""Matching of people: how many of the duplicates are found, how many pairs are wrong, how long it takes.

python -m bench.identity            # 20,000 people, and the time for 100,000
"""

import argparse
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from rapidfuzz import fuzz, process, utils

from bench.identity_people import DUPLICATES, World
from bench.measure import keep, machine, table
from relgraph.identity.matching.model import KnownPerson
from relgraph.identity.matching.people import match_people

Pair = tuple[str, str]
THRESHOLDS = range(60, 101, 2)
SHOWN = 15


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument(
        "--many", type=int, default=100_000, help="people of whom only time and memory are measured; 0: none"
    )
    parser.add_argument(
        "--wrong", action="store_true", help="print pairs that are wrong and pairs that are missed; keep nothing"
    )
    args = parser.parse_args()
    world = World(args.people)
    profiles, truth = world.profiles(), world.pairs()
    begin = time.process_time()
    found = {(match.one, match.other): match for match in match_people(profiles)}
    seconds, memory = time.process_time() - begin, _peak()
    if args.wrong:
        _print_wrong(profiles, truth, found)
    rows = [["relgraph", *_quality(set(found), truth), f"{seconds:.0f}", memory]]
    rows += [] if args.wrong else _peers(profiles, truth)
    report = [
        "# Who is one and the same",
        "",
        f"By `python -m bench.identity` on {date.today()}: {machine()}; one core.",
        "",
        table(
            f"{args.people:,} records, {DUPLICATES:.0%} of them duplicates: {len(truth):,} pairs",
            ["way", "pairs told", "precision", "recall", "seconds of processor time", "peak memory, MiB"],
            rows,
        ),
        table("Of the pairs that differ so, found", ["in what", "pairs", "found"], _by_change(set(found), truth)),
    ]
    if args.many and not args.wrong:
        many = World(args.many, seed=7)
        profiles = many.profiles()
        begin = time.process_time()
        pairs = {(match.one, match.other) for match in match_people(profiles)}
        row = [f"{args.many:,}", *_quality(pairs, many.pairs()), f"{time.process_time() - begin:.0f}", _peak()]
        header = ["records", "pairs told", "precision", "recall", "seconds of processor time", "peak memory, MiB"]
        report.append(table("Many", header, [row]))
    told = "\n".join(report)
    print(told)
    if not args.wrong:
        keep("identity", told)


def _quality(found: set[Pair], truth: dict[Pair, tuple[str, ...]]) -> list[object]:
    right = len(found & truth.keys())
    return [f"{len(found):,}", f"{right / max(1, len(found)):.3f}", f"{right / max(1, len(truth)):.3f}"]


def _by_change(found: set[Pair], truth: dict[Pair, tuple[str, ...]]) -> list[list[object]]:
    all_, right = Counter[str](), Counter[str]()
    for pair, changes in truth.items():
        all_.update(changes)
        right.update(changes if pair in found else ())
    return [[change, f"{count:,}", f"{right[change] / count:.2f}"] for change, count in all_.most_common()]


def _peers(profiles: list[KnownPerson], truth: dict[Pair, tuple[str, ...]]) -> list[list[object]]:
    """Plain similarity of the main names, of all and of colleagues alone, at the threshold that is best for F1."""
    rows = []
    for way, groups in (
        ("token_sort_ratio of all", [profiles]),
        ("token_sort_ratio at one organisation", _at_one(profiles)),
    ):
        begin = time.process_time()
        by_score: dict[int, set[Pair]] = defaultdict(set)
        for group in groups:
            for pair, ratio in _ratios(group):
                by_score[ratio].add(pair)
        quality, told, threshold = 0.0, set[Pair](), 0
        for least in THRESHOLDS:
            pairs = set[Pair]().union(*(some for ratio, some in by_score.items() if ratio >= least))
            right = len(pairs & truth.keys())
            if (f1 := 2 * right / (len(pairs) + len(truth))) > quality:
                quality, told, threshold = f1, pairs, least
        rows.append([f"{way} ≥ {threshold}", *_quality(told, truth), f"{time.process_time() - begin:.0f}", ""])
    return rows


def _at_one(profiles: list[KnownPerson]) -> list[list[KnownPerson]]:
    groups: dict[str, list[KnownPerson]] = defaultdict(list)
    for profile in profiles:
        for organization in profile.organizations:
            groups[organization].append(profile)
    return list(groups.values())


def _ratios(group: list[KnownPerson]) -> Iterable[tuple[Pair, int]]:
    names = [" ".join(sorted(utils.default_process(profile.names[0]).split())) for profile in group]
    least = THRESHOLDS[0] if len(group) < 5000 else 84
    for place, (profile, name) in enumerate(zip(group, names, strict=True)):
        for _, ratio, offset in process.extract(
            name, names[place + 1 :], scorer=fuzz.ratio, score_cutoff=least, limit=None
        ):
            other = group[place + 1 + offset].id
            yield (min(profile.id, other), max(profile.id, other)), int(ratio)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _print_wrong(profiles: list[KnownPerson], truth: dict, found: dict) -> None:
    known = {profile.id: profile for profile in profiles}
    for title, pairs in (
        ("wrong", sorted(found.keys() - truth.keys())),
        ("missed", sorted(truth.keys() - found.keys())),
    ):
        print(f"\n{title}: {len(pairs)}")
        for pair in pairs[:: max(1, len(pairs) // SHOWN)][:SHOWN]:
            print(*(known[each] for each in pair), truth.get(pair, ""), sep="\n  ")
            print("  ", *(found[pair].reasons if pair in found else ()), sep="\n   ")


if __name__ == "__main__":
    main()
