"""Find the best paths to people, and explain them (method M16)."""

import asyncio
from collections.abc import Container, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel

from relgraph.core.errors import InputError
from relgraph.graph.client import Graph, Reader
from relgraph.graph.query import Query
from relgraph.paths.levels import in_database
from relgraph.paths.model import (
    MAX_PATHS,
    DescribedPath,
    FoundPath,
    PathAnswer,
    PathOptions,
    RelationKind,
    Starts,
    Targets,
    WarmPath,
)
from relgraph.paths.search import KBest, find_diverse
from relgraph.people.service import find_person_cards
from relgraph.record.fields import EntityKind
from relgraph.record.service import require

if TYPE_CHECKING:
    # It brings a compiler along, which nobody needs who does not keep an index.
    from relgraph.paths.index.service import PathIndex


class Ids(BaseModel, frozen=True):
    """Of whom, or what, a description means."""

    ids: list[str]


DESCRIBE_PATHS = Query("paths/describe_paths", DescribedPath)
FIND_STARTS = Query("paths/find_starts", Ids)
FIND_TARGETS = Query("paths/find_targets", Ids)

TRIES = 3
"""So often is searched when paths end between their search and their description."""


async def find_warm_paths(
    graph: Graph,
    targets: Targets | str,
    *,
    as_of: date,
    starts: Starts = Starts(),  # noqa: B008  (frozen)
    opportunity: str | None = None,
    k: int = 10,
    options: PathOptions = PathOptions(),  # noqa: B008  (frozen)
    index: "PathIndex | None" = None,
) -> PathAnswer:
    """The k best simple paths from any of the starts to any of the targets, the best first.

    A path runs over ties (both ways), influence (towards the influenced) and reporting lines (both ways, with different
    strengths); its score is the product of its hops' strengths, hop factors and what its intermediaries take off. Only
    its first person is among the starts and only its last among the targets. It never runs through a person who opposes
    the given opportunity (any live one when none is given), who declines introductions, or who sits at a competitor or
    an avoided organisation, nor between two people with friction; nor does it start with an opponent or one who
    declines.
    Equal scores are ordered by fewer hops, then by the people's ids. Method M16. Where an index is given and ready it
    is searched; else Neo4j is.

    Raises InputError for numbers out of range and NotFoundError for unknown ids. When the search is cut short (time,
    memory, width), what was found stands and `complete_above` says how far it is complete.
    """
    if isinstance(targets, str):
        targets = Targets(people=(targets,))
    _check(k, opportunity, options)
    for _ in range(TRIES):
        answer = await _ask(
            graph, targets, starts, opportunity=opportunity, k=k, options=options, as_of=as_of, index=index
        )
        if answer.lost == 0:
            break
    return answer.told


async def plan_ahead(graph: Graph) -> None:
    """Let Neo4j plan the search, from all of ours to nobody, before somebody waits for it."""
    options = PathOptions()
    best = await in_database(graph, [""], None, scoring(options, None, graph.clock.today()), options)
    await best(1)


class _Asked(NamedTuple):
    """An answer, and how many of the paths found had ended when they were described."""

    told: PathAnswer
    lost: int


async def _ask(
    graph: Graph,
    targets: Targets,
    starts: Starts,
    *,
    opportunity: str | None,
    k: int,
    options: PathOptions,
    as_of: date,
    index: "PathIndex | None",
) -> _Asked:
    """Search and describe once. Paths of which a hop has ended in between are left out, and the answer says so."""
    ends, begins = await target_ids(graph, targets, as_of), await start_ids(graph, starts, as_of)
    led = _led(ends, begins)
    best = None
    if index and led:
        best = await index.search(
            graph, targets=ends, starts=begins, opportunity=opportunity, options=options, as_of=as_of
        )
    await _require(graph, targets, starts, opportunity, options, known=index.people if index and best else {})
    if not led:
        # Nothing to search for; a search that is cut short would leave that open.
        cards = await find_person_cards(graph, ends, as_of=as_of)
        none = PathAnswer(
            targets=[cards[end] for end in ends], paths=[], truncated=False, complete_above=0.0, cut_short=False
        )
        return _Asked(none, 0)
    scored_by = scoring(options, opportunity, as_of)
    if best is None:
        best = await in_database(graph, ends, begins, scored_by, options)
    found = await find_diverse(best, k, options.diversity)
    paths, cards = await asyncio.gather(
        _describe(graph, found.paths, scored_by, options), find_person_cards(graph, ends, as_of=as_of)
    )
    lost = len(found.paths) - len(paths)
    complete_above = max(found.complete_above, found.paths[0].score if lost else 0.0)
    told = PathAnswer(
        targets=[cards[end] for end in ends],
        paths=paths,
        truncated=complete_above > 0,
        complete_above=complete_above,
        cut_short=lost > 0 or _cut_short(found, k),
    )
    return _Asked(told, lost)


def _led(ends: Sequence[str], begins: Sequence[str] | None) -> bool:
    """Whether a path may lead from one to another: somebody is to be reached, and somebody else starts."""
    return bool(ends) and (begins is None or not set(begins) <= set(ends))


def _cut_short(found: KBest, k: int) -> bool:
    """Paths that belong on the list may be missing: there is room for more, or a better one may be left out."""
    if found.complete_above == 0:
        return False
    return len(found.paths) < k or found.complete_above > found.paths[-1].score


def _check(k: int, opportunity: str | None, options: PathOptions) -> None:
    if not 1 <= k <= MAX_PATHS:
        raise InputError(f"k is {k}.", field="k", remedy=f"Choose a number from 1 to {MAX_PATHS}.")
    if options.unknown_support < 1 and opportunity is None:
        raise InputError(
            "Unknown support counts, but no opportunity is named.",
            field="unknownSupport",
            remedy="Name the opportunity in which support is meant.",
        )


def scoring(options: PathOptions, opportunity: str | None, as_of: date) -> dict[str, object]:
    """What search, description and stand-ins need alike to score a path."""
    return {
        "opportunity": opportunity,
        "as_of": as_of,
        "use": {kind.value: 1.0 if kind in options.relations else 0.0 for kind in RelationKind},
        "assumed": options.assumed.model_dump(),
        "least_strength": options.least_strength,
        "prefer": list(options.prefer),
        "preference": options.preference if options.prefer else 1.0,
        "load": options.load.model_dump(),
        "unknown_support": options.unknown_support,
    }


def _whole(told: DescribedPath, found: FoundPath) -> bool:
    """None of the path's hops has ended since it was found."""
    return [(hop.origin.id, hop.to.id) for hop in told.hops] == list(pairwise(found.people))


async def _describe(
    graph: Reader, found: Sequence[FoundPath], scored_by: dict[str, object], options: PathOptions
) -> list[WarmPath]:
    """What there is to say of those whose hops all still hold: writers may have ended one since the search."""
    if not found:
        return []
    described = await graph.fetch(DESCRIBE_PATHS, paths=[path.people for path in found], **scored_by)
    told = {path.place: path for path in described}
    return [
        WarmPath(
            score=path.score,
            hop_factor=options.hop_factor,
            hops=told[place].hops,
            intermediaries=told[place].intermediaries,
        )
        for place, path in enumerate(found)
        if place in told and _whole(told[place], path)
    ]


async def target_ids(graph: Reader, targets: Targets, as_of: date) -> list[str]:
    """The people (by id) whom paths lead to, in the order of their ids."""
    if targets.deciders_of or targets.unit:
        return (await graph.fetch_one(FIND_TARGETS, **targets.model_dump(), as_of=as_of)).ids
    return sorted(set(targets.people))


async def start_ids(graph: Reader, starts: Starts, as_of: date) -> list[str] | None:
    """The people (by id) whom paths start from, in the order of their ids; None for all of ours."""
    if starts.all_of_ours:
        return None
    if starts.team or starts.owners_of or starts.held:
        return (await graph.fetch_one(FIND_STARTS, **starts.model_dump(), as_of=as_of)).ids
    return sorted(set(starts.people))


async def _require(
    graph: Reader,
    targets: Targets,
    starts: Starts,
    opportunity: str | None,
    options: PathOptions,
    *,
    known: Container[str],
) -> None:
    """Make sure that everything named exists; of people, those that are not known to anyway."""
    wanted: list[tuple[EntityKind, Sequence[str | None], str]] = [
        (EntityKind.OPPORTUNITY, [targets.deciders_of], "decidersOf"),
        (EntityKind.UNIT, [targets.unit], "unit"),
        (EntityKind.PERSON, [id_ for id_ in targets.people if id_ not in known], "person"),
        (EntityKind.PERSON, [id_ for id_ in starts.people if id_ not in known], "people"),
        (EntityKind.UNIT, [starts.team], "team"),
        (EntityKind.ORGANIZATION, [starts.owners_of], "ownersOf"),
        (EntityKind.OPPORTUNITY, [opportunity], "opportunity"),
        (EntityKind.ORGANIZATION, options.avoid, "avoid"),
        (EntityKind.ORGANIZATION, options.prefer, "prefer"),
    ]
    for kind, ids, field in wanted:
        await require(graph, kind, [id_ for id_ in ids if id_ is not None], field=field)
