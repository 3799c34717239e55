"""What a run measured."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

import numpy as np

from bench.questions import Answer, Cell, Timed

_TOLERANCE = 1e-9


@dataclass(frozen=True)
class Plan:
    """How much to ask."""

    targets: int = 20
    """Of each kind; there are fewer hubs."""
    rounds: int = 3
    warm_up: int = 2
    """How often everything is asked before the clock runs."""
    peer_targets: int = 3
    """Of each kind; 0 leaves the peers out."""
    peer_seconds: float = 15.0
    """What a peer may take for a question; longer is told as not ending."""
    over_http: bool = True
    most_hops: int = 6


QUICK = Plan(targets=3, rounds=1, warm_up=1, peer_targets=1, peer_seconds=5.0)


@dataclass
class Line:
    """What was measured of one cell, relgraph's milliseconds by target, in the order of the rounds."""

    cell: Cell
    relgraph: dict[str, list[float]] = field(default_factory=dict)
    reference: dict[str, Timed] = field(default_factory=dict)
    peers: dict[str, dict[str, Timed]] = field(default_factory=dict)
    """By peer and target."""
    exact: int = 0
    """Answers with just the scores that the search in memory finds."""
    partial: int = 0
    """Answers that say from which score on something may be missing, and are right above it."""
    wrong: list[str] = field(default_factory=list)
    """What else was answered, and by whom."""

    @property
    def ms(self) -> list[float]:
        """All of relgraph's."""
        return [ms for taken in self.relgraph.values() for ms in taken]

    def judge(self, target: str, answer: Answer) -> None:
        """Hold relgraph's answer against the search in memory."""
        expected = self.reference[target].scores
        if equal(answer.scores, expected):
            self.exact += 1
        elif answer.complete_above > 0 and equal(
            *([score for score in scores if score > answer.complete_above] for scores in (answer.scores, expected))
        ):
            self.partial += 1
        else:
            self.wrong.append(f"relgraph: {self.cell}, {target}: {answer} instead of {expected}")

    def took(self, peer: str, *, first: bool = False) -> dict[str, float]:
        """A peer's milliseconds for the questions that it answered, by target; or for its first ten paths."""
        told = {target: timed.first_ms if first else timed.ms for target, timed in self.peers[peer].items()}
        return {target: ms for target, ms in told.items() if ms is not None}

    def ratios(self, peer: str, *, first: bool = False) -> list[float]:
        """How many times as long as relgraph that is, by question."""
        took = self.took(peer, first=first).items()
        return [ms / median(self.relgraph[target]) for target, ms in took if target in self.relgraph]


@dataclass
class Run:
    """One book's results."""

    people: int
    heap_mb: int
    page_cache_mb: int
    over_http: bool
    steps: int = 0
    """Pairs of people with a usable relation, by direction."""
    load_seconds: float = 0.0
    """To read them into memory for the peers."""
    lines: list[Line] = field(default_factory=list)
    memory: dict[str, int] = field(default_factory=dict)
    """MiB at most, by whom."""

    @property
    def wrong(self) -> list[str]:
        """Everything that was answered wrongly."""
        return [what for line in self.lines for what in line.wrong]


def percentile(values: Iterable[float], share: int) -> float:
    """Between the measured values, linearly."""
    return float(np.percentile(list(values), share))


def equal(scores: Iterable[float], others: Iterable[float]) -> bool:
    """The same scores in the same order."""
    one, other = list(scores), list(others)
    return len(one) == len(other) and all(abs(a - b) <= _TOLERANCE for a, b in zip(one, other, strict=True))
