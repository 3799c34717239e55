"""Brute force: every simple path by walking, with none of the query's devices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import prod
from typing import Any

import pytest

from relgraph.paths.model import Diversity, PathOptions, Relation, RelationKind

TIE, INFLUENCE, REPORTS_TO, MANAGES = (relation.value for relation in Relation)
_RANK = {TIE: 0, INFLUENCE: 1, REPORTS_TO: 2, MANAGES: 2}

ASK_LOAD = {None: 1, "light": 0.5, "normal": 1, "heavy": 2}
"""How much an open ask weighs."""

Path = tuple[float, list[str], list[str]]
"""Score, people, relations."""


@dataclass(frozen=True)
class Edge:
    """A drawn relation; `kind` is tie, influence, solid or dotted."""

    kind: str
    a: str
    b: str
    strength: float | None = None
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """It holds on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass
class World:
    """A small world: who sits where (us, them, ally, rival), and what stands between people."""

    seats: Mapping[str, str]
    edges: list[Edge] = field(default_factory=list)
    opponents: set[str] = field(default_factory=set)
    decliners: set[str] = field(default_factory=set)
    supporters: set[str] = field(default_factory=set)
    asks: Mapping[str, Sequence[str | None]] = field(default_factory=dict)
    frictions: set[frozenset[str]] = field(default_factory=set)

    def at(self, place: str) -> set[str]:
        """Who sits there."""
        return {person for person, seat in self.seats.items() if seat == place}

    def steps(self, day: date, options: PathOptions) -> dict[tuple[str, str], tuple[float, str]]:
        """For every ordered pair the strongest usable relation: (strength, relation).

        Where a tie or an influence of recorded strength leads that way, ties and influences of unknown strength do not
        count. Equals go by kind, then by id: edges are drawn as edge0, edge1, ….
        """
        ways = [
            (number, edge, *way)
            for number, edge in enumerate(self.edges)
            if edge.holds(day)
            for way in _directions(edge, options)
        ]
        recorded = {(start, end) for _, edge, start, end, _, _ in ways if edge.strength is not None}
        best: dict[tuple[str, str], tuple[float, int, str, str]] = {}
        for number, edge, start, end, relation, default in ways:
            if edge.strength is not None or edge.kind in ("solid", "dotted") or (start, end) not in recorded:
                strength = default if edge.strength is None else edge.strength
                if strength <= 0 or strength < options.least_strength or frozenset((start, end)) in self.frictions:
                    continue
                candidate = (-strength, _RANK[relation], f"edge{number}", relation)
                best[start, end] = min(candidate, best.get((start, end), candidate))
        return {pair: (-strength, relation) for pair, (strength, _, _, relation) in best.items()}

    def factor(self, person: str, options: PathOptions) -> float:
        """What passing through a person multiplies by."""
        loaded = max(0, sum(ASK_LOAD[weight] for weight in self.asks.get(person, ())) - options.load.free)
        unknown = self.seats[person] == "them" and person not in self.opponents | self.supporters
        elsewhere = bool(options.prefer) and self.seats[person] != "ally"
        return (
            options.load.factor**loaded
            * (options.unknown_support if unknown else 1.0)
            * (options.preference if elsewhere else 1.0)
        )

    def avoided(self, options: PathOptions) -> set[str]:
        """Those who are no way for where they sit."""
        avoided = self.at("rival") | (set() if options.partners else self.at("ally"))
        return avoided | (self.at("them") if options.avoid else set())

    def paths(self, targets: set[str], starts: set[str], day: date, options: PathOptions) -> list[Path]:
        """Every simple path, in the promised order."""
        steps = self.steps(day, options)
        banned = self.opponents | self.decliners
        avoided = self.avoided(options)
        begin = starts - targets - banned
        found: list[Path] = []

        def walk(people: list[str], relations: list[str], factors: list[float]) -> None:
            here = people[-1]
            if here in targets:
                score = round(prod(factors), 12)
                if score >= 1e-9:
                    found.append((score, people, relations))
                return
            if len(relations) == options.max_hops:
                return
            through = 1.0 if here in begin else self.factor(here, options)
            for other in self.seats:
                if (here, other) not in steps or other in people or other in begin:
                    continue
                if other not in targets and other in banned | avoided:
                    continue
                step, relation = steps[here, other]
                walk([*people, other], [*relations, relation], [*factors, through, step, options.hop_factor])

        for start in sorted(begin):
            walk([start], [], [])
        return sorted(found, key=lambda path: (-path[0], len(path[1]), path[1]))


def stand_ins(
    world: World, people: list[str], place: int, targets: set[str], starts: set[str], day: date, options: PathOptions
) -> list[str]:
    """Who could take the place of the intermediary there, the best first."""
    steps, before, after = world.steps(day, options), people[place], people[place + 2]
    never = {*people, *targets, *starts} | world.opponents | world.decliners | world.avoided(options)
    fits = [c for c in world.seats if c not in never and (before, c) in steps and (c, after) in steps]
    scores = {c: steps[before, c][0] * steps[c, after][0] * world.factor(c, options) for c in fits}
    return sorted(fits, key=lambda c: (-round(scores[c], 12), c))


def diverse(paths: list[Path], diversity: Diversity) -> list[Path]:
    """Greedily those that fit the ones before."""
    chosen: list[Path] = []
    for path in paths:
        people = path[1]
        if diversity is Diversity.DISTINCT_INTRODUCER and any(people[-2] == other[1][-2] for other in chosen):
            continue
        if diversity is Diversity.NODE_DISJOINT and any(set(people[1:-1]) & set(other[1][1:-1]) for other in chosen):
            continue
        chosen.append(path)
    return chosen


def _directions(edge: Edge, options: PathOptions) -> list[tuple[str, str, str, float]]:
    assumed = options.assumed
    if edge.kind == "tie" and RelationKind.TIE in options.relations:
        return [(edge.a, edge.b, TIE, assumed.tie), (edge.b, edge.a, TIE, assumed.tie)]
    if edge.kind == "influence" and RelationKind.INFLUENCE in options.relations:
        return [(edge.a, edge.b, INFLUENCE, assumed.influence)]
    if edge.kind in ("solid", "dotted") and RelationKind.LINE in options.relations:
        up, down = (getattr(assumed, f"{edge.kind}_{way}") for way in ("up", "down"))
        return [(edge.a, edge.b, REPORTS_TO, up), (edge.b, edge.a, MANAGES, down)]
    return []


HALF = 2e-12
"""Twelve decimals are told: of a half in the thirteenth one way of reckoning makes more, another less."""


def nearly(score: float) -> object:
    """Equals a score that is told as exactly as scores are."""
    return pytest.approx(score, abs=HALF)


def nearly_all(paths: Sequence[tuple[Any, ...]]) -> list[tuple[object, ...]]:
    """Equals paths, each a score and more, whose scores are told as exactly as scores are."""
    return [(nearly(score), *rest) for score, *rest in paths]
