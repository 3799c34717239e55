"""Write the schema's contract, `schema/relgraph.graphql`: `python -m relgraph.surfaces.graphql.export_schema`."""

from pathlib import Path

from relgraph.core.assets import asset_dir
from relgraph.surfaces.graphql.schema import schema


def schema_file() -> Path:
    """Where the committed contract is."""
    return asset_dir("schema") / "relgraph.graphql"


def sdl() -> str:
    """The schema in GraphQL's schema language."""
    return schema.as_str().rstrip() + "\n"


if __name__ == "__main__":
    schema_file().write_text(sdl(), encoding="utf-8")
