"""The cards of a file, as a stream: of each only the lines that are read, whatever else it holds."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO, NamedTuple

from relgraph.connect.tabular.reader import FilePosition

MOST_TEXT = 100_000
"""So many characters may be read of one card, and of one line."""

READ = frozenset(
    {
        *("FN", "N", "NICKNAME", "ORG", "TITLE", "EMAIL", "TEL", "URL", "UID", "X-SOCIALPROFILE"),
        *("KIND", "X-ADDRESSBOOKSERVER-KIND", "X-ABSHOWAS", "RELATED", "X-ABRELATEDNAMES", "X-ABLABEL"),
        *("X-MANAGER", "X-MS-MANAGER", "X-EVOLUTION-MANAGER"),
        *("X-ASSISTANT", "X-MS-ASSISTANT", "X-EVOLUTION-ASSISTANT"),
    }
)
"""What is read of a card. Photos, notes, birthdays, homes and families are not (method M20)."""

_MARK = "\xef\xbb\xbf"
"""A byte-order mark of UTF-8, in Latin-1."""
_NAME = re.compile(r"(?:[\w-]+\.)?([\w-]+)[;:]")
_BEGIN = re.compile(r"\s*BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
_END = re.compile(r"\s*END\s*:\s*VCARD\s*", re.IGNORECASE)
_AGENT = re.compile(r"(?:[\w-]+\.)?AGENT[^:]*:\s*", re.IGNORECASE)
_QUOTED = re.compile(r"[^:]*[;=]\s*QUOTED-PRINTABLE", re.IGNORECASE)


@dataclass
class AddressCard:
    """A card: where it stands, and the lines that are read, each of one piece; bytes are letters of Latin-1.

    `whole`: it ends. `long`: more stands in it than is read.
    """

    number: int
    line: int
    start: int
    end: int
    whole: bool = False
    long: bool = False
    lines: list[str] = field(default_factory=list)

    @property
    def position(self) -> FilePosition:
        """Where it stands in the file."""
        return FilePosition(self.line, self.start, self.end)


class _CardLine(NamedTuple):
    text: str
    number: int
    start: int
    end: int


def cards_of(file: BinaryIO) -> Iterator[AddressCard]:
    """The cards of a file in UTF-8 or any encoding of one byte a letter; what stands between them is passed over."""
    card: AddressCard | None = None
    lines = _Lines()
    count, within, of_agent = 0, 0, False
    for line in _lines(file):
        begins, ends = bool(_BEGIN.fullmatch(line.text)), bool(_END.fullmatch(line.text))
        if card and (within or of_agent):  # the card of an agent stands within
            within += begins - ends
        elif begins:
            if card:
                yield card
            count, lines = count + 1, _Lines()
            card = AddressCard(count, line.number, line.start, line.end)
        elif card and ends:
            yield replace(card, end=line.end, whole=True, lines=lines.kept, long=lines.long)
            card = None
        elif card:
            lines.add(line.text)
            card.end = line.end
        of_agent = bool(_AGENT.fullmatch(line.text))
    if card:
        yield card


def _lines(file: BinaryIO) -> Iterator[_CardLine]:
    """Lines as they stand in the file, their beginnings where they are longer than anything that is read."""
    text = io.TextIOWrapper(file, encoding="latin-1", newline="")
    number, start = 0, 0
    while head := text.readline(MOST_TEXT):
        number, end, tail = number + 1, start + len(head), head
        while tail and tail[-1] not in "\r\n":
            tail = text.readline(MOST_TEXT)
            end += len(tail)
        yield _CardLine(head.rstrip("\r\n").removeprefix(_MARK if number == 1 else ""), number, start, end)
        start = end
    text.detach()


class _Lines:
    """Lines of a card, put together where they are folded; only those that are read are kept."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.long = False
        self._size = 0
        self._reading = False
        self._soft = False
        self._quoted = False

    def add(self, line: str) -> None:
        """Another line of the file."""
        if self._soft:
            self._keep(line)
        elif line[:1] in (" ", "\t"):
            self._keep(line[1:])
        elif name := _NAME.match(line):
            self._reading = name[1].upper().replace("_", "-") in READ
            self._quoted = bool(_QUOTED.match(line))
            if self._reading:
                self.kept.append("")
            self._keep(line)
        else:
            self._reading = False

    def _keep(self, part: str) -> None:
        # A quoted line that ends in = goes on after it.
        self._soft = self._quoted and part.endswith("=")
        if not self._reading:
            return
        self._size += len(part)
        self.long = self.long or self._size >= MOST_TEXT
        if not self.long:
            self.kept[-1] += part[:-1] if self._soft else part
