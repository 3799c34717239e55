"""What is asked most is planned before anybody asks: Neo4j plans a question for up to seconds when it is new to it.

After a start, or when Neo4j comes back from one of its own, its plans are made one after the other, what is worth most
first: the people and things that every screen looks up, the rules, hubs and choke points, what lists are made of. Each
is explained, not run, with its parameters as they will be sent (ADR 0002): plans are kept by text and types of both.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from relgraph.audit.evaluation.service import FIND_KNOWN_HERE, FIND_SIDES, find_sides, rules_of
from relgraph.graph.client import Graph
from relgraph.graph.line import Line
from relgraph.graph.query import Query
from relgraph.hubs.choke import FIND_DECIDERS
from relgraph.hubs.reasons import EXPLAIN_HUBS, FIND_HELD_ACCOUNTS
from relgraph.hubs.service import READ_NETWORK, READ_PLACES
from relgraph.kinds import KINDS
from relgraph.paths import service as paths
from relgraph.people.service import FIND_ORG_CHART, FIND_PERSON_CARDS, LIST_MEMBERS
from relgraph.profile import service as profile
from relgraph.search.service import FIND_NAMES

FIRST: tuple[Query[Any], ...] = (
    *(FIND_PERSON_CARDS, KINDS["person"].find, KINDS["organization"].find, FIND_NAMES, FIND_SIDES, FIND_KNOWN_HERE),
)
"""Looked up by nearly every screen, and before any rule is asked."""
NETWORKS: tuple[Query[Any], ...] = (READ_NETWORK, READ_PLACES, EXPLAIN_HUBS, FIND_HELD_ACCOUNTS, FIND_DECIDERS)
"""Hubs and choke points."""
LISTS: tuple[Query[Any], ...] = (
    *(paths.FIND_TARGETS, paths.FIND_STARTS, paths.DESCRIBE_PATHS),
    *(kind.find for kind in KINDS if kind.noun not in ("person", "organization")),
    *(LIST_MEMBERS, FIND_ORG_CHART),
    *(profile.PERSON_PROFILE, profile.ORGANIZATION_PROFILE, profile.UNIT_PROFILE, profile.OPPORTUNITY_PROFILE),
)
"""What else is told of paths, and what pages and lists are made of."""

LOOK, PAUSE, REST = 1.0, 0.02, 5.0
"""Seconds until it looks again whether the graph is ready, between two plans, and until it looks for a new Neo4j."""

Plan = Callable[[], Awaitable[None]]


class Ahead:
    """Plans what is asked most, again for each Neo4j that answers anew."""

    def __init__(self, graph: Graph, ready: Callable[[], Awaitable[bool]]) -> None:
        """`ready` says whether the graph can be asked."""
        self._graph = graph
        self._ready = ready
        self._for: int | None = None
        self._todo: deque[Plan] = deque()

    async def step(self, stopping: asyncio.Event) -> float:
        """Make one plan; returns after how many seconds to make the next. It is given up when all is to stop."""
        step, stopped = asyncio.create_task(self._step()), asyncio.create_task(stopping.wait())
        try:
            await asyncio.wait((step, stopped), return_when=asyncio.FIRST_COMPLETED)
            return step.result() if step.done() else REST
        finally:
            step.cancel()
            stopped.cancel()

    async def _step(self) -> float:
        now = self._graph.driver.times if isinstance(self._graph.driver, Line) else 0
        if self._for != now:
            if not await self._ready():
                return LOOK
            self._todo = deque(await self._plans())
            self._for = now
        if not self._todo:
            return REST
        await self._todo.popleft()()
        return PAUSE

    async def _plans(self) -> list[Plan]:
        """All of it, in the order of what it is worth."""
        graph = self._graph
        # Plans differ by how many are sought in: ours, those they know.
        known = dict(await find_sides(graph, graph.clock.today()))
        rules = [loaded.query for loaded in rules_of(graph.settings)]

        def planned(queries: Iterable[Query[Any]]) -> Iterator[Plan]:
            return (partial(graph.plan, query, _given(query, known)) for query in queries)

        return [
            *planned(FIRST),
            *planned(rules),
            *planned(NETWORKS),
            partial(paths.plan_ahead, graph),
            *planned(LISTS),
        ]


def _given(query: Query[Any], known: Mapping[str, object]) -> dict[str, object]:
    """Parameters of the types that the query is asked with: what is sought in is a list, but in a page of a kind."""
    is_page = any(query is kind.find for kind in KINDS)
    lists: dict[str, object] = {} if is_page else {name: [""] for name in query.sets}
    return {
        **dict.fromkeys(query.contract.params),
        **lists,
        **{name: known[name] for name in query.sets & known.keys()},
    }
