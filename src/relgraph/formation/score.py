"""The score of a formation: what is known to be there, of what the method demands (method M7).

Whoever knows less sees a lower score, or none: what is unknown counts as what is not there, nobody fills two layers,
and what goes wrong (patterns.py) lowers nothing, as forgetting it would then look like a cure.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import product
from typing import NamedTuple

from relgraph.formation.model import (
    CENTRE,
    NEEDED,
    Crossing,
    FormationActivity,
    FormationLayer,
    FormationPart,
    FormationSide,
    KnownFormation,
    ScorePart,
)
from relgraph.playbook.formation import FormationNumbers

ABOVE, MIDDLE, BELOW = FormationLayer
Pair = tuple[str, str]
Outer = tuple[Crossing, Crossing]
OUTER_OURS: Outer = Crossing(ABOVE, MIDDLE), Crossing(BELOW, MIDDLE)
OUTER_THEIRS: Outer = Crossing(MIDDLE, ABOVE), Crossing(MIDDLE, BELOW)


class Share(NamedTuple):
    """So many of so many."""

    got: int
    of: int

    @property
    def size(self) -> float:
        """0..1."""
        return self.got / self.of


def sum_of(shares: Iterable[Share]) -> Share:
    """All together."""
    return Share(*map(sum, zip(*shares, strict=True)))


@dataclass(frozen=True)
class Links:
    """Who of ours (first) and of theirs are linked, and who of these in touch, as ids."""

    linked: frozenset[Pair]
    touched: frozenset[Pair]

    def and_now(self, pair: Pair) -> "Links":
        """The same when two met today."""
        return replace(self, linked=self.linked | {pair}, touched=self.touched | {pair})


@dataclass(frozen=True)
class ScoredFormation:
    """A formation with its links, as the score sees it."""

    known: KnownFormation
    numbers: FormationNumbers
    day: date

    @cached_property
    def links(self) -> Links:
        """Ties that hold, and whoever met in an activity of the period."""
        pairs = {(link.our, link.their): link for link in self.known.links}
        met = {(our, their) for one in self.known.activities for our in one.ours for their in one.theirs}
        linked = {pair for pair, link in pairs.items() if link.tied} | met
        since = self.day - timedelta(days=self.numbers.in_touch_days)
        lately = {
            (our, their)
            for one in self.known.activities
            if one.day >= since
            for our in one.ours
            for their in one.theirs
        }
        touched = {pair for pair, link in pairs.items() if link.last_contact and link.last_contact >= since} | lately
        return Links(frozenset(linked), frozenset(touched & linked))

    @cached_property
    def together(self) -> list[FormationActivity]:
        """Activities of the period with all three layers of ours and the contact, or of theirs and the owner."""
        return [one for one in self.known.activities if self._all_layers(one)]

    @property
    def sees_layers(self) -> bool:
        """Anybody is known whom the formation demands besides owner and contact."""
        return any(layer_members(self.known, crossing) for crossing in NEEDED if crossing != CENTRE)

    def score(self, links: Links | None = None) -> float:
        """0..100, with these links or those that are known."""
        return sum(part.points for part in self.parts(links))

    def parts(self, links: Links | None = None) -> list[ScorePart]:
        """How much of each part is there."""
        links = links or self.links
        weights, wanted = self.numbers.weights, self.numbers.together
        counts: Mapping[FormationPart, tuple[Share, int]] = {
            FormationPart.OURS: (self._share(links.linked, OUTER_OURS), weights.ours),
            FormationPart.THEIRS: (self._share(links.linked, OUTER_THEIRS), weights.theirs),
            FormationPart.IN_TOUCH: (self._share(links.touched, OUTER_OURS, OUTER_THEIRS), weights.in_touch),
            FormationPart.TOGETHER: (Share(min(len(self.together), wanted), wanted), weights.together),
        }
        whole = sum(weight for _, weight in counts.values())
        return [
            ScorePart(
                part=part,
                got=share.got,
                of=share.of,
                points=100 * weight / whole * share.size,
                most=100 * weight / whole,
            )
            for part, (share, weight) in counts.items()
        ]

    def _share(self, pairs: Set[Pair], *sides: Outer) -> "Share":
        """In how many of the crossings people of their own are linked. Above the top nobody is needed, but counts."""
        centre = Share(len(linked_in(self.known, CENTRE, pairs)), 1)
        choices = product(*(self._outer(side, pairs) for side in sides))
        return max((sum_of((centre, *choice)) for choice in choices), key=lambda share: share.size)

    def _outer(self, crossings: Outer, pairs: Set[Pair]) -> list["Share"]:
        above, below = (linked_in(self.known, crossing, pairs) for crossing in crossings)
        both = Share(filled([above, below]), 2)
        return [Share(filled([below]), 1), both] if is_above_top(self.known, crossings[0]) else [both]

    def _all_layers(self, one: FormationActivity) -> bool:
        ours, theirs = self.known.ours, self.known.theirs
        return (theirs.middle.id in one.theirs and _has_all(ours, one.ours)) or (
            ours.middle.id in one.ours and _has_all(theirs, one.theirs)
        )


def filled(layers: list[frozenset[str]]) -> int:
    """How many of at most two layers have somebody, when nobody may stand in both."""
    return min(sum(map(bool, layers)), len(frozenset().union(*layers)))


def is_above_top(known: KnownFormation, crossing: Crossing) -> bool:
    """The crossing wants somebody above who is known to be at the top."""
    return (crossing.ours is ABOVE and known.ours.is_top) or (crossing.theirs is ABOVE and known.theirs.is_top)


def layer_members(known: KnownFormation, crossing: Crossing) -> frozenset[str]:
    """Ids of who may stand in a needed crossing besides the owner or the contact."""
    return others(known.ours, crossing.ours) if crossing.theirs is MIDDLE else others(known.theirs, crossing.theirs)


def others(side: FormationSide, layer: FormationLayer) -> frozenset[str]:
    """Who stands in a layer and is not the middle as well."""
    return side.ids(layer) if layer is MIDDLE else side.ids(layer) - {side.middle.id}


def linked_in(known: KnownFormation, crossing: Crossing, pairs: Set[Pair]) -> frozenset[str]:
    """Who in the outer layer of a needed crossing is linked to the middle of the other side."""
    if crossing.theirs is MIDDLE:
        contact = known.theirs.middle.id
        return frozenset(our for our in others(known.ours, crossing.ours) if (our, contact) in pairs)
    owner = known.ours.middle.id
    return frozenset(their for their in others(known.theirs, crossing.theirs) if (owner, their) in pairs)


def _has_all(side: FormationSide, present: Set[str]) -> bool:
    """The middle is present, with different people above and below."""
    outer = [others(side, layer) & present for layer in (ABOVE, BELOW)]
    return side.middle.id in present and filled(outer) == len(outer)
