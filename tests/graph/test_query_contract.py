"""A query file that breaks its contract is refused with file, line and remedy."""

import pytest
from pydantic import BaseModel

from relgraph.core.errors import QueryContractError
from relgraph.graph.contract import read_contract
from relgraph.graph.query import Query

GOOD = """// Finds a person.
// access: read
// returns: maybe
// $id: who
// -> name: the name
MATCH (p:Person {id: $id}) // not $commented
WHERE p.kind <> 'SET $quoted' AND p.`MERGE` IS NULL
CALL (p) { RETURN 1 AS inner }
RETURN p.name AS name ORDER BY name LIMIT 1
"""


def test_a_good_file_is_read() -> None:
    contract = read_contract(GOOD, "x.cypher")
    assert contract.purpose == "Finds a person."
    assert (contract.access, contract.returns) == ("read", "maybe")
    assert (contract.params, contract.columns) == ({"id"}, ("name",))


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("// Finds a person.\n", "", 1, "does not say what it is for"),
        ("// access: read\n", "", 1, "'access' is missing"),
        ("access: read", "access: reads", 1, "'access' is 'reads'"),
        ("returns: maybe", "returns: some", 1, "'returns' is 'some'"),
        ("// $id: who\n", "", 5, r"\$id is used but not declared"),
        ("// $id: who\n", "// $id: who\n// $as_of: day\n", 1, r"\$as_of is declared but not used"),
        ("// $id: who\n", "// $id: who\n// $id: who\n", 1, "'id' is declared twice"),
        ("RETURN p.name AS name", "SET p.x = 1\nRETURN p.name AS name", 9, "says 'access: read' but uses SET"),
        ("access: read", "access: write", 1, "writes nothing"),
        ("p.name AS name", "p.name AS title", 9, r"returns \(title\) but declares \(name\)"),
        ("p.name AS name", "p.name", 9, "the returned column 'p.name' has no name"),
        ("p.name AS name", "p.name AS name, p.id AS id", 9, r"returns \(name, id\)"),
    ],
)
def test_a_broken_contract_names_line_and_remedy(old: str, new: str, line: int, message: str) -> None:
    with pytest.raises(QueryContractError, match=message) as caught:
        read_contract(GOOD.replace(old, new, 1), "x.cypher")
    assert (caught.value.file, caught.value.line) == ("x.cypher", line)
    assert caught.value.remedy


class _Wrong(BaseModel):
    title: str


def test_columns_must_be_the_fields_of_the_model() -> None:
    with pytest.raises(QueryContractError, match=r"do not fit _Wrong\['title'\]"):
        Query("graph/list_migrations", _Wrong)


def test_a_missing_file_is_told() -> None:
    with pytest.raises(QueryContractError, match="cypher/no/such.cypher:1: there is no such query file"):
        Query("no/such", _Wrong)
