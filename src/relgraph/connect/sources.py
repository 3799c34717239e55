"""All systems whose exports are imported (docs/import.md)."""

from relgraph.connect.linkedin.service import LINKEDIN
from relgraph.connect.msgraph.service import MSGRAPH
from relgraph.connect.source import Source

SOURCES: tuple[Source, ...] = (
    LINKEDIN,
    MSGRAPH,
)
