"""What is asked most is planned before anybody asks: Neo4j plans a question for up to seconds when it is new to it.

After a start, and when a Neo4j answers that did not before, it is asked one question after the other, what is worth
most first: the people and things that every screen looks up, the rules, hubs and choke points, what lists are made of.
Each is asked about nobody, which takes no longer than to plan it; to have it explained would leave a third of that
undone. Its parameters are of the types that others send, as plans are kept for them (ADR 0002).
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from importlib import import_module
from typing import Any

from relgraph.audit.evaluation.service import evaluate, find_known_here, find_sides, rules_of
from relgraph.core.errors import RelgraphError
from relgraph.core.extras import Extra, missing
from relgraph.graph.client import Graph
from relgraph.graph.link import Link
from relgraph.graph.query import Query
from relgraph.hubs.choke import FIND_DECIDERS
from relgraph.hubs.reasons import EXPLAIN_HUBS, FIND_HELD_ACCOUNTS
from relgraph.hubs.service import READ_NETWORK, READ_PLACES
from relgraph.kinds import KINDS
from relgraph.paths import service as paths
from relgraph.paths.model import PathOptions
from relgraph.people.service import FIND_ORG_CHART, FIND_PERSON_CARDS
from relgraph.people.subgraph import FIND_RELATIONS_AMONG
from relgraph.people.ties import LIST_TIES
from relgraph.powermap.service import FIND_MAP_RELATIONS, FIND_MAPS, FIND_SURROUNDINGS
from relgraph.profile import service as profile
from relgraph.search.service import search

FIRST: tuple[Query[Any], ...] = (FIND_PERSON_CARDS, KINDS["person"].find, KINDS["organization"].find)
"""Looked up by nearly every screen; before them names are sought, after them come the rules."""
NETWORKS: tuple[Query[Any], ...] = (READ_NETWORK, READ_PLACES, EXPLAIN_HUBS, FIND_HELD_ACCOUNTS, FIND_DECIDERS)
"""Hubs and choke points."""
LISTS: tuple[Query[Any], ...] = (
    *(paths.FIND_TARGETS, paths.FIND_STARTS, paths.DESCRIBE_PATHS),
    *(kind.find for kind in KINDS if kind.noun not in ("person", "organization")),
    *(query for kind in KINDS for query in kind.lists_chosen.values()),
    *(LIST_TIES, FIND_ORG_CHART, FIND_MAPS, FIND_SURROUNDINGS, FIND_MAP_RELATIONS, FIND_RELATIONS_AMONG),
    *(profile.PERSON_PROFILE, profile.ORGANIZATION_PROFILE, profile.UNIT_PROFILE, profile.OPPORTUNITY_PROFILE),
)
"""What else is told of paths, and what pages and lists are made of."""

NOBODY: dict[str, object] = {
    **{name: [] for name in ("ids", "lists", "opportunities", "organizations", "people", "paths")},
    **dict.fromkeys(("id", "account", "after", "organization", "owners_of", "unit"), ""),
    **{"scope": "account", "limit": 1, "max_depth": 1},
}
"""What questions are asked with that are about nobody; whatever is not named is null."""
NO_NAME = "nobodys name"

LOOK, PAUSE, REST = 2.0, 0.02, 5.0
"""Seconds until it looks whether the graph is ready, between two questions, and until it looks for a new Neo4j."""

Ask = Callable[[], Awaitable[object]]


class Ahead:
    """Has planned what is asked most, again for each Neo4j that answers anew."""

    def __init__(self, graph: Graph, ready: Callable[[], Awaitable[bool]]) -> None:
        """`ready` says whether the graph can be asked."""
        self._graph = graph
        self._ready = ready
        self._for = 0
        self._begun = False
        self._todo: deque[Ask] = deque()

    async def step(self, stopping: asyncio.Event) -> float:
        """Ask once; returns after how many seconds to ask next. The question is given up when all is to stop."""
        step, stopped = asyncio.create_task(self._step()), asyncio.create_task(stopping.wait())
        try:
            await asyncio.wait((step, stopped), return_when=asyncio.FIRST_COMPLETED)
            return step.result() if step.done() else REST
        finally:
            step.cancel()
            stopped.cancel()

    async def _step(self) -> float:
        if not self._begun:
            # What a service reads to begin with comes first.
            self._begun = True
            return LOOK
        now = self._graph.driver.times if isinstance(self._graph.driver, Link) else 1
        try:
            if self._for != now:
                if not await self._ready():
                    return LOOK
                self._todo = deque(await self._questions())
                self._for = now
            if not self._todo:
                return REST
            await self._todo.popleft()()
        except RelgraphError:
            # Whoever needs the answer will be told.
            return LOOK
        return PAUSE

    async def _questions(self) -> list[Ask]:
        """All of them, in the order of what they are worth."""
        graph, today = self._graph, self._graph.clock.today()
        # Plans differ by how many are sought in: ours, those they know.
        sides = await find_sides(graph, today)
        here = await find_known_here(graph, [], sides)
        rules = (
            partial(evaluate, graph, rule, [], sides=sides, here=here, as_of=today) for rule in rules_of(graph.settings)
        )
        return [
            partial(search, graph, NO_NAME, as_of=today, limit=1),
            *self._of(FIRST),
            *rules,
            *self._of(NETWORKS),
            partial(asyncio.to_thread, _load_measures),
            partial(paths.plan_ahead, graph),
            *self._of(LISTS),
        ]

    def _of(self, queries: tuple[Query[Any], ...]) -> Iterator[Ask]:
        today = self._graph.clock.today()
        given = {**paths.scoring(PathOptions(), None, today), **NOBODY, "as_of": today}
        for query in queries:
            yield partial(self._graph.fetch, query, **{name: given.get(name) for name in query.contract.params})


def _load_measures() -> None:
    """The library of measures takes a second or two to load, where it is installed."""
    if not missing(Extra.HUBS):
        import_module("relgraph.hubs.measures")
