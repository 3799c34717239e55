"""Whom people know: ties as seen from one of their ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.people.model import SeenTie, TiesAsked

LIST_TIES = Query("people/list_ties", SeenTie, packed=True)


@dataclass(frozen=True)
class TiesAround:
    """Lists each one's ties of those asked for, in their order (`record.read.FindAround`).

    Equal ones are asked for together.
    """

    asked: TiesAsked

    async def __call__(
        self, reader: Reader, ids: Sequence[str], /, *, as_of: date, after: str, limit: int
    ) -> Mapping[str, Sequence[SeenTie]]:
        """At most `limit` ties of each person (by id) after the rank `after`."""
        found: dict[str, list[SeenTie]] = {id_: [] for id_ in ids}
        given = self.asked.model_dump(mode="json")
        for tie in await reader.fetch(LIST_TIES, people=list(ids), **given, as_of=as_of, after=after, limit=limit):
            found[tie.person].append(tie)
        return {id_: sorted(ties, key=lambda tie: tie.rank) for id_, ties in found.items()}
