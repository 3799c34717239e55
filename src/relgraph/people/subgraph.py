"""What is known among some people, as a network is drawn."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from pydantic import BaseModel

from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.kinds.influence import INFLUENCES
from relgraph.kinds.reporting_line import REPORTING_LINES
from relgraph.kinds.tie import TIES
from relgraph.people.model import MAX_RELATIONS, Subgraph
from relgraph.record.kind import Kind
from relgraph.record.model import Fact

F = TypeVar("F", bound=Fact)


class FactAmong(BaseModel, frozen=True):
    """A fact between two of them, of any kind, as the graph holds it."""

    type: str
    one: str
    other: str
    said: dict[str, object]

    def read(self, kind: Kind[F]) -> F:
        """The fact as its kind has it."""
        ends = dict(zip(kind.model.between_fields(), (self.one, self.other), strict=True))
        said = {name: self.said.get(name) for name in kind.model.model_fields if name not in ends}
        return kind.model.model_validate({**said, **ends})


FIND_RELATIONS_AMONG = Query("people/find_relations_among", FactAmong, packed=True)


async def find_subgraph(reader: Reader, people: Sequence[str], *, as_of: date) -> Subgraph:
    """The ties, influences and reporting lines among people (by id) on the day; whoever is no more has none."""
    found = await reader.fetch(FIND_RELATIONS_AMONG, people=list(people), as_of=as_of, limit=MAX_RELATIONS + 1)
    ties, influences = of_kind(TIES, found), of_kind(INFLUENCES, found)
    lines = of_kind(REPORTING_LINES, found)
    return Subgraph(
        ties=ties[:MAX_RELATIONS],
        influences=influences[:MAX_RELATIONS],
        reporting_lines=lines[:MAX_RELATIONS],
        truncated=max(len(ties), len(influences), len(lines)) > MAX_RELATIONS,
    )


def of_kind(kind: Kind[F], found: Sequence[FactAmong]) -> list[F]:
    """Those of one kind, in their order."""
    return [relation.read(kind) for relation in found if relation.type == kind.label]
