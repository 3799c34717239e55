"""What a rule takes from the playbook that is no number of its own, as its header tells it.

    // $tier_when_unknown: part = playbook rhythm.tier_when_unknown; meaning
    // $cadence: part = playbook rhythm.cadence_days; meaning
    // $key_actions: list = playbook interactions where key_action; meaning
    // $meetings: list = playbook interactions where weight_class = meeting; meaning

A part is a value, or a map of all below it, as the playbook has it; a list holds the names of those below it of which
something is true.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from relgraph.audit.rules.model import Evaluation, FromPlaybook
from relgraph.core.errors import QueryContractError
from relgraph.graph.query import Query
from relgraph.playbook.listing import PlaybookField, Scalar
from relgraph.playbook.mistakes import did_you_mean
from relgraph.playbook.schema import SchemaNode, allowed, part_at

Numbers = Mapping[str, PlaybookField]
"""The fields of the playbook in force, by path."""

_TAKEN = re.compile(r"^// \$\w+: (?:part|list)\b")
_PART = re.compile(r"^// \$(?P<name>\w+): part = playbook (?P<path>[\w.]+); (?P<meaning>.+?)\s*$")
_LIST = re.compile(
    r"^// \$(?P<name>\w+): list = playbook (?P<path>[\w.]+) where (?P<field>\w+)(?: = (?P<value>\w+))?; "
    r"(?P<meaning>.+?)\s*$"
)
_REMEDY = "Write '= playbook <path>; <meaning>' for a part, '= playbook <path> where <field>; <meaning>' for a list."


def is_taken(text: str) -> bool:
    """Whether a line of a header tells a part of the playbook, or a list out of it."""
    return _TAKEN.match(text) is not None


def taken_of(header: list[str], query: Query[Evaluation], numbers: Numbers) -> Iterator[FromPlaybook]:
    """What a rule takes from the playbook besides numbers. Raises QueryContractError naming the line."""
    for line, text in enumerate(header, start=1):
        if part := _PART.match(text):
            path = part["path"]
            _known(path, query, line, numbers)
            yield _taken(part, path, _below(path, numbers))
        elif of := _LIST.match(text):
            names = _names(of, query, line, numbers)
            where = f"{of['path']} where {of['field']}" + (f" = {of['value']}" if of["value"] else "")
            yield _taken(of, where, names)
        elif is_taken(text):
            raise broken(query, line, "what is taken from the playbook cannot be read.", _REMEDY)


def _taken(said: re.Match[str], where: str, value: Any) -> FromPlaybook:  # noqa: ANN401  (as JSON has it)
    told = ",".join(_told(value)) or "-"
    return FromPlaybook(name=said["name"], playbook=where, value=value, told=told, meaning=said["meaning"])


def _told(value: object, within: tuple[str, ...] = ()) -> list[str]:
    if isinstance(value, dict):
        return [told for name, each in value.items() for told in _told(each, (*within, name))]
    if isinstance(value, list):
        return [told for each in value for told in _told(each, within)]
    return [f"{'.'.join(within)}:{value}" if within else str(value)]


def _names(of: re.Match[str], query: Query[Evaluation], line: int, numbers: Numbers) -> list[str]:
    """The names below a path whose field is the value; without one, true."""
    path, field, value = of["path"], of["field"], of["value"]
    _known(path, query, line, numbers)
    fields = {at[len(path) + 1 : -len(field) - 1]: told for at, told in numbers.items() if _is_of(at, path, field)}
    if not fields:
        raise broken(query, line, f"nothing below the playbook's {path} has '{field}'.", _REMEDY)
    said = part_at([*path.split("."), next(iter(fields)), field]) or {}
    if not _may_be(said, value):
        raise broken(query, line, f"the playbook's {field} is never {value or 'true'}.", allowed(said))
    return [name for name, told in fields.items() if told.value == (value or True)]


def _is_of(at: str, path: str, field: str) -> bool:
    """Whether something is this field of one that stands right below the path."""
    name = at.removeprefix(f"{path}.").removesuffix(f".{field}")
    return "." not in name and at == f"{path}.{name}.{field}"


def _may_be(said: SchemaNode, value: str | None) -> bool:
    return said.get("type") == "boolean" if value is None else value in said.get("enum", ())


def _known(path: str, query: Query[Evaluation], line: int, numbers: Numbers) -> None:
    parts = {at.rsplit(".", n)[0] for at in numbers for n in range(at.count(".") + 1)} | set(numbers)
    if path not in parts:
        near = did_you_mean(path, parts)
        raise broken(query, line, f"the playbook has no '{path}'.", f"{near}`relgraph playbook` lists its fields.")


def _below(path: str, numbers: Numbers) -> Any:  # noqa: ANN401  (a value, or a map of them)
    if path in numbers:
        return _plain(numbers[path].value)
    found: dict[str, Any] = {}
    for at, told in numbers.items():
        if at.startswith(f"{path}."):
            *within, last = at[len(path) + 1 :].split(".")
            place = found
            for step in within:
                place = place.setdefault(step, {})
            place[last] = _plain(told.value)
    return found


def _plain(value: Scalar) -> object:
    return list(value) if isinstance(value, tuple) else value


def broken(query: Query[Evaluation], line: int, message: str, remedy: str) -> QueryContractError:
    """What is wrong with a rule's file, and where."""
    return QueryContractError(message, file=query.shown, line=line, remedy=remedy)
