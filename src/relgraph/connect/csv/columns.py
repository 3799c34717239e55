"""The columns of each kind's file: cells to values and back (docs/model.md)."""

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import get_origin

from pydantic import AwareDatetime, ValidationError

from relgraph.connect.faults import faults_of, shown
from relgraph.connect.tabular.reader import Fault
from relgraph.record.fields import plain_type
from relgraph.record.model import Fact, Recorded, as_stored

_LAST = ("valid_from", "valid_to", "source", "recorded_at", "recorded_by", "by_hand", "told_of")

# The year first: there is one way to read it. Excel puts midnight behind days.
_DATE = re.compile(r"(\d{4})(?:([-/.])(\d\d?)\2(\d\d?)|年(\d\d?)月(\d\d?)日)(?:[ T]0?0:00(?::00)?)?", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d{1,15}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_ESCAPE = re.compile(r"\\([\\;])")
_LIST_ITEM = re.compile(r"(?:\\[\\;]|[^;])+")
_BOOLEANS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


class FaultyError(Exception):
    """A header or a row that cannot be used, with everything that is wrong with it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{len(faults)} fault(s)")
        self.faults = faults


@cache
def columns(model: type[Recorded]) -> tuple[str, ...]:
    """The columns of a kind's file, in the order in which an export writes them."""
    own = [name for name in model.model_fields if name != "id" and name not in _LAST]
    return ("id", *own, *_LAST)


@cache
def required(model: type[Recorded]) -> frozenset[str]:
    """The columns that must be there and filled in."""
    # A fact's id is made from what it is between.
    optional = {"id"} if issubclass(model, Fact) else set()
    return frozenset(name for name, field in model.model_fields.items() if field.is_required()) - optional


class RowParser:
    """Reads rows under one header. Raises FaultyError when the header is unusable."""

    def __init__(self, model: type[Recorded], header: Sequence[str]) -> None:
        self._model = model
        self._names = [_column(name) for name in header]
        while self._names and not self._names[-1]:
            self._names.pop()
        if faults := _header_faults(model, self._names):
            raise FaultyError(faults)
        parsers = _parsers(model)
        self._parsers = [parsers.get(name) for name in self._names]

    def read(self, cells: Sequence[str]) -> Recorded:
        """The thing that a row tells of. Raises FaultyError."""
        named = len(self._names)
        # Spreadsheets leave empty columns behind the last one.
        if len(cells) < named or any(cell.strip() for cell in cells[named:]):
            raise FaultyError([_wrong_count(len(cells), named)])
        values: dict[str, object] = {}
        faults: list[Fault] = []
        for number, (name, parse, cell) in enumerate(zip(self._names, self._parsers, cells, strict=False), start=1):
            # One space for any white space, before anything is derived from a text: ids of facts are.
            text = " ".join(cell.split())
            if not text:
                continue
            if not name:
                faults.append(_nameless(number, text))
                continue
            try:
                values[name] = parse(text) if parse else text
            except ValueError as error:
                faults.append(Fault(name, *error.args))
        if faults:
            raise FaultyError(faults)
        try:
            return self._model.model_validate(values)
        except ValidationError as error:
            raise FaultyError(faults_of(self._model, required(self._model), values, error)) from None

    def ends(self, cells: Sequence[str]) -> dict[str, str]:
        """The ids that a sound row gives for what it refers to, by column."""
        # Behind the last column with a name there may be empty ones.
        named = zip(self._names, cells, strict=False)
        return {name: cell.strip() for name, cell in named if name in self._model.references}


def written(thing: Recorded) -> list[str]:
    """The cells of an exported row."""
    return [_cell(getattr(thing, name)) for name in columns(type(thing))]


def _column(name: str) -> str:
    """A header's cell as columns are named: `Valid From` is `valid_from`."""
    return re.sub(r"[\s-]+", "_", unicodedata.normalize("NFKC", name).strip().lower())


def _header_faults(model: type[Recorded], names: list[str]) -> list[Fault]:
    known = columns(model)
    faults = []
    if len(names) == 1 and (mark := next((m for m in (";", "\t", "|") if m in names[0]), None)):
        return [Fault(None, f"the cells are separated by {mark!r}", "Save the file with commas between the cells.")]
    for name in filter(None, names):
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            meant = f"Did you mean '{near[0]}'? " if near else ""
            faults.append(
                Fault(shown(name), "there is no such column here", f"{meant}The columns are {', '.join(known)}.")
            )
    for name, times in Counter(names).items():
        if times > 1 and name:
            faults.append(Fault(shown(name), f"the column stands there {times} times", "Keep one of them."))
    for name in known:
        if name in required(model) and name not in names:
            faults.append(Fault(name, "the required column is missing", f"Add the column '{name}' to every row."))
    return faults


def _nameless(number: int, text: str) -> Fault:
    return Fault(None, f"column {number} has no name, and holds '{shown(text)}'", "Name the column, or empty it.")


def _wrong_count(found: int, expected: int) -> Fault:
    message = f"the row has {found} cells, the header {expected}"
    if found > expected:
        return Fault(None, message, "Put cells that hold a comma in quotes, or remove what is too much.")
    return Fault(None, message, "Add the missing cells; an empty one needs its comma too.")


CellParser = Callable[[str], object]


@cache
def _parsers(model: type[Recorded]) -> dict[str, CellParser | None]:
    return {name: _parser(plain_type(field.annotation)) for name, field in model.model_fields.items()}


def _parser(type_: object) -> CellParser | None:
    return _PARSERS.get(get_origin(type_) or type_)


def _day(text: str) -> date:
    try:
        if match := _DATE.fullmatch(text):
            return date(int(match[1]), int(match[3] or match[5]), int(match[4] or match[6]))
    except ValueError:
        pass
    raise ValueError(f"'{shown(text)}' is no day", "Write YYYY-MM-DD, e.g. 2026-03-31.")


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo:
            return as_stored(moment)
    except (ValueError, OverflowError):
        pass
    raise ValueError(f"'{shown(text)}' is no moment with a time zone", "Write it like 2026-03-31T14:30:00Z.")


def _boolean(text: str) -> bool:
    value = _BOOLEANS.get(text.lower())
    if value is None:
        raise ValueError(f"'{shown(text)}' is neither true nor false", "Write true or false.")
    return value


def _whole(text: str) -> object:
    if _WHOLE.fullmatch(text):
        return int(text)
    if text == "?":  # the model knows whether it may be unknown
        return text
    raise ValueError(f"'{shown(text)}' is no whole number", "Write digits only, e.g. 2.")


def _number(text: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"'{shown(text)}' is no number", "Write it with a point, e.g. 0.5.")
    return float(text)


def _list(text: str) -> tuple[str, ...]:
    """Values joined by `;`. A backslash keeps a `;` or a backslash after it as it is."""
    parts = (_ESCAPE.sub(r"\1", part).strip() for part in _LIST_ITEM.findall(text))
    return tuple(part for part in parts if part)


_PARSERS: dict[object, CellParser] = {
    date: _day,
    AwareDatetime: _moment,
    bool: _boolean,
    int: _whole,
    float: _number,
    tuple: _list,
}


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        return as_stored(value).isoformat().replace("+00:00", "Z")
    if isinstance(value, tuple):
        return ";".join(re.sub(r"([\\;])", r"\\\1", str(part)) for part in value)
    return value.isoformat() if isinstance(value, date) else str(value)
