"""Opportunities, and the power map made of their roles, assessments and the structure around them."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date

from pydantic import BaseModel

from relgraph.core.errors import InputError, NotFoundError
from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.kinds.friction import FRICTIONS
from relgraph.kinds.influence import INFLUENCES
from relgraph.kinds.opportunity import OPPORTUNITIES, Opportunity
from relgraph.kinds.reporting_line import REPORTING_LINES
from relgraph.kinds.tie import ASSUMED_STRENGTH
from relgraph.people.subgraph import FactAmong, of_kind
from relgraph.powermap.changes import MapChanges, changes_between
from relgraph.powermap.model import MAX_CARDS, MAX_RELATIONS, MapRelations, MapRow, PowerMap, Surroundings, power_map
from relgraph.record.read import find

FIND_MAPS = Query("powermap/find_maps", MapRow)
FIND_MAP_RELATIONS = Query("powermap/find_map_relations", FactAmong, packed=True)
FIND_SURROUNDINGS = Query("powermap/find_surroundings", Surroundings)


class PowerMapView(BaseModel, frozen=True):
    """A power map with all that is drawn on it: three queries, and one more for what changed since a day.

    `surroundings`: of everyone on it, in the order of the cards and then of those above.
    """

    map: PowerMap
    relations: MapRelations
    surroundings: list[Surroundings]
    changes: MapChanges | None


async def find_opportunity(graph: Reader, id: str) -> Opportunity | None:  # noqa: A002
    """One opportunity, whenever it is or was; None when the id is unknown."""
    return next(iter(await find(graph, OPPORTUNITIES, ids=[id], as_of=None, limit=1)), None)


async def view_power_map(reader: Reader, opportunity: str, *, as_of: date, since: date | None = None) -> PowerMapView:
    """The whole power map of a deal on a day, and what changed since another. Raises NotFoundError and InputError."""
    if since:
        check_since(since, as_of)
    days = {as_of, *([since] if since else [])}
    found = await asyncio.gather(*(draw_power_maps(reader, [opportunity], as_of=day) for day in sorted(days)))
    drawn = found[-1].get(opportunity)
    if drawn is None:
        raise NotFoundError("opportunity", opportunity, field="opportunity")
    relations, around = await asyncio.gather(
        find_map_relations(reader, [drawn.people], as_of=as_of), find_surroundings(reader, drawn.people, as_of=as_of)
    )
    return PowerMapView(
        map=drawn,
        relations=relations[0],
        surroundings=[around[id_] for id_ in drawn.people],
        changes=changes_between(found[0][opportunity], drawn) if since else None,
    )


async def draw_power_maps(reader: Reader, opportunities: Sequence[str], *, as_of: date) -> Mapping[str, PowerMap]:
    """The power map of each opportunity that there is: everyone with a role or an assessment on the day."""
    rows = await reader.fetch(FIND_MAPS, opportunities=list(opportunities), as_of=as_of, limit=MAX_CARDS + 1)
    return {row.id: power_map(row, as_of) for row in rows}


def check_since(since: date, as_of: date) -> None:
    """Raise InputError unless one day is before the other."""
    if since >= as_of:
        raise InputError(f"since is {since}.", field="since", remedy=f"Give a day before {as_of}, the day of the map.")


async def find_map_relations(reader: Reader, maps: Sequence[Sequence[str]], *, as_of: date) -> list[MapRelations]:
    """Reporting lines, influence and friction among the people (by id) of each map, on the day."""
    everyone = list(dict.fromkeys(id_ for people in maps for id_ in people))
    limit = MAX_RELATIONS * len(maps) + 1
    found = await reader.fetch(FIND_MAP_RELATIONS, people=everyone, as_of=as_of, limit=limit)
    return [_among(set(people), found, truncated=len(found) == limit) for people in maps]


def _among(people: set[str], found: Sequence[FactAmong], *, truncated: bool) -> MapRelations:
    here = [fact for fact in found if fact.one in people and fact.other in people]
    return MapRelations(
        reporting_lines=of_kind(REPORTING_LINES, here),
        influences=of_kind(INFLUENCES, here),
        frictions=of_kind(FRICTIONS, here),
        truncated=truncated,
    )


async def find_surroundings(reader: Reader, people: Sequence[str], *, as_of: date) -> Mapping[str, Surroundings]:
    """Who of ours and of competitors stands nearest to each person (by id) on the day."""
    found = await reader.fetch(FIND_SURROUNDINGS, people=list(people), assumed=ASSUMED_STRENGTH, as_of=as_of)
    return {**{id_: Surroundings(person=id_) for id_ in people}, **{each.person: each for each in found}}
