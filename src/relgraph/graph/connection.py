"""Where a Neo4j is and how to get in."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Connection:
    """Address and credentials of one Neo4j database."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str = "neo4j"
