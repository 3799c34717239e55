"""Read a book's usable relations from its Neo4j into arrays, by one scan and a few look-ups."""

from datetime import date

import numpy as np
from neo4j import Driver, GraphDatabase, Session

from bench.network import DOTTED, INFLUENCE, SOLID, TIE, Facts, Network, concatenated
from bench.world import person_id
from relgraph.graph.connection import Connection

_CHUNK = 20_000
"""People whose facts are one row of an answer."""

_HOLDS = "({0}.valid_from IS NULL OR {0}.valid_from <= $day) AND ({0}.valid_to IS NULL OR {0}.valid_to > $day)"
_FACTS = f"""
MATCH (a:Person WHERE a.id >= $first AND a.id < $end)-[r:TIE|INFLUENCES|REPORTS_TO|FRICTION]->(b:Person)
WHERE {_HOLDS.format("r")}
WITH toInteger(substring(a.id, 3)) AS a, toInteger(substring(b.id, 3)) AS b, coalesce(r.strength, r.weight) AS strength,
  CASE type(r) WHEN 'TIE' THEN {TIE} WHEN 'INFLUENCES' THEN {INFLUENCE} WHEN 'FRICTION' THEN -1
    ELSE CASE r.line WHEN 'dotted' THEN {DOTTED} ELSE {SOLID} END END AS kind
RETURN collect(kind) AS kind, collect(a) AS a, collect(b) AS b, collect(coalesce(strength, -1.0)) AS strength
"""
_NUMBERS = {
    "opposed": f"""
MATCH (p:Person)-[stance:HAS_SUPPORT]->(deal:Opportunity)
WHERE stance.level = -1 AND {_HOLDS.format("stance")} AND {_HOLDS.format("deal")}
RETURN collect(DISTINCT toInteger(substring(p.id, 3)))""",
    "declining": "MATCH (p:Person) WHERE p.declines_introductions RETURN collect(toInteger(substring(p.id, 3)))",
    "gone": f"MATCH (p:Person) WHERE NOT ({_HOLDS.format('p')}) RETURN collect(toInteger(substring(p.id, 3)))",
    "competing": f"""
MATCH (p:Person)-[seat:HOLDS]->(at) WHERE {_HOLDS.format("seat")}
OPTIONAL MATCH (at)-[:BELONGS_TO]->(of:Organization)
WITH p, coalesce(of, at) AS organization WHERE organization.kind = 'competitor'
RETURN collect(DISTINCT toInteger(substring(p.id, 3)))""",
    "asked": f"""
MATCH (p:Person)<-[ask:ASKS]-() WHERE {_HOLDS.format("ask")} RETURN collect(toInteger(substring(p.id, 3)))""",
}


def read_network(connection: Connection, people: int, day: date) -> Network:
    """The network of a book of so many people on a day."""
    auth = (connection.user, connection.password)
    # Relationship types that a book lacks are no news.
    with GraphDatabase.driver(connection.uri, auth=auth, notifications_min_severity="OFF") as driver:
        return Network.of(_facts(driver, connection.database, people, day))


def _facts(driver: Driver, database: str, people: int, day: date) -> Facts:
    with driver.session(database=database) as session:
        parts = [_part(session, first, first + _CHUNK, day) for first in range(0, people, _CHUNK)]
        told = {name: _flagged(session, query, people, day) for name, query in _NUMBERS.items()}
    kind, a, b, strength = concatenated(parts)
    rub = kind == -1
    return Facts(
        people,
        kind[~rub],
        a[~rub],
        b[~rub],
        np.where(strength[~rub] < 0, np.nan, strength[~rub]),
        np.stack([a[rub], b[rub]], axis=1),
        closed=(told["opposed"] + told["declining"] + told["gone"]) > 0,
        barred=told["competing"] > 0,
        asks=told["asked"],
    )


def _part(session: Session, first: int, end: int, day: date) -> tuple[np.ndarray, ...]:
    row = session.run(f"CYPHER 25 {_FACTS}", first=person_id(first), end=person_id(end), day=day).single(strict=True)
    types = {"kind": np.int8, "a": np.int32, "b": np.int32, "strength": np.float64}
    return tuple(np.array(row[name], dtype=type_) for name, type_ in types.items())


def _flagged(session: Session, query: str, people: int, day: date) -> np.ndarray:
    """How often each person is told."""
    (numbers,) = session.run(f"CYPHER 25 {query}", day=day).single(strict=True)
    return np.bincount(np.array(numbers, dtype=np.int64), minlength=people).astype(np.int32)
