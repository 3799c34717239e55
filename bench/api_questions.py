"""What bench/api.py asks: the same in three languages."""

from typing import NamedTuple

from bench.book import account_id, person_id


class Question(NamedTuple):
    """A question in our GraphQL, in the peer's, and in Cypher."""

    name: str
    ours: str
    peers: str
    bare: str


_PERSON, _ACCOUNT = person_id(0, 9), account_id(0)

QUESTIONS = [
    Question(
        "a person with 10 ties",
        f"""{{ person(id: "{_PERSON}") {{ name ties(first: 10) {{
          nodes {{ strength basis personA {{ name }} personB {{ name }} }} }} }} }}""",
        f"""{{ people(where: {{ id: {{ eq: "{_PERSON}" }} }}) {{ name tiesConnection(first: 10) {{
          edges {{ properties {{ strength basis }} node {{ name }} }} }} }} }}""",
        f"""CYPHER 25 MATCH (person:Person {{id: '{_PERSON}'}})
        CALL (person) {{ MATCH (person)-[tie:TIE]-(other) RETURN tie, other LIMIT 10 }}
        RETURN person.name AS name, collect(tie {{.strength, .basis, other: other.name}}) AS ties""",
    ),
    Question(
        "50 people with their seats",
        """{ people(first: 50) { nodes { name positions {
          nodes { title layer organization { name } unit { name } } } } } }""",
        """{ people(limit: 50) { name seatsConnection { edges { properties { title layer } node {
          ... on Organization { name } ... on Unit { name } } } } } }""",
        """CYPHER 25 MATCH (person:Person) WITH person LIMIT 50
        RETURN person.name AS name, COLLECT {
          MATCH (person)-[seat:HOLDS]->(place) RETURN seat {.title, .layer, place: place.name} } AS seats""",
    ),
    Question(
        "an account's units",
        f"""{{ organization(id: "{_ACCOUNT}") {{ name units(first: 36) {{ nodes {{ name function }} }} }} }}""",
        f"""{{ organizations(where: {{ id: {{ eq: "{_ACCOUNT}" }} }}) {{
          name units(limit: 36) {{ name function }} }} }}""",
        f"""CYPHER 25 MATCH (account:Organization {{id: '{_ACCOUNT}'}})
        CALL (account) {{ MATCH (account)<-[:BELONGS_TO]-(unit:Unit) RETURN unit LIMIT 36 }}
        RETURN account.name AS name, collect(unit {{.name, .function}}) AS units""",
    ),
]
