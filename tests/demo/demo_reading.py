"""Reads the demo world and searches its paths the slow, plain way: up to four hops, by strengths alone."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "demo" / "world"
EXPECTED = json.loads((ROOT / "demo" / "expected.json").read_text(encoding="utf-8"))
AS_OF = EXPECTED["as_of"]
UNKNOWN_STRENGTH = 0.3
LINE_UP, LINE_DOWN = {"solid": 0.6, "dotted": 0.4}, {"solid": 0.9, "dotted": 0.6}
LONGEST_PATH = 4

Row = dict[str, str]
Hops = dict[str, dict[str, float]]


@cache
def rows(kind: str) -> list[Row]:
    """All rows of a file."""
    with (FOLDER / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def valid(kind: str, day: str = AS_OF) -> list[Row]:
    """The rows that hold on a day."""
    return [row for row in rows(kind) if row["valid_from"] <= day and (not row["valid_to"] or day < row["valid_to"])]


def people_of(*organisations: str, day: str = AS_OF) -> set[str]:
    """Those with a seat there."""
    return {row["person"] for row in valid("positions", day) if row["organization"] in organisations}


def ours() -> set[str]:
    """Our people."""
    return people_of(*(row["id"] for row in rows("organizations") if row["kind"] == "vendor"))


def opponents(opportunity: str) -> set[str]:
    """Those against us in an opportunity."""
    return {row["person"] for row in valid("supports") if row["opportunity"] == opportunity and row["level"] == "-1"}


def frictions() -> set[frozenset[str]]:
    """Pairs between which no introduction goes."""
    return {frozenset((row["person_a"], row["person_b"])) for row in valid("frictions")}


def ties_with_us(person: str) -> list[Row]:
    """The ties between a person and our people."""
    others = ours() - {person}
    return [
        row
        for row in valid("ties")
        if (row["person_a"] == person and row["person_b"] in others)
        or (row["person_b"] == person and row["person_a"] in others)
    ]


def _relations() -> Iterator[tuple[str, str, float]]:
    for row in valid("ties"):
        strength = float(row["strength"] or UNKNOWN_STRENGTH)
        yield row["person_a"], row["person_b"], strength
        yield row["person_b"], row["person_a"], strength
    for row in valid("influences"):
        yield row["influencer"], row["influenced"], float(row["weight"] or UNKNOWN_STRENGTH)
    for row in valid("reporting_lines"):
        line = row["line"] or "solid"
        yield row["person"], row["manager"], LINE_UP[line]
        yield row["manager"], row["person"], LINE_DOWN[line]


def hops(*, respect_frictions: bool = True) -> Hops:
    """Whom each person can introduce us to, over the strongest relation."""
    blocked = frictions() if respect_frictions else set()
    graph: Hops = defaultdict(dict)
    for first, second, strength in _relations():
        if frozenset((first, second)) not in blocked:
            graph[first][second] = max(strength, graph[first].get(second, 0))
    return graph


def paths(
    target: str, graph: Hops, avoid: Iterable[str] = (), longest: int = LONGEST_PATH
) -> list[tuple[float, tuple[str, ...]]]:
    """Every simple path from our people to the target, with none of ours in between, the strongest first."""
    backwards: Hops = defaultdict(dict)
    for first, reached in graph.items():
        for second, strength in reached.items():
            backwards[second][first] = strength
    sources, avoided, found = ours(), set(avoid), []

    def walk(path: tuple[str, ...], likelihood: float) -> None:
        for person, strength in backwards[path[0]].items():
            if person in path or person in avoided:
                continue
            if person in sources:
                found.append((likelihood * strength, (person, *path)))
            elif len(path) < longest:
                walk((person, *path), likelihood * strength)

    walk((target,), 1.0)
    return sorted(found, reverse=True)
