"""Record as somebody at a moment of one's choice."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from relgraph.core.clock import Clock
from relgraph.core.principal import Principal
from relgraph.graph.client import Graph
from relgraph.kinds import KINDS
from relgraph.record.change import Changed, change, end
from tests.draw import tid


@dataclass(frozen=True)
class At(Clock):
    """A clock that stands still."""

    moment: datetime = datetime(2026, 1, 1, tzinfo=UTC)

    def now(self) -> datetime:
        """The moment."""
        return self.moment


def moment(text: str) -> datetime:
    """A moment of 2026, as `03-01 09:00`, in UTC."""
    return datetime.fromisoformat(f"2026-{text}+00:00")


def seen_by(graph: Graph, by: str | None, at: str) -> Graph:
    """The graph as somebody has it at a moment."""
    return graph.for_caller(clock=At("UTC", moment(at)), principal=Principal(by))


async def say(graph: Graph, by: str | None, at: str, noun: str, **values: object) -> Changed:
    """Somebody records something; what it refers to is named by short names."""
    kind = KINDS[noun]
    given = {
        name: tid(str(value)) if name in kind.model.references and value else value for name, value in values.items()
    }
    today = moment(at).date()
    return await seen_by(graph, by, at).write(
        lambda tx: change(tx, KINDS, kind, given, today=today, operation="test"), operation="test"
    )


async def stop(graph: Graph, by: str | None, at: str, noun: str, id_: str, on: date, **values: object) -> Changed:
    """Somebody ends something on a day."""
    return await seen_by(graph, by, at).write(
        lambda tx: end(tx, KINDS, KINDS[noun], id_, on, operation="test", values=values), operation="test"
    )
