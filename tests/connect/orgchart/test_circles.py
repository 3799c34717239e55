"""Circles among posts, against an independent library."""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from relgraph.connect.orgchart.circles import circles, way_back

POSTS = st.sampled_from([f"p{n}" for n in range(8)])


@given(st.dictionaries(POSTS, st.lists(POSTS, max_size=3)))
def test_what_lies_on_circles_is_found(managers: dict[str, list[str]]) -> None:
    graph = nx.DiGraph((post, above) for post, several in managers.items() for above in several)
    graph.add_nodes_from(managers)
    expected = {frozenset(part) for part in nx.strongly_connected_components(graph) if len(part) > 1}
    found = circles(managers)
    assert {frozenset(part) for part in found} == expected
    assert sum(map(len, found)) == len({post for part in found for post in part})
    for part in found:
        for post in part:
            for above in {above for above in managers[post] if above in part and above != post}:
                way = way_back(post, above, managers, part)
                assert way
                assert way[0] == above
                assert all(nx.has_path(graph.subgraph(part), one, post) for one in way)
                assert all(other in managers[one] for one, other in zip(way, [*way[1:], post], strict=True))


def test_long_chains_and_large_circles_are_no_matter() -> None:
    chain = {f"p{n}": [f"p{n + 1}"] for n in range(50_000)}
    assert circles(chain) == []
    around = {**chain, "p50000": ["p0"]}
    (part,) = circles(around)
    assert (len(part), part[0]) == (50_001, "p0")
    assert way_back("p0", "p1", around, part) is None
