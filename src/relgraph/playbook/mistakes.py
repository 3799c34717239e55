"""What is wrong with a playbook: where it stands, what it is, and what is allowed there."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from relgraph.core.errors import ConfigurationError
from relgraph.core.marked import Marked, Place
from relgraph.playbook.schema import allowed, names_in, part_at

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

PAGE = "docs/playbook.md"
"""What tells all of it."""
_TOLD = 8
"""So many mistakes are told at once."""
_SHOWN = 40
"""So many characters of a value are shown."""
_OF_NAMES = "[key]"
"""How pydantic marks that a name is wrong, and not what it holds."""


@dataclass(frozen=True)
class PlaybookMistake:
    """Something that cannot be: its place, what is wrong, and how to mend it."""

    place: Place
    message: str
    remedy: str


def refused(marked: Marked, mistakes: Iterable[PlaybookMistake]) -> ConfigurationError:
    """The mistakes of a file as one error, line by line."""
    in_order = sorted(mistakes, key=lambda each: marked.line_of(each.place))
    if len(in_order) == 1:
        (only,) = in_order
        return ConfigurationError(f"{marked.where(only.place)}: {only.message}.", remedy=only.remedy)
    told = [f"{marked.where(each.place)}: {each.message}. {each.remedy}" for each in in_order[:_TOLD]]
    told += [f"… and {len(in_order) - _TOLD} more"] if len(in_order) > _TOLD else []
    return ConfigurationError("\n".join(told), remedy=f"Mend these; {PAGE} tells what each means.")


def mistakes_of(error: ValidationError, shipped: object) -> list[PlaybookMistake]:
    """What pydantic found, in the words of whoever wrote the file; `shipped` is what relgraph's own says."""
    lacking: dict[Place, list[str]] = {}
    found = []
    for each in error.errors(include_url=False):
        place = each["loc"]
        if each["type"] == "missing":
            lacking.setdefault(place[:-1], []).append(str(place[-1]))
        else:
            found.append(_mistake(each))
    return found + [_lacks(place, names, shipped) for place, names in lacking.items()]


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """The name that was probably meant, as a sentence with a blank behind it; empty where none is near."""
    near = difflib.get_close_matches(name, list(names), n=1)
    return f"Did you mean {near[0]}? " if near else ""


def _mistake(found: "ErrorDetails") -> PlaybookMistake:
    place, said = found["loc"], found["msg"].removeprefix("Value error, ")
    path = _path(place)
    match found["type"]:
        case "extra_forbidden":
            names = names_in(part_at(place[:-1]))
            near = did_you_mean(str(place[-1]), names)
            there = _path(place[:-1]) or "A playbook"
            return PlaybookMistake(place, f"there is no '{path}'", f"{near}{there} has {', '.join(names)}.")
        case "value_error":
            return PlaybookMistake(place, f"'{path}': {said}", f"{PAGE} tells what each means.")
    if place[-1] == _OF_NAMES:
        wrong = f"'{place[-2]}' is no name of one of the {place[0]}"
        return PlaybookMistake(place[:-1], wrong, "Write it in small letters, digits and _, as company_visit.")
    part = part_at(place)
    return PlaybookMistake(place, f"'{path}' is {_shown(found['input'])}", allowed(part) if part else f"{said}.")


def _lacks(place: Place, names: list[str], shipped: object) -> PlaybookMistake:
    """Only a name of one's own lacks something, all others have what relgraph ships; or it was meant to be another."""
    near = did_you_mean(str(place[-1]), _names_at(shipped, place[:-1]))
    needed = f"What is new needs {', '.join(names_in(part_at(place)))}."
    return PlaybookMistake(place, f"'{_path(place)}' lacks {', '.join(names)}", f"{near}{needed}")


def _names_at(shipped: object, place: Place) -> list[str]:
    for step in place:
        shipped = shipped.get(step) if isinstance(shipped, Mapping) else None
    return list(shipped) if isinstance(shipped, Mapping) else []


def _path(place: Place) -> str:
    return ".".join(map(str, place))


def _shown(given: object) -> str:
    if isinstance(given, Mapping):
        return "a map"
    if not given:
        return "empty"
    if isinstance(given, list):
        return "a list"
    text = str(given)
    return f"'{text}'" if len(text) <= _SHOWN else f"'{text[:_SHOWN]}…'"
