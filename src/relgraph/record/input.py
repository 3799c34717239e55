"""What pydantic finds wrong with input, told to people: the field as the API names it, and a plain sentence."""

import re
from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from relgraph.core.errors import InputError
from relgraph.record.fields import ID_PATTERN

B = TypeVar("B", bound=BaseModel)

_SNAKE = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")
_PATTERNS = {ID_PATTERN: "must read `source:id`, e.g. `crm:0031x`."}
_ANOTHER_PATTERN = "must be a word in small letters, digits and `_`, e.g. `company_visit`."
_PLAIN = {
    "missing": "is required for a new one.",
    "string_too_short": "must not be empty.",
}


class FieldProblem(NamedTuple):
    """Something wrong with one field (None: with how fields fit together)."""

    field: str | None
    message: str


def camel(name: str) -> str:
    """A name as the API writes it: `person_a` as `personA`."""
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


def problems(error: ValidationError) -> list[FieldProblem]:
    """What is wrong, field by field."""
    told = []
    for detail in error.errors(include_url=False):
        field = camel(str(detail["loc"][0])) if detail["loc"] else None
        if detail["type"] == "string_pattern_mismatch":
            told.append(FieldProblem(field, f"{field} {_PATTERNS.get(detail['ctx']['pattern'], _ANOTHER_PATTERN)}"))
            continue
        told.append(FieldProblem(field, _sentence(field, detail["type"], detail["msg"], detail.get("input"))))
    # Without the fields that make the natural key there is no id; telling that as well would mislead.
    named = {problem.field for problem in told} - {"id"}
    return [problem for problem in told if problem.field != "id"] if named else told


def _sentence(field: str | None, kind: str, message: str, given: object) -> str:
    plain = _PLAIN.get(kind) or ("must not be null." if given is None and field else None)
    if plain:
        return f"{field} {plain}"
    said = _SNAKE.sub(lambda match: camel(match[0]), message.removeprefix("Value error, "))
    return f"{said[:1].upper()}{said[1:]}."


def validated(model: type[B], values: Mapping[str, object], path: str | None = None) -> B:
    """A model of arguments. Raises InputError that names the argument, below `path` where one is given."""
    try:
        return model.model_validate(dict(values))
    except ValidationError as error:
        first = problems(error)[0]
        field = ".".join(part for part in (path, first.field) if part) or None
        raise InputError(first.message, field=field) from error
