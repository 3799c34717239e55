"""What hubs must be, in plain Python from docs/hubs.md alone: no Cypher, no library, no shared code."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import combinations

from tests.audit.worlds import Fact, Span, World

ASSUMED = 0.3
DAMPING = 0.85
Pairs = dict[tuple[str, str], float | None]
Chain = tuple[Fraction, int]
"""How likely, and how many ties."""


class Book:
    """A world on a day: only what holds, with ends that hold."""

    def __init__(self, world: World, day: date) -> None:
        self.world, self.day = world, day
        self.alive = {name for name, (span, _) in world.people.items() if self.holds(span)}
        self.seats: dict[str, list[Fact]] = {}
        for n, seat in enumerate(world.of("position")):
            if seat.one in self.alive and self.holds(seat.span):
                # Facts are drawn with ids position0, position1, …
                told = Fact(seat.one, seat.other, seat.span, {**seat.values, "id": f"position{n}"})
                self.seats.setdefault(seat.one, []).append(told)
        self.ties: Pairs = {}
        self.sways: Pairs = {}
        for tie in self._between("tie"):
            for ends in ((tie.one, tie.other), (tie.other, tie.one)):
                _strengthen(self.ties, ends, tie.get("strength"))
        for sway in self._between("influence"):
            _strengthen(self.sways, (sway.one, sway.other), sway.get("weight"))

    def holds(self, span: Span) -> bool:
        since, until = span
        return (since is None or since <= self.day) and (until is None or until > self.day)

    def _between(self, kind: str) -> list[Fact]:
        return [f for f in self.world.of(kind) if self.holds(f.span) and {f.one, f.other} <= self.alive]

    def home(self, place: str) -> str:
        """The organisation of a place."""
        return self.world.units[place][0] if place in self.world.units else place

    def main_place(self, person: str) -> str | None:
        """Where they mainly sit: the main seat, then the highest, then by id."""
        seats = self.seats.get(person, [])
        order = lambda s: (not s.get("primary"), s.get("layer") or 999, s.get("id"))  # noqa: E731
        return min(seats, key=order).other if seats else None

    def layer(self, person: str) -> int | None:
        seats = self.seats.get(person, [])
        order = lambda s: (not s.get("primary"), s.get("layer") or 999, s.get("id"))  # noqa: E731
        return min(seats, key=order).get("layer") if seats else None

    def seated(self, fits: Callable[[str], bool]) -> set[str]:
        return {person for person, seats in self.seats.items() if any(fits(seat.other) for seat in seats)}

    def scope(self, kind: str, id_: str | None) -> set[str]:
        """Among whom hubs are counted."""
        kinds = self.world.organizations
        ours = self.seated(lambda place: kinds[self.home(place)] == "vendor")
        match kind:
            case "account":
                return self.seated(lambda place: self.home(place) == id_)
            case "unit":
                return self.seated(lambda place: id_ in self._above(place))
            case "book":
                return self.seated(lambda place: kinds[self.home(place)] == "customer")
            case "ours":
                return ours
        on_map = {
            f.one for kind in ("role", "support") for f in self.world.of(kind) if f.other == id_ and self.holds(f.span)
        }
        on_map &= self.alive
        return (on_map | {one for one, other in self.sways if other in on_map}) - ours

    def _above(self, place: str | None) -> set[str]:
        """The unit and all that it is a part of."""
        if place not in self.world.units:
            return set()
        return {place, *self._above(self.world.units[place][1])}


def _strengthen(pairs: Pairs, ends: tuple[str, str], strength: float | None) -> None:
    """The strongest that is known counts; an unknown one only alone."""
    before = pairs.get(ends)
    pairs[ends] = max((n for n in (before, strength) if n is not None), default=None)


@dataclass
class Network:
    """The people of a scope, and what is between them."""

    book: Book
    members: set[str]

    def __post_init__(self) -> None:
        self.ties = {ends: n for ends, n in self.book.ties.items() if set(ends) <= self.members}
        self.sways = {ends: n for ends, n in self.book.sways.items() if set(ends) <= self.members}
        # Ties that are ways: those of unknown strength as assumed, none of strength 0.
        self.ways = {ends: ASSUMED if n is None else n for ends, n in self.ties.items() if n != 0}
        self.near = {p: {b for a, b in self.ways if a == p} for p in self.members}
        self.best = {p: self._chains(p) for p in self.members}

    def measures(self, person: str) -> dict[str, float | None]:
        """Every measure of a member by name."""
        heard = {other: n for (one, other), n in self.sways.items() if one == person}
        known = [n for n in heard.values() if n is not None]
        twice = {other for one in heard for (by, other) in self.sways if by == one}
        met = [n for (one, _), n in self.ties.items() if one == person]
        return {
            "influence": sum(known),
            "unknown_weights": len(heard) - len(known),
            "listeners": len(heard),
            "reach": len((heard.keys() | twice) - {person}),
            "degree": len(met),
            "unknown_strengths": met.count(None),
            "core": self.core(person),
            "closeness": self.closeness(person),
            "betweenness": self.betweenness(person),
            **self.brokers(person),
            **self.places(person),
        }

    def pagerank(self) -> dict[str, float]:
        """Where one is who keeps asking "whom do you listen to", and begins anew at times or when nobody is named."""
        weights = {(b, a): ASSUMED if n is None else n for (a, b), n in self.sways.items() if n != 0}
        out = {p: sum(w for (a, _), w in weights.items() if a == p) for p in self.members}
        rank = dict.fromkeys(self.members, 1 / len(self.members))
        for _ in range(300):
            lost = sum(rank[p] for p in self.members if not out[p])
            then = dict.fromkeys(self.members, (1 - DAMPING + DAMPING * lost) / len(self.members))
            for (a, b), w in weights.items():
                then[b] += DAMPING * rank[a] * w / out[a]
            rank = then
        return rank

    def core(self, person: str) -> int:
        for k in range(len(self.members), 0, -1):
            circle = set(self.members)
            while weak := {p for p in circle if len(self.near[p] & circle) < k}:
                circle -= weak
            if person in circle:
                return k
        return 0

    def closeness(self, person: str) -> float:
        steps, edge = {person: 0}, {person}
        while edge := {b for a in edge for b in self.near[a]} - steps.keys():
            steps |= dict.fromkeys(edge, max(steps.values()) + 1)
        total, others = sum(steps.values()), len(steps) - 1
        # The mean number of steps, scaled by how many can be reached.
        return others / total * others / (len(self.members) - 1) if total else 0.0

    def _chains(self, origin: str) -> dict[str, tuple[Chain, int]]:
        """To everybody: the likeliest chain, of these the shortest, and how many there are of it."""
        found: dict[str, tuple[Chain, int]] = {origin: ((Fraction(1), 0), 1)}
        settled: set[str] = set()
        while left := found.keys() - settled:
            at = max(left, key=lambda p: (found[p][0][0], -found[p][0][1]))
            settled.add(at)
            (likely, hops), ways = found[at]
            for other in self.near[at] - settled:
                chain = likely * Fraction(str(self.ways[at, other])), hops + 1
                known, times = found.get(other, ((Fraction(0), 0), 0))
                if (chain[0], -chain[1]) > (known[0], -known[1]):
                    found[other] = chain, ways
                elif chain == known:
                    found[other] = chain, times + ways
        return found

    def betweenness(self, person: str) -> float:
        others = sorted(self.members - {person})
        pairs = len(others) * (len(others) - 1) // 2
        share = Fraction(0)
        for one, other in combinations(others, 2):
            if other in self.best[one] and person in self.best[one]:
                (whole, hops), times = self.best[one][other]
                (first, before), ways = self.best[one][person]
                (last, after), further = self.best[person].get(other, ((Fraction(0), 0), 0))
                if first * last == whole and before + after == hops:
                    share += Fraction(ways * further, times)
        return float(share / pairs) if pairs else 0.0

    def brokers(self, person: str) -> dict[str, float | None]:
        """Burt's constraint and effective size."""
        if not self.near[person]:
            return {"constraint": None, "effective_size": None}
        invested = {
            p: {q: self.ways[p, q] / sum(self.ways[p, x] for x in self.near[p]) for q in self.near[p]}
            for p in self.members
        }
        marginal = {
            p: {q: self.ways[p, q] / max(self.ways[p, x] for x in self.near[p]) for q in self.near[p]}
            for p in self.members
        }
        own = invested[person]
        constraint = sum((own[j] + sum(own[q] * invested[q].get(j, 0) for q in own if q != j)) ** 2 for j in own)
        size = sum(1 - sum(own[q] * marginal[j].get(q, 0) for q in own if q != j) for j in own)
        return {"constraint": constraint, "effective_size": size}

    def places(self, person: str) -> dict[str, float | None]:
        """What they broker between places, with contacts anywhere."""
        book, own = self.book, self.book.main_place(person)
        contacts = {b: book.main_place(b) for a, b in book.ties if a == person}
        placed = {contact: place for contact, place in contacts.items() if place}
        open_ = [
            ends for ends in combinations(placed, 2) if placed[ends[0]] != placed[ends[1]] and ends not in book.ties
        ]
        return {
            "brokerage": len(open_),
            "bridges": _count(place != own for place in placed.values()) if own else None,
            "outside": _count(book.home(place) != book.home(own) for place in placed.values()) if own else None,
        }

    def hidden(self) -> dict[str, tuple[int, int]]:
        """Layer, and how many people above of less influence, of each hidden influencer."""
        influence = {p: self.measures(p)["influence"] for p in self.members}
        layers = {p: layer for p in self.members if (layer := self.book.layer(p))}
        levels = sorted(set(layers.values()))
        lower = levels[(len(levels) + 1) // 2 :]
        tenth = -(-len(self.members) // 10)
        high = sorted(influence.values(), reverse=True)[tenth - 1] if influence else 0
        above = {p: _count(layers[q] < layers[p] and influence[q] < influence[p] for q in layers) for p in layers}
        return {p: (layers[p], above[p]) for p in layers if layers[p] in lower and influence[p] >= high and above[p]}


def _count(facts: Iterable[bool]) -> int:
    return sum(map(bool, facts))
