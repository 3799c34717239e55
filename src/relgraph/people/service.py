"""People, positions and reporting lines."""

from relgraph.graph.query import Query
from relgraph.people.model import Person, Position, ReportingLine
from relgraph.record.kind import Kind
from relgraph.record.model import Counted, Cycle, RowOutcome

PEOPLE = Kind(
    model=Person,
    record=Query("people/record_people", RowOutcome),
    find=Query("people/find_people", Person),
)
POSITIONS = Kind(
    model=Position,
    record=Query("people/record_positions", RowOutcome),
    find=Query("people/find_positions", Position),
    close=Query("people/close_positions", Counted),
)
REPORTING_LINES = Kind(
    model=ReportingLine,
    record=Query("people/record_reporting_lines", RowOutcome),
    find=Query("people/find_reporting_lines", ReportingLine),
    close=Query("people/close_reporting_lines", Counted),
    cycles=Query("people/find_reporting_cycles", Cycle),
    cycle_field="manager",
)
