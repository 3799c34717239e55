"""Where the query files, the playbook and the schemas are: in the wheel's package, or in the checkout."""

from pathlib import Path

from relgraph.core.errors import ConfigurationError

_PACKAGED = Path(__file__).parents[1] / "_assets"
_CHECKOUT = Path(__file__).parents[3]


def asset_dir(name: str) -> Path:
    """The folder `cypher`, `playbook`, `schema` or `demo`, wherever this installation keeps it."""
    for root in (_PACKAGED, _CHECKOUT):
        if (root / name).is_dir():
            return root / name
    raise ConfigurationError(
        f"This installation of relgraph lacks its '{name}' folder.", remedy="Install relgraph again."
    )


def schema_file() -> Path:
    """The committed contract of the API, in GraphQL's schema language."""
    return asset_dir("schema") / "relgraph.graphql"


def playbook_schema_file() -> Path:
    """The committed schema of playbooks, in JSON Schema."""
    return asset_dir("schema") / "playbook.schema.json"
