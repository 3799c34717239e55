"""The algorithms against independently computed references on real data, where that data is at hand.

RELGRAPH_DATA names the folder (default: `shared/data` beside the checkout). It is never part of the project; the same
algorithms are held against an oracle, an independent library and the kite in tests that always run.
"""

import csv
import json
import os
from collections import Counter
from pathlib import Path

import networkx as nx
import pytest

from relgraph.hubs.model import HubMeasure, HubScope
from relgraph.hubs.network import length
from relgraph.hubs.service import find_hubs
from relgraph.paths.model import PathOptions, Starts
from relgraph.paths.service import find_warm_paths
from relgraph.people.service import find_org_chart
from tests.draw import TODAY, Drawing, name_of, tid

DATA = Path(os.environ.get("RELGRAPH_DATA", Path(__file__).parents[2] / "shared" / "data"))

FIRM = HubScope.of(account=tid("firm"))

pytestmark = pytest.mark.skipif(not (DATA / "krackhardt_reference.json").exists(), reason="no reference data at hand")


def pairs(name: str) -> list[tuple[str, str]]:
    with (DATA / "krackhardt_hightech" / f"{name}.csv").open(encoding="utf-8") as file:
        return [(row["from"], row["to"]) for row in csv.DictReader(file)]


def reference() -> dict:
    return json.loads((DATA / "krackhardt_reference.json").read_text(encoding="utf-8"))


@pytest.fixture
def managers(drawing: Drawing) -> Drawing:
    """The 21 managers of Krackhardt's high-tech firm."""
    return drawing.org("firm").people(*(str(n) for n in range(1, 22)), at="firm")


async def test_influence_is_the_in_degree_of_advice(managers: Drawing) -> None:
    for asking, asked in pairs("advice"):
        managers.influence(asked, asking, 1)
    await managers.save()
    hubs = await find_hubs(managers.graph, FIRM, as_of=TODAY, limit=21)
    assert {int(name_of(hub.person.id)): hub.influence for hub in hubs} == dict(reference()["advice"]["in_degree"])


async def test_betweenness_on_friendship(managers: Drawing) -> None:
    for one, other in pairs("friendship"):
        managers.tie(one, other)
    await managers.save()
    hubs = await find_hubs(managers.graph, FIRM, as_of=TODAY, order_by=HubMeasure.BETWEENNESS, limit=10)
    expected = reference()["friendship"]["betweenness_undirected_normalised_top10"]
    assert [int(name_of(hub.person.id)) for hub in hubs] == [person for person, _ in expected]
    assert [hub.betweenness for hub in hubs] == pytest.approx([value for _, value in expected], abs=1e-9)


async def test_pagerank_on_advice(managers: Drawing) -> None:
    for asking, asked in pairs("advice"):
        managers.influence(asked, asking, 1)
    await managers.save()
    hubs = await find_hubs(managers.graph, FIRM, as_of=TODAY, order_by=HubMeasure.PAGERANK, measures=())
    expected = reference()["advice"]["pagerank"]
    assert [int(name_of(hub.person.id)) for hub in hubs] == [person for person, _ in expected]
    assert [hub.pagerank for hub in hubs] == pytest.approx([value for _, value in expected], abs=1e-9)


async def test_every_measure_of_a_manufacturers_mail(drawing: Drawing) -> None:
    """167 accounts, of whom two are tied as strongly as they mail often (Nurek & Michalski), against networkx."""
    with (DATA / "manufacturing_email" / "edges_aggregated.csv").open(encoding="utf-8") as file:
        rows = [(row["sender"], row["recipient"], int(row["emails"])) for row in csv.DictReader(file)]
    mails: dict[tuple[str, str], int] = {}
    for one, other, times in rows:
        if one != other:
            ends = (min(one, other), max(one, other))
            mails[ends] = mails.get(ends, 0) + times
    names = sorted({name for one, other, _ in rows for name in (one, other)})
    drawing.org("firm").people(*names, at="firm")
    ties, sways = nx.Graph(), nx.DiGraph()
    for graph in (ties, sways):
        graph.add_nodes_from(names)
    for (one, other), times in mails.items():
        strength = round(min(1.0, times / 200), 3)  # the busiest are certain, the rarest as good as none
        drawing.tie(one, other, strength)
        if strength:
            ties.add_edge(one, other, strength=strength, length=length(strength))
    for one, other, times in rows:
        if one != other:
            drawing.influence(one, other, min(1.0, times / 200))
            sways.add_edge(other, one, weight=min(1.0, times / 200))
    await drawing.save()
    hubs = {name_of(hub.person.id): hub for hub in await find_hubs(drawing.graph, FIRM, as_of=TODAY, limit=200)}
    assert len(hubs) == 167
    expected = {
        "influence": dict(sways.in_degree(weight="weight")),
        "pagerank": nx.pagerank(sways, tol=1e-14, max_iter=10_000),
        "core": nx.core_number(ties),
        "closeness": nx.closeness_centrality(ties),
        "betweenness": nx.betweenness_centrality(ties, weight="length"),
        # Of some: networkx takes a second for each.
        "constraint": nx.constraint(ties, nodes=names[::20], weight="strength"),
        "effective_size": nx.effective_size(ties, nodes=names[::20], weight="strength"),
    }
    for measure, values in expected.items():
        found = {name: getattr(hub, measure) for name, hub in hubs.items() if name in values}
        assert found
        assert found == {name: pytest.approx(value, abs=1e-9) for name, value in values.items()}, measure


async def test_strongest_paths_over_several_relations(managers: Drawing) -> None:
    strengths: dict[tuple[str, str], int] = {}
    for name, weight in (("advice", 4), ("friendship", 3), ("reports_to", 2)):
        for pair in pairs(name):
            strengths[pair] = strengths.get(pair, 0) + weight
    for (one, other), tenths in strengths.items():
        managers.influence(one, other, tenths / 10)
    await managers.save()
    for case in reference()["max_product_paths"]:
        source, target = tid(str(case["source"])), tid(str(case["target"]))
        for hops, best in case["best_product_max_hops"].items():
            answer = await find_warm_paths(
                managers.graph,
                target,
                as_of=TODAY,
                starts=Starts(people=(source,)),
                k=5,
                options=PathOptions(max_hops=int(hops)),
            )
            assert (answer.paths[0].likelihood if answer.paths else None) == pytest.approx(best, abs=1e-9)
        top = [(path.likelihood, [int(name_of(person)) for person in path.people]) for path in answer.paths]
        expected = case["top5_simple_paths_max4hops"]
        assert [strength for strength, _ in top] == pytest.approx([strength for strength, _ in expected], abs=1e-9)
        # Of equally strong paths at the cut either may be listed; those above it must be the same.
        cut = expected[-1][0] + 1e-9
        assert {tuple(p) for s, p in top if s > cut} == {tuple(p) for s, p in expected if s > cut}


async def test_the_hierarchy_of_a_manufacturer(drawing: Drawing) -> None:
    """154 real reporting lines (Nurek & Michalski): whoever reports to themselves is the top, and no line is lost."""
    expected = json.loads((DATA / "manufacturing_reference.json").read_text(encoding="utf-8"))["hierarchy"]
    with (DATA / "manufacturing_email" / "reports_to.csv").open(encoding="utf-8") as file:
        rows = [(row["id"], row["reports_to_id"]) for row in csv.DictReader(file)]
    lines = [(person, boss) for person, boss in rows if person != boss and boss.isdigit()]
    drawing.org("maker").people(*sorted({person for person, _ in rows} | {boss for _, boss in lines}), at="maker")
    for person, boss in lines:
        drawing.reports(person, boss)
    await drawing.save()
    chart = await find_org_chart(drawing.graph, organization=tid("maker"), as_of=TODAY)
    assert not chart.truncated
    assert len(chart.entries) == expected["people"]
    depths = Counter(entry.depth for entry in chart.entries)
    assert {str(depth): count for depth, count in depths.items()} == expected["depth_histogram"]
    top = [name_of(entry.person.id) for entry in chart.entries if entry.depth == 0]
    assert top == [str(expected["root"])]
    directs = sorted(int(name_of(e.person.id)) for e in chart.entries if e.manager == tid(top[0]))
    assert directs == expected["direct_reports_of_86"]
