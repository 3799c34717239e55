"""What an analysis is: a question with a method behind it, told once for everything that offers it (ADR 0018)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from pydantic import BaseModel

from relgraph.audit.evaluation.service import Sides
from relgraph.graph.client import Graph

if TYPE_CHECKING:
    from relgraph.paths.index.service import PathIndex  # slow to import, and of an extra

A = TypeVar("A", bound=BaseModel)
R = TypeVar("R")


WHOLE_NETWORK = 1_000
"""A whole network is read and measured, or up to twenty searches for paths run: seconds."""
SEARCH = 200
"""A search for paths."""
ALL_RULES = 100
"""All rules look at an account, together with others: each costs less than the first."""
CONTACTS = 50
"""All contact of ours with some people is walked through."""
QUERY = 1
"""A query like any other."""


class Words(NamedTuple):
    """What an analysis answers, in the languages of relgraph."""

    en: str
    zh: str


class Turn(Enum):
    """With what an analysis takes turns where many are asked for at a time."""

    ANALYSES = "analyses"
    """With others that go through a network or all rules, for seconds."""
    SEARCHES = "searches"
    """With searches for paths, which are short and must not wait for those."""


@dataclass(frozen=True)
class Means:
    """With what an analysis works: the graph as the caller sees it, and what a process keeps that spares work."""

    graph: Graph
    index: "PathIndex | None" = None
    """Where paths are searched while it is ready; without it in Neo4j."""
    sides: Callable[[date], Awaitable[Sides]] | None = None
    """Who is ours, known to ours, or a rival on a day; without it that is found anew."""


@dataclass(frozen=True)
class Analysis(Generic[A, R]):
    """One analysis. Commands and fields are adapters of it: they make `asked` of what people wrote, and show `R`.

    `method`: the sections of the method that it answers. `price`: what it costs where the work of an operation is
    limited (`RELGRAPH_MAX_COST`), in values of about a millisecond. `turn`: None where it needs to wait for none.
    """

    id: str
    method: tuple[str, ...]
    asked: type[A]
    answer: type[R]
    run: Callable[[Means, A], Awaitable[R]]
    price: int
    turn: Turn | None
    words: Words
