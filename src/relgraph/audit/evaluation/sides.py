"""Keep who is ours, known to ours, or a rival between reads: finding them takes longer than most rules."""

from datetime import date

from pydantic import BaseModel

from relgraph.audit.evaluation.service import Sides, find_sides
from relgraph.graph.client import Reader
from relgraph.graph.query import Query


class _Mark(BaseModel, frozen=True):
    feed: str | None
    number: int


FIND_MARK = Query("evaluation/find_mark", _Mark)

KEPT = 4
"""Days whose sides are kept: today's everywhere, and a few that people look back at."""


class KeptSides:
    """Sides by day, as of a mark in the record of changes."""

    def __init__(self) -> None:
        self._mark: _Mark | None = None
        self._by_day: dict[date, Sides] = {}

    async def on(self, reader: Reader, as_of: date) -> Sides:
        """The sides on a day as this reader can see them: told again without looking until something is recorded.

        The mark is read first, in the reader's own session, so that callers see their own writes. What is recorded
        between the two reads is in the sides already, and makes the next reader look once more.
        """
        mark = await reader.fetch_one(FIND_MARK)
        if mark == self._mark and as_of in self._by_day:
            return self._by_day[as_of]
        sides = await find_sides(reader, as_of)
        self._keep(mark, as_of, sides)
        return sides

    def _keep(self, mark: _Mark, as_of: date, sides: Sides) -> None:
        if mark.feed is None:
            return  # nothing was ever recorded: the record cannot tell when that changes by other means
        if mark != self._mark:
            if self._mark and mark.feed == self._mark.feed and mark.number < self._mark.number:
                return  # a replica that lags behind, or somebody who has found them slowly
            self._mark, self._by_day = mark, {}
        elif len(self._by_day) >= KEPT:
            del self._by_day[next(iter(self._by_day))]
        self._by_day[as_of] = sides
