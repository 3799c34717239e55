"""An export becomes rows of kinds: every row has one fate, and the same again changes nothing."""

from pathlib import Path

from relgraph.connect.loading.service import import_source
from relgraph.connect.loading.spool import Spool
from relgraph.connect.source import Given, Source
from relgraph.connect.tabular.table import TextTable
from relgraph.graph.client import Graph
from relgraph.kinds import KINDS
from relgraph.record.read import find, find_versions

ROWS = """\
key,name,mail,company,title,boss
1,Mei Sun,mei@acme.test,ACME,CTO,
2,Jan Hut,office@acme.test,ACME,Buyer,1
3,Ann Lee,office@acme.test,ACME,,9
4,,x@acme.test,ACME,,
5,Bo Ek,nonsense,ACME,,1
"""


def read(path: Path, given: Given, spool: Spool) -> None:
    """A toy of an importer."""
    for row, cells in TextTable(given.told_by("toy", path), given.encoding).rows(spool, path):
        org = row.tell(
            "organization", {"id": "toy:acme", "name": cells.get("company"), "kind": "customer"}, derived=True
        )
        person = row.tell("person", {"id": f"toy:{cells['key']}", "name": cells.get("name")}, {"id": "key"})
        row.identify("email", cells.get("mail"), column="mail", person=person)
        if person:
            seat = {"person": person, "organization": org, "title": cells.get("title")}
            row.tell("position", seat, {"title": "title"})
        if person and "boss" in cells:
            line = {"person": person, "manager": f"toy:{cells['boss']}"}
            row.tell("reporting_line", line, {"manager": "boss", "person": "key"})


TOY = Source("toy", "toy", read, "a table", "nothing")


async def test_every_row_has_one_fate(graph: Graph, tmp_path: Path) -> None:
    file = tmp_path / "toy.csv"
    file.write_text(ROWS, encoding="utf-8")
    report = await import_source(graph, TOY, file, Given())
    (told,) = report.files
    assert (told.rows, told.created, told.corrected, told.unchanged, told.rejected) == (5, 2, 0, 0, 3)
    assert [(p.row, p.column, p.message) for p in told.problems] == [
        (4, "boss", "no person has the id 'toy:9'"),
        (5, "name", "the cell is empty"),
        (6, "mail", "'nonsense' is no e-mail address"),
    ]
    assert told.note == "office@acme.test is told of 2: it identifies none of them"
    assert report.rejects
    assert (report.rejects / "toy.csv").read_text() == "".join(ROWS.splitlines(keepends=True)[n] for n in (0, 3, 4, 5))
    people = await find(graph, KINDS["person"], as_of=None, limit=10)
    assert [(p.id, p.name) for p in people] == [
        ("toy:1", "Mei Sun"),
        ("toy:2", "Jan Hut"),
        ("toy:3", "Ann Lee"),
        ("toy:5", "Bo Ek"),
    ]
    (mail,) = await find(graph, KINDS["identifier"], as_of=None, limit=10)
    assert (mail.id, mail.person) == ("email:mei@acme.test", "toy:1")

    again = await import_source(graph, TOY, file, Given())
    assert again.nothing_changed
    assert again.files[0].rejected == 3
    (mei,) = await find_versions(graph, KINDS["person"], "toy:1")
    assert str(mei.source).startswith("toy toy.csv 2")
