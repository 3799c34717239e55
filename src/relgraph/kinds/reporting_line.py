"""Reporting lines (method M1)."""

from enum import StrEnum
from typing import Annotated, ClassVar

from relgraph.graph.query import Query
from relgraph.record.fields import PersonId, Said
from relgraph.record.kind import Explained, KindWords, Listed, fact
from relgraph.record.model import Fact
from relgraph.record.outcome import Cycle


class Line(StrEnum):
    """How firm a reporting line is."""

    SOLID = "solid"
    DOTTED = "dotted"


class ReportingLine(Fact):
    """A person reports to a manager; solid lines never form a circle."""

    noun: ClassVar[str] = "reporting_line"
    file: ClassVar[str] = "reporting_lines"
    natural_key: ClassVar[tuple[str, ...]] = ("person", "manager", "line")

    person: Annotated[PersonId, Said("Who reports.")]
    manager: Annotated[PersonId, Said("To whom.")]
    line: Annotated[
        Line, Said("How firm it is.", given="How firm it is; SOLID at first.", column="`solid` when empty, `dotted`")
    ] = Line.SOLID


REPORTING_LINES = fact(
    ReportingLine,
    "REPORTS_TO",
    KindWords(
        shown="A person reports to a manager.",
        one="a reporting line",
        this="The line",
        given=". Without `id` it is the one between the two of this firmness.",
    ),
    ("reports to", "manages"),
    lists={
        "person": Listed("managers", "The lines on which they report to managers, solid and dotted."),
        "manager": Listed("reports", "The lines on which others report to them, solid and dotted."),
    },
    enums=(
        Explained(
            Line,
            "How firm a reporting line is.",
            {
                "SOLID": "The manager leads and appraises. Solid lines never form a circle.",
                "DOTTED": "The manager directs part of the work.",
            },
        ),
    ),
    cycles=Query("kinds/find_reporting_cycles", Cycle),
    cycle_field="manager",
)
