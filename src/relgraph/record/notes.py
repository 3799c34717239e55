"""Where the record of changes stands: transactions that write leave notes in it, in the order of commits (ADR 0007)."""

from pydantic import BaseModel

from relgraph.graph.query import Query


class Mark(BaseModel, frozen=True):
    """Where the record of changes stands: which record it is, and its last number. Equal marks, equal graphs."""

    feed: str | None
    number: int


FIND_MARK = Query("record/find_mark", Mark)
