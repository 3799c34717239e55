"""YAML files of texts, lists and maps, in which everything knows its line (PyYAML)."""

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
        return f"{self.path}:{self.line_of(place)}"

    def line_of(self, place: Place) -> int:
        """The line of a place, or of what is around it where it is not there."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_marked(path: Path, what: str, page: str) -> Marked:
    """Read a file. `what` it is to hold, e.g. a mapping, and the `page` that tells how, are for remedies.

    Raises InputError with file and line for what is no plain YAML.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", remedy=f"Name a file with a {what}.") from error
    if len(raw) > _MOST_BYTES:
        raise InputError(f"{path} is no {what}: it is larger than 256 kB.", remedy=f"Name a file with a {what}.")
    try:
        text = raw.decode("utf-8-sig")
        _check_plain(path, text, page)
        node = yaml.compose(text, Loader=BaseLoader)
    except UnicodeDecodeError:
        raise InputError(f"{path} is no UTF-8.", remedy="Save it as UTF-8.") from None
    except yaml.YAMLError as error:
        mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None)
        raise InputError(
            f"{path}:{mark.line + 1 if mark else 1}: this is no YAML: {problem or 'it has a character of no text'}.",
            remedy="Mend the line; put texts with braces, colons or signs in quotes.",
        ) from error
    lines: dict[Place, int] = {}
    return Marked(path, _value(path, node, (), lines) if node else {}, lines)


def _check_plain(path: Path, text: str, page: str) -> None:
    """References back to what was said could make a small file endless; nothing here needs them, or depth."""
    depth = 0
    for event in yaml.parse(text, Loader=BaseLoader):
        line = _line(event)
        if isinstance(event, yaml.AliasEvent):
            raise InputError(f"{path}:{line}: '*' refers to another place.", remedy="Write it out, or in quotes.")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise InputError(f"{path}:{line}: this is nested too deep.", remedy=f"Write it as {page} shows.")


def _value(path: Path, node: Node, place: Place, lines: dict[Place, int]) -> object:
    lines.setdefault(place, _line(node))
    if isinstance(node, SequenceNode):
        return [_value(path, each, (*place, n), lines) for n, each in enumerate(node.value)]
    return _map(path, node, place, lines) if isinstance(node, MappingNode) else str(node.value)


def _map(path: Path, node: MappingNode, place: Place, lines: dict[Place, int]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            raise InputError(f"{path}:{_line(key)}: a name is a text.", remedy="Put it in quotes.")
        name = str(key.value)
        if name in found:
            raise InputError(f"{path}:{_line(key)}: '{name}' stands there twice.", remedy="Keep one of them.")
        lines[(*place, name)] = _line(key)
        found[name] = _value(path, value, (*place, name), lines)
    return found


def _line(part: Node | yaml.Event) -> int:
    mark = part.start_mark
    return mark.line + 1 if mark else 1
