"""What a resolver gets with every request, and what the server keeps between requests."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypedDict, TypeVar, cast

from relgraph.graph.client import Graph
from relgraph.language import Language

if TYPE_CHECKING:
    from relgraph.audit.feed import FindingFeed
    from relgraph.index.service import PathIndex  # slow to import, and not wanted where none is kept

L = TypeVar("L")


@dataclass
class Context:
    """One operation's surroundings: `info.context` in a resolver."""

    graph: Graph
    """The graph as this caller sees it: bookmarks in, bookmarks out."""
    today: date
    """The day (UTC) that fields answer for when no other day is asked for."""
    request_id: str
    """Names this request in logs and in masked errors."""
    language: Language = Language.EN
    """The language of sentences when a field does not name one."""
    path_index: "PathIndex | None" = None
    """Where paths are searched while it is ready; without it they are searched in Neo4j."""
    feed: "FindingFeed | None" = None
    """Where subscriptions hear of new findings; None where none can be made."""
    loaders: dict[Hashable, object] = field(default_factory=dict)
    """Batch loaders made so far; they live and cache as long as the operation. See `loader`."""

    def loader(self, key: Hashable, factory: Callable[[], L]) -> L:
        """The operation's batch loader of this key, made by `factory` at its first use."""
        if key not in self.loaders:
            self.loaders[key] = factory()
        return cast("L", self.loaders[key])


class ServerState(TypedDict):
    """What the lifespan opens once and every request shares."""

    graph: Graph
    path_index: "PathIndex | None"
    feed: "FindingFeed"


class RequestState(ServerState):
    """`request.state`: what the server shares, and what belongs to this request alone."""

    request_id: str
    log: dict[str, object]
    """More fields for the request's log line: names and codes, never values."""
