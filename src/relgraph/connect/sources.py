"""All systems whose exports are imported (docs/import.md)."""

from relgraph.connect.source import Source

SOURCES: tuple[Source, ...] = ()
