"""All kinds of things that can be recorded, together: an id names one thing, whatever its kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pydantic import BaseModel

from relgraph.graph.query import Filling, Query
from relgraph.record.kind import Kind
from relgraph.record.model import Recorded


class Taker(BaseModel, frozen=True):
    """An id, and the noun of what has it."""

    id: str
    noun: str


@dataclass(frozen=True, eq=False)
class Kinds:
    """The kinds in the order in which an import loads them: what is referred to comes first."""

    all: tuple[Kind[Recorded], ...]

    def __post_init__(self) -> None:
        for what in ("noun", "file", "label"):
            names = [getattr(kind, what) for kind in self.all]
            if twice := {name for name in names if names.count(name) > 1}:
                raise TypeError(f"Two kinds have the {what} {', '.join(sorted(twice))}.")

    def __iter__(self) -> Iterator[Kind[Recorded]]:
        return iter(self.all)

    def __getitem__(self, noun: str) -> Kind[Recorded]:
        return next(kind for kind in self.all if kind.noun == noun)

    @cached_property
    def takers(self) -> Query[Taker]:
        """Finds which of some ids something of another kind has."""
        facts = [f"@taken_by_fact(id, {kind.label}, '{kind.noun}')" for kind in self.all if kind.is_fact]
        entities = [f"@taken_by_entity(id, {kind.label}, '{kind.noun}')" for kind in self.all if not kind.is_fact]
        # No two sets of kinds have the same query.
        of = "all kinds" if len(self.all) > 1 else self.all[0].noun
        filling = Filling(of, {"kinds": "\nUNION ALL\n".join([*entities, *facts])})
        return Query("templates/find_takers", Taker, filling=filling)

    @cached_property
    def by_key(self) -> str:
        """What finds all versions of the thing with a `key`, whatever its kind, in a query file."""
        facts = [f"@noted_fact(key, {kind.label})" for kind in self.all if kind.is_fact]
        entities = [f"@noted_entity(key, {kind.label})" for kind in self.all if not kind.is_fact]
        return "\nUNION ALL\n".join([*entities, *facts])
