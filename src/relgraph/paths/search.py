"""Search with a falling floor, and choose paths that differ.

Cypher finds every path that scores at least a floor; the lower the floor, the longer that takes. So the first floor is
high, and from what was found above it follows how far to lower it. Where partial paths may be without number (long
ones, from few people, or where everybody knows everybody well), a scout goes first. It keeps the best one to each
person only: the paths it finds are real ones, so the score of the last that would be listed is a floor for the one
search for all; and where a scout finds none above any floor there is none.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial

from relgraph.core.errors import DatabaseCapacityError, DatabaseTimeoutError
from relgraph.paths.model import NEGLIGIBLE, Diversity, FoundPath, SearchResult

_log = logging.getLogger(__name__)

FIRST_FLOOR, FIRST_FLOOR_OF_FEW = 0.4, 0.2
"""Paths from few people are weaker."""
LAST_FLOOR = 0.002
"""Below it a floor hardly prunes: the next search is for everything."""
BEAM_WIDTHS = (10_000, 1_000, 100)
"""The most partial paths kept of a level; the next is tried when the database runs out of memory."""
SCOUT_BEAM_WIDTHS = (1_000, 10_000)
"""The same for a scout; the next is tried when it dropped some and found too few paths."""
LEAST_BEAM_WIDTH = 30
"""That of the scout which is sent when everything else was too much."""
FALL, FALL_OF_FEW = 0.95, 0.7
"""How fast the floor falls: slower where each search costs much more than the one before."""
LONG = 5
"""From so many hops on a scout always goes first."""
PAGE = 40
"""How many paths at least are looked through at a time for ones that differ."""

KBestSearch = Callable[..., Awaitable["KBest"]]
"""Finds the best paths, given their number and, if any, barred and barred_introducers."""

Search = Callable[..., Awaitable[SearchResult]]
"""Searches once, given floor, scout, width, limit, barred and barred_introducers."""


@dataclass(frozen=True)
class KBest:
    """Paths, best first; every other path scores at most `complete_above`, which is 0 when there is none."""

    paths: list[FoundPath]
    complete_above: float


@dataclass(frozen=True)
class Strategy:
    """How to search: from which floor, whether scouts go first, and how fast the floor falls."""

    floor: float
    scout: bool
    fall: float

    @classmethod
    def of(cls, *, few: bool, max_hops: int) -> "Strategy":
        """For few starts (the people near them are soon found) or many, and for long paths or short ones."""
        long = max_hops >= LONG
        return cls(FIRST_FLOOR_OF_FEW if few else FIRST_FLOOR, few or long, FALL_OF_FEW if few and not long else FALL)


class _SolutionPool:
    """What all searches for one question found: whatever comes later, a path once found is never lost."""

    def __init__(self, search: Search, k: int) -> None:
        self._search, self._k = search, k
        self._paths: dict[tuple[str, ...], FoundPath] = {}
        self._bound = 1.0

    async def ask(self, *, scout: bool, floor: float, **how: object) -> SearchResult:
        """Search once, and remember what was found."""
        result = await self._search(scout=scout, floor=floor, **how)
        self._paths |= {tuple(path.people): path for path in result.paths}
        if not scout:
            left_out = max(result.dropped, _beyond(result, self._k))
            all_told = floor == NEGLIGIBLE or len(result.paths) > self._k
            self._bound = min(self._bound, left_out if all_told else max(left_out, floor))
        return result

    def found(self) -> KBest:
        """The best of all that was found, and how far that is complete."""
        paths = sorted(self._paths.values(), key=lambda path: (-path.score, len(path.people), path.people))
        beyond = paths[self._k].score if len(paths) > self._k else 0.0
        return KBest(paths[: self._k], max(self._bound, beyond))


async def find_k_best(
    search: Search,
    strategy: Strategy,
    k: int,
    *,
    barred: Sequence[str] = (),
    barred_introducers: Sequence[str] = (),
) -> KBest:
    """The k best paths. When the database gives up (time, memory), all that was found before stands."""
    known = _SolutionPool(partial(search, limit=k + 1, barred=barred, barred_introducers=barred_introducers), k)
    try:
        if await _look(known, strategy, k):
            return KBest([], 0.0)
    except (DatabaseTimeoutError, DatabaseCapacityError) as error:
        _log.warning("A search for paths was cut short: %s", error)
        await _last_resort(known)
    return known.found()


async def _last_resort(known: _SolutionPool) -> None:
    """Where nothing was found before the database gave up: the cheapest scout, which keeps only the best people."""
    try:
        if not known.found().paths:
            await known.ask(scout=True, floor=NEGLIGIBLE, width=LEAST_BEAM_WIDTH)
    except (DatabaseTimeoutError, DatabaseCapacityError) as error:
        _log.warning("Not even a few paths could be looked for: %s", error)


async def _look(known: _SolutionPool, strategy: Strategy, k: int) -> bool:
    """Search as the strategy says; returns whether it is certain that there is no path."""
    floor = strategy.floor
    if not strategy.scout:
        try:
            result, floor = await _fall(partial(known.ask, scout=False, width=BEAM_WIDTHS[0]), k, floor, strategy.fall)
        except DatabaseCapacityError:
            _log.info("Everything at once was too much: scouts go first.")
        else:
            if result.dropped <= _beyond(result, k):
                return False
    scouted, floor = await _scout(known, k, floor, strategy.fall)
    if scouted and not scouted.paths and not scouted.dropped:
        return True
    await _narrowing(partial(known.ask, scout=False, floor=max(floor, _beyond(scouted, k) if scouted else 0.0)))
    return False


async def _scout(known: _SolutionPool, k: int, floor: float, fall: float) -> tuple[SearchResult | None, float]:
    """What the widest scout found that the database could hold, and from which floor; None when it held none."""
    scouted = None
    for width in SCOUT_BEAM_WIDTHS:
        try:
            scouted, floor = await _fall(partial(known.ask, scout=True, width=width), k, floor, fall)
        except DatabaseCapacityError:
            # A wider one needs more. What this one found on the way is known.
            break
        if len(scouted.paths) > k or not scouted.dropped:
            break
    return scouted, floor


async def _fall(ask: Search, k: int, floor: float, fall: float) -> tuple[SearchResult, float]:
    """The first result, from this floor downwards, with more than k paths or with some dropped; and its floor."""
    before = 0
    while True:
        result = await ask(floor=floor)
        if len(result.paths) > k or result.dropped or floor == NEGLIGIBLE:
            return result, floor
        if result.visited <= 1.1 * before:
            floor = NEGLIGIBLE
        else:
            floor, before = _lower(floor, fall, len(result.paths) / (k + 1), result.visited), result.visited


async def _narrowing(ask: Search) -> SearchResult:
    """The result with as many partial paths as the database can hold."""
    for width in BEAM_WIDTHS[:-1]:
        try:
            return await ask(width=width)
        except DatabaseCapacityError:
            continue
    return await ask(width=BEAM_WIDTHS[-1])


def _beyond(result: SearchResult, k: int) -> float:
    """The score of the best path found that is not listed; 0 when all are."""
    return result.paths[k].score if len(result.paths) > k else 0.0


def _lower(floor: float, fall: float, share: float, visited: int) -> float:
    """The next floor, after a share of the paths wanted was found.

    Both the paths above a floor and the people visited grow about with its power -2.5. With no path found the latter
    tell.
    """
    by_paths = fall * max(share, 0.05) ** 0.4
    by_people = (max(300, 3 * visited) / (visited + 1)) ** -0.4
    lower = floor * (by_paths if share else max(by_paths, by_people))
    return lower if lower > LAST_FLOOR else NEGLIGIBLE


async def find_diverse(best: KBestSearch, k: int, diversity: Diversity) -> KBest:
    """The k paths that a greedy choice takes: always the best one that fits those before it."""
    if diversity is Diversity.NONE:
        return await best(k)
    chosen: list[FoundPath] = []
    bound = 0.0
    while True:
        # Paths without intermediaries fit everything: they are found again, and must not fill the page.
        size = max(PAGE, 4 * k) + len(chosen)
        page = await best(size, **_barred(chosen, diversity))
        before = len(chosen)
        _choose(chosen, page.paths, diversity)
        if page.paths and page.complete_above > page.paths[-1].score:
            bound = max(bound, page.complete_above)
        if len(chosen) > k:
            return KBest(chosen[:k], max(bound, chosen[k].score))
        if page.complete_above == 0 or len(chosen) == before:
            return KBest(chosen, max(bound, page.complete_above))


def _choose(chosen: list[FoundPath], paths: Sequence[FoundPath], diversity: Diversity) -> None:
    known = {tuple(path.people) for path in chosen}
    for path in paths:
        if tuple(path.people) not in known and _fits(path, chosen, diversity):
            chosen.append(path)


def _barred(chosen: Sequence[FoundPath], diversity: Diversity) -> dict[str, Sequence[str]]:
    if diversity is Diversity.DISTINCT_INTRODUCER:
        return {"barred_introducers": [path.introducer for path in chosen]}
    return {"barred": [person for path in chosen for person in path.intermediaries]}


def _fits(path: FoundPath, chosen: Sequence[FoundPath], diversity: Diversity) -> bool:
    if diversity is Diversity.DISTINCT_INTRODUCER:
        return path.introducer not in {other.introducer for other in chosen}
    return not set(path.intermediaries) & {person for other in chosen for person in other.intermediaries}
