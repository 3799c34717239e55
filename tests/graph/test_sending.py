"""Parameters travel in one map, so that Neo4j plans a query once, whatever it is asked about."""

import re
from pathlib import Path

from pydantic import BaseModel

from relgraph.graph.client import Graph
from relgraph.graph.query import Query
from relgraph.graph.sending import Sending

TEXT = """UNWIND $people AS id // not $commented
MATCH (p:Person {id: id}) WHERE p.id IN $ours AND NOT p.name in $who.names AND p.note <> '$quoted'
RETURN p.name AS name LIMIT $limit"""


def test_what_is_not_sought_in_is_read_from_the_map() -> None:
    sending = Sending.of(TEXT)
    assert sending.text == (
        TEXT.replace("$people", "$given.people").replace("$who", "$given.who").replace("$limit", "$given.limit")
    )
    assert sending.params({"people": ["ann"], "ours": ["bob"], "who": {"names": []}, "limit": None}) == {
        "ours": ["bob"],
        "given": {"people": ["ann"], "who": {"names": []}, "limit": None},
    }


class Found(BaseModel):
    found: int


async def test_neo4j_plans_once_whatever_is_given(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "count.cypher").write_text(
        "// Counts.\n// access: read\n// returns: one\n// $ids: who\n// $name: how they are called\n// -> found: how many\n"
        "OPTIONAL MATCH (p:Person) WHERE p.id = $ids[0] OR p.name = $name\nRETURN count(p) AS found\n"
    )
    query = Query("count", Found, folder=tmp_path)
    await graph.fetch_one(query, ids=[], name=None)
    await _planned(graph)
    for ids, name in (([], None), (["ann"], "Ann"), ([str(n) for n in range(1000)], "Ann" * 100)):
        assert (await graph.fetch_one(query, ids=ids, name=name)).found == 0
    assert await _planned(graph) == 1


async def _planned(graph: Graph) -> int:
    """How many plans Neo4j had kept; it has none then."""
    cleared = (await graph.driver.execute_query("CALL db.clearQueryCaches()")).records[0]["value"]
    return int(next(iter(re.findall(r"\d+", cleared)), 0))
