"""What became of the things that an export tells, counted by kind."""

from collections import Counter

from relgraph.connect.report import KindReport
from relgraph.kinds import KINDS


class KindCounts:
    """Counts of what became of things."""

    def __init__(self) -> None:
        self._counts = Counter[tuple[str, str]]()

    def add(self, noun: str, what: str, times: int = 1) -> None:
        """So many of a kind were `created`, `corrected`, `unchanged`, `rejected`, or have `ended`."""
        self._counts[noun, what] += times

    @property
    def ended(self) -> int:
        """How many of all kinds have ended."""
        return sum(times for (_, what), times in self._counts.items() if what == "ended")

    def reports(self) -> tuple[KindReport, ...]:
        """Of each kind of which anything was told, in the order in which kinds are loaded."""
        told: dict[str, dict[str, int]] = {}
        for (noun, what), times in self._counts.items():
            told.setdefault(noun, {})[what] = times
        return tuple(KindReport(noun=kind.noun, **told[kind.noun]) for kind in KINDS if kind.noun in told)
