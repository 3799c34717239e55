"""What the columns of a table mean: a YAML file, as docs/import.md has it, read and checked before any row is."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from relgraph.connect.naming import folded
from relgraph.connect.table.template import Template
from relgraph.connect.tabular.days import DateOrder
from relgraph.core.errors import InputError
from relgraph.core.marked import Marked, Place, read_marked
from relgraph.record.fields import OURS, is_id

M = TypeVar("M", bound=BaseModel)

TAKEN = frozenset({"domain", "email", "linkedin", "phone", OURS})
"""Words that no system of a mapping may have: addresses begin with them, and ids that relgraph makes."""

_TOLD = 5
"""So many mistakes are told at once."""


def _as_template(text: object) -> object:
    return Template(text) if isinstance(text, str) else text


def _as_field(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _known_system(system: str) -> str:
    if system in TAKEN:
        raise ValueError(f"'{system}' begins ids of its own: choose another word")
    if not is_id(f"{system}:x"):
        raise ValueError("a system is a word of letters, digits, points, hyphens and underscores")
    return system


_Template = Annotated[Template, BeforeValidator(_as_template)]


class Part(BaseModel):
    """A part of a mapping: nothing is in it that has no meaning."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class FieldOf(Part):
    """What a field is: a text, maybe one of some words, each with what it means; or a person known by name."""

    text: _Template | None = None
    words: dict[str, str] = {}
    by_name: _Template | None = None

    def meant(self, word: str) -> str | None:
        """What a word means, without regard to case; None where nobody says it."""
        return self._meanings.get(folded(word))

    @cached_property
    def _meanings(self) -> dict[str, str]:
        return {folded(known): value for known, value in self.words.items()}

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it is told in."""
        template = self.by_name or self.text
        return template.columns if template else ()


class Thing(Part):
    """Something that each row tells: a thing of one of the kinds. `mentioned`: by its name alone, as a department."""

    noun: Annotated[str, Field(alias="is")]
    id: _Template | None = None
    fields: dict[str, Annotated[FieldOf, BeforeValidator(_as_field)]] = {}
    known_by: dict[str, Annotated[tuple[_Template, ...], BeforeValidator(_as_list)]] = {}
    mentioned: bool = False

    def templates(self) -> Iterator[Template]:
        """All texts with cells in them."""
        told = [self.id, *(text for field in self.fields.values() for text in (field.text, field.by_name))]
        yield from (text for text in told if text)
        yield from (text for known in self.known_by.values() for text in known)


class Sheet(Part):
    """What the rows of one sheet, or of a text file, tell: things by names of the mapping's own."""

    tells: Annotated[dict[str, Thing], Field(min_length=1)]

    @property
    def columns(self) -> set[str]:
        """All columns that are named."""
        return {column for thing in self.tells.values() for text in thing.templates() for column in text.columns}


class TableMapping(Part):
    """A whole mapping. `sheets` are those of a workbook, where it is not the first alone."""

    system: Annotated[str, AfterValidator(_known_system)]
    dates: DateOrder | None = None
    nulls: frozenset[str] = frozenset()
    tells: dict[str, Thing] = {}
    sheets: dict[str, Sheet] = {}

    @property
    def parts(self) -> list[tuple[str | None, Sheet]]:
        """What is read: the name of a sheet, None for the first; and what it tells."""
        return list(self.sheets.items()) if self.sheets else [(None, Sheet(tells=self.tells))]

    def place_of(self, sheet: str | None, name: str) -> Place:
        """Where it stands what a sheet tells."""
        return ("tells", name) if sheet is None else ("sheets", sheet, "tells", name)


@dataclass(frozen=True)
class Mistake:
    """Something of a mapping that cannot be: where, what, and how to mend it."""

    place: Place
    message: str
    remedy: str


def read_marked_mapping(path: Path, model: type[M]) -> tuple[M, Marked]:
    """A mapping, and what stands on which line. Raises InputError, which names file, line and remedy."""
    marked = read_marked(path, "mapping", "docs/import.md")
    try:
        return model.model_validate(marked.value), marked
    except ValidationError as error:
        raise refused(marked, _shape_mistakes(error)) from None


def refused(marked: Marked, mistakes: list[Mistake]) -> InputError:
    """The first mistakes of a mapping as one error."""
    told = [f"{marked.where(each.place)}: {each.message}" for each in mistakes[:_TOLD]]
    told += [f"{len(mistakes) - _TOLD} more"] if len(mistakes) > _TOLD else []
    return InputError(f"{'; '.join(told)}.", remedy=mistakes[0].remedy)


_SHAPES = {
    "extra_forbidden": "there is no '{}' here",
    "missing": "'{}' is missing",
    "dict_type": "'{}' holds names with what they mean",
    "model_type": "{} holds names with what they mean",
    "tuple_type": "'{}' is a text or a list of texts",
    "frozen_set_type": "'{}' is a list of texts",
    "string_type": "'{}' is a text",
    "is_instance_of": "'{}' is a text",
    "bool_parsing": "'{}' is true or false",
    "enum": "'{}' is one of dmy, mdy, ymd",
    "too_short": "'{}' is empty",
}


def _shape_mistakes(error: ValidationError) -> list[Mistake]:
    found = []
    for each in error.errors(include_url=False):
        name = str(each["loc"][-1]) if each["loc"] else "the mapping"
        said = each["msg"].removeprefix("Value error, ")
        message = _SHAPES[each["type"]].format(name) if each["type"] in _SHAPES else f"'{name}': {said}"
        found.append(Mistake(each["loc"], message, "Write it as docs/import.md shows, or begin with --propose."))
    return found
