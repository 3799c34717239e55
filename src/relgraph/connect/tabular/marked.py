"""YAML files of texts, lists and maps, in which everything knows its line (PyYAML)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from yaml import BaseLoader, MappingNode, Node, ScalarNode, SequenceNode

from relgraph.core.errors import InputError

Place = tuple[str | int, ...]
"""Where something stands: names and numbers from the top."""

_MOST_BYTES = 1 << 18
_DEEPEST = 20


@dataclass(frozen=True)
class Marked:
    """What a file says: every value a text, a list or a map; and on which line each begins."""

    path: Path
    value: object
    lines: dict[Place, int]

    def where(self, place: Place) -> str:
        """`file:line` of a place, or of what is around it where it is not there."""
        while place and place not in self.lines:
            place = place[:-1]
        return f"{self.path}:{self.lines.get(place, 1)}"


def read_marked(path: Path) -> Marked:
    """Read a file. Raises InputError with file and line for what is no plain YAML."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", remedy="Name a file with a mapping.") from error
    if len(raw) > _MOST_BYTES:
        raise InputError(f"{path} is no mapping: it is larger than 256 kB.", remedy="Name a file with a mapping.")
    try:
        text = raw.decode("utf-8-sig")
        _check_plain(path, text)
        node = yaml.compose(text, Loader=BaseLoader)
    except UnicodeDecodeError:
        raise InputError(f"{path} is no UTF-8.", remedy="Save it as UTF-8.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise InputError(
            f"{path}:{line}: this is no YAML: {getattr(error, 'problem', None) or 'a character that it does not know'}.",
            remedy="Mend the line; put texts with braces, colons or signs in quotes.",
        ) from error
    lines: dict[Place, int] = {}
    return Marked(path, _value(path, node, (), lines) if node else {}, lines)


def _check_plain(path: Path, text: str) -> None:
    """References back to what was said could make a small file endless; nothing here needs them, or depth."""
    depth = 0
    for event in _events(text):
        if isinstance(event, yaml.AliasEvent):
            raise InputError(
                f"{path}:{event.start_mark.line + 1}: '*' refers to another place.", remedy="Write it out."
            )
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise InputError(f"{path}:{event.start_mark.line + 1}: this is nested too deep.", remedy="Write it flat.")


def _events(text: str) -> Iterator[yaml.Event]:
    yield from yaml.parse(text, Loader=BaseLoader)


def _value(path: Path, node: Node, place: Place, lines: dict[Place, int]) -> object:
    lines[place] = node.start_mark.line + 1
    if isinstance(node, SequenceNode):
        return [_value(path, each, (*place, n), lines) for n, each in enumerate(node.value)]
    if isinstance(node, MappingNode):
        return _map(path, node, place, lines)
    return str(node.value)


def _map(path: Path, node: MappingNode, place: Place, lines: dict[Place, int]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, ScalarNode):
            raise InputError(f"{path}:{line}: a name is a text.", remedy="Put it in quotes.")
        name = str(key.value)
        if name in found:
            raise InputError(f"{path}:{line}: '{name}' stands there twice.", remedy="Keep one of them.")
        found[name] = _value(path, value, (*place, name), lines)
        lines[(*place, name)] = line
    return found
