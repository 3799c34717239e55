"""Where the record of changes stands: transactions that write leave notes in it, in the order of commits (ADR 0007)."""

from relgraph.graph.query import Query
from relgraph.record.model import Mark

FIND_MARK = Query("record/find_mark", Mark)
