"""Where the schema's contract is; to read it takes neither the schema nor what it is made with."""

from pathlib import Path

from relgraph.core.assets import asset_dir


def schema_file() -> Path:
    """The committed contract, in GraphQL's schema language."""
    return asset_dir("schema") / "relgraph.graphql"
