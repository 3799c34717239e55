"""Read from the graph what the table holds, and what has changed since, so that it is what stood there at one moment.

Neo4j shows committed changes one by one, also in the middle of a transaction that reads: what two queries tell may
never have been true together. So after people were read it is asked again what has changed; only when nothing has,
they all stood so. Where writers never pause, what was read last counts, and the table makes both ends of it agree.
"""

import asyncio
from dataclasses import dataclass, field

from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.paths.index.model import ChangesRead, OpportunitiesRead, PeopleRead
from relgraph.paths.index.table import AdjacencyTable
from relgraph.record.model import Mark
from relgraph.record.notes import FIND_MARK

READ_PEOPLE = Query("index/read_people", PeopleRead)
READ_OPPORTUNITIES = Query("index/read_opportunities", OpportunitiesRead)
FIND_CHANGES = Query("index/find_changes", ChangesRead)

PAGE = 1_000
"""People read at a time."""
NOTES, NOTES_OF_MANY = 200, 20
"""Notes of changes read at a time where few people are wanted, and where all are: each note names 500 at most."""
MANY = 10_000
"""So many people are told at a time, where all are wanted: putting them in must not hold up searches for long."""
ROUNDS = 4
"""How often it is asked again what has changed meanwhile."""


@dataclass
class NotedNews:
    """What changed from one mark to another, as it stands at the later one."""

    since: Mark
    mark: Mark
    told: bool = True
    """All that changed is told; else everything has to be read anew."""
    too_much: bool = False
    """More people are concerned than were wanted. Nothing was read."""
    more: bool = False
    """There may be more since: while this was read, somebody wrote."""
    people: list[PeopleRead] = field(default_factory=list)
    """What is read later counts."""
    opportunities: list[OpportunitiesRead] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Nothing has changed, as far as this reader can see."""
        return self.told and not self.too_much and self.mark == self.since


async def read_news(graph: Reader, since: Mark, *, most: int | None = None) -> NotedNews:
    """What changed since a mark; when more people than `most` are concerned, that there is too much."""
    news, left = NotedNews(since, since), MANY if most is None else most
    limit = NOTES_OF_MANY if most is None else NOTES
    for _ in range(ROUNDS):
        changes = await graph.fetch_one(FIND_CHANGES, feed=news.mark.feed, number=news.mark.number, limit=limit)
        if not changes.told or changes.number == news.mark.number:
            news.told, news.more = changes.told, False
            return news
        people = sorted(set(changes.people))
        left -= len(people)
        if most is not None and (changes.more or left < 0):
            return NotedNews(since, since, too_much=True)
        for first in range(0, len(people), PAGE):
            page = people[first : first + PAGE]
            news.people.append(await graph.fetch_one(READ_PEOPLE, ids=page, after="", limit=len(page)))
        if changes.opportunities:
            ids = sorted(set(changes.opportunities))
            news.opportunities.append(await graph.fetch_one(READ_OPPORTUNITIES, ids=ids))
        news.mark = Mark(feed=changes.feed, number=changes.number)
        news.more = True
        if left <= 0:
            break
    # Somebody writes all the time. What is asked for now is told.
    return news


async def read_everything(
    graph: Reader, stopping: asyncio.Event
) -> tuple[AdjacencyTable, OpportunitiesRead, Mark] | None:
    """A table to be finished, and where the record of changes stood before; None when nobody wants it any more."""
    mark, table, after = await graph.fetch_one(FIND_MARK), AdjacencyTable(), ""
    while not stopping.is_set():
        page = await graph.fetch_one(READ_PEOPLE, ids=None, after=after, limit=PAGE)
        if not page.ids:
            return table, await graph.fetch_one(READ_OPPORTUNITIES, ids=None), mark
        table.add(page)
        after = page.ids[-1]
    return None
