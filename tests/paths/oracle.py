"""A brute-force search for the strongest simple paths: no pruning, nothing clever, no Cypher."""

from dataclasses import dataclass, field
from datetime import date

TIE, INFLUENCE, REPORTS_TO, MANAGES = "tie", "influence", "reports_to", "manages"
_RANK = {TIE: 1, INFLUENCE: 2, REPORTS_TO: 3, MANAGES: 3}


@dataclass(frozen=True)
class Edge:
    """A drawn relation. `kind` is tie, influence, solid or dotted; a None strength is unknown."""

    kind: str
    a: str
    b: str
    strength: float | None = None
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass
class World:
    """People with edges between them; `ours` are at the vendor, `opponents` oppose the opportunity."""

    people: list[str]
    ours: set[str]
    edges: list[Edge] = field(default_factory=list)
    opponents: set[str] = field(default_factory=set)
    frictions: set[frozenset[str]] = field(default_factory=set)

    def steps(self, day: date, assumed: dict[str, float]) -> dict[tuple[str, str], tuple[float, str]]:
        """For every ordered pair the strongest usable relation: (strength, relation).

        Equals go by kind, then by id: edges are drawn as edge0, edge1, ….
        """
        best: dict[tuple[str, str], tuple[float, int, str, str]] = {}
        for number, edge in enumerate(self.edges):
            if not edge.holds(day):
                continue
            for start, end, relation, default in _directions(edge, assumed):
                strength = default if edge.strength is None else edge.strength
                if strength <= 0 or frozenset((start, end)) in self.frictions:
                    continue
                candidate = (-strength, _RANK[relation], f"edge{number}", relation)
                best[start, end] = min(candidate, best.get((start, end), candidate))
        return {pair: (-strength, relation) for pair, (strength, _, _, relation) in best.items()}

    def paths(
        self, target: str, starts: set[str], day: date, max_hops: int, assumed: dict[str, float], gated: bool
    ) -> list[tuple[float, list[str], list[str]]]:
        """Every simple path as (strength, people, relations), in the promised order."""
        steps = self.steps(day, assumed)
        barred = self.opponents - {target} if gated else set()
        begin = starts - {target} - barred
        found: list[tuple[float, list[str], list[str]]] = []

        def walk(people: list[str], strength: float, relations: list[str]) -> None:
            here = people[-1]
            if here == target:
                found.append((round(strength, 12), people, relations))
                return
            if len(relations) == max_hops:
                return
            for other in self.people:
                if other in people or other in barred or other in starts - {target} or (here, other) not in steps:
                    continue
                step, relation = steps[here, other]
                walk([*people, other], strength * step, [*relations, relation])

        for start in sorted(begin):
            walk([start], 1.0, [])
        return sorted(found, key=lambda path: (-path[0], len(path[1]), path[1]))


def _directions(edge: Edge, assumed: dict[str, float]) -> list[tuple[str, str, str, float]]:
    if edge.kind == "tie":
        return [(edge.a, edge.b, TIE, assumed["tie"]), (edge.b, edge.a, TIE, assumed["tie"])]
    if edge.kind == "influence":
        return [(edge.a, edge.b, INFLUENCE, assumed["influence"])]
    line = assumed[f"{edge.kind}_line"]
    return [(edge.a, edge.b, REPORTS_TO, line), (edge.b, edge.a, MANAGES, line)]
