"""The schema of playbooks (JSON Schema 2020-12): for editors, and for errors that say what is allowed."""

import copy
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from relgraph.playbook.fields import UNIT
from relgraph.playbook.model import Playbook

SchemaNode = Mapping[str, Any]
"""A part of a schema, as JSON has it."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


@cache
def whole_schema() -> SchemaNode:
    """Of a playbook with all its parts, as it is in force."""
    return Playbook.model_json_schema()


def file_schema() -> dict[str, Any]:
    """Of an installation's own file: it names its version and what differs, so nothing else is required."""
    schema: dict[str, Any] = {"$schema": _DIALECT, **copy.deepcopy(dict(whole_schema()))}
    for part in _maps(schema):
        part.pop("required", None)
        if "patternProperties" in part:
            part["additionalProperties"] = False
    return {**schema, "required": ["version"]}


def _maps(of: object) -> Iterator[dict[str, Any]]:
    """All objects of a schema that describe a map."""
    if isinstance(of, dict):
        if of.get("type") == "object":
            yield of
        for each in of.values():
            yield from _maps(each)


def part_at(place: Sequence[str | int]) -> SchemaNode | None:
    """What the schema says of a place in the playbook; None where it knows none."""
    part: SchemaNode | None = whole_schema()
    for step in place:
        part = _below(part, step) if part else None
    return part


def _below(part: SchemaNode, step: str | int) -> SchemaNode | None:
    if isinstance(step, int):
        found = part.get("items")
    else:
        # Names of one's own, such as kinds of interaction, are described by a pattern.
        others = part.get("additionalProperties") or next(iter(part.get("patternProperties", {}).values()), None)
        found = part.get("properties", {}).get(step) or others
    return _resolved(found) if isinstance(found, Mapping) else None


def _resolved(part: SchemaNode) -> SchemaNode:
    """A part, with what it refers to; what stands beside the reference wins."""
    to = part.get("$ref")
    return {**whole_schema()["$defs"][to.rpartition("/")[2]], **part} if to else part


def names_in(part: SchemaNode | None) -> list[str]:
    """The names that a map may have there, in order."""
    return list(part.get("properties", ())) if part else []


def allowed(part: SchemaNode) -> str:
    """What may stand there, as a remedy."""
    if values := part.get("enum"):
        return f"Give one of {', '.join(values)}."
    match part.get("type"):
        case "integer" | "number":
            return _number(part)
        case "boolean":
            return "Give true or false."
        case "array":
            return f"Give a list of {', '.join(_resolved(part['items'])['enum'])}: some or all, each once."
        case "object":
            names = names_in(part)
            return f"Write names with what they are{': ' if names else ''}{', '.join(names)}."
    return f"Give a text of {part['minLength']} to {part['maxLength']} characters."


def _number(part: SchemaNode) -> str:
    whole = "a whole number" if part["type"] == "integer" else "a number"
    unit = f" of {part[UNIT]}" if UNIT in part else ""
    return f"Give {whole}{unit}, {part['minimum']:g} to {part['maximum']:g}."
