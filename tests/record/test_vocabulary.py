"""A word of a record is one of the playbook in force, whoever records it; what is recorded already stays."""

import csv
from datetime import date
from pathlib import Path

import pytest

from relgraph.connect.csv.service import export_folder, import_folder
from relgraph.connect.loading.service import import_source
from relgraph.connect.loading.spool import Spool
from relgraph.connect.source import Given, Source
from relgraph.connect.tabular.table import TextTable
from relgraph.graph.client import Graph, Transaction
from relgraph.interactions.service import find_cards
from relgraph.kinds import KINDS
from relgraph.kinds.interaction import INTERACTIONS, Interaction
from relgraph.playbook.service import load_playbook
from relgraph.record.change import Changed, change, end
from relgraph.record.outcome import OutcomeKind
from relgraph.record.read import find, find_versions
from relgraph.record.revisions import list_revisions
from tests.connect.csv.folders import folder
from tests.draw import TODAY, tid
from tests.playbook.worlds import played, write

MAY = date(2026, 5, 1)
HEADER = "id,kind,valid_from\n"
REMEDY = (
    f"Did you mean visit? Write one of {', '.join(load_playbook(None).interactions)}; "
    "or add it to the playbook, under interactions (docs/playbook.md)"
)
OWN = """\
version: acme-1
interactions:
  roadshow: {en: road show, zh: 路演, key_action: true, weight_class: event}
"""


@pytest.fixture
def own(graph: Graph, tmp_path: Path) -> Graph:
    """The same graph of an installation whose playbook has a kind of its own."""
    return played(graph, write(tmp_path, OWN))


async def changed(graph: Graph, **values: object) -> Changed[Interaction]:
    async def work(transaction: Transaction) -> Changed[Interaction]:
        return await change(transaction, KINDS, INTERACTIONS, values, today=TODAY, operation="test")

    return await graph.write(work, operation="test")


async def recorded(graph: Graph) -> list[tuple[str, str]]:
    return [(each.id, each.kind) for each in await find(graph, INTERACTIONS, as_of=None, limit=9)]


async def test_an_unknown_word_is_refused_with_what_is_allowed(graph: Graph) -> None:
    became = await changed(graph, id=tid("v"), kind="vist", valid_from=MAY)
    outcome = became.outcome
    assert (became.thing, outcome.kind, outcome.field) == (None, OutcomeKind.INVALID, "kind")
    assert (outcome.problem, outcome.remedy) == ("the playbook knows no 'vist'", REMEDY)
    assert await recorded(graph) == []


async def test_a_kind_of_ones_own_is_recorded_and_outlives_its_playbook(
    graph: Graph, own: Graph, tmp_path: Path
) -> None:
    assert (await changed(own, id=tid("r"), kind="roadshow", valid_from=MAY)).thing
    assert not (await changed(graph, id=tid("other"), kind="roadshow", valid_from=MAY)).thing

    # The playbook has dropped it: what was recorded is read, told again, corrected and ended as before.
    assert (await find_cards(graph, [tid("r")], as_of=TODAY))[tid("r")].kind == "roadshow"
    await export_folder(graph, tmp_path / "out")
    assert (await import_folder(graph, tmp_path / "out")).nothing_changed
    assert (await changed(graph, id=tid("r"), outcome="they came")).outcome.kind is OutcomeKind.CORRECTED
    assert (await changed(graph, id=tid("r"), kind="visit")).outcome.kind is OutcomeKind.CORRECTED
    assert [revision.values["kind"] for revision in await list_revisions(graph, tid("r"))] == ["roadshow", "roadshow"]
    assert not (await changed(graph, id=tid("r"), kind="roadshow")).thing

    assert (await changed(own, id=tid("s"), kind="roadshow", valid_from=MAY)).thing

    async def work(transaction: Transaction) -> Changed[Interaction]:
        return await end(transaction, KINDS, INTERACTIONS, tid("s"), TODAY, operation="test")

    assert (await graph.write(work, operation="test")).outcome.kind is OutcomeKind.CORRECTED
    (ended,) = await find_versions(graph, INTERACTIONS, tid("s"))
    assert (ended.kind, ended.valid_to) == ("roadshow", TODAY)


async def test_a_row_of_a_csv_file_is_rejected_with_the_remedy(graph: Graph, own: Graph, tmp_path: Path) -> None:
    rows = f"{HEADER}t:a,visit,2026-05-01\nt:b,vist,2026-05-01\nt:c,roadshow,2026-05-01\n"
    people = "id,name\nt:ann,Ann\n"
    participants = "person,interaction\nt:ann,t:a\nt:ann,t:b\n"
    files = {"people": people, "interactions": rows, "participants": participants}
    report = await import_folder(graph, folder(tmp_path / "in", files))
    assert report.every_row_told
    assert [(p.file, p.row, p.column, p.message) for p in report.problems] == [
        ("interactions.csv", 3, "kind", "the playbook knows no 'vist'"),
        ("interactions.csv", 4, "kind", "the playbook knows no 'roadshow'"),
        ("participants.csv", 3, "interaction", "no interaction has the id 't:b'"),
    ]
    assert report.problems[0].remedy == f"{REMEDY}."
    assert await recorded(graph) == [("t:a", "visit")]
    assert report.rejects
    assert (report.rejects / "interactions.csv").read_text() == HEADER + "".join(rows.splitlines(keepends=True)[2:])
    with (report.rejects / "problems.csv").open(newline="") as file:
        assert {row["remedy"] for row in csv.DictReader(file) if row["row"] == "3"} >= {f"{REMEDY}."}

    # What was rejected is taken once the playbook has it.
    again = await import_folder(own, folder(tmp_path / "again", {"interactions": f"{HEADER}t:c,roadshow,2026-05-01\n"}))
    assert (again.created, again.accepted) == (1, True)


@pytest.mark.parametrize("dry_run", [True, False])
async def test_so_is_what_another_system_tells_and_a_dry_run_says_so(
    graph: Graph, own: Graph, tmp_path: Path, dry_run: bool
) -> None:
    def read(path: Path, given: Given, spool: Spool) -> None:
        for row, cells in TextTable(given.told_by("toy", path)).rows(spool, path):
            row.tell(
                "interaction", {"id": f"toy:{cells['key']}", "kind": cells["what"], "valid_from": MAY}, {"kind": "what"}
            )

    file = tmp_path / "toy.csv"
    file.write_text("key,what\n1,visit\n2,roadshow\n")
    toy = Source("toy", "toy", read, "a table", "nothing")
    report = await import_source(graph, toy, file, Given(), dry_run=dry_run)
    assert [(f.created, f.rejected) for f in report.files] == [(1, 1)]
    assert [(p.row, p.column, p.message) for p in report.problems] == [(3, "what", "the playbook knows no 'roadshow'")]
    assert await recorded(graph) == ([] if dry_run else [("toy:1", "visit")])
    owned = await import_source(own, toy, file, Given(), dry_run=dry_run)
    assert [(f.rejected, f.unchanged) for f in owned.files] == [(0, 0 if dry_run else 1)]
