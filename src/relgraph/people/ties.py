"""Whom people know: ties as seen from one of their ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from relgraph.graph.client import Reader
from relgraph.graph.query import EVERYTHING, Query, counted
from relgraph.people.model import SeenTie, TieOrderBy, TiesWanted
from relgraph.record.choice import Order
from relgraph.record.lists import List, Placed, beyond, lengths_of, rank_of

LIST_TIES = Query("people/list_ties", SeenTie, packed=True)

STRONGEST_FIRST = Order(TieOrderBy.STRENGTH, descending=True)


@dataclass(frozen=True)
class TiesAround(List[SeenTie]):
    """The ties of each of some people, of those wanted, in an order; equal ones by id."""

    wanted: TiesWanted
    order: Order

    @property
    def chosen(self) -> Mapping[str, object]:
        """How the list was narrowed and ordered, where it was."""
        told = {"filter": self.wanted.model_dump(mode="json", exclude_none=True)} if self.wanted != TiesWanted() else {}
        return told if self.order == STRONGEST_FIRST else {**told, "order": self.order}

    async def pages(
        self, reader: Reader, of: Sequence[str], *, as_of: date, after: str, limit: int
    ) -> Mapping[str, list[Placed[SeenTie]]]:
        """At most `limit` of each person (by id) after the rank `after`."""
        found: dict[str, list[SeenTie]] = {id_: [] for id_ in of}
        asked = self._asked(of, as_of)
        for tie in await reader.fetch(LIST_TIES, **asked, after=beyond(after), limit=limit):
            found[tie.person].append(tie)
        return {id_: [Placed(rank_of(tie.place, tie.key), tie) for tie in ties] for id_, ties in found.items()}

    async def lengths(self, reader: Reader, of: Sequence[str], *, as_of: date) -> Mapping[str, int]:
        """How many there are of each."""
        asked = {**self._asked(of, as_of), "after": None, "limit": EVERYTHING}
        return await lengths_of(reader, counted(LIST_TIES, "person"), of, asked)

    def _asked(self, of: Sequence[str], as_of: date) -> dict[str, object]:
        order = {"order": self.order.by.value, "descending": self.order.descending}
        return {"people": list(of), **self.wanted.model_dump(mode="json"), **order, "as_of": as_of}
