"""A circle in which everybody knows everybody: pairs of contacts are counted, however many there are."""

from relgraph.graph.client import Graph
from relgraph.hubs.model import HubMeasure, HubScope
from relgraph.hubs.service import find_hubs
from tests.draw import TODAY, Drawing, name_of, tid

SIZE = 300
# Written directly: 44,850 ties, and nothing but the measures is looked at.
CIRCLE = """
UNWIND range(1, $size) AS n
MATCH (unit:Unit {id: 't:u' + (n % 3)})
CREATE (:Person {id: 't:p' + n, name: 'p' + n})-[:HOLDS {id: 't:seat' + n}]->(unit)
WITH count(*) AS all
MATCH (one:Person), (other:Person)
WHERE one.id STARTS WITH 't:p' AND other.id STARTS WITH 't:p' AND one.id < other.id
CREATE (one)-[:TIE {id: one.id + other.id, strength: 0.5}]->(other)
"""


async def test_three_hundred_who_all_know_each_other(graph: Graph) -> None:
    drawing = Drawing(graph).org("acme").org("zeta").unit("u0", "acme").unit("u1", "acme").unit("u2", "acme")
    await drawing.person("guest", at="zeta").save()
    await graph.driver.execute_query(CIRCLE, size=SIZE)
    await drawing.tie("guest", "p1", 0.5).save()
    acme = HubScope.of(account=tid("acme"))
    for by in (HubMeasure.BROKERAGE, HubMeasure.BRIDGES):
        hubs = await find_hubs(graph, acme, as_of=TODAY, order_by=by, limit=SIZE)
        told = {name_of(hub.person.id): (hub.brokerage, hub.bridges, hub.outside, hub.degree, hub.core) for hub in hubs}
        others = {f"p{n}": (0, 200, 0, SIZE - 1, SIZE - 1) for n in range(2, SIZE + 1)}
        # Only p1 stands between the circle and the guest, who is elsewhere than all the other 299.
        assert told == {**others, "p1": (SIZE - 1, 201, 1, SIZE - 1, SIZE - 1)}
        assert name_of(hubs[0].person.id) == "p1"
