"""What the lines of a card say, in vCard 2.1, 3.0 and 4.0: groups, parameters with and without a name, values.

No library does all three (docs/import.md): vobject knows no 4.0, cuts names at commas that 2.1 does not escape, gives
up a card for one bad line, and takes exponential time for some; icalendar takes no parameters without a name.
"""

import quopri
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from relgraph.connect.faults import shown
from relgraph.connect.tabular.reader import Fault
from relgraph.connect.vcard.cards import AddressCard

# Whatever a line holds, these take time in proportion to its length: nothing that was matched is tried again.
_LINE = re.compile(r"(?:([\w-]++)\.)?+([\w-]++)((?:;(?:\"[^\"]*+\"|[^\":])*+)?+):(.*)", re.DOTALL)
"""A group, the name, the parameters, and the value."""
_PARAMETER = re.compile(r";([^;=\"]*+)(?:=((?:\"[^\"]*+\"|[^\";])*+))?+")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PARTS = {mark: re.compile(rf"((?:[^{mark}\\]|\\.?)*+)(?:{mark}|$)", re.DOTALL) for mark in ";,"}


@dataclass(frozen=True)
class Property:
    """A line of a card: its name, what types it is of (in capitals, with its parameters that have no name)."""

    name: str
    raw: str
    types: frozenset[str] = frozenset()
    group: str | None = None

    @property
    def text(self) -> str:
        """The value, on one line."""
        return _plain(self.raw)

    def parts(self, mark: str = ";") -> list[str]:
        """The parts of a value that the mark separates; empty ones stand for what is not told."""
        return [_plain(part) for part in _PARTS[mark].findall(self.raw)]


@dataclass
class CardContent:
    """What a card says, and what of it cannot be read."""

    properties: list[Property] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def all(self, *names: str) -> Iterator[Property]:
        """What it says under these names, if anything."""
        return (each for each in self.properties if each.name in names and each.raw.strip())

    def first(self, *names: str) -> str | None:
        """The first text under these names."""
        return next((each.text for each in self.all(*names) if each.text), None)


def said_by(card: AddressCard, encoding: str, *, given: bool) -> CardContent:
    """What a card says. `encoding` is that of its file; `given`: it is known, and not found out."""
    said = CardContent()
    for line in card.lines:
        found = _property(line, [encoding, "utf-8"] if given else ["utf-8", encoding])
        if found:
            said.properties.append(found)
        else:
            name = re.split("[:;]", line, maxsplit=1)[0].upper()
            text = line.encode("latin-1").decode(encoding, "replace")
            said.faults.append(Fault(name, f"'{shown(text)}' cannot be read", "Export the card again, as vCard 4.0."))
    return said


def _property(line: str, encodings: Sequence[str]) -> Property | None:
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    parameters: dict[str, list[str]] = {}
    for name, values in _PARAMETER.findall(match[3]):
        # 2.1 leaves out the name where the value tells it: TEL;CELL, N;QUOTED-PRINTABLE.
        bare = name.strip().upper()
        told = [each.strip().upper() for each in values.replace('"', "").split(",")] if values else [bare]
        parameters.setdefault(bare if values else "TYPE", []).extend(told)
    types = frozenset(parameters.get("TYPE", ()))
    quoted = "QUOTED-PRINTABLE" in types.union(parameters.get("ENCODING", ()))
    raw = match[4].encode("latin-1")
    value = _decoded(quopri.decodestring(raw) if quoted else raw, [*parameters.get("CHARSET", ()), *encodings])
    return None if value is None else Property(match[2].upper().replace("_", "-"), value, types, match[1])


def _decoded(raw: bytes, encodings: Sequence[str]) -> str | None:
    """The text of bytes: in the first of the encodings that they fit."""
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return None


def _plain(raw: str) -> str:
    return " ".join(_ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], raw).split())
