"""Reading recorded things back: by id, around others, page by page. Every kind has the one `find` query."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Protocol, TypeVar

from relgraph.graph.client import Reader
from relgraph.record.kind import Kind
from relgraph.record.model import Fact, Recorded

M = TypeVar("M", bound=Recorded)
M_co = TypeVar("M_co", bound=Recorded, covariant=True)

_ALL_VERSIONS = 1000
"""The most versions of one fact that are ever read."""


async def find(
    reader: Reader, kind: Kind[M], *, as_of: date | None, limit: int, after: str = "", **asked: object
) -> list[M]:
    """One page of a kind, in the order of the keys. `asked` are parameters of its own; those not named are null."""
    return await reader.fetch(kind.find, **asked_of(kind, {**asked, "as_of": as_of, "limit": limit, "after": after}))


def asked_of(kind: Kind[Recorded], asked: Mapping[str, object]) -> dict[str, object]:
    """What a kind's `find` is asked with; what is not named is null."""
    return {**dict.fromkeys(kind.find.contract.params), **asked}


async def pages(reader: Reader, kind: Kind[M], *, as_of: date | None, size: int) -> AsyncIterator[list[M]]:
    """All of a kind, page by page in the order of the keys; no day: every version."""
    after = ""
    while page := await find(reader, kind, as_of=as_of, after=after, limit=size):
        yield page
        after = page[-1].key


async def find_by_ids(reader: Reader, kind: Kind[M], ids: Sequence[str], *, as_of: date) -> dict[str, M]:
    """Things by id: an entity whatever the day, a fact in the version that holds on it."""
    day = as_of if issubclass(kind.model, Fact) else None
    return {thing.id: thing for thing in await find(reader, kind, ids=list(ids), as_of=day, limit=len(ids))}


async def find_versions(reader: Reader, kind: Kind[M], id: str) -> list[M]:  # noqa: A002
    """All versions of a fact, the earliest first; of an entity the only one."""
    return (await find_versions_of(reader, kind, [id]))[id]


async def find_versions_of(reader: Reader, kind: Kind[M], ids: Sequence[str]) -> Mapping[str, list[M]]:
    """The same of several things by id; nothing of what is not there."""
    found = await find(reader, kind, ids=list(ids), as_of=None, limit=_ALL_VERSIONS * len(ids)) if ids else []
    versions: dict[str, list[M]] = {id_: [] for id_ in ids}
    for thing in sorted(found, key=lambda thing: thing.valid_from or date.min):
        versions[thing.id].append(thing)
    return versions


async def list_around(
    reader: Reader, kind: Kind[M], end: str, ids: Sequence[str], *, as_of: date, after: str, limit: int, **asked: object
) -> Mapping[str, list[M]]:
    """What names each of these entities in the field `end`, at most `limit` each after the rank `after`."""
    rows = await find(reader, kind, as_of=as_of, after=after, limit=limit, **{asks(kind, end): list(ids)}, **asked)
    ends = kind.model.ends_like(end)
    return _grouped(rows, ids, lambda row: (getattr(row, name) for name in ends), limit)


class FindAround(Protocol[M_co]):
    """Lists what belongs to each of some entities."""

    def __call__(
        self, reader: Reader, ids: Sequence[str], /, *, as_of: date, after: str, limit: int
    ) -> Awaitable[Mapping[str, Sequence[M_co]]]: ...


@cache
def around(kind: Kind[M], end: str) -> FindAround[M]:
    """`list_around` of one end of a kind: always the same function, so that equal questions are answered together."""

    async def lists(
        reader: Reader, ids: Sequence[str], /, *, as_of: date, after: str, limit: int
    ) -> Mapping[str, Sequence[M]]:
        return await list_around(reader, kind, end, ids, as_of=as_of, after=after, limit=limit)

    return lists


def asks(kind: Kind[M], end: str) -> str:
    """The parameter by which `find` takes the ids of entities at an end."""
    if end in kind.find.contract.params:
        return end
    if len(kind.model.ends_like(end)) > 1:
        return "ends"
    return "ones" if next(iter(kind.model.references)) == end else "others"


def _grouped(
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
