"""One text for one thought: passages of `cypher/fragments/` put into query files when they are loaded (ADR 0002).

A fragment is a file that opens with what it means and the names that it takes::

    // A fact holds on the day asked about.
    // @it: the relationship
    (coalesce(@it.valid_from, $as_of) <= $as_of AND coalesce(@it.valid_to > $as_of, true))

A query file, or another fragment, uses it as `@holds(tie)`. Text comes from files only, never from data, and every line
knows the file and the line that it came from, so that errors name the place where somebody can mend it.
"""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from relgraph.core.assets import asset_dir
from relgraph.core.errors import QueryContractError

FOLDER = "fragments"
TEMPLATES = "templates"
"""Where the texts are that take what is filled in: a query each with every kind that uses them."""

_NOISE = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`", re.DOTALL)
_UNSAID = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"", re.DOTALL)
_USE = re.compile(r"@(\w+)(\()?")
_PARAMETER = re.compile(r"// @(\w+): \S")
_OPENING, _CLOSING = "([{", ")]}"


def without_noise(text: str) -> str:
    """The text with comments, strings and quoted names blanked, line breaks kept."""
    return _NOISE.sub(lambda match: _blank(match[0]), text)


def without_comments_and_strings(text: str) -> str:
    """The text with comments and strings blanked, line breaks and quoted names kept."""
    return _UNSAID.sub(lambda match: _blank(match[0]), text)


class SourcePosition(NamedTuple):
    """Where a line of text came from."""

    file: str
    line: int


@dataclass(frozen=True)
class Expanded:
    """A text with its fragments put in. `positions` says for each line where it came from."""

    text: str
    positions: tuple[SourcePosition, ...]

    def position(self, line: int) -> SourcePosition:
        """Where the line with this number, from 1, came from."""
        return self.positions[min(line, len(self.positions)) - 1]


@dataclass(frozen=True)
class Fragment:
    """A passage with a meaning of its own."""

    name: str
    parameters: tuple[str, ...]
    body: str
    first_line: int

    @property
    def shown(self) -> str:
        """How messages call its file."""
        return f"cypher/{FOLDER}/{self.name}.cypher"


def expand(text: str, file: str, values: Mapping[str, str] | None = None) -> Expanded:
    """Put fragments in wherever the text uses them, and the values that a template takes.

    Raises QueryContractError, naming file and line, for a fragment that does not exist, uses itself, or is given other
    than what it takes.
    """
    filled = _filled(text, file, values) if values else {}
    return _Expansion(text, [SourcePosition(file, n) for n in range(1, text.count("\n") + 2)], filled, ()).run()


def _filled(text: str, file: str, values: Mapping[str, str]) -> dict[str, Expanded]:
    """The values of a template, which may use fragments; errors in them name the template."""
    header = itertools.takewhile(lambda line: line.startswith("//"), text.splitlines())
    taken = [m[1] for line in header if (m := _PARAMETER.match(line))]
    if set(taken) != set(values):
        told = f"takes ({', '.join(taken)}), not ({', '.join(values)})."
        raise QueryContractError(f"the template {told}", file=file, line=1, remedy="Give it what its header names.")
    return {
        name: _Expansion(value, [SourcePosition(file, 1)] * (value.count("\n") + 1), {}, ()).run()
        for name, value in values.items()
    }


@cache
def load_fragments() -> dict[str, Fragment]:
    """All fragments by name. Raises QueryContractError for one whose header and body disagree."""
    return {path.stem: read_fragment(path) for path in sorted((asset_dir("cypher") / FOLDER).glob("*.cypher"))}


def read_fragment(path: Path) -> Fragment:
    """The fragment in a file. Raises QueryContractError for one whose header and body disagree."""
    lines = path.read_text(encoding="utf-8").rstrip().splitlines()
    header = next((n for n, line in enumerate(lines) if not line.startswith("//")), len(lines))
    # Comments end at the end of their line: what follows a use must not fall into one.
    body = _without_comments("\n".join(lines[header:]))
    parameters = tuple(m[1] for line in lines[:header] if (m := _PARAMETER.match(line)))
    fragment = Fragment(path.stem, parameters, "\n".join(line.rstrip() for line in body.splitlines()), header + 1)
    used = {m[1] for m in _USE.finditer(without_noise(body)) if not m[2]}
    for name, problem in [
        *((name, "is used but not declared") for name in sorted(used - set(parameters))),
        *((name, "is declared but not used") for name in parameters if name not in used),
    ]:
        raise QueryContractError(
            f"@{name} {problem}.",
            file=fragment.shown,
            line=1,
            remedy=f"Make the '// @{name}: <meaning>' lines and the text name the same.",
        )
    if not lines[0].startswith("// ") or _PARAMETER.match(lines[0]) or not body.strip():
        raise QueryContractError(
            "a fragment says what it means, and then says it.",
            file=fragment.shown,
            line=1,
            remedy="Open it with '// <meaning>', and write the passage below.",
        )
    return fragment


@dataclass(frozen=True)
class _Expansion:
    """One text, where its lines came from, what its parameters stand for, and the fragments that it stands in."""

    text: str
    positions: Sequence[SourcePosition]
    values: Mapping[str, Expanded]
    inside: tuple[str, ...]

    def run(self) -> Expanded:
        done, positions, at = "", [self.positions[0]], 0
        for start, name, given, end in self._uses():
            done, positions = self._append(done, positions, self.text[at:start], at)
            put_in = self._value(start, name) if given is None else self._put_in(start, name, given)
            indent = re.match(r"[ \t]*", done.rpartition("\n")[2])
            done += put_in.text.replace("\n", f"\n{indent[0] if indent else ''}")
            positions += put_in.positions[1:]
            at = end
        done, positions = self._append(done, positions, self.text[at:], at)
        return Expanded(done, tuple(positions))

    def _append(
        self, done: str, positions: list[SourcePosition], text: str, begin: int
    ) -> tuple[str, list[SourcePosition]]:
        first = self._line(begin)
        return done + text, [*positions, *self.positions[first + 1 : first + 1 + text.count("\n")]]

    def _uses(self) -> Iterator[tuple[int, str, list[Expanded] | None, int]]:
        """What stands for something else: start, name, what a fragment is given (None: a parameter), end."""
        plain, end = without_noise(self.text), 0
        for match in _USE.finditer(plain):
            if match.start() < end:
                continue  # part of what the last one is given
            if match[2]:
                given, end = self._given(plain, match.end(), match[1])
                yield match.start(), match[1], given, end
            else:
                yield match.start(), match[1], None, match.end()

    def _given(self, plain: str, begin: int, name: str) -> tuple[list[Expanded], int]:
        depth, parts = 0, [begin]
        for at in range(begin, len(plain)):
            if plain[at] in _CLOSING and depth == 0:
                ends = [*(part - 1 for part in parts[1:]), at]
                pieces = [self._piece(first, end) for first, end in zip(parts, ends, strict=True)]
                return [piece for piece in pieces if piece.text], at + 1
            depth += (plain[at] in _OPENING) - (plain[at] in _CLOSING)
            if plain[at] == "," and depth == 0:
                parts.append(at + 1)
        raise self._broken(begin, f"what @{name} is given does not end.", "Close the parenthesis.")

    def _piece(self, begin: int, end: int) -> Expanded:
        """What a fragment is given. Without its comments: what follows it must not fall into one."""
        text = _without_comments(self.text[begin:end]).rstrip()
        begin += len(text) - len(text.lstrip())
        return _Expansion(text.lstrip(), self.positions[self._line(begin) :], self.values, self.inside).run()

    def _value(self, at: int, name: str) -> Expanded:
        if name not in self.values:
            raise self._broken(at, f"@{name} takes nothing here.", f"Write '@{name}(…)'.")
        return self.values[name]

    def _put_in(self, at: int, name: str, given: list[Expanded]) -> Expanded:
        fragment = load_fragments().get(name)
        if fragment is None or name in self.inside:
            problem = "uses itself" if fragment else "is no fragment"
            raise self._broken(at, f"@{name} {problem}.", f"Name one of {', '.join(load_fragments())}.")
        if len(given) != len(fragment.parameters):
            takes = ", ".join(fragment.parameters)
            raise self._broken(at, f"@{name} takes ({takes}), not {len(given)}.", f"Write '@{name}({takes})'.")
        values = dict(zip(fragment.parameters, given, strict=True))
        positions = [
            SourcePosition(fragment.shown, fragment.first_line + n) for n in range(fragment.body.count("\n") + 1)
        ]
        return _Expansion(fragment.body, positions, values, (*self.inside, name)).run()

    def _line(self, at: int) -> int:
        return self.text.count("\n", 0, at)

    def _broken(self, at: int, message: str, remedy: str) -> QueryContractError:
        file, line = self.positions[self._line(at)]
        return QueryContractError(message, file=file, line=line, remedy=remedy)


def _without_comments(text: str) -> str:
    """The text with comments blanked; what looks like one in a string is none."""
    return _NOISE.sub(lambda match: _blank(match[0]) if match[0].startswith("/") else match[0], text)


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
