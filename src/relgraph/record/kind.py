"""What makes a kind recordable: its model, its queries, and what people read about it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from relgraph.graph.query import Query
from relgraph.record.choice import Choice
from relgraph.record.fields import Said, notes
from relgraph.record.model import Entity, Fact, Recorded
from relgraph.record.outcome import Counted, Cycle, RowOutcome
from relgraph.record.templates import (
    Place,
    close_facts,
    find_entities,
    find_facts,
    links,
    lists_chosen,
    move_facts,
    record_entities,
    record_facts,
)

M_co = TypeVar("M_co", bound=Recorded, covariant=True)

_NAME = re.compile(r"[a-z][a-z_]*")
_RELATIONSHIP = re.compile(r"[A-Z][A-Z_]*")
_NODE = re.compile(r"[A-Z][A-Za-z]*")


@dataclass(frozen=True)
class KindWords:
    """What people read about a kind where it is shown and recorded.

    `one`: one of them with its article, as in *What was done about …*; `this`: the same as a subject, as in *… as it
    stands now*. `given` follows *… to record*. `days` follows the columns in the table of docs/model.md.
    """

    shown: str
    one: str
    this: str
    given: str = "."
    record: str | None = None
    end: str | None = None
    it: str = "it"
    days: str = ""


class Heading(NamedTuple):
    """Over a list in what is shown of an entity: its key for programs, and its words for people."""

    key: str
    words: str


@dataclass(frozen=True)
class Listed:
    """What the facts of a kind are called on one of their ends, and what that list holds.

    With a `heading`, `relgraph show` lists those that hold under it; as JSON they stand under the heading's key.
    """

    name: str
    meaning: str
    heading: Heading | None = None


@dataclass(frozen=True)
class Explained:
    """An enumeration of a kind, with the meaning of each member by its name.

    `letters`: people read its values, e.g. `A`, and not the members' names.
    """

    enum: type[StrEnum]
    meaning: str
    members: Mapping[str, str]
    letters: bool = False


class Conflict(NamedTuple):
    """What stands in the way when a statement of a kind's own says `conflict`; `{id}` in the problem is the row's."""

    field: str
    problem: str
    remedy: str


@dataclass(frozen=True, eq=False)
class Kind(Generic[M_co]):
    """One kind of recordable thing; `fact` and `entity` make one of its declaration.

    `label` is its label in the graph, or the type of its relationship. `lists` are those on the entities that a field
    names. `reads` is how a fact reads from where it starts, and from the other end. `record` writes rows, `find` reads
    them back; `close` ends the versions of a fact where the next begins, `move` gives them other ends; `cycles`
    finds circles that must not be, and `cycle_field` names the column that closes them. `begins_today`: recorded by
    itself, and not imported, it holds from today unless another first day is said. `ends_with`: a field that may be
    told when it ends, and what that means. `conflict`: what `record` means by it, where that is not that the id belongs
    to another fact. `links`: the types of the relationships by which an entity refers to others, by field, where the
    templates make them. `follow`: what else changes when versions were written, by their keys. `choice`: how its lists
    may be narrowed and ordered, by `lists_chosen`.
    """

    model: type[M_co]
    label: str
    words: KindWords
    record: Query[RowOutcome]
    find: Query[M_co]
    close: Query[Counted] | None = None
    move: Query[Counted] | None = None
    follow: Query[Counted] | None = None
    lists: Mapping[str, Listed] = field(default_factory=dict)
    reads: tuple[str, str] = ("", "")
    enums: tuple[Explained, ...] = ()
    cycles: Query[Cycle] | None = None
    cycle_field: str | None = None
    begins_today: bool = False
    ends_with: tuple[str, str] | None = None
    conflict: Conflict | None = None
    links: Mapping[str, str] = field(default_factory=dict)
    choice: Choice | None = None
    lists_chosen: Mapping[str, Query[Place]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        names = (self.noun, self.file, *self.model.own_fields())
        shape = _RELATIONSHIP if self.is_fact else _NODE
        wrong = [name for name in names if not _NAME.fullmatch(name)]
        wrong += [] if shape.fullmatch(self.label) else [self.label]
        wrong += [name for name in self.lists if name not in self.model.references]
        wrong += [name for name in self.model.own_fields() if len(notes(self.model, name, Said)) != 1]
        if wrong:
            raise TypeError(
                f"{self.model.__name__}: {', '.join(wrong)} must be names in small letters, the label in capitals, "
                "a list on a field that refers to an entity, and a field with what is said of it (Said)."
            )

    @property
    def noun(self) -> str:
        """What one of them is called, e.g. `tie`."""
        return self.model.noun

    @property
    def file(self) -> str:
        """Name of its CSV file without ending, e.g. `ties`."""
        return self.model.file

    @property
    def is_fact(self) -> bool:
        """It holds between two entities, and has versions; anything else is an entity."""
        return issubclass(self.model, Fact)

    @property
    def refers_to_itself(self) -> bool:
        """Rows may refer to other rows of the same kind, as units do to their parents."""
        return self.noun in self.model.references.values()

    def said(self, name: str) -> Said:
        """What a field of its own means."""
        return notes(self.model, name, Said)[0]


F = TypeVar("F", bound=Fact)
E = TypeVar("E", bound=Entity)


def fact(
    model: type[F],
    label: str,
    words: KindWords,
    reads: tuple[str, str],
    *,
    lists: Mapping[str, Listed] | None = None,
    enums: tuple[Explained, ...] = (),
    record: Query[RowOutcome] | None = None,
    find: Query[F] | None = None,
    cycles: Query[Cycle] | None = None,
    cycle_field: str | None = None,
    begins_today: bool = False,
    ends_with: tuple[str, str] | None = None,
    follow: Query[Counted] | None = None,
) -> Kind[F]:
    """A kind of fact. Queries are made of the templates where none of its own are given."""
    return Kind(
        model=model,
        label=label,
        words=words,
        record=record or record_facts(model, label),
        find=find or find_facts(model, label),
        close=close_facts(model, label),
        move=move_facts(model, label),
        follow=follow,
        lists=lists or {},
        reads=reads,
        enums=enums,
        cycles=cycles,
        cycle_field=cycle_field,
        begins_today=begins_today,
        ends_with=ends_with,
    )


def entity(
    model: type[E],
    words: KindWords,
    *,
    lists: Mapping[str, Listed] | None = None,
    enums: tuple[Explained, ...] = (),
    record: Query[RowOutcome] | None = None,
    find: Query[E] | None = None,
    cycles: Query[Cycle] | None = None,
    cycle_field: str | None = None,
    ends_with: tuple[str, str] | None = None,
    conflict: Conflict | None = None,
    choice: Choice | None = None,
) -> Kind[E]:
    """A kind of entity; its label is the name of its model."""
    label = model.__name__
    return Kind(
        model=model,
        label=label,
        words=words,
        record=record or record_entities(model, label),
        find=find or find_entities(model, label),
        lists=lists or {},
        enums=enums,
        cycles=cycles,
        cycle_field=cycle_field,
        ends_with=ends_with,
        conflict=conflict,
        links={} if record else links(model),
        choice=choice,
        lists_chosen=lists_chosen(model.noun, choice.of) if choice else {},
    )
