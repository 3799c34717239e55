"""Who is meant by the ids of other systems: what is recorded of them is recorded of whom they identify (ADR 0023)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import TypeVar

from pydantic import BaseModel

from relgraph.core.identifiers import ADDRESSES
from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.record.fields import EntityKind
from relgraph.record.kind import Kind
from relgraph.record.model import Fact, Recorded
from relgraph.record.read import find_by_ids, find_versions_of

M = TypeVar("M", bound=Recorded)

RESOLVED = (EntityKind.PERSON, EntityKind.ORGANIZATION)
"""Kinds of entities that identifiers identify."""

MOST_WAYS = 64
"""In so many ways at most a fact may have been told: by all ids that its two ends are known by."""


class _Meant(BaseModel, frozen=True):
    id: str
    entity: str
    others: list[str]


RESOLVE_IDS = Query("record/resolve_ids", _Meant)


@dataclass(frozen=True)
class KnownIds:
    """Who is meant by some ids. Ids that are not in it mean what has them."""

    meant: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By the id of an entity: what else it is known by."""

    @property
    def plain(self) -> bool:
        """All ids mean what has them, which is known by no other id."""
        return not self.meant

    def __getitem__(self, id_: str) -> str:
        return self.meant.get(id_, id_)

    def all_of(self, id_: str) -> list[str]:
        """All ids by which the same is known."""
        return list(dict.fromkeys([id_, self[id_], *self.others.get(self[id_], ())]))


async def resolve(reader: Reader, ids: Iterable[str]) -> KnownIds:
    """Who is meant by the ids."""
    found = await reader.fetch(RESOLVE_IDS, ids=sorted(set(ids)), addresses=list(ADDRESSES))
    return KnownIds({each.id: each.entity for each in found}, {each.entity: each.others for each in found})


async def find_known(reader: Reader, kind: Kind[M], ids: Sequence[str], *, as_of: date) -> dict[str, M]:
    """Things by their ids, or by what identifies them: `find_by_ids`, where an id may have become another's."""
    found = await find_by_ids(reader, kind, ids, as_of=as_of)
    left = [id_ for id_ in ids if id_ not in found]
    if not left or kind.noun not in RESOLVED:
        return found
    known = await resolve(reader, left)
    meant = {id_: known[id_] for id_ in left if known[id_] != id_}
    others = await find_by_ids(reader, kind, sorted(set(meant.values())), as_of=as_of) if meant else {}
    return found | {id_: others[entity] for id_, entity in meant.items() if entity in others}


async def resolved(
    reader: Reader, kind: Kind[M], things: Sequence[M], also: Mapping[str, str] | None = None
) -> list[M]:
    """The same things, about whom their ids mean. What was told about another id says so (`told_of`).

    `also` are ids that will mean another, by what is to be recorded first.

    A fact whose id was made of what it is between is the one that there is between the two, by whichever of their ids
    that was told.
    """
    ids = {id_ for thing in things for id_ in thing.ends().values() if id_}
    if kind.noun in RESOLVED:
        ids |= {thing.id for thing in things}
    if not ids:
        return list(things)
    known = await resolve(reader, {*ids, *((also or {}).get(id_, id_) for id_ in ids)})
    known = KnownIds({**known.meant, **(also or {})}, known.others)
    if known.plain:
        return list(things)
    meant = [_meant(thing, known) for thing in things]
    # What is told of the ids that things are recorded of has its own id, whatever else was moved there.
    others = [n for n, thing in enumerate(things) if meant[n].ends() != thing.ends()]
    ways = {n: ways for n in others if len(ways := _ways(things[n], known)) > 1}
    if not ways:
        return meant
    there = await find_versions_of(reader, kind, sorted({id_ for ids in ways.values() for id_ in ids}))
    taken = {n: id_ for n, ids in ways.items() if (id_ := next((id_ for id_ in ids if there[id_]), None))}
    return [_as(meant[n], taken[n], there[taken[n]]) if n in taken else meant[n] for n in range(len(things))]


def _meant(thing: M, known: KnownIds) -> M:
    moved = thing.moved(known.meant)
    if isinstance(moved, Fact) or known[moved.id] == moved.id:
        return moved
    return moved.model_copy(update={"id": known[moved.id]})


def same_facts(model: type[Fact], values: Mapping[str, object], known: KnownIds) -> list[str]:
    """The ids that a fact with these values would have by all ids of its ends, the ones that were given first."""
    names = [name for name in model.references if name in model.natural_key]
    ends = (values.get(name) for name in names)
    told = product(*(known.all_of(end) if isinstance(end, str) else [end] for end in ends))
    ways = (dict(zip(names, way, strict=True)) for way, _ in zip(told, range(MOST_WAYS), strict=False))
    ids = (model.with_natural_id({**values, **way, "id": None}).get("id") for way in ways)
    return [id_ for id_ in dict.fromkeys(ids) if isinstance(id_, str)]


def _ways(thing: Recorded, known: KnownIds) -> list[str]:
    """The ids by which the fact may be there, its own first; none where its id was given."""
    if not isinstance(thing, Fact):
        return []
    values = {name: getattr(thing, name) for name in (*thing.natural_key, *thing.references)}
    ids = same_facts(type(thing), values, known)
    return ids if ids[0] == thing.id else []


def _as(thing: M, id_: str, versions: Sequence[Recorded]) -> M:
    """The thing as a version of the fact that there is, and told about whom that was told about."""
    return thing.model_copy(update={"id": id_, "told_of": versions[0].told_of})
