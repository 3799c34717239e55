"""The one move that repairs most: the score is asked again for every two who could meet (method M7)."""

from collections.abc import Iterator
from typing import NamedTuple

from relgraph.core.language import Language
from relgraph.formation.model import (
    NEEDED,
    Crossing,
    FormationMember,
    FormationMove,
)
from relgraph.formation.score import Pair, ScoredFormation
from relgraph.formation.words import move_sentence

_ROUNDING = 1e-9


class PossibleMeeting(NamedTuple):
    """Two who could meet, and where in the matrix that would be."""

    crossing: Crossing
    our: FormationMember
    their: FormationMember


def best_move(scored: ScoredFormation) -> FormationMove | None:
    """Of all pairs of the crossings that are demanded the one after whose meeting the score is highest.

    Of equal ones the first crossing, as NEEDED has them; of these who meet newly before who meet again; then the
    nearest people. None where no meeting would raise it.
    """
    links, before, best, after = scored.links, scored.score(), None, 0.0
    for crossing, our, their in _candidates(scored):
        pair = our.person.id, their.person.id
        if pair in links.touched:
            continue
        reached = scored.score(links.and_now(pair))
        if best is None or reached > after + _ROUNDING:
            best, after = PossibleMeeting(crossing, our, their), reached
    if best is None or after <= before + _ROUNDING:
        return None
    return _told(scored, best, before, after)


def _candidates(scored: ScoredFormation) -> Iterator[PossibleMeeting]:
    """All pairs, in the order in which the first of equals counts."""
    ours, theirs, linked = scored.known.ours, scored.known.theirs, scored.links.linked
    for crossing in NEEDED:
        pairs = [(our, their) for our in ours.members(crossing.ours) for their in theirs.members(crossing.theirs)]
        for our, their in sorted(pairs, key=lambda pair: (_ids(pair) in linked, pair[0].order, pair[1].order)):
            yield PossibleMeeting(crossing, our, their)


def _ids(pair: tuple[FormationMember, FormationMember]) -> Pair:
    return pair[0].person.id, pair[1].person.id


def _told(scored: ScoredFormation, best: PossibleMeeting, before: float, after: float) -> FormationMove:
    crossing, our, their = best
    renews = _ids((our, their)) in scored.links.linked
    people = {"our": our.person, "their": their.person, "contact": scored.known.theirs.middle}
    scores = round(before), round(after)
    en, zh = (
        move_sentence(crossing, people, scores, language, renews=renews) for language in (Language.EN, Language.ZH)
    )
    return FormationMove(
        our=our,
        their=their,
        ours=crossing.ours,
        theirs=crossing.theirs,
        renews=renews,
        before=scores[0],
        after=scores[1],
        en=en,
        zh=zh,
    )
