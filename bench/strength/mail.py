"""The mail of a manufacturer (Nurek & Michalski, doi:10.7910/DVN/6Z3CGX): evidence of pairs, and what came after."""

import csv
import os
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.strength.measures import Flags, Floats
from relgraph.strength.model import PairEvidence
from relgraph.strength.traffic import by_month
from relgraph.traffic.model import TrafficChannel

DATA = Path(os.environ.get("RELGRAPH_DATA", Path(__file__).parents[3] / "shared" / "data")) / "manufacturing_email"
CUTS = (date(2010, 1, 31), date(2010, 2, 28), date(2010, 3, 31), date(2010, 6, 30))
"""The days that scores are of. What is fitted is fitted on the first three; their quarters end before the last."""
QUARTER = 91


@dataclass(frozen=True)
class Mails:
    """Every mail once a recipient: who wrote to whom, on which day, to how many at once; by number of the pair."""

    pairs: list[tuple[int, int]]
    pair: NDArray[np.int64]
    upwards: NDArray[np.int64]
    """0 when the first of the pair wrote, 1 when the second did."""
    day: NDArray[np.int64]
    """From `begin` on."""
    begin: date
    length: int
    group: NDArray[np.int64]
    cube: Floats = field(repr=False)
    """Mails by pair, direction and day."""

    @classmethod
    def read(cls, crowd: int | None = None) -> "Mails":
        """All mails but those to oneself, and those to more than a crowd."""
        recipients = defaultdict[tuple[int, str], set[int]](set)
        with (DATA / "communication.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                recipients[int(row["sender"]), row["event_date"]].add(int(row["recipient"]))
        rows = []
        for (sender, moment), told in recipients.items():
            others = told - {sender}
            if crowd is None or len(others) <= crowd:
                day = date.fromisoformat(moment[:10]).toordinal()
                rows += [(min(sender, o), max(sender, o), int(sender > o), day, len(others)) for o in sorted(others)]
        table = np.array(rows)
        pairs, number = np.unique(table[:, :2], axis=0, return_inverse=True)
        begin = int(table[:, 3].min())
        day = table[:, 3] - begin
        length = int(day.max()) + 1
        cube = np.zeros((len(pairs), 2, length))
        np.add.at(cube, (number.ravel(), table[:, 2], day), 1)
        ends = [(int(one), int(other)) for one, other in pairs]
        return cls(ends, number.ravel(), table[:, 2], day, date.fromordinal(begin), length, table[:, 4], cube)

    @cached_property
    def evidence(self) -> list[PairEvidence]:
        """All that the pairs wrote, in the order of `pairs`."""
        wrote: dict[int, tuple[list[date], list[date]]] = {pair: ([], []) for pair in range(len(self.pairs))}
        for pair, upwards, day in zip(self.pair.tolist(), self.upwards.tolist(), self.day.tolist(), strict=True):
            wrote[pair][upwards].append(self.begin + timedelta(day))
        return [
            PairEvidence(
                [
                    *by_month(first, by_one=True, channel=TrafficChannel.MAIL),
                    *by_month(second, by_one=False, channel=TrafficChannel.MAIL),
                ]
            )
            for first, second in wrote.values()
        ]

    def without_crowds(self, crowd: int) -> "Mails":
        """The same pairs without mails to more than a crowd."""
        kept = self.group <= crowd
        cube = np.zeros_like(self.cube)
        np.add.at(cube, (self.pair[kept], self.upwards[kept], self.day[kept]), 1)
        rows = (self.pair[kept], self.upwards[kept], self.day[kept])
        return Mails(self.pairs, *rows, self.begin, self.length, self.group[kept], cube)

    def until(self, cut: date) -> int:
        """How many days there are up to a cut."""
        return (cut - self.begin).days + 1

    def seen(self, cut: date) -> Flags:
        """The pairs of which either had written."""
        seen: Flags = (self.cube[:, :, : self.until(cut)] > 0).any(axis=(1, 2))
        return seen

    def after(self, cut: date, *, both: bool = True) -> Flags:
        """The pairs of which both (or either) write in the quarter after."""
        wrote = (self.cube[:, :, self.until(cut) : self.until(cut) + QUARTER] > 0).any(axis=2)
        after: Flags = wrote.all(axis=1) if both else wrote.any(axis=1)
        return after

    def diluted(self, power: float) -> Floats:
        """By pair, direction and day what the mail to the fewest counts, where one to n counts n ** -power."""
        counted = np.zeros_like(self.cube)
        np.maximum.at(counted, (self.pair, self.upwards, self.day), self.group.astype(float) ** -power)
        return counted
