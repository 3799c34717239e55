"""What is well written in a mapping, and cannot be meant."""

import difflib
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path

from relgraph.connect.table.mapping import FieldOf, Mistake, Sheet, TableMapping, Thing, read_marked_mapping, refused
from relgraph.core.marked import Marked, Place
from relgraph.kinds import KINDS
from relgraph.record.fields import EntityKind, plain_type
from relgraph.record.model import Fact, Recorded

_KNOWN_BY_ADDRESSES = ("person", "organization")
_NOUNS = tuple(kind.noun for kind in KINDS)


def read_mapping(path: Path) -> tuple[TableMapping, Marked]:
    """A mapping that can be meant, and what stands on which line. Raises InputError with file, line and remedy."""
    mapping, marked = read_marked_mapping(path, TableMapping)
    if mistakes := list(mistakes_of(mapping)):
        raise refused(marked, mistakes)
    return mapping, marked


def check_columns(mapping: TableMapping, marked: Marked, sheet: str | None, columns: Sequence[str]) -> None:
    """Raise InputError for columns that a sheet, or a file without sheets, is said to have, and has not."""
    mistakes = []
    told = dict(mapping.parts)[sheet]
    for name, thing in told.tells.items():
        named = dict.fromkeys(column for text in thing.templates() for column in text.columns)
        for column in named:
            if column not in columns:
                message, known = f"there is no column '{column}'", [each for each in columns if each]
                mistakes.append(_unknown(mapping.place_of(sheet, name), column, known, message, "columns"))
    if mistakes:
        raise refused(marked, mistakes)


def mistakes_of(mapping: TableMapping) -> Iterator[Mistake]:
    """Everything that cannot be meant."""
    if bool(mapping.tells) == bool(mapping.sheets):
        yield Mistake((), "a mapping has either 'tells' or 'sheets'", "Say under 'tells' what the rows tell.")
        return
    things = [thing for _, told in mapping.parts for thing in told.tells.values()]
    names = any(thing.noun == "person" and "name" in thing.fields for thing in things)
    for sheet, told in mapping.parts:
        for name, thing in told.tells.items():
            place = mapping.place_of(sheet, name)
            if thing.noun not in _NOUNS:
                yield _unknown((*place, "is"), thing.noun, _NOUNS, f"there is no kind '{thing.noun}'", "kinds")
            else:
                yield from _of_thing(place, thing, told, names=names)
            if _leads_back(name, told):
                yield Mistake(place, f"'{name}' refers to itself", "Name something else that the rows tell.")


def _of_thing(place: Place, thing: Thing, sheet: Sheet, *, names: bool) -> Iterator[Mistake]:
    model = KINDS[thing.noun].model
    called = thing.noun.replace("_", " ")
    if thing.noun == "identifier":
        yield Mistake(place, "identifiers are told of whom they are", "Write them under known_by.")
        return
    if thing.id is None and not issubclass(model, Fact):
        yield Mistake(place, f"the {called} has no id", 'Write e.g. id: "hr:{Employee No}".')
    if thing.known_by and thing.noun not in _KNOWN_BY_ADDRESSES:
        yield Mistake((*place, "known_by"), f"no {called} is known by addresses", "Tell them of a person.")
    allowed = (*model.own_fields(), "valid_from", "valid_to")
    for name, field in thing.fields.items():
        where = (*place, "fields", name)
        if name not in allowed:
            yield _unknown(where, name, allowed, f"a {called} has no '{name}'", "fields")
        elif (field.text is None) == (field.by_name is None):
            yield Mistake(where, f"'{name}' is told by a text or by_name", 'Write e.g. title: "{Job Title}".')
        elif refers := model.references.get(name):
            yield from _of_reference(where, refers, field, sheet, names=names)
        else:
            yield from _of_value(where, name, field, model)


def _of_value(place: Place, name: str, field: FieldOf, model: type[Recorded]) -> Iterator[Mistake]:
    if field.by_name:
        yield Mistake(place, "only people are known by name", "Write the text itself.")
    elif known := _values(model, name):
        constant = [field.text.text] if field.text and not field.text.columns and not field.words else []
        for value in (*field.words.values(), *constant):
            if value not in known:
                yield Mistake(place, f"'{value}' is no {name}", f"Write one of: {', '.join(known)}.")


def _values(model: type[Recorded], name: str) -> list[str]:
    """The values that a field may have, where they are few."""
    wanted = plain_type(model.model_fields[name].annotation)
    return [each.value for each in wanted] if isinstance(wanted, type) and issubclass(wanted, StrEnum) else []


def _of_reference(place: Place, refers: EntityKind, field: FieldOf, sheet: Sheet, *, names: bool) -> Iterator[Mistake]:
    if field.by_name:
        if refers is not EntityKind.PERSON:
            yield Mistake(place, "only people are known by name", f"Write the id of the {refers.value}.")
        elif not names:
            yield Mistake(place, "no row tells the name of a person", "Tell people with their names.")
    elif field.text and ":" not in field.text.text:
        told = sheet.tells.get(field.text.text)
        if told is None or told.noun != refers.value:
            own = [name for name, thing in sheet.tells.items() if thing.noun == refers.value]
            message = f"'{field.text.text}' is neither an id nor a {refers.value} that the rows tell"
            yield Mistake(place, message, f"Write one of: {', '.join(own)}." if own else 'Write an id: "hr:{No}".')


def _leads_back(name: str, sheet: Sheet) -> bool:
    """Whether something that the rows tell refers, maybe through others, to itself."""
    todo, seen = [name], set[str]()
    while todo:
        for other in _refers_to(sheet.tells[todo.pop()], sheet):
            if other == name:
                return True
            if other not in seen:
                seen.add(other)
                todo.append(other)
    return False


def _refers_to(thing: Thing, sheet: Sheet) -> Iterator[str]:
    references = KINDS[thing.noun].model.references if thing.noun in _NOUNS else {}
    for name, field in thing.fields.items():
        if name in references and field.text and field.text.text in sheet.tells:
            yield field.text.text


def _unknown(place: Place, name: str, known: Sequence[str], message: str, what: str) -> Mistake:
    near = difflib.get_close_matches(name, known, n=1)
    meant = f"Did you mean '{near[0]}'? " if near else ""
    return Mistake(place, message, f"{meant}The {what} are {', '.join(known)}.")
