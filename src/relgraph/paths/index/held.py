"""What the index holds, and which changes it has taken in. One thread owns it, and does everything to it in turn."""

from datetime import date

from relgraph.paths.index.arrays import Numbers, day_number
from relgraph.paths.index.news import NotedNews
from relgraph.paths.index.table import AdjacencyTable
from relgraph.record.model import Mark

KEPT = 100
"""Sets of our people that are kept until something changes."""


class Held:
    """A table, and the mark in the record of changes up to which it holds everything."""

    def __init__(self, table: AdjacencyTable, mark: Mark) -> None:
        self.table, self.mark = table, mark
        self._ours: dict[tuple[object, ...], Numbers] = {}

    def take_in(self, news: NotedNews) -> bool:
        """Bring the table up to date; False when it has moved on from where the news begin, and not as far as they go.

        Then they are not taken in: what somebody else read since may be newer.
        """
        if news.mark.feed == self.mark.feed and news.mark.number <= self.mark.number:
            return True
        if news.since != self.mark:
            return False
        for people in news.people:
            self.table.replace(people)
        for opportunities in news.opportunities:
            self.table.set_opportunities(opportunities)
        self.mark = news.mark
        self._ours = {}
        return True

    def all_of_ours(self, places: list[str], as_of: date) -> Numbers:
        """Who has a seat at one of these places on that day; told again without looking until something changes."""
        asked = as_of, *places
        if asked not in self._ours:
            self._ours = self._ours if len(self._ours) < KEPT else {}
            self._ours[asked] = self.table.seated(places, day_number(as_of))
        return self._ours[asked]
