"""The search in Neo4j, one level of partial paths after another (ADR 0006).

Cypher makes partial paths longer, chooses and prunes; what is here carries the frontier from one level to the next, and
the least score that is of use: that of the last path that would be listed, which longer ones must beat.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from pydantic import BaseModel

from relgraph.graph.client import Graph, Reader
from relgraph.graph.query import Query
from relgraph.paths.model import DIGITS, FoundPath, PathOptions, SearchResult
from relgraph.paths.places import find_places
from relgraph.paths.search import KBestSearch, Strategy, find_k_best


class Level(BaseModel, frozen=True):
    """What one level led to.

    Arrivals sort as they are listed: how much below 0 the score is, how many hops, and who (ids from start to target).
    The frontier goes back as it came. Nothing better than `dropped` was left out of it.
    """

    arrivals: list[tuple[float, int, list[str]]]
    frontier: list[Any]
    dropped: float


class Reached(BaseModel, frozen=True):
    """Somebody (by id), and how well a start leads to them at best."""

    id: str
    best: float


class Ring(BaseModel, frozen=True):
    """Everybody so many hops from the starts; None where there is too much to look along."""

    ring: list[Reached] | None


class SearchStarts(BaseModel, frozen=True):
    """Who starts (ids), and along how many relations a search may look around them; None where they have more."""

    ids: list[str]
    spread: int | None


EXTEND_PATHS = Query("paths/extend_paths", Level)
WIDEN_RING = Query("paths/widen_ring", Ring)
FIND_BEGINS = Query("paths/find_begins", SearchStarts)

FEW = 500
"""So many starts are few: what is near them is found first."""
SPREAD = 10_000
"""Everybody near the starts is found first while there are no more relations than these to look along."""
HALF = 0.5 / 10**DIGITS
"""Scores that are rounded up to a floor reach it."""


@dataclass(frozen=True)
class LevelSearch:
    """One question, searched level by level."""

    graph: Graph
    targets: Sequence[str]
    rings: Sequence[Mapping[str, float]]
    """For each number of hops from the starts, how well that goes at best to everybody within them; as far as known."""
    max_hops: int
    how: Mapping[str, object]
    """How paths are made longer."""
    who: Mapping[str, object]

    async def search(
        self,
        *,
        scout: bool,
        floor: float,
        width: int,
        limit: int,
        barred: Sequence[str],
        barred_introducers: Sequence[str],
    ) -> SearchResult:
        """Search once, in one transaction, for paths that score at least the floor."""
        who = {**self.who, "barred": barred, "barred_introducers": barred_introducers}
        given = {**self.how, "who": who, "starts": self.rings[0], "scout": scout, "width": width, "limit": limit}
        return await self.graph.read(
            partial(self._search, least=floor - HALF, limit=limit, given=given), operation=EXTEND_PATHS.name
        )

    async def _search(self, graph: Reader, *, least: float, limit: int, given: Mapping[str, object]) -> SearchResult:
        # Who is too far from the starts for the least score is no way.
        rings = [{id_: best for id_, best in ring.items() if best >= least} for ring in self.rings]
        found: list[tuple[float, int, list[str]]] = []
        frontier: list[Any] = [_begun(target) for target in self.targets]
        hops_left, dropped, visited = self.max_hops, 0.0, 0
        while frontier and hops_left:
            hops_left -= 1
            ahead = rings[hops_left] if hops_left < len(rings) else None
            level = await graph.fetch_one(
                EXTEND_PATHS, frontier=frontier, hops_left=hops_left, least=least, ahead=ahead, **given
            )
            found = sorted(found + level.arrivals)[:limit]
            if len(found) == limit:
                # Equals rank by fewer hops.
                least = max(least, HALF - found[-1][0])
            frontier, dropped = level.frontier, max(dropped, level.dropped)
            visited += len(frontier)
        paths = [FoundPath(score=-below, people=people) for below, _, people in found]
        return SearchResult(paths=paths, dropped=dropped, visited=visited)


async def in_database(
    graph: Graph,
    targets: Sequence[str],
    starts: Sequence[str] | None,
    scored_by: Mapping[str, object],
    options: PathOptions,
) -> KBestSearch:
    """The search in Cypher: whom from, None for all of ours, and how paths are scored (`service.scoring`)."""
    how = {name: value for name, value in scored_by.items() if name not in ("opportunity", "prefer")}
    how["hop_factor"] = options.hop_factor
    opportunity = cast("str | None", scored_by["opportunity"])
    places = await find_places(graph, options, opportunity)
    who = {"targets": targets, "opportunity": opportunity, **places.model_dump(exclude={"ours"})}
    rings = await _rings(graph, targets, starts, options.max_hops, how)
    few = starts is not None and len(starts) <= FEW
    levels = LevelSearch(graph, targets, rings, options.max_hops, how, who)
    return partial(find_k_best, levels.search, Strategy.of(few=few, max_hops=options.max_hops))


async def _rings(
    graph: Reader, targets: Sequence[str], starts: Sequence[str] | None, max_hops: int, how: Mapping[str, object]
) -> list[Mapping[str, float]]:
    """Who starts, then everybody within one hop of them, two …; no further than half the hops, or there is too much.

    The other hops are searched from the targets.
    """
    begins = await graph.fetch_one(FIND_BEGINS, starts=starts, targets=targets, spread=SPREAD, as_of=how["as_of"])
    # A path has only its last person among the targets: others of them add nothing.
    ends = set(targets)
    beginning = {start: 1.0 for start in begins.ids if start not in ends}
    within: list[Mapping[str, float]] = [beginning]
    ring = None if begins.spread is None else [Reached(id=start, best=1.0) for start in beginning]
    around = {name: how[name] for name in ("as_of", "use", "assumed", "least_strength", "hop_factor")}
    while ring and len(within) < max_hops and 2 * len(within) - 2 < max_hops:
        outermost = [one.model_dump() for one in ring]
        told = await graph.fetch_one(WIDEN_RING, ring=outermost, starts=beginning, spread=begins.spread, **around)
        ring = told.ring
        if ring is not None:
            within.append(_within(within[-1], ring))
    return within


def _begun(target: str) -> dict[str, object]:
    return {"id": target, "best": 1.0, "partials": [{"score": 1.0, "people": [target]}]}


def _within(nearer: Mapping[str, float], ring: Sequence[Reached]) -> Mapping[str, float]:
    return {**nearer, **{one.id: max(one.best, nearer.get(one.id, 0.0)) for one in ring}}
