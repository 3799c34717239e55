"""The strongest walks that end at a person: who sways them, and by which way somebody reaches them."""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import NamedTuple

from relgraph.chain.neighbourhood import Span, Spans

STEPS = 3
"""The longest walk that counts (method M3)."""


class Walk(NamedTuple):
    """A walk that ends at a person, its first to its last, and how strong it is, 0..1: the product of its steps."""

    strength: float
    people: tuple[str, ...]

    @property
    def order(self) -> tuple[float, int, tuple[str, ...]]:
        """The strongest first, of equals the shortest, of these by id."""
        return -self.strength, len(self.people), self.people


LEAST: Callable[[Span], float] = attrgetter("least")
MOST: Callable[[Span], float] = attrgetter("most")


def strongest(
    leading: Mapping[str, Spans],
    target: str,
    *,
    counts: Callable[[Span], float],
    passes: Callable[[str], bool],
    decay: float = 1.0,
    steps: int = STEPS,
) -> dict[str, Walk]:
    """From everybody with a walk to the target the strongest one, by who it begins with.

    `leading`: to whom → by whom → how strongly, of which `counts` takes the least or the most. `passes`: whether a walk
    may go on through somebody. `decay` is what each step beyond the first keeps. As no step is more than 1, a walk that
    meets anybody twice is never stronger than one that does not, so that circles come to nothing.
    """
    best: dict[str, Walk] = {}
    ring = {target: Walk(1.0, (target,))}
    for step in range(steps):
        reached: dict[str, Walk] = {}
        for to, walk in ring.items():
            if to != target and not passes(to):
                continue
            keeps = walk.strength * (decay if step else 1.0)
            for by, span in leading.get(to, {}).items():
                strength = keeps * counts(span)
                so_far = reached.get(by)
                if strength <= 0 or (so_far and strength < so_far.strength) or by in walk.people:
                    continue
                longer = Walk(strength, (by, *walk.people))
                if so_far is None or longer.order < so_far.order:
                    reached[by] = longer
        for by, walk in reached.items():
            if by not in best or walk.order < best[by].order:
                best[by] = walk
        ring = reached
    return best
