"""What a resolver gets with every request, and what the server keeps between requests."""

import asyncio
from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypedDict, TypeVar, cast

from pydantic import BaseModel

from relgraph.analyses.declaration import Analysis, Means, Turn
from relgraph.audit.evaluation.service import Sides
from relgraph.audit.evaluation.sides import KeptSides
from relgraph.connect.imports.service import ImportsUnderWay
from relgraph.core.config import Settings
from relgraph.core.language import Language
from relgraph.graph.client import Graph
from relgraph.graph.deadline import until
from relgraph.notify.deliveries.under_way import AuditsUnderWay
from relgraph.surfaces.graphql.pace import Pace
from relgraph.surfaces.graphql.turns import Turns

if TYPE_CHECKING:
    from relgraph.audit.findings.feed import FindingFeed
    from relgraph.changes.feed import ChangeFeed
    from relgraph.paths.index.service import PathIndex  # slow to import, and not wanted where none is kept
    from relgraph.surfaces.graphql.metering import Spending

A = TypeVar("A", bound=BaseModel)
L = TypeVar("L")
R = TypeVar("R")


@dataclass(frozen=True)
class Shared:
    """What the operations of one process share while they work."""

    analyses: Turns
    """Of analyses of networks, coverage and memory, which take the database or a processor for seconds."""
    searches: Turns
    """Of searches for paths, which are short and must not wait for those."""
    sides: KeptSides = field(default_factory=KeptSides)
    """Who is ours, known to ours, or a rival."""
    pace: Pace = field(default_factory=Pace)
    """At which long answers are made."""
    audits: AuditsUnderWay = field(default_factory=AuditsUnderWay)
    """Those that somebody started here."""
    imports: ImportsUnderWay = field(default_factory=ImportsUnderWay)
    """Likewise."""

    @classmethod
    def of(cls, settings: Settings) -> "Shared":
        """As the settings have it."""
        limits = settings.max_analyses, settings.max_analyses_per_caller, settings.max_waiting_analyses
        return cls(Turns(*limits), Turns(*limits))


LOADS_AT_ONCE = 4
"""So many batches one operation loads at a time: more would take connections from others, and memory."""


@dataclass
class Context:
    """One operation's surroundings: `info.context` in a resolver."""

    graph: Graph
    """The graph as this caller sees it: bookmarks in, bookmarks out."""
    today: date
    """The day that fields answer for when no other day is asked for."""
    request_id: str
    """Names this request in logs and in masked errors."""
    language: Language = Language.EN
    """The language of sentences when a field does not name one."""
    path_index: "PathIndex | None" = None
    """Where paths are searched while it is ready; without it they are searched in Neo4j."""
    caller: str = ""
    """Who asks, as far as it matters for taking turns; nothing that a log may not hold."""
    shared: Shared | None = None
    """What it shares with other operations; None where it is alone."""
    feed: "FindingFeed | None" = None
    """Where subscriptions hear of new findings; None where none can be made."""
    changes: "ChangeFeed | None" = None
    """Where they hear of changes; None likewise."""
    spending: "Spending | None" = None
    """What the operation may cost, and has cost; None where nobody counts."""
    loaders: dict[Hashable, object] = field(default_factory=dict)
    """Batch loaders made so far; they live and cache as long as the operation. See `loader`."""

    def __post_init__(self) -> None:
        self._shared = self.shared or Shared.of(self.graph.settings)
        # Of one operation few wait for a turn at a time: what is within its price is never refused for its number.
        self._own = asyncio.Semaphore(self.graph.settings.max_analyses_per_caller)
        self._loads = asyncio.Semaphore(LOADS_AT_ONCE)

    @property
    def pace(self) -> Pace:
        """At which long answers are made, so that others come in between."""
        return self._shared.pace

    @property
    def audits(self) -> AuditsUnderWay:
        """Audits that somebody starts and does not wait for."""
        return self._shared.audits

    @property
    def imports(self) -> ImportsUnderWay:
        """Imports that somebody starts and does not wait for."""
        return self._shared.imports

    @asynccontextmanager
    async def look(self) -> AsyncIterator[None]:
        """Go through much of what is stored, beside few other things that the operation does."""
        async with self._working("look"):
            yield

    @asynccontextmanager
    async def analysis(self) -> AsyncIterator[None]:
        """A turn in which to analyse. Raises BusyError when too many of the caller's operations wait for one."""
        async with self._working("analysis", self._shared.analyses):
            yield

    @asynccontextmanager
    async def search(self) -> AsyncIterator[None]:
        """A turn in which to search for paths. Raises as `analysis`."""
        async with self._working("search", self._shared.searches):
            yield

    @asynccontextmanager
    async def _working(self, what: str, turns: Turns | None = None) -> AsyncIterator[None]:
        """Until the operation's time is over: then what waits for a turn fails alone, and what is done is answered."""
        turn = turns.taken(self.caller) if turns else nullcontext()
        async with until(self.graph.deadline, self.graph.operation or what), self._own, turn:
            self._check_goes_on()
            yield

    @asynccontextmanager
    async def load(self) -> AsyncIterator[None]:
        """Load what belongs to many things, beside few other such loads of the operation."""
        async with self._loads:
            self._check_goes_on()
            yield

    def _check_goes_on(self) -> None:
        # Nobody waits any more for what a stopped operation had begun; an error would be told to each who did.
        if self.spending and self.spending.stopped:
            raise asyncio.CancelledError

    async def run(self, analysis: Analysis[A, R], asked: A) -> R:
        """The answer of an analysis, in its turn. Raises as `analysis`, and what the analysis raises."""
        async with self._turn(analysis.turn):
            with self.graph.watch.analysis(analysis.id):
                return await analysis.run(Means(self.graph, self.path_index, self.sides), asked)

    def _turn(self, turn: Turn | None) -> AbstractAsyncContextManager[None]:
        if turn is None:
            return nullcontext()
        return self.search() if turn is Turn.SEARCHES else self.analysis()

    async def sides(self, as_of: date) -> Sides:
        """Our people, those they know, and competitors' on a day, as this caller can see them now."""
        return await self._shared.sides.on(self.graph, as_of)

    def loader(self, key: Hashable, factory: Callable[[], L]) -> L:
        """The operation's batch loader of this key, made by `factory` at its first use."""
        if key not in self.loaders:
            self.loaders[key] = factory()
        return cast("L", self.loaders[key])


class ServerState(TypedDict):
    """What the lifespan opens once and every request shares."""

    graph: Graph
    shared: Shared
    path_index: "PathIndex | None"
    feed: "FindingFeed"
    changes: "ChangeFeed"


class RequestState(ServerState):
    """`request.state`: what the server shares, and what belongs to this request alone."""

    request_id: str
    log: dict[str, object]
    """More fields for the request's log line: names and codes, never values."""
