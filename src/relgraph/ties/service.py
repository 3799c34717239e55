"""Ties, influence and friction."""

from relgraph.graph.query import Query
from relgraph.record.kind import Kind
from relgraph.record.model import Counted, RowOutcome
from relgraph.ties.model import Friction, Influence, Tie

TIES = Kind(
    model=Tie,
    record=Query("ties/record_ties", RowOutcome),
    find=Query("ties/find_ties", Tie),
    close=Query("ties/close_ties", Counted),
)
INFLUENCES = Kind(
    model=Influence,
    record=Query("ties/record_influences", RowOutcome),
    find=Query("ties/find_influences", Influence),
    close=Query("ties/close_influences", Counted),
)
FRICTIONS = Kind(
    model=Friction,
    record=Query("ties/record_frictions", RowOutcome),
    find=Query("ties/find_frictions", Friction),
    close=Query("ties/close_frictions", Counted),
)
