"""The matrix of a formation: who of ours is linked to whom of theirs, and who would be where nobody is (method M7)."""

from collections.abc import Iterable

from relgraph.formation.model import (
    CROSSINGS,
    NEEDED,
    CellState,
    Crossing,
    FormationCell,
    FormationLayer,
    FormationLink,
    FormationMember,
)
from relgraph.formation.score import Pair, ScoredFormation, is_above_top

ABOVE, MIDDLE, BELOW = FormationLayer
_Linked = tuple[FormationMember, FormationMember, FormationLink]


def cells_of(scored: ScoredFormation) -> list[FormationCell]:
    """All nine, row by row."""
    return _Matrix(scored).cells()


class _Matrix:
    """Fills the places of one formation; nobody stands in two layers of one side at a time."""

    def __init__(self, scored: ScoredFormation) -> None:
        self._known, self._pairs = scored.known, scored.links.linked
        self._links = {(link.our, link.their): link for link in scored.known.links}
        self._taken = self._outer_people()

    def cells(self) -> list[FormationCell]:
        return [self._cell(crossing) for crossing in CROSSINGS]

    def _outer_people(self) -> dict[Crossing, str | None]:
        """Who fills each outer place of the cross: as many of them as can be at a time."""
        taken: dict[Crossing, str | None] = {}
        for above, below in (
            (Crossing(ABOVE, MIDDLE), Crossing(BELOW, MIDDLE)),
            (Crossing(MIDDLE, ABOVE), Crossing(MIDDLE, BELOW)),
        ):
            upper, lower = ([_outer(above, it) for it in self._found(crossing)] for crossing in (above, below))
            taken[above], taken[below] = _apart(upper, lower)
        return taken

    def _cell(self, crossing: Crossing) -> FormationCell:
        found = self._found(crossing)
        if crossing in self._taken:
            found = [it for it in found if _outer(crossing, it) == self._taken[crossing]]
        our, their, link = found[0] if found else (*self._nearest(crossing), None)
        return FormationCell(
            ours=crossing.ours,
            theirs=crossing.theirs,
            needed=crossing in NEEDED and not is_above_top(self._known, crossing),
            state=self._state(crossing, our, their, link),
            our=our,
            their=their,
            link=link,
        )

    def _state(
        self,
        crossing: Crossing,
        our: FormationMember | None,
        their: FormationMember | None,
        link: FormationLink | None,
    ) -> CellState:
        if link:
            return CellState.LINKED
        if is_above_top(self._known, crossing):
            return CellState.NOT_NEEDED
        return CellState.EMPTY if our and their else CellState.UNKNOWN

    def _members(self, crossing: Crossing) -> tuple[list[FormationMember], list[FormationMember]]:
        """Who may stand there: nobody who is in the middle of the same side as well."""
        ours, theirs = self._known.ours, self._known.theirs
        return (
            _without(ours.members(crossing.ours), ours.middle.id if crossing.ours is not MIDDLE else None),
            _without(theirs.members(crossing.theirs), theirs.middle.id if crossing.theirs is not MIDDLE else None),
        )

    def _found(self, crossing: Crossing) -> list[_Linked]:
        """Who is linked there, the strongest first, then who met last, then the nearest."""
        ours, theirs = self._members(crossing)
        found = [
            (our, their, self._link(pair))
            for our in ours
            for their in theirs
            if (pair := _pair(our, their)) in self._pairs
        ]
        return sorted(found, key=_rank)

    def _link(self, pair: Pair) -> FormationLink:
        met = [one.day for one in self._known.activities if pair[0] in one.ours and pair[1] in one.theirs]
        link = self._links.get(pair)
        if link:
            return link
        return FormationLink(
            our=pair[0], their=pair[1], tied=False, strength=None, basis=None, last_contact=max(met, default=None)
        )

    def _nearest(self, crossing: Crossing) -> tuple[FormationMember | None, FormationMember | None]:
        """Who would stand there: nobody who fills the layer across already."""
        ours, theirs = self._members(crossing)
        other = self._taken.get(Crossing(_across(crossing.ours), _across(crossing.theirs)))
        return next(iter(_without(ours, other)), None), next(iter(_without(theirs, other)), None)


def _across(layer: FormationLayer) -> FormationLayer:
    return {ABOVE: BELOW, MIDDLE: MIDDLE, BELOW: ABOVE}[layer]


def _outer(crossing: Crossing, found: _Linked) -> str:
    return (found[0] if crossing.theirs is MIDDLE else found[1]).person.id


def _pair(our: FormationMember, their: FormationMember) -> Pair:
    return our.person.id, their.person.id


def _without(members: Iterable[FormationMember], id_: str | None) -> list[FormationMember]:
    return [member for member in members if member.person.id != id_]


def _apart(upper: list[str], lower: list[str]) -> tuple[str | None, str | None]:
    """The first of both that are two people; where they are one, who stands above."""
    first = next(iter(upper), None)
    below = next((one for one in lower if one != first), None)
    if first is None or below is not None:
        return first, below
    above = next((one for one in upper if one != first), None)
    return (above, first) if above and first in lower else (first, None)


def _rank(found: _Linked) -> tuple[float, int, tuple[int, int, str], tuple[int, int, str]]:
    our, their, link = found
    strength = -1.0 if link.strength is None else link.strength
    return -strength, -(link.last_contact.toordinal() if link.last_contact else 0), our.order, their.order
