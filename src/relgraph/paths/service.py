"""Find the strongest paths to a person.

Cypher finds the paths: it expands from the target and gives up a branch once its product falls below a floor, so
whatever is at least as strong as the floor is complete. The service lowers the floor until enough paths are
found; what is below the last floor was not looked at, and the answer says so.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from functools import partial

from relgraph.errors import DatabaseCapacityError, DatabaseTimeoutError, InputError
from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.paths.model import MAX_HOPS, MAX_PATHS, AssumedStrengths, PathAnswer, WarmPath
from relgraph.people.service import get_person_card
from relgraph.record.model import EntityKind
from relgraph.record.service import require

FIND_WARM_PATHS = Query("paths/find_warm_paths", WarmPath)

FLOORS = (0.5, 0.2, 0.08, 0.03, 0.01, 0.003, 0.001, 0.0001, 0.0)
"""Tried in turn; each step costs a few times the one before, so the last one dominates."""


async def find_warm_paths(
    graph: Reader,
    target: str,
    *,
    as_of: date,
    starts: Sequence[str] | None = None,
    opportunity: str | None = None,
    max_hops: int = 4,
    k: int = 10,
    assumed: AssumedStrengths = AssumedStrengths(),  # noqa: B008  (frozen)
) -> PathAnswer:
    """The k strongest simple paths from `starts` (all of our people when None) to `target`, the best first.

    A path runs over ties (both ways), influence (towards the influenced) and reporting lines (both ways), over at most
    `max_hops` hops (1..6); its strength is the product of its hops'. Only its first person is among the starts: a
    colleague who would have to ask the one who knows adds nothing. It never runs through a person who opposes the
    given opportunity, nor between two people with friction. Equal strengths are ordered by fewer hops, then by the
    people's ids. Method M16.

    Raises InputError for numbers out of range and NotFoundError for unknown ids. When the database gives up on the
    weak end of the search (time, memory), what was found stands and `complete_above` says how far it is complete.
    """
    _check(max_hops, k)
    card = await get_person_card(graph, target, as_of=as_of)
    await require(graph, EntityKind.PERSON, starts or [], field="starts")
    await require(graph, EntityKind.OPPORTUNITY, [opportunity] if opportunity else [], field="opportunity")
    search = partial(
        graph.fetch,
        FIND_WARM_PATHS,
        target=target,
        starts=None if starts is None else list(starts),
        opportunity=opportunity,
        as_of=as_of,
        max_hops=max_hops,
        assumed=assumed.model_dump(),
        limit=k + 1,
    )
    found, floor = await _lower_the_floor(search, k)
    return PathAnswer(
        target=card,
        paths=found[:k],
        truncated=len(found) > k or floor > 0,
        complete_above=found[k].strength if len(found) > k else floor,
    )


async def _lower_the_floor(search: Callable[..., Awaitable[list[WarmPath]]], k: int) -> tuple[list[WarmPath], float]:
    found, reached = await search(floor=FLOORS[0]), FLOORS[0]
    for floor in FLOORS[1:]:
        if len(found) > k:
            break
        try:
            found, reached = await search(floor=floor), floor
        except (DatabaseTimeoutError, DatabaseCapacityError):
            break
    return found, reached


def _check(max_hops: int, k: int) -> None:
    for field, value, most in (("max_hops", max_hops, MAX_HOPS), ("k", k, MAX_PATHS)):
        if not 1 <= value <= most:
            raise InputError(f"{field} is {value}.", field=field, remedy=f"Choose a number from 1 to {most}.")
