"""Parameters travel in one map, so that Neo4j plans a query once, whatever it is asked about."""

import re
from pathlib import Path

from pydantic import BaseModel

from relgraph.graph.client import Graph
from relgraph.graph.query import Query
from relgraph.graph.sending import LENGTH, Sending

TEXT = """UNWIND $people AS id // not $commented
MATCH (p:Person {id: id}) WHERE p.id IN $ours AND NOT p.name in $who.names AND p.note <> '$quoted'
  AND any(form IN $forms WHERE p.name CONTAINS form) AND (p.name IN $forms OR [one IN $people | one] = [])
RETURN p.name AS name LIMIT $limit"""


def test_what_is_not_sought_in_is_read_from_the_map() -> None:
    sending = Sending.of(TEXT)
    assert (
        sending.text
        == """UNWIND $given.people AS id // not $commented
MATCH (p:Person {id: id}) WHERE p.id IN $ours AND NOT p.name in $given.who.names AND p.note <> '$quoted'
  AND any(form IN $given.forms WHERE p.name CONTAINS form) AND (p.name IN $forms OR [one IN $given.people | one] = [])
RETURN p.name AS name LIMIT $given.limit"""
    )
    given = {"people": ["ann"], "ours": ["bob", "cyd"], "forms": [], "who": {"names": []}, "limit": None}
    sent = sending.params(given)
    assert sent["given"] == {name: value for name, value in given.items() if name != "ours"}
    assert sent.keys() == {"given", "ours", "forms"}
    assert set(sent["ours"]) == {"bob", "cyd"}
    assert set(sent["forms"]) == {""}
    assert len(sent["ours"]) == len(sent["forms"]) == LENGTH
    assert Sending.of("RETURN 1 IN $rows[0].ids").text == "RETURN 1 IN $given.rows[0].ids"
    assert Sending.of("RETURN 1 IN $some").params({"some": None})["some"] is None


class Found(BaseModel):
    found: int


async def test_neo4j_plans_once_whatever_is_given(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "count.cypher").write_text(
        "// Counts.\n// access: read\n// returns: one\n// $ids: who\n// $name: how they are called\n"
        "// $known: some of them\n// -> found: how many\n"
        "OPTIONAL MATCH (p:Person) WHERE p.id = $ids[0] OR p.name = $name OR p.id IN $known RETURN count(p) AS found\n"
    )
    query = Query("count", Found, folder=tmp_path)
    await graph.fetch_one(query, ids=[], name=None, known=[])
    await _planned(graph)
    for ids, name in (([], None), (["ann"], "Ann"), ([str(n) for n in range(1000)], "Ann" * 100)):
        assert (await graph.fetch_one(query, ids=ids, name=name, known=ids)).found == 0
    assert await _planned(graph) == 1


async def _planned(graph: Graph) -> int:
    """How many plans Neo4j had kept; it has none then."""
    cleared = (await graph.driver.execute_query("CALL db.clearQueryCaches()")).records[0]["value"]
    return int(next(iter(re.findall(r"\d+", cleared)), 0))
