"""Write the schema's contract, `schema/relgraph.graphql`: `python -m relgraph.surfaces.graphql.export_schema`."""

from relgraph.core.assets import schema_file
from relgraph.surfaces.graphql.schema import schema


def sdl() -> str:
    """The schema in GraphQL's schema language."""
    return schema.as_str().rstrip() + "\n"


if __name__ == "__main__":
    schema_file().write_text(sdl(), encoding="utf-8")
