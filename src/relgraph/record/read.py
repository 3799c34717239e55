"""Reading recorded things back: by id, around others, page by page. Every kind has the one `find` query."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from relgraph.graph.client import Reader
from relgraph.record.kind import Kind
from relgraph.record.model import Fact, Recorded

M = TypeVar("M", bound=Recorded)

_ALL_VERSIONS = 1000
"""The most versions of one fact that are ever read."""


async def find(
    reader: Reader, kind: Kind[M], *, as_of: date | None, limit: int, after: str = "", **asked: object
) -> list[M]:
    """One page of a kind, in the order of the keys. `asked` are parameters of its own; those not named are null."""
    unasked = dict.fromkeys(kind.find.contract.params - {"as_of", "limit", "after"})
    return await reader.fetch(kind.find, **{**unasked, **asked}, as_of=as_of, limit=limit, after=after)


async def find_by_ids(reader: Reader, kind: Kind[M], ids: Sequence[str], *, as_of: date) -> dict[str, M]:
    """Things by id: an entity whatever the day, a fact in the version that holds on it."""
    day = as_of if issubclass(kind.model, Fact) else None
    return {thing.id: thing for thing in await find(reader, kind, ids=list(ids), as_of=day, limit=len(ids))}


async def find_versions(reader: Reader, kind: Kind[M], id: str) -> list[M]:  # noqa: A002
    """All versions of a fact, the earliest first; of an entity the only one."""
    found = await find(reader, kind, ids=[id], as_of=None, limit=_ALL_VERSIONS)
    return sorted(found, key=lambda thing: thing.valid_from or date.min)


def grouped(
    rows: Iterable[M], parents: Iterable[str], belongs_to: Callable[[M], Iterable[str | None]], limit: int
) -> Mapping[str, list[M]]:
    """Rows by the parents that they belong to, at most `limit` each.

    A row between two parents may have been found by one and belong to the other as well; what is over the limit
    there comes after the other's own page, so cutting it leaves no gap.
    """
    groups: dict[str, list[M]] = {parent: [] for parent in parents}
    for row in rows:
        for parent in belongs_to(row):
            if parent in groups:
                groups[parent].append(row)
    return {parent: sorted(group, key=lambda row: row.rank)[:limit] for parent, group in groups.items()}
