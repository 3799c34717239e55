"""What a readiness must be, in plain Python from docs/method/decision-chain.md: every walk is gone through."""

from collections.abc import Callable, Iterator
from itertools import pairwise, permutations

from tests.chain.worlds import EVERYBODY, NUMBERS, OURS, World

LINE = {("solid", "up"): 0.6, ("solid", "down"): 0.9, ("dotted", "up"): 0.4, ("dotted", "down"): 0.6}
Range = tuple[float, float]
Hop = Callable[[str, str], Range | None]


class Oracle:
    """One world."""

    def __init__(self, world: World) -> None:
        self.world, self.levels = world, dict(world.levels)
        self.members = sorted({person for person, letter in world.roles if letter in "ADE"})

    # How strong a single hop is, from whom to whom.

    def at_odds(self, one: str, other: str) -> bool:
        return any({one, other} == set(pair) for pair in self.world.frictions)

    def recorded(self, by: str, to: str) -> list[float | None]:
        ties = [s for one, other, s in self.world.ties if {one, other} == {by, to}]
        return ties + [weight for one, other, weight in self.world.influences if (one, other) == (by, to)]

    def best(self, told: list[float | None], lines: list[float]) -> Range | None:
        known = [each for each in told if each is not None]
        span = (max(known), max(known)) if known else (0.0, 1.0) if told else None
        if span is None and not lines:
            return None
        least, most = span or (0.0, 0.0)
        return max([least, *lines]), max([most, *lines])

    def lines(self, by: str, to: str) -> Iterator[tuple[str, str]]:
        for person, manager, line in self.world.lines:
            if (person, manager) == (by, to):
                yield line, "up"
            if (manager, person) == (by, to):
                yield line, "down"

    def way_hop(self, by: str, to: str) -> Range | None:
        if self.at_odds(by, to) or by in self.world.declining:
            return None
        return self.best(self.recorded(by, to), [LINE[line] for line in self.lines(by, to)])

    def sway_hop(self, by: str, to: str) -> Range | None:
        if self.at_odds(by, to) or by in OURS:
            return None
        carries = {"solid": NUMBERS.solid_line, "dotted": NUMBERS.dotted_line}
        told = [weight for one, other, weight in self.world.influences if (one, other) == (by, to)]
        return self.best(told, [carries[line] for line, way in self.lines(by, to) if way == "down"])

    def tie_hop(self, by: str, to: str) -> Range | None:
        if self.at_odds(by, to) or by in self.world.declining:
            return None
        told = [s for one, other, s in self.world.ties if {one, other} == {by, to}]
        known = [each for each in self.recorded(by, to) if each is not None]
        if known and max(known) == 0:
            return None
        return self.best(told, []) if told else None

    # All walks.

    def walks(
        self, start: str, end: str, hop: Hop, which: int, through: Callable[[str], bool], steps: int, decay: float = 1.0
    ) -> float:
        """The strength of the strongest walk; 0 without one."""
        others = [person for person in EVERYBODY if person not in (start, end) and through(person)]
        best = 0.0
        for length in range(steps):
            for between in permutations(others, length):
                chain, strength = (start, *between, end), decay**length
                for by, to in pairwise(chain):
                    span = hop(by, to)
                    strength *= span[which] if span else 0.0
                best = max(best, strength)
        return best

    def foe(self, person: str) -> bool:
        return self.levels.get(person, 0) < 0 or person in self.world.rivals

    def known_no_foe(self, person: str) -> bool:
        return person in self.levels and not self.foe(person)

    # The three numbers of a member, and the coach.

    def stance(self, person: str) -> Range:
        level = self.levels.get(person)
        worth = NUMBERS.support
        return (worth.of(-1), worth.of(3)) if level is None else (worth.of(level), worth.of(level))

    def worth(self, person: str) -> Range:
        if person in self.world.rivals:
            return 0.0, 0.0
        level = self.levels.get(person)
        if level is None:
            return 0.0, NUMBERS.support.of(3)
        return (NUMBERS.support.of(level),) * 2 if level > 0 else (0.0, 0.0)

    def sway(self, person: str) -> Range:
        swaying = [p for p in EVERYBODY if p != person and p not in OURS]

        def voices(which: int, through: Callable[[str], bool]) -> dict[str, float]:
            return {p: self.walks(p, person, self.sway_hop, which, through, 3, NUMBERS.step_decay) for p in swaying}

        least = max(strength * self.worth(p)[0] for p, strength in voices(0, self.known_no_foe).items())
        most = max(strength * self.worth(p)[1] for p, strength in voices(1, lambda p: not self.foe(p)).items())
        unfriendly = voices(0, lambda p: self.foe(p) or self.levels.get(p) == 0)
        taken = max([strength for p, strength in unfriendly.items() if self.foe(p)], default=0.0)
        if not any(to == person for _, to, _ in self.world.influences):
            most = 1.0
        return least, max(least, most * (1 - taken))

    def access(self, person: str) -> Range:
        def ways(which: int, through: Callable[[str], bool]) -> float:
            fits = lambda p: p not in OURS and through(p)  # noqa: E731
            return max(self.walks(p, person, self.way_hop, which, fits, 3) for p in OURS)

        least, most = ways(0, self.known_no_foe), ways(1, lambda p: not self.foe(p))
        if not self.world.hops(person):
            most = 1.0
        return least, max(least, most * (1 - self.near(person, rivals=True)[0]))

    def near(self, person: str, *, rivals: bool) -> Range:
        side = self.world.rivals if rivals else OURS
        through = (lambda p: p not in OURS) if rivals else (lambda p: p not in OURS and not self.foe(p))
        least, most = (max(self.walks(p, person, self.tie_hop, which, through, 2) for p in side) for which in (0, 1))
        return least, most

    def coach(self) -> Range:
        held = {person for person, letter in self.world.roles if letter == "C"}
        held |= {person for person, level in self.levels.items() if level == 3}
        worths = [self.worth(person) for person in held]
        return max((w[0] for w in worths), default=0.0), max((w[1] for w in worths), default=0.0)

    def figure(self) -> Range:
        """What is secured, and what there is at best, before they are rounded; 0..100."""
        points, roles = NUMBERS.parts, NUMBERS.roles
        weights = {"A": roles.approver, "D": roles.decision_maker, "E": roles.evaluator}
        total = [0.0, 0.0]
        for letter, weight in weights.items():
            holders = sorted({person for person, role in self.world.roles if role == letter})
            for n in (0, 1):
                told = [
                    points.stance * self.stance(p)[n]
                    + points.sway * self.sway(p)[n]
                    + points.access * self.access(p)[n]
                    for p in holders
                ] or [n * (points.stance + points.sway + points.access)]
                total[n] += weight / sum(weights.values()) * sum(told) / len(told)
        whole = points.stance + points.sway + points.access + points.coach
        least, most = (100 / whole * (total[n] + points.coach * self.coach()[n]) for n in (0, 1))
        return least, most
