"""What lists of a kind may be narrowed to, and how they may be ordered: a declaration of the kind (ADR 0016)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict

from relgraph.core.errors import InputError
from relgraph.core.names import Word, words
from relgraph.record.fields import Said, notes

MOST = 50
"""The most values among which one field of a filter may choose, and words of a name."""


class Narrowing(BaseModel):
    """Which things of a list are wanted; None does not matter.

    A field says what it means (`Said`) where a client may choose it; the others say which list it is. What a kind's
    fields ask, its fragment `<noun>_wanted` says in Cypher.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def shown(cls) -> tuple[str, ...]:
        """The fields that a client may choose."""
        return tuple(name for name in cls.model_fields if notes(cls, name, Said))

    @property
    def chosen(self) -> dict[str, object]:
        """What a client chose."""
        told = self.model_dump(mode="json", exclude_none=True)
        return {name: told[name] for name in self.shown() if name in told}

    @property
    def fixed(self) -> dict[str, object]:
        """What says which list it is."""
        return {name: value for name, value in self if name not in self.shown()}

    def asked(self) -> dict[str, object]:
        """As the fragment takes it. Raises InputError."""
        return {name: _storable(name, value) for name, value in self if value is not None}


class NarrowingByName(Narrowing):
    """The same of things that have names."""

    name: Annotated[
        str | None,
        Said(
            "Those with a name that has all these words, or words that begin so; in any script, as `search` folds it."
        ),
    ] = None

    def asked(self) -> dict[str, object]:
        """As the fragment takes it: the name in the forms in which it is kept. Raises InputError."""
        told = super().asked()
        told.pop("name", None)
        return told if self.name is None else {**told, "named": _forms(self.name)}


class Order(NamedTuple):
    """How a list is ordered; what is unknown comes last either way, equals by id."""

    by: StrEnum
    descending: bool = False


@dataclass(frozen=True)
class Ordering:
    """By what lists of a kind may be ordered, with the meaning of each; `<noun>_order` says it in Cypher."""

    enum: type[StrEnum]
    meaning: str
    members: Mapping[str, str]


@dataclass(frozen=True)
class Choice:
    """What may be chosen of the lists of a kind; `things` is what these hold, for people.

    `of`: whose lists there are, by what they belong to, besides the list of all; `<noun>_of_<it>` says in Cypher what
    is in one, and `<noun>_of_all` what is in that of all. `default` is the order of a list for which none is asked; by
    id without one.
    """

    things: str
    wanted: type[Narrowing]
    ordering: Ordering
    of: tuple[str, ...] = ()
    default: Order | None = None


def _storable(name: str, value: object) -> object:
    if not isinstance(value, tuple):
        return value
    if len(value) > MOST:
        raise InputError(f"{len(value)} values are too many.", field=name, remedy=f"Give at most {MOST}.")
    return list(value)


def _forms(name: str) -> list[list[str]]:
    """Of each part of the words the ways in which a name may hold it; a blank stands where a word must begin."""
    found: Sequence[Word] = words(name)
    if not found:
        raise InputError("There is no letter or digit to look for.", field="name", remedy="Give a name or part of one.")
    parts = [part for word in found for part in word]
    if len(parts) > MOST:
        raise InputError(f"The name has {len(parts)} words.", field="name", remedy=f"Give at most {MOST}.")
    return [[form if part.chinese else f" {form}" for form in part.forms] for part in parts]
