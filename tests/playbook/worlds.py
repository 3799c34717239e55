"""Playbooks for tests: files of an installation's own, and every number that there is."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from relgraph.graph.client import Graph
from relgraph.playbook.listing import PlaybookField, list_fields
from relgraph.playbook.schema import part_at
from relgraph.playbook.service import load_playbook

FIELDS: dict[str, PlaybookField] = list_fields(load_playbook(None))
"""All fields that relgraph ships, by path."""

NUMBERS = {path: part_at(path.split(".")) for path, field in FIELDS.items() if field.unit}
"""What the schema says of each number."""

LONELY = sorted(
    path
    for path, part in NUMBERS.items()
    if part["type"] == "integer"
    and path.partition(".")[0] not in ("layers", "relationship", "assessments")
    and ".points." not in path
)
"""Whole numbers that may be any in their range, whatever the others are."""


def nested(values: Mapping[str, object], version: str = "acme-1") -> dict[str, Any]:
    """A playbook that says these values by path."""
    whole: dict[str, Any] = {"version": version}
    for path, value in values.items():
        *around, last = path.split(".")
        at = whole
        for name in around:
            at = at.setdefault(name, {})
        at[last] = value
    return whole


def played(graph: Graph, file: Path) -> Graph:
    """The same graph of an installation with this file of its own."""
    return replace(graph, settings=graph.settings.model_copy(update={"playbook": file}))


def write(folder: Path, text: str, name: str = "acme.yaml") -> Path:
    """A file of one's own."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def write_values(folder: Path, values: Mapping[str, object], version: str = "acme-1", name: str = "acme.yaml") -> Path:
    """A file that says these values by path."""
    return write(folder, yaml.safe_dump(nested(values, version), allow_unicode=True, sort_keys=False), name)
