"""Lists of what is recorded: a page of what belongs to each of some entities, or of all; and how long it is."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, NamedTuple, TypeVar

from relgraph.core.errors import InputError
from relgraph.graph.client import Reader
from relgraph.graph.query import COUNTED, EVERYTHING, Length, Query, counted
from relgraph.record.choice import Narrowing, Order
from relgraph.record.kind import Kind
from relgraph.record.model import Recorded
from relgraph.record.read import asked_of, asks, find, find_by_ids, list_around
from relgraph.record.templates import Place

M = TypeVar("M", bound=Recorded)

ALL = ""
"""Whose list holds all of a kind."""


class Placed(NamedTuple, Generic[M]):
    """Something in a list, and its rank: the page that begins after it is asked for with that."""

    rank: str
    row: M


class List(Generic[M]):
    """What belongs to each of some entities. Equal ones are answered together."""

    @property
    def chosen(self) -> Mapping[str, object]:
        """How it was narrowed and ordered, where it was: cursors are of that list alone."""
        return {}

    async def pages(
        self, reader: Reader, of: Sequence[str], *, as_of: date, after: str, limit: int
    ) -> Mapping[str, list[Placed[M]]]:
        """At most `limit` of each after the rank `after`."""
        raise NotImplementedError

    async def lengths(self, reader: Reader, of: Sequence[str], *, as_of: date) -> Mapping[str, int]:
        """How many there are of each: of nothing but what pages list."""
        raise NotImplementedError


@dataclass(frozen=True)
class PlainList(List[M]):
    """A list as it is; `end`: the field that names whose it is, None for that of all."""

    kind: Kind[M]
    end: str | None = None
    wanted: Narrowing | None = None

    async def pages(
        self, reader: Reader, of: Sequence[str], *, as_of: date, after: str, limit: int
    ) -> Mapping[str, list[Placed[M]]]:
        """At most `limit` of each after the rank `after`."""
        page: dict[str, Any] = {**self._wanted, "as_of": as_of, "after": after, "limit": limit}
        if self.end is None:
            found: Mapping[str, list[M]] = {ALL: await find(reader, self.kind, **page)}
        else:
            found = await list_around(reader, self.kind, self.end, of, **page)
        return {id_: [Placed(row.rank, row) for row in rows] for id_, rows in found.items()}

    async def lengths(self, reader: Reader, of: Sequence[str], *, as_of: date) -> Mapping[str, int]:
        """How many there are of each."""
        query = counted(self.kind.find, *(self.kind.model.ends_like(self.end) if self.end else ()))
        around = {asks(self.kind, self.end): list(of)} if self.end else {}
        asked = {**self._wanted, **around, "as_of": as_of, "after": "", "limit": EVERYTHING}
        return await lengths_of(reader, query, of, asked_of(self.kind, asked))

    @property
    def _wanted(self) -> dict[str, object]:
        return {"wanted": self.wanted.asked()} if self.wanted and self.wanted.fixed else {}


@dataclass(frozen=True)
class ChosenList(List[M]):
    """A list that is narrowed or ordered, as the kind's `Choice` has it."""

    kind: Kind[M]
    of: str | None
    wanted: Narrowing
    order: Order | None = None

    @property
    def chosen(self) -> Mapping[str, object]:
        """How it was narrowed and ordered, where it was."""
        usual = self.kind.choice and self.order == self.kind.choice.default
        told = {"filter": self.wanted.chosen, "order": None if usual else self.order}
        return {name: value for name, value in told.items() if value}

    async def pages(
        self, reader: Reader, of: Sequence[str], *, as_of: date, after: str, limit: int
    ) -> Mapping[str, list[Placed[M]]]:
        """At most `limit` of each after the rank `after`."""
        places = await reader.fetch(self._query, **self._asked(of, as_of), after=self._after(after), limit=limit)
        ids = sorted({place.id for place in places})
        rows = await find_by_ids(reader, self.kind, ids, as_of=as_of) if ids else {}
        lists: dict[str, list[Placed[M]]] = {id_: [] for id_ in of}
        for place in places:
            if row := rows.get(place.id):
                lists[place.of].append(Placed(self._rank(place), row))
        return lists

    async def lengths(self, reader: Reader, of: Sequence[str], *, as_of: date) -> Mapping[str, int]:
        """How many there are of each."""
        asked = {**self._asked(of, as_of), "order": None, "after": None, "limit": EVERYTHING}
        return await lengths_of(reader, counted(self._query, "of"), of, asked)

    @property
    def _query(self) -> Query[Place]:
        return self.kind.lists_chosen[self.of or "all"]

    def _asked(self, of: Sequence[str], as_of: date) -> dict[str, object]:
        return {
            "lists": list(of),
            "as_of": as_of,
            "wanted": self.wanted.asked(),
            "order": self.order.by.value if self.order else None,
            "descending": self.order.descending if self.order else False,
        }

    def _rank(self, place: Place) -> str:
        return rank_of(place.place, place.id) if self.order else place.id

    def _after(self, rank: str) -> dict[str, object] | None:
        if not rank:
            return None
        return beyond(rank) if self.order else {"place": None, "id": rank}


def rank_of(place: str | None, id: str) -> str:  # noqa: A002
    """The rank of a thing in a list that is ordered by something, of which `place` is None where it is unknown."""
    return json.dumps([place, id], ensure_ascii=False)


def beyond(rank: str) -> dict[str, object] | None:
    """Behind what a page of such a list begins, as the fragment takes it; None for the first. Raises InputError."""
    if not rank:
        return None
    try:
        place, id_ = json.loads(rank)
    except (ValueError, TypeError):
        raise InputError("That is no cursor.", field="after", remedy="Begin the list without `after`.") from None
    return {"place": place, "id": id_}


def list_of(
    kind: Kind[M], of: str | None = None, wanted: Narrowing | None = None, order: Order | None = None
) -> List[M]:
    """The list of a kind: of what belongs to each of some entities, by the name of this, or of all.

    One that is not narrowed and is ordered by id is asked for by the kind's own `find`, where that knows the list.
    """
    told = wanted or (kind.choice.wanted() if kind.choice else None)
    order = order or (kind.choice.default if kind.choice else None)
    plain = order is None and not (told and told.chosen) and (of is None or of in kind.model.references)
    if plain or told is None:
        return PlainList(kind, of, told)
    return ChosenList(kind, of, told, order)


async def lengths_of(
    reader: Reader, query: Query[Length], of: Sequence[str], asked: Mapping[str, object]
) -> Mapping[str, int]:
    """How many rows of each a counting query (`graph.query.counted`) finds."""
    found = {row.of: row.length for row in await reader.fetch(query, **{**asked, COUNTED: list(of)})}
    return {id_: found.get(id_, 0) for id_ in of}
