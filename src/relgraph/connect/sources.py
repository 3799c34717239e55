"""All systems whose exports are imported (docs/import.md)."""

from relgraph.connect.hubspot.service import HUBSPOT
from relgraph.connect.salesforce.service import SALESFORCE
from relgraph.connect.source import Source

SOURCES: tuple[Source, ...] = (
    # One a line.
    HUBSPOT,
    SALESFORCE,
)
