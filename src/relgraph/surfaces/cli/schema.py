"""`relgraph schema`: the API's contract."""

import sys

from relgraph.core.assets import schema_file


def schema() -> None:
    """Print the schema of the GraphQL API (SDL), for code generators, linters and editors. Needs no database."""
    sys.stdout.write(schema_file().read_text(encoding="utf-8"))
