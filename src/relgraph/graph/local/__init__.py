"""A Neo4j that relgraph fetches, starts, shares among its processes and stops: nothing but pip is needed.

`LocalNeo4j` is the way in. See docs/adr/0003-local-neo4j.md for how it works and why.
"""

from relgraph.graph.connection import Connection
from relgraph.graph.local.manager import DatabaseStatus, LocalNeo4j
from relgraph.graph.local.progress import ProgressReporter

__all__ = ["Connection", "DatabaseStatus", "LocalNeo4j", "ProgressReporter"]
