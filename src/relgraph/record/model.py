"""What every recorded thing has: an id, a span of days, a source (docs/model.md, ADR 0001)."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Self

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, model_validator

from relgraph.core.names import search_properties
from relgraph.record.fields import (
    ID_PATTERN,
    MAX_ID,
    OURS,
    EntityKind,
    Id,
    RefersTo,
    Text,
    normalized,
    notes,
    read_told_of,
    scheme_of,
    write_told_of,
)

MARKS = frozenset({"recorded_at", "recorded_by"})
"""When a thing was recorded, and by whom: no part of what it says."""

_Names = Annotated[tuple[Text, ...], BeforeValidator(lambda names: names or ())]

_as_json = json.JSONEncoder(sort_keys=True, default=str).encode
_MADE_ID = re.compile(r":[a-z_]+\.[0-9a-f]{20}$")
"""How the ids end that relgraph makes for facts."""


def _is_id(value: object) -> bool:
    return isinstance(value, str) and len(value) <= MAX_ID and re.search(ID_PATTERN, value) is not None


class Recorded(BaseModel):
    """Anything recorded: it holds from `valid_from` until the day before `valid_to`, as `source` told.

    `by_hand` names the values that somebody set by hand: no import replaces them. `told_of` are the ids that it was
    told about, as `person=crm:7`, where what it refers to is known by another id now (ADR 0023).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    # What a thing of this kind is called (`tie`), and its CSV file (`ties`).
    noun: ClassVar[str]
    file: ClassVar[str]
    # Which fields refer to which entities, which of these organisations must be customers, and in which of the entities
    # a fact came about: it is between the others.
    references: ClassVar[dict[str, EntityKind]] = {}
    customers: ClassVar[frozenset[str]] = frozenset()
    within: ClassVar[frozenset[str]] = frozenset()
    may_end_at_once: ClassVar[bool] = False  # It may end on the day on which it begins: then it held on none.

    id: Id
    valid_from: date | None = None
    valid_to: date | None = None
    source: Text | None = None
    recorded_at: AwareDatetime | None = None
    recorded_by: Text | None = None
    by_hand: _Names = ()
    told_of: _Names = ()

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401  (pydantic's own signature)
        super().__pydantic_init_subclass__(**kwargs)
        refers = {name: found[0] for name in cls.model_fields if (found := notes(cls, name, RefersTo))}
        cls.references = {name: to.kind for name, to in refers.items()}
        cls.customers = frozenset(name for name, to in refers.items() if to.customer)
        cls.within = frozenset(name for name, to in refers.items() if to.within)

    @classmethod
    def between_fields(cls) -> dict[str, EntityKind]:
        """Of the fields that refer to something those that a fact is between."""
        return {name: kind for name, kind in cls.references.items() if name not in cls.within}

    @classmethod
    def own_fields(cls) -> tuple[str, ...]:
        """The fields of this kind alone, in the order of its columns."""
        return tuple(name for name in cls.model_fields if name not in Recorded.model_fields)

    @classmethod
    def value_fields(cls) -> tuple[str, ...]:
        """Of its own fields those that say something, and refer to nothing."""
        return tuple(name for name in cls.own_fields() if name not in cls.references)

    @model_validator(mode="before")
    @classmethod
    def _source_from_id(cls, values: dict[str, object]) -> dict[str, object]:
        """The system that knows the thing by an id of its own is who told us; an id that we made says nothing."""
        if isinstance(values, dict) and not values.get("source") and isinstance(id_ := values.get("id"), str):
            source = scheme_of(id_)
            if source != OURS and not _MADE_ID.search(id_):
                return {**values, "source": source}
        return values

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        days = (self.valid_to - self.valid_from).days if self.valid_from and self.valid_to else 1
        if days < (0 if self.may_end_at_once else 1):
            least = "no earlier" if self.may_end_at_once else "later"
            raise ValueError(f"valid_to must be {least} than valid_from: it is the first day it no longer holds")
        return self

    @model_validator(mode="after")
    def _names_its_own(self) -> Self:
        if not set(self.by_hand) <= type(self).model_fields.keys():
            raise ValueError("by_hand names columns, as an export writes them")
        told = [end.partition("=") for end in self.told_of]
        if not all(name in self.references and _is_id(id_) for name, _, id_ in told):
            raise ValueError("told_of tells ids by columns, as person=crm:7")
        return self

    @classmethod
    def ends_like(cls, name: str) -> tuple[str, ...]:
        """The field, and the other end where the two have no direction."""
        return (name,)

    @property
    def key(self) -> str:
        """What identifies this very version."""
        return self.id

    @property
    def rank(self) -> str:
        """What lists around another thing are ordered by, as text: the key, unless a list knows better."""
        return self.key

    def holds_on(self, day: date) -> bool:
        """It holds, or exists, on that day."""
        return (self.valid_from or day) <= day and (self.valid_to is None or day < self.valid_to)

    def content(self) -> dict[str, object]:
        """What the row says besides its references, as stored: unknown values are absent."""
        return {
            name: _storable(value)
            for name, value in self.__dict__.items()
            if value is not None and value != () and name not in MARKS and name not in self.references
        }

    def ends(self) -> dict[str, str | None]:
        """What the row refers to, by the name of the field."""
        return {name: getattr(self, name) for name in self.references}

    def told_ends(self) -> dict[str, str | None]:
        """The ids that the row was told about, by the name of the field."""
        return {**self.ends(), **read_told_of(self.told_of)}

    def between(self, ends: Mapping[str, str | None], told: Mapping[str, str]) -> Self:
        """The same of others, and by which ids it was told of them."""
        return self.model_copy(update={**ends, "told_of": write_told_of(told)})

    def moved(self, meant: Mapping[str, str]) -> Self:
        """The same of whom its ids mean, where they mean others; it says by which ids it was told."""
        ends = self.ends()
        others = {name: meant[id_] for name, id_ in ends.items() if id_ and meant.get(id_, id_) != id_}
        if not others:
            return self
        told = {name: str(ends[name]) for name in others} | read_told_of(self.told_of)
        return self.between({**ends, **others}, told)

    def locks(self) -> Iterable[str]:
        """The ids that are locked while it is recorded."""
        return (self.id,)

    def digest(self) -> str:
        """A fingerprint of what the row says; `valid_to` is compared apart, MARKS are no part of it."""
        return fingerprint(self.content(), self.told_ends())

    def search_properties(self) -> dict[str, str]:
        """What is stored besides, so that it is found by name."""
        return {}

    def row(self, number: int) -> dict[str, object]:
        """The row as the `record_<kind>` queries take it."""
        ends, content = self.ends(), self.content()
        digest = fingerprint(content, self.told_ends())
        properties = {**content, **self.search_properties(), "key": self.key, "digest": digest}
        return {"n": number, **ends, **{name: getattr(self, name) for name in MARKS}, "properties": properties}


class Entity(Recorded):
    """A thing with one identity and a name; a new row replaces what was known of it."""

    known_by_name: ClassVar[bool] = False
    """Whether two of one name may well be one: people, say, but not units, of which many are called the same."""

    def names(self) -> list[str]:
        """All its names."""
        names = [getattr(self, "name", None), getattr(self, "english_name", None), *getattr(self, "aliases", ())]
        return [name for name in names if name]

    def search_properties(self) -> dict[str, str]:
        """Its names in the spelling in which they are searched."""
        return search_properties(self.noun, self.names())


class Fact(Recorded):
    """Something that holds between two entities for a while; the same fact may have several versions over time."""

    natural_key: ClassVar[tuple[str, ...]]
    undirected: ClassVar[tuple[str, str] | None] = None

    @model_validator(mode="before")
    @classmethod
    def _id_from_natural_key(cls, values: dict[str, object]) -> dict[str, object]:
        return cls.with_natural_id(values) if isinstance(values, dict) else values

    @classmethod
    def with_natural_id(cls, values: dict[str, object]) -> dict[str, object]:
        """The values with the id that their natural key makes, where they name none."""
        values = dict(cls._in_canonical_order(values))
        first = values.get(cls.natural_key[0])
        if values.get("id") or not isinstance(first, str):
            return values
        told = {name: values.get(name) or cls.model_fields[name].default or "" for name in cls.natural_key}
        named = [normalized(str(value)) for value in told.values()]
        digest = hashlib.blake2b("\x1f".join(named).encode(), digest_size=10).hexdigest()
        return {**values, "id": f"{scheme_of(first)}:{cls.noun}.{digest}"}

    @classmethod
    def _in_canonical_order(cls, values: Mapping[str, object]) -> Mapping[str, object]:
        if cls.undirected is None:
            return values
        one, other = cls.undirected
        a, b = values.get(one), values.get(other)
        # What is no id is told under the name that it was given under.
        return {**values, one: b, other: a} if _is_id(a) and _is_id(b) and str(a) > str(b) else values

    @classmethod
    def ends_like(cls, name: str) -> tuple[str, ...]:
        """The field, and the other end where the two have no direction."""
        return cls.undirected if cls.undirected and name in cls.undirected else (name,)

    @classmethod
    def named_as_given(cls, field: str | None, given: Mapping[str, object]) -> str | None:
        """The name under which was given what stands at `field`: two ends without direction may have changed places."""
        if cls.undirected is None or field not in cls.undirected:
            return field
        values = dict(given)
        if cls._in_canonical_order(values) is values:
            return field
        one, other = cls.undirected
        return other if field == one else one

    @model_validator(mode="after")
    def _between_two(self) -> Self:
        if self.joins_one:
            people = " and ".join(name for name, kind in self.references.items() if kind is EntityKind.PERSON)
            raise ValueError(f"{people} are the same person")
        return self

    def told_ends(self) -> dict[str, str | None]:
        """The ids that the row was told about, by the name of the field."""
        told = super().told_ends()
        return {name: str(id_) if id_ else None for name, id_ in self._in_canonical_order(told).items()}

    @property
    def joins_one(self) -> bool:
        """It is between one person and the same."""
        ends = [getattr(self, name) for name, kind in self.references.items() if kind is EntityKind.PERSON]
        return len(ends) == 2 and ends[0] == ends[1]  # noqa: PLR2004

    def between(self, ends: Mapping[str, str | None], told: Mapping[str, str]) -> Self:
        """The same fact between others, and by which ids it was told."""
        if self.undirected and self._in_canonical_order(ends) is not ends:
            one, other = self.undirected
            names = {one: other, other: one}
            ends, told = {names[n]: id_ for n, id_ in ends.items()}, {names[n]: id_ for n, id_ in told.items()}
        return super().between(ends, told)

    @property
    def key(self) -> str:
        """`id@valid_from`: a fact has one version a first day."""
        return f"{self.id}@{self.valid_from or ''}"


def fingerprint(content: dict[str, object], ends: dict[str, str | None]) -> str:
    """The digest of what a row says, its content, and of what it was told about."""
    # Unknown values are left out: a field that is added changes no older row. Who set a value does not change it.
    said = {name: value for name, value in content.items() if name not in ("valid_to", "told_of", "by_hand")} | ends
    return hashlib.blake2b(_as_json(said).encode(), digest_size=12).hexdigest()


def _storable(value: object) -> object:
    return value.value if isinstance(value, StrEnum) else list(value) if isinstance(value, tuple) else value


def as_stored(moment: datetime) -> datetime:
    """A moment as Neo4j keeps it and CSV writes it: whole seconds."""
    return moment.replace(microsecond=0)


class Mark(BaseModel, frozen=True):
    """Where the record of changes stands: which record it is, and its last number. Equal marks, equal graphs."""

    feed: str | None
    number: int
