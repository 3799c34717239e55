"""What the fields of recorded things are made of: their types, what they mean, and what they refer to."""

import re
import types
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, TypeVar, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from relgraph.playbook.vocabulary import WordSection

ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]*:[^\s\x00-\x1f\x7f]+$"
MAX_ID = 300

MAX_TEXT = 2000
"""The longest text, in characters; longer cells are rejected rather than cut."""

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff"))
"""Spaces of no width and byte-order marks, which come along when text is copied."""

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=MAX_ID)]
"""`source:id`: the system that knows the thing, a colon, its id there."""


def normalized(text: str) -> str:
    """A text as it is kept and compared: one line, one space for any white space, one way to write each letter."""
    return unicodedata.normalize("NFC", " ".join(text.translate(_INVISIBLE).split()))


def scheme_of(id_: str) -> str:
    """What an id begins with: the system that knows it, or what kind of address it is."""
    return id_.split(":", 1)[0]


def is_id(value: str) -> bool:
    """Whether a text reads `source:id`."""
    return len(value) <= MAX_ID and re.fullmatch(ID_PATTERN, value) is not None


def read_told_of(told_of: Iterable[str]) -> dict[str, str]:
    """The ids by which something was told, by the name of the field, as `told_of` has them."""
    return dict(end.split("=", 1) for end in told_of)


def write_told_of(told: Mapping[str, str]) -> tuple[str, ...]:
    """`told_of` of these ids by the name of the field."""
    return tuple(f"{name}={id_}" for name, id_ in sorted(told.items()))


def _single_line(value: str) -> str:
    line = normalized(value)
    if not line or "\x00" in line:
        raise ValueError("a text has at least one letter and no NUL character")
    return line


Text = Annotated[
    str,
    StringConstraints(min_length=1, max_length=MAX_TEXT, strip_whitespace=True),
    AfterValidator(_single_line),
]
"""A line of text, as `normalized` has it."""

Fraction = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
"""A number from 0 to 1."""


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
"""A word of a list in small letters, e.g. `company_visit`."""


class EntityKind(StrEnum):
    """The kinds of entity a fact can refer to."""

    ORGANIZATION = "organization"
    UNIT = "unit"
    PERSON = "person"
    OPPORTUNITY = "opportunity"
    INTERACTION = "interaction"
    NEWS = "news"

    @property
    def type_name(self) -> str:
        """What its model, its nodes in the graph and its type in the schema are called."""
        return self.value.capitalize()


OURS = "relgraph"
"""The source in the ids of entities that relgraph makes."""


@dataclass(frozen=True)
class Said:
    """What a field means to people: where it is read, where it is written, and in the table of docs/model.md.

    `given` is what an input says of it, without `required for a new one`; None: what is said where it is read.
    `column` stands in brackets behind the name of the column; it is in Markdown.
    """

    shown: str
    given: str | None = None
    column: str | None = None


@dataclass(frozen=True)
class RefersTo:
    """A field holds the id of an entity of this kind; `customer`: of an organisation that is an account.

    `within`: a fact is not between it and others, but came about in it, as a promise in a meeting, or is of it, as an
    assessment of a contact is of an account. A kind has one such field at most.
    """

    kind: EntityKind
    customer: bool = False
    within: bool = False


@dataclass(frozen=True)
class PlaybookWord:
    """A field holds one of the names of a part of the playbook in force; nothing else is recorded."""

    section: WordSection


@dataclass(frozen=True)
class OnScale:
    """A field holds a level on the scale that the playbook in force has for the aspect in another field.

    From the level on for which the playbook wants evidence, a third field must say something; no further version takes
    that over.
    """

    aspect: str
    evidence: str


OrganizationId = Annotated[Id, RefersTo(EntityKind.ORGANIZATION)]
AccountId = Annotated[Id, RefersTo(EntityKind.ORGANIZATION, customer=True)]
UnitId = Annotated[Id, RefersTo(EntityKind.UNIT)]
PersonId = Annotated[Id, RefersTo(EntityKind.PERSON)]
OpportunityId = Annotated[Id, RefersTo(EntityKind.OPPORTUNITY)]
InteractionId = Annotated[Id, RefersTo(EntityKind.INTERACTION)]
WithinInteraction = Annotated[Id, RefersTo(EntityKind.INTERACTION, within=True)]
WithinAccount = Annotated[Id, RefersTo(EntityKind.ORGANIZATION, customer=True, within=True)]
WithinPerson = Annotated[Id, RefersTo(EntityKind.PERSON, within=True)]
NewsId = Annotated[Id, RefersTo(EntityKind.NEWS)]

N = TypeVar("N")


def notes(model: type[BaseModel], name: str, kind: type[N]) -> list[N]:
    """What the annotation of a field says of this kind, e.g. its `Said`."""
    field = model.model_fields[name]
    return [note for note in (*field.metadata, *_inner(field.annotation)) if isinstance(note, kind)]


def plain_type(annotation: object) -> object:
    """What an annotation says of a value that is known: without what is noted of it, and without null."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return plain_type(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        return plain_type(next(part for part in get_args(annotation) if part is not types.NoneType))
    return annotation


def _inner(annotation: object) -> Iterator[object]:
    for part in get_args(annotation):
        yield part
        yield from _inner(part)
