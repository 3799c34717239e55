"""Find who could take the place of each intermediary of some paths (method M16). Asked only of paths that are shown."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from pydantic import BaseModel

from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.paths.advice import likelihood_with
from relgraph.paths.model import MAX_HOPS, Alternative, PathOptions, StandIn, Starts, Targets, WarmPath
from relgraph.paths.places import find_places
from relgraph.paths.service import scoring, start_ids, target_ids
from relgraph.people.model import PersonCard
from relgraph.people.service import find_person_cards


class Candidate(BaseModel, frozen=True):
    """Somebody (by id) who could stand between two people; see `paths.model.StandIn`."""

    person: str
    open_asks: int
    ask_load: float
    load_factor: float
    support_unknown: bool
    support_factor: float
    preference_factor: float
    reached: Alternative
    onward: Alternative


class Candidates(BaseModel, frozen=True):
    """Those of one gap, the best first; `place` is the gap's among those asked about, from 0."""

    place: int
    candidates: list[Candidate]


FIND_STAND_INS = Query("paths/find_stand_ins", Candidates)

STAND_INS = 3
"""The most people told of who could take one intermediary's place."""

LOOKED_AT = 200
"""Between two people who share more acquaintances than these, only those of the strongest relations are looked at."""


async def find_stand_ins(
    graph: Reader,
    paths: Sequence[WarmPath],
    targets: Targets,
    *,
    as_of: date,
    starts: Starts = Starts(),  # noqa: B008  (frozen)
    opportunity: str | None = None,
    options: PathOptions = PathOptions(),  # noqa: B008  (frozen)
) -> list[list[list[StandIn]]]:
    """For each path, for each of its intermediaries, up to three others who could take their place, the best first.

    They stand between the same two people under the same gates and options as asked for the paths, and are nobody on
    the path; their score is the product of the strengths and of what they take off. Equals go by id. Where the
    two share more than 200 acquaintances, only those of the strongest relations are looked at. Method M16.
    """
    gaps = sorted({gap for path in paths for gap in _gaps(path)})
    if not gaps:
        return [[] for _ in paths]
    rows = await graph.fetch(
        FIND_STAND_INS,
        gaps=[{"before": before, "after": after} for before, after in gaps],
        targets=await target_ids(graph, targets, as_of),
        starts=await start_ids(graph, starts, as_of),
        avoided=(await find_places(graph, options)).avoided,
        most=LOOKED_AT,
        # Some may be on the path already.
        limit=STAND_INS + MAX_HOPS + 1,
        **scoring(options, opportunity, as_of),
    )
    between = {gaps[row.place]: row.candidates for row in rows}
    chosen = [[_fitting(between.get(gap, []), path) for gap in _gaps(path)] for path in paths]
    named = {one.person for places in chosen for candidates in places for one in candidates}
    cards = await find_person_cards(graph, sorted(named), as_of=as_of)
    return [
        [[_stand_in(path, place, one, cards[one.person]) for one in some] for place, some in enumerate(places)]
        for path, places in zip(paths, chosen, strict=True)
    ]


def _gaps(path: WarmPath) -> list[tuple[str, str]]:
    """The two people around each intermediary."""
    return [(before.origin.id, after.to.id) for before, after in pairwise(path.hops)]


def _fitting(candidates: Sequence[Candidate], path: WarmPath) -> list[Candidate]:
    people = {path.hops[0].origin.id, *(hop.to.id for hop in path.hops)}
    return [one for one in candidates if one.person not in people][:STAND_INS]


def _stand_in(path: WarmPath, place: int, one: Candidate, card: PersonCard) -> StandIn:
    strengths = {place: one.reached.strength, place + 1: one.onward.strength}
    factor = one.load_factor * one.support_factor
    told = {name: getattr(one, name) for name in Candidate.model_fields}
    return StandIn.model_validate(
        {**told, "person": card, "likelihood": likelihood_with(path, strengths, {place: factor})}
    )
