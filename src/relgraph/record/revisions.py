"""What corrections replaced: nothing is overwritten untraced (ADR 0001)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from pydantic import BaseModel

from relgraph.graph.client import Reader
from relgraph.graph.query import Query


class Revision(BaseModel, frozen=True):
    """The values that a correction replaced. `key` tells the versions of a fact apart."""

    id: str
    key: str
    noun: str
    ends: list[str]
    replaced_at: datetime
    replaced_by: str | None
    operation: str
    values: dict[str, object]


LIST_REVISIONS = Query("record/list_revisions", Revision)


async def list_revisions(reader: Reader, id: str, *, limit: int = 100) -> list[Revision]:  # noqa: A002
    """What corrections replaced of the thing with this id, the latest first."""
    return await reader.fetch(LIST_REVISIONS, ids=[id], limit=limit)


async def list_revisions_of(reader: Reader, ids: Sequence[str], *, limit: int) -> Mapping[str, list[Revision]]:
    """The same of several things, at most `limit` of each."""
    found: dict[str, list[Revision]] = {id_: [] for id_ in ids}
    for revision in await reader.fetch(LIST_REVISIONS, ids=list(found), limit=limit):
        found[revision.id].append(revision)
    return found
