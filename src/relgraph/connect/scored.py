"""Strengths are computed anew of what an import told of contact."""

from relgraph.connect.report import ImportReport
from relgraph.graph.client import Graph
from relgraph.strength.in_force import counting_of
from relgraph.strength.service import score_ties


async def with_scores(graph: Graph, report: ImportReport) -> ImportReport:
    """The report, with how many strengths moved; where nothing changed none is computed."""
    if report.nothing_changed:
        return report
    scored = await score_ties(graph, counting_of(graph.settings))
    return report.model_copy(update={"scored": scored.written + scored.ended})
