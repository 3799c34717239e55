"""What goes wrong in a formation, with the counts behind it (method M7).

A pattern is told as found as soon as what is known shows it, and as not there only where all is known that could show
it; else it is unknown.
"""

from collections.abc import Callable, Set

from relgraph.formation.model import (
    Crossing,
    FormationActivity,
    FormationLayer,
    FormationPattern,
    KnownFormation,
    PatternCount,
    PatternSeen,
)
from relgraph.formation.score import ScoredFormation, is_above_top, linked_in, others

ABOVE, MIDDLE, BELOW = FormationLayer
UPWARDS = Crossing(MIDDLE, ABOVE)


def seen(scored: ScoredFormation) -> list[PatternSeen]:
    """All four, in the order of the method."""
    judges = {
        FormationPattern.UPPER_ONLY: _upper_only,
        FormationPattern.CONFUSION: _confusion,
        FormationPattern.BLIND_UPWARDS: _blind_upwards,
        FormationPattern.EFFORT_AWAY: _effort_away,
    }
    told = []
    for pattern, judge in judges.items():
        found, counts = judge(scored, _Activities(scored.known))
        listed = [PatternCount(code=code, count=count) for code, count in counts.items()]
        told.append(PatternSeen(pattern=pattern, found=found, counts=listed))
    return told


Judged = tuple[bool | None, dict[str, int]]


class _Activities:
    """Counts activities of a formation by who came."""

    def __init__(self, known: KnownFormation) -> None:
        self._all = known.activities
        self.owner, self.contact = known.ours.middle.id, known.theirs.middle.id
        self.our_above, self.our_below = others(known.ours, ABOVE), others(known.ours, BELOW)
        self.above, self.below = others(known.theirs, ABOVE), others(known.theirs, BELOW)
        self.ours = {self.owner, *self.our_above, *self.our_below}

    def count(self, holds: Callable[[FormationActivity], bool]) -> int:
        """How many, in which somebody of our formation came, are so."""
        return sum(1 for one in self._all if one.ours & self.ours and holds(one))

    def of_owner(self, theirs: Set[str], without: Set[str] = frozenset()) -> int:
        """How many of the owner with any of theirs, and with none of some others."""
        return self.count(lambda one: self.owner in one.ours and bool(one.theirs & theirs) and not one.theirs & without)


def _upper_only(scored: ScoredFormation, activities: _Activities) -> Judged:
    """Activities with the contact or the layer above, and none with the layer below."""
    upper = activities.count(lambda one: bool(one.theirs & {activities.contact, *activities.above}))
    lower = activities.count(lambda one: bool(one.theirs & activities.below))
    enough = upper >= scored.numbers.least_activities and activities.below
    found = False if lower else True if enough else None
    return found, {"upper": upper, "lower": lower}


def _confusion(scored: ScoredFormation, activities: _Activities) -> Judged:
    """Their lower layer goes straight to our upper one, or the owner sees most of the contact's staff."""
    numbers, between = scored.numbers, {activities.contact}
    straight = activities.count(
        lambda one: (
            bool(one.theirs & activities.below and one.ours & activities.our_above)
            and activities.owner not in one.ours
            and not one.theirs & between
        )
    )
    staff = activities.of_owner(activities.below, without=between)
    effort = activities.of_owner({activities.contact, *activities.above, *activities.below})
    enough = effort >= numbers.least_activities
    counts = {"straight": straight, "staff": staff, "effort": effort}
    if straight >= numbers.straight or (enough and staff > numbers.staff_share * effort):
        return True, counts
    judged = enough and activities.below and (activities.our_above or scored.known.ours.is_top)
    return False if judged else None, counts


def _blind_upwards(scored: ScoredFormation, activities: _Activities) -> Judged:
    """The owner has no link to anybody above the contact."""
    linked = linked_in(scored.known, UPWARDS, scored.links.linked)
    counts = {"above": len(activities.above), "linked": len(linked)}
    if is_above_top(scored.known, UPWARDS):
        return False, counts
    return not linked if activities.above else None, counts


def _effort_away(scored: ScoredFormation, activities: _Activities) -> Judged:
    """The owner gives less than what is due to the own contact."""
    numbers = scored.numbers
    own = activities.of_owner({activities.contact})
    effort = activities.of_owner({activities.contact, *activities.above, *activities.below})
    counts = {"own": own, "effort": effort}
    if effort < numbers.least_activities:
        return None, counts
    if own < numbers.own_share * effort:
        return True, counts
    judged = activities.below and (activities.above or scored.known.theirs.is_top)
    return False if judged else None, counts
