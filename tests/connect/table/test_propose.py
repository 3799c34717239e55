"""A mapping is proposed for a table, in three languages, and imports the table that it was made for."""

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from relgraph.connect.loading.service import import_source
from relgraph.connect.source import Given
from relgraph.connect.table.checks import check_columns, read_mapping
from relgraph.connect.table.propose import propose
from relgraph.connect.table.source import TABLE
from relgraph.connect.tabular.recognised import Meaning, meaning_of
from relgraph.core.errors import InputError
from relgraph.graph.client import Graph
from relgraph.kinds import KINDS
from relgraph.record.read import find

ENGLISH = """\
Employee ID,Full Name,Company,Department,Job Title,Manager ID,Contact,Hired,Cost Center
E1,Mei Sun,ACME,Board,CEO,,mei@acme.test,2020-03-01,100
E2,Jan Hut,ACME,Sales,Head of Sales,E1,jan@acme.test,2021-03-01,100
E3,Ann Lee,ACME,Sales,Rep,E2,N/A,2022-03-01,200
"""
GERMAN = """\
Vorname;Nachname;Abteilung;Position;Vorgesetzter;E-Mail;Telefon
Jörg;Müller;Vorstand;Vorstand;;jm@acme.test;+49 30 1234567
Änne;Groß;Einkauf;Leiterin;Jörg Müller;ag@acme.test;
Ben;Ott;Einkauf;Referent;Groß, Änne;bo@acme.test;
"""
CHINESE = "姓,名,部门,职位,上级邮箱,邮箱\n张,三,总部,总经理,,zs@a.test\n李,四,采购部,部长,ZS@a.test,ls@a.test\n"


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        (ENGLISH, "utf-8", {("staff:E2", "staff:E1"), ("staff:E3", "staff:E2")}),
        (GERMAN, "cp1252", {("staff:änne.groß", "staff:jörg.müller"), ("staff:ben.ott", "staff:änne.groß")}),
        (CHINESE, "gb18030", {("staff:李.四", "staff:张.三")}),
    ],
    ids=["english", "german", "chinese"],
)
async def test_it_imports_the_table_that_it_was_made_for(
    graph: Graph, tmp_path: Path, text: str, encoding: str, expected: set[tuple[str, str]]
) -> None:
    file, mapping = tmp_path / "staff.csv", tmp_path / "m.yaml"
    file.write_bytes(text.encode(encoding))
    mapping.write_text(propose(file, Given()), encoding="utf-8")
    report = await import_source(graph, TABLE, file, Given(mapping=mapping))
    assert (report.rejected, report.created) == (0, len(text.splitlines()) - 1)
    lines = await find(graph, KINDS["reporting_line"], as_of=None, limit=9)
    assert {(line.person.replace("ß", "ss"), line.manager.replace("ß", "ss")) for line in lines} == {
        (one.replace("ß", "ss"), other.replace("ß", "ss")) for one, other in expected
    }
    assert (await import_source(graph, TABLE, file, Given(mapping=mapping))).nothing_changed


def test_it_says_why_and_what_was_not_recognised(tmp_path: Path) -> None:
    (tmp_path / "Staff 2026.csv").write_text(ENGLISH.replace("Contact", "Reach at"), encoding="utf-8")
    assert propose(tmp_path / "Staff 2026.csv", Given()).splitlines()[2:15] == [
        "# The word with which ids and sources begin; keep it the same for all exports of one system.",
        "system: staff-2026",
        'nulls: ["N/A"]  # cells that mean nothing',
        "# Employee ID: person, by its name",
        "# Full Name: name, by its name",
        "# Company: organization, by its name",
        "# Department: unit, by its name",
        "# Job Title: title, by its name",
        "# Manager ID: manager, by its name",
        "# Reach at: email, its cells look like e-mail addresses",
        "# not told: Hired (days); Cost Center (2 different texts)",
        "tells:",
        "  employer:",
    ]


async def test_sheets_and_organisations_alone(graph: Graph, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["a report of some kind"])
    firms = book.create_sheet("Firms 2026")
    for row in (
        ["", "of March"],
        ["Company", "Website", "{odd}"],
        ["ACME", "https://www.acme.test/x", 1],
        ["Grid", None, 2],
    ):
        firms.append(row)
    book.save(tmp_path / "email.xlsx")
    mapping = tmp_path / "m.yaml"
    mapping.write_text(propose(tmp_path / "email.xlsx", Given()), encoding="utf-8")
    report = await import_source(graph, TABLE, tmp_path / "email.xlsx", Given(mapping=mapping))
    assert [(f.file, f.rows, f.created) for f in report.files] == [("email.xlsx[Firms 2026]", 2, 2)]
    found = await find(graph, KINDS["organization"], as_of=None, limit=9)
    assert [(o.id, o.name) for o in found] == [("email-table:org.acme", "ACME"), ("email-table:org.grid", "Grid")]
    (domain,) = await find(graph, KINDS["identifier"], as_of=None, limit=9)
    assert (domain.id, domain.organization) == ("domain:acme.test", "email-table:org.acme")


def test_a_table_without_names(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match="No column of .*t.csv is known to tell names of people or organisations."):
        propose(tmp_path / "t.csv", Given())


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("姓名", Meaning.NAME),
        ("部门", Meaning.UNIT),
        ("职位", Meaning.TITLE),
        ("上级", Meaning.MANAGER),
        ("工号", Meaning.PERSON),
        ("邮箱", Meaning.EMAIL),
        ("电话", Meaning.PHONE),
        ("Vorname", Meaning.FIRST_NAME),
        ("Nachname", Meaning.LAST_NAME),
        ("Abteilung", Meaning.UNIT),
        ("Vorgesetzte/r", Meaning.MANAGER),
        ("E-Mail", Meaning.EMAIL),
        ("email_address", Meaning.EMAIL),
        ("EMAIL", Meaning.EMAIL),
        ("parentId", Meaning.MANAGER),
        ("Job Title", Meaning.TITLE),
        ("ＩＤ", Meaning.ID),
        ("Cost Center", None),
        ("", None),
    ],
)
def test_columns_are_known_by_name(name: str, meaning: Meaning | None) -> None:
    assert meaning_of(name) is meaning


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.sampled_from(["Firma", "Boss", "E-Mail", "工号", "{x}", "a: b", 'q"', "#"]) | TEXT, max_size=8),
    st.lists(TEXT, max_size=8),
)
def test_what_is_proposed_can_be_meant(tmp_path: Path, columns: list[str], cells: list[str]) -> None:
    """Whatever columns are called, and whatever stands in them."""
    file = tmp_path / "t.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([["Full Name", *columns], ["Ann", *cells[: len(columns)]]])
    (tmp_path / "m.yaml").write_text(propose(file, Given()), encoding="utf-8")
    mapping, marked = read_mapping(tmp_path / "m.yaml")
    ((_, sheet),) = mapping.parts
    check_columns(mapping, marked, None, ["Full Name", *(" ".join(column.split()) for column in columns)])
    assert sheet.tells["employee"].fields["name"].columns == ("Full Name",)
