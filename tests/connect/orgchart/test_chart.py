"""Whatever a staff table says: each row counts once, lines form no circles, and depths are those of the table."""

import csv
from collections import Counter
from pathlib import Path

import networkx as nx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relgraph.connect.loading.spool import spooled
from relgraph.connect.orgchart.importer import read
from relgraph.connect.source import Given
from relgraph.kinds import KINDS

IDS = [f"P{n}" for n in range(7)]
NAMES = ["Ann Low", "Bo Dee", "Cy Orr", "N/D", "", "Vacant"]
ROW = st.tuples(
    st.sampled_from(IDS),
    st.sampled_from([*IDS, "", "root", "P99", "Ann Low"]),
    st.sampled_from(NAMES),
    st.sampled_from(["Sales", "Tax", ""]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(ROW, max_size=10), st.booleans())
def test_whatever_it_says(tmp_path: Path, rows: list[tuple[str, ...]], has_root: bool) -> None:
    rows = [*([("root", "", "", "")] if has_root else []), *rows]
    with (tmp_path / "c.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("id", "parentId", "name", "unit"), *rows])
    with spooled() as spool:
        read(tmp_path / "c.csv", Given(organization="A"), spool)
        assert spool.rows == len(rows)
        things = [each.thing for kind in KINDS for batch in spool.batches(kind.noun, 100) for each in batch]
        faulty = {line - 2 for (line,) in spool.ask("SELECT line FROM problems")}
    lines = nx.DiGraph((one.person, one.manager) for one in things if one.noun == "reporting_line")
    assert nx.is_directed_acyclic_graph(lines)
    known = {row[2] for row in rows} - {"N/D", "", "Vacant"}
    assert {one.name for one in things if one.noun == "person"} == known
    posts = {row[0] for row in rows}
    called = {name: {row[0] for row in rows if row[2] == name} for name in known}
    # A manager may be named: whoever alone is called so.
    by_name = {name: found.pop() for name, found in called.items() if len(found) == 1}
    meant = {row[1]: row[1] if row[1] in posts else by_name.get(row[1]) for row in rows}
    above = nx.DiGraph((row[0], meant[row[1]]) for row in rows if meant[row[1]] in posts - {"root"})
    once = {post for post, times in Counter(row[0] for row in rows).items() if times == 1}
    for n, (post, manager, name, _) in enumerate(rows):
        on_circle = above.has_edge(post, meant[manager]) and nx.has_path(above, meant[manager], post)
        if manager == "P99" or name == "Vacant" or on_circle:
            assert n in faulty
        elif post in once and manager in {"", *posts}:
            assert n not in faulty
    units = nx.DiGraph((one.id, one.parent) for one in things if one.noun == "unit" and one.parent)
    assert nx.is_directed_acyclic_graph(units)
