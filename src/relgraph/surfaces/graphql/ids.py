"""Opaque ids and cursors: what they are made of, how they are read, and the day that they carry (ADR 0019)."""

import binascii
import datetime
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import strawberry
from strawberry import relay

from relgraph.core.errors import InputError
from relgraph.record.fields import is_id

_FORM = re.compile(r"([A-Za-z]+)(?:@([0-9]{4}-[0-9]{2}-[0-9]{2}))?:(.+)", re.DOTALL)
_CURSOR, _CHOSEN_CURSOR = "after", "afterChosen"
"""What cursors are of: of a list as it is, and of one that was narrowed or put in another order."""


@dataclass(frozen=True)
class Day:
    """The day that something is shown for."""

    date: datetime.date
    explicit: bool = False
    """Whether a client named it, or something has it of itself, as a run has: ids and cursors carry it then. Else it is
    whatever day it was when the client asked."""

    @property
    def carried(self) -> datetime.date | None:
        """What ids and cursors carry of it."""
        return self.date if self.explicit else None


class Opaque(NamedTuple):
    """What an opaque id or a cursor is made of."""

    of: str
    """The type of the thing; for cursors a word of their own."""
    key: str
    day: datetime.date | None

    def __str__(self) -> str:
        return relay.to_base64(self.of if self.day is None else f"{self.of}@{self.day}", self.key)

    @classmethod
    def read(cls, value: str) -> "Opaque | None":
        """What a text stands for; None for what is neither id nor cursor."""
        try:
            found = _FORM.fullmatch(binascii.a2b_base64(value.encode(), strict_mode=True).decode())
            if found is None:
                return None
            read = cls(found[1], found[3], datetime.date.fromisoformat(found[2]) if found[2] else None)
        except ValueError:  # not base64, or not UTF-8 below, or no day of any calendar
            return None
        # Of the many spellings that base64 allows one is an id: caches compare them as texts.
        return read if str(read) == value else None


def global_id(type_: str, key: str, day: Day | None) -> strawberry.ID:
    """The opaque id of what a type shows for a day; None: it is the same on every day."""
    return strawberry.ID(str(Opaque(type_, key, day.carried if day else None)))


def read_global_id(value: str, *, field: str) -> Opaque:
    """What an opaque id stands for. Raises InputError for anything else."""
    read = Opaque.read(value)
    if read is None or read.of in (_CURSOR, _CHOSEN_CURSOR):
        raise no_id(field)
    return read


def no_id(field: str) -> InputError:
    """What is said of an argument that is no id."""
    return InputError("That is no id.", field=field, remedy="Give the `id` or `externalId` of a thing, unchanged.")


def external_id(value: str, *types: str, field: str) -> str:
    """The `source:id` of an id given in either form, whichever day it carries. Raises InputError for what is none.

    With types, another type's opaque id is none either. A plain one says nothing of its type.
    """
    return _read(value, *types, field=field)[0]


def optional_external_id(value: str | None, *types: str, field: str) -> str | None:
    """Like `external_id`, for an argument that may be left out."""
    return None if value is None else external_id(value, *types, field=field)


def _read(value: str, *types: str, field: str) -> tuple[str, datetime.date | None]:
    if ":" in value:
        if not is_id(value):
            raise no_id(field)
        return value, None
    read = read_global_id(value, field=field)
    if not is_id(read.key):
        raise no_id(field)
    if types and read.of not in types:
        raise InputError(f"That is the id of a {read.of}.", field=field, remedy=f"Give one of a {' or '.join(types)}.")
    return read.key, read.day


class GivenIds:
    """Reads the ids that a root field is given, and from them the day that is meant where none is named."""

    def __init__(self) -> None:
        self._days: dict[datetime.date, str] = {}

    def one(self, value: str, *types: str, field: str) -> str:
        """As `external_id`."""
        id_, day = _read(value, *types, field=field)
        if day is not None:
            self._days.setdefault(day, field)
        return id_

    def optional(self, value: str | None, *types: str, field: str) -> str | None:
        """As `optional_external_id`; nor is an input's field an id that was left out."""
        return None if value is None or value is strawberry.UNSET else self.one(value, *types, field=field)

    def all(self, values: Iterable[str], *types: str, field: str) -> tuple[str, ...]:
        """As `external_id`, for each."""
        return tuple(self.one(value, *types, field=field) for value in values)

    def day(self, as_of: datetime.date | None, today: datetime.date) -> Day:
        """The day named; else the one that ids carry; else today. Raises InputError where ids carry different ones."""
        if as_of is not None:
            return Day(as_of, explicit=True)
        if len(self._days) > 1:
            (one, first), (other, second), *_ = self._days.items()
            raise InputError(
                f"The ids are of different days: that of {first} is of {one}, that of {second} of {other}.",
                field=second,
                remedy="Say by `asOf` which day is meant.",
            )
        return next((Day(day, explicit=True) for day in self._days), Day(today))


def chosen(**asked: object) -> str:
    """What cursors carry of how a list was narrowed and ordered: a fingerprint; nothing of a list as it is."""
    told = {name: value for name, value in asked.items() if value is not None}
    text = json.dumps(told, sort_keys=True, default=str)
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest() if told else ""


def cursor(key: str, day: Day | None, of: str = "") -> str:
    """The opaque cursor of a place in a list that is of a day; None: the list is the same on every day.

    `of` is what was `chosen` of the list.
    """
    carried = day.carried if day else None
    return str(Opaque(_CHOSEN_CURSOR, f"{of} {key}", carried) if of else Opaque(_CURSOR, key, carried))


def after_key(after: str | None, day: Day | None, of: str = "") -> str:
    """The key after which a page begins.

    Raises InputError for what is no cursor of ours, one of another day, and one of a list that was narrowed or ordered
    otherwise.
    """
    if after is None:
        return ""
    read, wanted = Opaque.read(after), day.carried if day else None
    if read is None or read.of not in (_CURSOR, _CHOSEN_CURSOR):
        raise InputError("That is no cursor.", field="after", remedy="Give an `endCursor` or a `cursor`, unchanged.")
    if read.day != wanted:
        raise InputError(
            f"The cursor is of a list {_of_day(read.day)}, and this list is {_of_day(wanted)}.",
            field="after",
            remedy=f"Ask for the list {_of_day(read.day)}, or begin this one without `after`.",
        )
    made_of, _, key = read.key.partition(" ") if read.of == _CHOSEN_CURSOR else ("", "", read.key)
    if made_of != of:
        raise InputError(
            "The cursor is of a list with another filter or in another order.",
            field="after",
            remedy="Ask for the list as it was, or begin this one without `after`.",
        )
    return key


def _of_day(day: datetime.date | None) -> str:
    return "without a day" if day is None else f"as of {day}"
