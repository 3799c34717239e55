"""A staff table becomes people, seats, units and lines; every defect of it is told by its row."""

import os
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from relgraph.connect.loading.service import import_source
from relgraph.connect.orgchart.source import ORGCHART
from relgraph.connect.report import FileReport
from relgraph.connect.source import Given
from relgraph.core.errors import InputError
from relgraph.graph.client import Graph
from relgraph.kinds import KINDS
from relgraph.record.read import find

DATA = Path(os.environ.get("RELGRAPH_DATA", Path(__file__).parents[4] / "shared" / "data")) / "orgcharts"

CHART = """\
date;id;parentId;level;name;grade;jobTitle;unit
;root;;;;;;
Mar-15;P1;root;Senior;Ada Hart;SCS4;Permanent Secretary;Top
Mar-15;P2;P1;Senior;N/D;SCS3;Director General;Top
Mar-15;P3;P2;Senior;José Núñez;SCS2;Director, Finance;Finance
Mar-15;P4;P3;Junior;;B;Analyst;finance
Mar-15;C1;C2;Senior;Ann Low;SCS1;Deputy;Finance
Mar-15;C2;C3;Senior;N/D;SCS1;Deputy;Finance
Mar-15;C3;C1;Senior;Bo Dee;SCS1;Deputy;Finance
Mar-15;S1;S1;Senior;Cy Orr;SCS1;Deputy;Estates
Mar-15;M1;P-99;Senior;Di Fay;SCS1;Deputy;Estates
Mar-15;V1;P3;Senior;Vacant - Head;SCS1;Head of Tax;Tax
Mar-15;T1;V1;Junior;Ed Poe;A;Tax Adviser;Tax
Mar-15;P3;P2;Senior;Job Share;SCS2;Director, Finance;Finance
Mar-15;X1;P3;Senior;Ed Poe;A;Acting head;Tax
"""
DEFECTS = [
    (7, "parentId", "reports, through C2 and Bo Dee, to themselves (rows 7, 8 and 9)"),
    (8, "parentId", "reports, through Bo Dee and Ann Low, to themselves (rows 7, 8 and 9)"),
    (9, "parentId", "reports, through Ann Low and C2, to themselves (rows 7, 8 and 9)"),
    (10, "parentId", "reports to themselves"),
    (11, "parentId", "the manager 'P-99' is not in the table"),
    (12, "name", "the post is vacant"),
    (14, "id", "two people are told for the post 'P3': see row 5"),
]
NOTE = (
    "read as Windows-1252, cells parted by ;; "
    "3 posts tell no person: whose they are is not disclosed; "
    "3 lines go past posts whose holder is not known, to the next known manager; "
    "4 people have no layer: their chain to the one top is not known whole; "
    "of 2015-03-01, as date says; "
    "several posts, and as many people of one name: Ed Poe, rows 13, 15"
)


async def imported(graph: Graph, file: Path, given: Given) -> FileReport:
    report = await import_source(graph, ORGCHART, file, given)
    assert report.every_row_told
    (told,) = report.files
    return told


async def lines(graph: Graph) -> set[tuple[str, str]]:
    found = await find(graph, KINDS["reporting_line"], as_of=None, limit=1000)
    return {(line.person.split(".")[-1], line.manager.split(".")[-1]) for line in found}


async def layers(graph: Graph) -> dict[str, int | None]:
    found = await find(graph, KINDS["position"], as_of=None, limit=1000)
    return {seat.person.split(".", 1)[1]: seat.layer for seat in found}


async def test_a_chart_with_every_defect(graph: Graph, tmp_path: Path) -> None:
    file = tmp_path / "chart.csv"
    file.write_bytes(CHART.replace("\n", "\r\n").encode("cp1252"))
    told = await imported(graph, file, Given(organization="Culture Office"))
    assert [(p.row, p.column, p.message) for p in told.problems] == DEFECTS
    assert (told.rows, told.created, told.unchanged, told.rejected) == (14, 5, 2, 7)
    assert told.note == NOTE
    # José and the other in his post report past one whose name is not disclosed, Ed past a post that is vacant.
    assert await lines(graph) == {
        ("josé-núñez", "ada-hart"),
        ("job-share", "ada-hart"),
        ("ed-poe", "josé-núñez"),
    }
    assert await layers(graph) == {
        "P1.ada-hart": 1,
        "P3.josé-núñez": 3,
        "P3.job-share": 3,
        "C1.ann-low": None,
        "C3.bo-dee": None,
        "S1.cy-orr": None,
        "M1.di-fay": None,
        "T1.ed-poe": 5,
        "X1.ed-poe": 4,
    }
    units = await find(graph, KINDS["unit"], as_of=None, limit=10)
    assert [(unit.name, (unit.parent or "").rpartition(":")[2]) for unit in units] == [
        ("Estates", ""),
        ("Finance", "top"),
        ("Tax", "finance"),
        ("Top", ""),
    ]
    (organization,) = await find(graph, KINDS["organization"], as_of=None, limit=2)
    assert (organization.id, organization.name) == ("orgchart:culture-office", "Culture Office")
    assert organization.source == "orgchart:culture-office chart.csv 2015-03-01"

    again = await import_source(graph, ORGCHART, file, Given(organization="Culture Office"))
    assert (again.nothing_changed, again.unchanged, again.rejected) == (True, 7, 7)


async def test_ids_of_people_and_managers_by_name_in_a_workbook(graph: Graph, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    for row in (
        ("Stellenplan 2026",),
        ("Personalnummer", "Vorname", "Nachname", "Vorgesetzter", "Stellenbezeichnung", "Abteilung", "E-Mail", "Stand"),
        (7, "Änne", "Groß", None, "Vorstand", "Leitung", "ag@acme.test", date(2026, 3, 31)),
        (8, "Jörg", "Müller", "Groß, Änne", "Leiter Einkauf", "Einkauf", "nonsense", date(2026, 3, 31)),
        (8, "Jörg", "Müller", "Änne Groß", "Leiter Recht", "Recht", None, date(2026, 3, 31)),
        (9, "Ole", "Rau", "Müller, Jörg", "Einkäufer", "Einkauf", None, date(2026, 3, 31)),
        (10, "Ole", "Rau", "8", "Jurist", "Recht", None, date(2026, 3, 31)),
        (11, "Ida", "Voss", "Ole Rau", "Juristin", "Recht", None, date(2026, 3, 31)),
    ):
        sheet.append(row)
    book.save(tmp_path / "staff.xlsx")
    told = await imported(graph, tmp_path / "staff.xlsx", Given(organization="ACME"))
    assert [(p.row, p.column, p.message) for p in told.problems] == [
        (4, "E-Mail", "'nonsense' is no e-mail address"),
        (8, "Vorgesetzter", "several are called 'Ole Rau'"),
    ]
    assert told.note == (
        "1 people have no layer: their chain to the one top is not known whole; of 2026-03-31, as Stand says; "
        "one person holds several posts: Jörg Müller, rows 4, 5; "
        "several posts, and as many people of one name: Ole Rau, rows 6, 7"
    )
    assert await lines(graph) == {("8", "7"), ("9", "8"), ("10", "8")}
    seats = await find(graph, KINDS["position"], as_of=None, limit=10)
    assert sorted((seat.person, seat.title, seat.layer) for seat in seats) == [
        ("orgchart:acme.10", "Jurist", 3),
        ("orgchart:acme.11", "Juristin", None),
        ("orgchart:acme.7", "Vorstand", 1),
        ("orgchart:acme.8", "Leiter Einkauf", 2),
        ("orgchart:acme.8", "Leiter Recht", 2),
        ("orgchart:acme.9", "Einkäufer", 3),
    ]
    assert (await import_source(graph, ORGCHART, tmp_path / "staff.xlsx", Given(organization="ACME"))).nothing_changed


async def test_names_alone_of_an_organisation_that_is_known(graph: Graph, tmp_path: Path) -> None:
    """Without ids a name is one person; a mapping tells columns whose names say nothing."""
    (tmp_path / "orgs.csv").write_text("x", encoding="utf-8")
    await imported(
        graph,
        chart_of(tmp_path, "姓名,职位,部门,上级\n赵一,总经理,总部,\n钱二,部长,采购部,赵一\n"),
        Given(organization="云电"),
    )
    mapping = tmp_path / "m.yaml"
    mapping.write_text(
        "columns:\n  name: Wer\n  manager: Über\nvacant: [offen]\nundisclosed: [geheim]\n", encoding="utf-8"
    )
    file = chart_of(tmp_path, "Wer,Über\nAnna,\nBen,Anna\ngeheim,Ben\noffen,Ben\nBen,Anna\n")
    told = await imported(graph, file, Given(organization="orgchart:云电", mapping=mapping))
    assert [(p.row, p.message) for p in told.problems] == [(5, "the post is vacant")]
    assert told.note == "1 posts tell no person: whose they are is not disclosed"
    found = {(line.person, line.manager) for line in await find(graph, KINDS["reporting_line"], as_of=None, limit=9)}
    assert found == {("orgchart:云电.ben", "orgchart:云电.anna"), ("orgchart:云电.钱二", "orgchart:云电.赵一")}
    assert len(await find(graph, KINDS["organization"], as_of=None, limit=9)) == 1


async def test_a_complete_chart_ends_nothing_of_another(graph: Graph, tmp_path: Path) -> None:
    head = "id,parentId,name,title\n"
    both, alone = f"{head}1,,Ann,CEO\n2,1,Bob,CTO\n", f"{head}1,,Ann,CEO\n"
    for organization in ("A", "B"):
        await imported(graph, chart_of(tmp_path, both), Given(organization=organization, day=date(2026, 1, 1)))
    given = Given(organization="A", day=date(2026, 2, 1))
    report = await import_source(graph, ORGCHART, chart_of(tmp_path, alone), given, complete=True)
    # Of kinds of which nothing is told any more, nothing ends.
    assert report.ended == 1
    ends = {seat.person: seat.valid_to for seat in await find(graph, KINDS["position"], as_of=None, limit=9)}
    assert ends == {
        "orgchart:a.1.ann": None,
        "orgchart:a.2.bob": date(2026, 2, 1),
        "orgchart:b.1.ann": None,
        "orgchart:b.2.bob": None,
    }


def chart_of(folder: Path, text: str) -> Path:
    (folder / "chart.csv").write_text(text, encoding="utf-8")
    return folder / "chart.csv"


@pytest.mark.parametrize(
    ("text", "mapping", "message"),
    [
        ("id,parentId\n1,\n", None, "No column of .*chart.csv is known to tell names of people: id, parentId."),
        ("id,name\n1,Ann\n", None, "No column of .*chart.csv is known to tell managers: id, name."),
        (
            "a,b\n1,2\n",
            "columns: {name: a, manager: c}\n",
            r"m.yaml:1: chart.csv has no column 'c'. Its columns are a, b",
        ),
        ("a,b\n1,2\n", "nulls: []\ncolumns:\n  name: a\n", r"m.yaml:2: a chart needs 'name' and 'manager'"),
        ("a,b\n1,2\n", "columns:\n  nme: a\n", r"m.yaml:2: "),
    ],
)
async def test_what_is_no_chart(graph: Graph, tmp_path: Path, text: str, mapping: str | None, message: str) -> None:
    file = chart_of(tmp_path, text)
    if mapping:
        (tmp_path / "m.yaml").write_text(mapping, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        await import_source(
            graph, ORGCHART, file, Given(organization="A", mapping=tmp_path / "m.yaml" if mapping else None)
        )
    with pytest.raises(InputError, match="Whose chart it is has to be told. Add --of"):
        await import_source(graph, ORGCHART, file, Given())


@pytest.mark.skipif(not DATA.exists(), reason="no real charts at hand")
@pytest.mark.parametrize(
    ("name", "rows", "created", "rejected", "people"),
    [("dcms", 134, 38, 0, 8), ("dfe", 857, 54, 1, 42), ("dwp", 2256, 71, 0, 58), ("planted", 136, 39, 7, 10)],
)
async def test_real_charts(
    graph: Graph, tmp_path: Path, name: str, rows: int, created: int, rejected: int, people: int
) -> None:
    given = Given(organization=name)
    file = DATA / f"organogram_{name}.csv"
    first = await import_source(graph, ORGCHART, file, given, rejects=tmp_path / "rejects")
    assert (first.rows, first.created, first.rejected, first.every_row_told) == (rows, created, rejected, True)
    assert len(await find(graph, KINDS["person"], as_of=None, limit=1000)) == people
    assert (await import_source(graph, ORGCHART, file, given, rejects=tmp_path / "rejects")).nothing_changed
