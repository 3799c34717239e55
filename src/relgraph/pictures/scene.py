"""What a picture is made of: rectangles, lines and text, whatever they are written as (SVG, slides)."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple, Self

from relgraph.pictures.text import width_of


class Tone(StrEnum):
    """What a thing means; a theme says which colours that has."""

    PAGE = "page"
    LANE = "lane"
    CARD = "card"
    PALE = "pale"
    GHOST = "ghost"
    KEY = "key"
    MINOR = "minor"
    AGAINST = "against"
    NEUTRAL = "neutral"
    FOR = "for"
    STRONG = "strong"
    COACH = "coach"
    UNKNOWN = "unknown"
    TEXT = "text"
    MUTED = "muted"
    OURS = "ours"
    RIVALS = "rivals"
    WARNING = "warning"
    LINE = "line"
    INFLUENCE = "influence"
    FRICTION = "friction"


class Anchor(StrEnum):
    """Which part of a text stands at its x."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class Frame(NamedTuple):
    """A rectangle by its corners."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Frame") -> bool:
        """Whether the two have more than an edge in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: "Frame") -> bool:
        """Whether the other is within."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )


class XY(NamedTuple):
    """A place, x to the right and y down."""

    x: float
    y: float


@dataclass(frozen=True)
class Box:
    """A rectangle. `card`: the card that it is a part of; lines name a card by that."""

    x: float
    y: float
    width: float
    height: float
    tone: Tone
    radius: float = 0
    dashed: bool = False
    card: str | None = None

    @property
    def bounds(self) -> Frame:
        """Where it is."""
        return Frame(self.x, self.y, self.x + self.width, self.y + self.height)

    def moved(self, right: float, down: float) -> Self:
        """The same elsewhere."""
        return replace(self, x=self.x + right, y=self.y + down)


@dataclass(frozen=True)
class Caption:
    """A line of text; `y` is its baseline."""

    x: float
    y: float
    text: str
    size: float
    tone: Tone
    bold: bool = False
    anchor: Anchor = Anchor.START
    card: str | None = None

    @property
    def width(self) -> float:
        """How wide it is, as estimated."""
        return width_of(self.text, self.size, bold=self.bold)

    @property
    def bounds(self) -> Frame:
        """Where it is, as estimated."""
        left = self.x - self.width * {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[self.anchor]
        return Frame(left, self.y - self.size * 0.9, left + self.width, self.y + self.size * 0.25)

    def moved(self, right: float, down: float) -> Self:
        """The same elsewhere."""
        return replace(self, x=self.x + right, y=self.y + down)


@dataclass(frozen=True)
class Wire:
    """A line between two cards by its bends. `arrow`: at its end. `label` stands on it, in a box of its own."""

    points: tuple[XY, ...]
    tone: Tone
    begin: str
    end: str
    dashed: bool = False
    arrow: bool = False
    thickness: float = 1.4
    label: Caption | None = None


@dataclass(frozen=True)
class Scene:
    """A whole picture. What comes later lies above. `titles`: of each card, what it says in full."""

    width: float
    height: float
    title: str
    boxes: tuple[Box, ...]
    wires: tuple[Wire, ...]
    words: tuple[Caption, ...]
    titles: dict[str, str] = field(default_factory=dict)

    def cards(self) -> dict[str, list[Box | Caption]]:
        """What each card is made of, its outline first."""
        parts: dict[str, list[Box | Caption]] = {}
        for part in self._parts():
            if part.card is not None:
                parts.setdefault(part.card, []).append(part)
        return parts

    def _parts(self) -> Iterable[Box | Caption]:
        yield from self.boxes
        yield from self.words
