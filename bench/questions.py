"""What is asked of relgraph and of its peers: ten paths to a person from some of ours."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from bench.world import World

KINDS = ("typical", "hub", "unreachable")
STARTS = (20, 2000)
HOPS = (2, 3, 4, 5, 6)
PATHS = 10


@dataclass(frozen=True)
class Cell:
    """What the questions of one line of the report have in common."""

    kind: str
    starts: int
    hops: int

    def __str__(self) -> str:
        return f"{self.kind}, {self.starts} starts, {self.hops} hops"


@dataclass(frozen=True)
class Question:
    """One question; `starts` are ids, `all_of_ours` says that they are all there are."""

    cell: Cell
    target: str
    starts: tuple[str, ...]
    all_of_ours: bool


@dataclass(frozen=True)
class Answer:
    """The scores, best first, and above which score none is missing."""

    scores: list[float]
    complete_above: float


@dataclass(frozen=True)
class Timed:
    """How an answerer did on a question: milliseconds and scores, or why there are none."""

    ms: float | None = None
    scores: tuple[float, ...] = ()
    failed: str = ""
    building_ms: float | None = None
    """Spent before the clock ran: what it was given had to be made."""
    first_ms: float | None = None
    """Yen's algorithm: for the first ten paths, however long; the others are those that are short enough."""

    @property
    def never_ends(self) -> bool:
        """Not worth asking for more hops."""
        return self.ms is None and self.first_ms is None


class FailedError(Exception):
    """relgraph gave no answer."""


class Subject(Protocol):
    """relgraph, asked in one way or another."""

    def ask(self, question: Question) -> Answer:
        """The best paths. Raises FailedError."""


class Peer(Protocol):
    """Whoever is asked the same, one question at a time, within so many seconds."""

    name: str

    def ask(self, question: Question) -> Timed:
        """The best paths as this peer finds them, or that it does not end."""


def cells() -> Iterator[Cell]:
    """Every line of the report."""
    for kind in KINDS:
        for starts in STARTS:
            for hops in HOPS:
                yield Cell(kind, starts, hops)


def questions(world: World, cell: Cell, count: int) -> list[Question]:
    """So many questions, fewer where fewer targets are; a larger sample begins with the smaller ones."""
    find = {"typical": world.typical_targets, "unreachable": world.unreachable_targets}.get(cell.kind)
    targets = find(count) if find else world.hub_targets()[:count]
    starts = tuple(world.ours(cell.starts))
    everybody = len(world.ours(world.ours_count)) == len(starts)
    return [Question(cell, target, starts, everybody) for target in targets]
