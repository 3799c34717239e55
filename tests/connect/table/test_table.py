"""Any table by a mapping: several things a row, ids by templates, words, days, people by name."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from relgraph.connect.loading.service import import_source
from relgraph.connect.report import FileReport
from relgraph.connect.source import Given
from relgraph.connect.table.source import TABLE
from relgraph.connect.tabular.days import DateOrder
from relgraph.core.errors import InputError
from relgraph.graph.client import Graph
from relgraph.kinds import KINDS
from relgraph.record.model import Recorded
from relgraph.record.read import find

STAFF = """\
Export of HR;;;;;;;;
Employee No;First Name;Last Name;Company;Dept;Manager;E-mail;Since;Left
1;Mei;Sun;ACME AG;Board;;mei@acme.test;03/04/2020;
2;Jan;Hut;acme  ag;Purchasing;Sun, Mei;jan@acme.test;04/25/2021;n/a
3;Ann;Lee;ACME AG;purchasing;Jan Hut;ann@acme.test;13/2021;
4;Bo;Ek;ACME AG;;Zed Nix;bo@acme.test;;
;Cy;Orr;ACME AG;;Jan Hut;;;
5;Di;Fay;;Legal;Di Fay;;;
;;;;;;;;x
"""
MAPPING = """\
system: hr
nulls: [n/a]
tells:
  seat:
    is: position
    fields:
      person: employee
      organization: employer
      unit: department
      valid_from: "{Since}"
      valid_to: "{Left}"
  employer:
    is: organization
    id: "hr:org.{Company|folded}"
    mentioned: true
    fields: {name: "{Company}", kind: customer}
  department:
    is: unit
    id: "hr:unit.{Company|folded}.{Dept|folded}"
    mentioned: true
    fields: {name: "{Dept}", organization: employer}
  employee:
    is: person
    id: "hr:{Employee No}"
    fields: {name: "{First Name} {Last Name}"}
    known_by: {email: "{E-mail}"}
  line:
    is: reporting_line
    fields: {person: employee, manager: {by_name: "{Manager}"}, line: dotted}
"""


def mapped(folder: Path, text: str) -> Given:
    (folder / "mapping.yaml").write_text(text, encoding="utf-8")
    return Given(mapping=folder / "mapping.yaml")


async def imported(graph: Graph, file: Path, given: Given) -> list[FileReport]:
    report = await import_source(graph, TABLE, file, given)
    assert report.every_row_told
    again = await import_source(graph, TABLE, file, given)
    assert (again.nothing_changed, again.rejected) == (True, report.rejected)
    return list(report.files)


async def all_of(graph: Graph, noun: str) -> list[Recorded]:
    return await find(graph, KINDS[noun], as_of=None, limit=100)


async def test_several_things_a_row(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "staff.csv").write_text(STAFF, encoding="utf-8")
    (told,) = await imported(graph, tmp_path / "staff.csv", mapped(tmp_path, MAPPING))
    assert (told.rows, told.created, told.rejected) == (7, 2, 5)
    assert [(p.row, p.column, p.message) for p in told.problems] == [
        (5, "Since", "'13/2021' is no day"),
        (6, "Manager", "'Zed Nix' is not in the table"),
        (7, "Employee No", "the cell is empty"),
        (8, "Company", "the cell is empty"),
        (8, "Manager", "reports to themselves"),
        (9, None, "the row tells nothing"),
    ]
    assert told.note == "cells parted by ;; the month comes first in days of numbers"
    people = await all_of(graph, "person")
    assert [(p.id, p.name) for p in people] == [
        ("hr:1", "Mei Sun"),
        ("hr:2", "Jan Hut"),
        ("hr:3", "Ann Lee"),
        ("hr:4", "Bo Ek"),
        ("hr:5", "Di Fay"),
    ]
    assert str(people[0].source).startswith("hr staff.csv 2")
    assert [(o.id, o.name) for o in await all_of(graph, "organization")] == [("hr:org.acme-ag", "ACME AG")]
    assert [u.id for u in await all_of(graph, "unit")] == ["hr:unit.acme-ag.board", "hr:unit.acme-ag.purchasing"]
    seats = {s.person: (s.unit, s.valid_from) for s in await all_of(graph, "position")}
    assert seats == {
        "hr:1": ("hr:unit.acme-ag.board", date(2020, 3, 4)),
        "hr:2": ("hr:unit.acme-ag.purchasing", date(2021, 4, 25)),
        "hr:3": ("hr:unit.acme-ag.purchasing", None),
        "hr:4": (None, None),
    }
    lines = {(line.person, line.manager, line.line) for line in await all_of(graph, "reporting_line")}
    assert lines == {("hr:2", "hr:1", "dotted"), ("hr:3", "hr:2", "dotted")}
    assert {i.id: i.person for i in await all_of(graph, "identifier")} == {
        "email:mei@acme.test": "hr:1",
        "email:jan@acme.test": "hr:2",
        "email:ann@acme.test": "hr:3",
        "email:bo@acme.test": "hr:4",
    }


DEALS = """\
system: crm
dates: dmy
sheets:
  Staff:
    tells:
      us: {is: organization, id: "crm:us", fields: {name: Us, kind: vendor}}
      client: {is: organization, id: "crm:grid", fields: {name: "Grid {{GmbH}}", kind: customer}}
      one:
        is: person
        id: "crm:{No}"
        fields: {name: "{Name}", aliases: "{Also}", declines_introductions: "{No intro}"}
  Deals:
    tells:
      deal:
        is: opportunity
        id: "crm:deal.{Deal}"
        fields:
          account: "crm:grid"
          name: "{Deal}"
          valid_from: "{From}"
      part:
        is: role
        fields:
          person: {by_name: "{Who}"}
          opportunity: deal
          role: {text: "{Role}", words: {批准者: A, Sponsor: S}}
      stand:
        is: support
        fields: {person: {by_name: "{Who}"}, opportunity: deal, level: "{Level}", valid_from: "{From}"}
"""


async def test_sheets_of_a_workbook_with_words_and_values(graph: Graph, tmp_path: Path) -> None:
    book = Workbook()
    notes, staff, deals = book.active, book.create_sheet("Staff"), book.create_sheet("Deals")
    notes.append(["nothing of interest"])
    for row in (
        ["No", "Name", "Also", "No intro"],
        [],
        [1, "Mei Sun", "孙梅; M. Sun", "ja"],
        [2.0, "Jan Hut", None, "#N/A"],
    ):
        staff.append(row)
    for row in (
        ["Deal", "Who", "Role", "Level", "From"],
        ["D1", "Mei Sun", "批准者", "?", date(2026, 3, 1)],
        ["D1", "Jan Hut", "sponsor", 2, "01.03.2026"],
        ["D1", "Jan Hut", "Chef", 9, "01.03.2026"],
        ["D1", "Mei Sun", None, None, None, "beyond"],
    ):
        deals.append(row)
    book.save(tmp_path / "crm.xlsx")
    files = await imported(graph, tmp_path / "crm.xlsx", mapped(tmp_path, DEALS))
    assert [(f.file, f.rows, f.rejected) for f in files] == [("crm.xlsx[Staff]", 2, 0), ("crm.xlsx[Deals]", 4, 2)]
    assert [(p.row, p.column, p.message) for p in files[1].problems] == [
        (4, "Role", "'Chef' is none of the words"),
        (4, "Level", "9 is too large"),
        (5, None, "the row has 6 cells, the header 5"),
    ]
    people = {p.id: (p.aliases, p.declines_introductions) for p in await all_of(graph, "person")}
    assert people == {"crm:1": (("孙梅", "M. Sun"), True), "crm:2": ((), None)}
    assert {o.name for o in await all_of(graph, "organization")} == {"Us", "Grid {GmbH}"}
    assert {(r.person, r.role) for r in await all_of(graph, "role")} == {("crm:1", "A"), ("crm:2", "S")}
    assert {(s.person, s.level, s.valid_from) for s in await all_of(graph, "support")} == {
        ("crm:1", None, date(2026, 3, 1)),
        ("crm:2", 2, date(2026, 3, 1)),
    }


async def test_a_table_corrects_what_it_told_itself(graph: Graph, tmp_path: Path) -> None:
    """Who tells is the mapping's system: another table of the same one corrects it, one of another does not."""
    mapping = 'system: {}\ntells:\n  one: {{is: person, id: "hr:{{No}}", fields: {{name: "{{Name}}"}}}}\n'
    for system, name, expected in (
        ("hr", "Mei Son", "Mei Son"),
        ("hr", "Mei Sun", "Mei Sun"),
        ("web", "M.", "Mei Sun"),
    ):
        (tmp_path / "t.csv").write_text(f"No,Name\n1,{name}\n", encoding="utf-8")
        await import_source(graph, TABLE, tmp_path / "t.csv", mapped(tmp_path, mapping.format(system)))
        (one,) = await all_of(graph, "person")
        assert one.name == expected


async def test_an_order_that_somebody_says(graph: Graph, tmp_path: Path) -> None:
    mapping = 'system: s\ntells:\n  one: {is: person, id: "s:{No}", fields: {name: "{No}", valid_from: "{From}"}}\n'
    (tmp_path / "t.csv").write_text("No,From\n1,03/04/2026\n", encoding="utf-8")
    given = mapped(tmp_path, mapping)
    report = await import_source(graph, TABLE, tmp_path / "t.csv", given)
    assert [(p.column, p.message) for p in report.problems] == [("From", "'03/04/2026' may be read in two ways")]
    await import_source(graph, TABLE, tmp_path / "t.csv", Given(mapping=given.mapping, dates=DateOrder.DAY_FIRST))
    (one,) = await all_of(graph, "person")
    assert one.valid_from == date(2026, 4, 3)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ("No,Nme", r"mapping.yaml:3: there is no column 'Name'\. Did you mean 'Nme'\? The columns are No, Nme\."),
        ("No,N", r"mapping.yaml:3: there is no column 'Name'\. The columns are No, N\."),
    ],
)
async def test_columns_that_are_not_there(graph: Graph, tmp_path: Path, columns: str, message: str) -> None:
    (tmp_path / "t.csv").write_text(f"{columns}\n1,2\n", encoding="utf-8")
    given = mapped(tmp_path, 'system: s\ntells:\n  one: {is: person, id: "s:{No}", fields: {name: "{Name}"}}\n')
    with pytest.raises(InputError, match=message):
        await import_source(graph, TABLE, tmp_path / "t.csv", given)


async def test_what_cannot_be_read(graph: Graph, tmp_path: Path) -> None:
    given = mapped(tmp_path, 'system: s\nsheets: {A: {tells: {o: {is: person, id: "s:{n}", fields: {name: "{n}"}}}}}\n')
    (tmp_path / "t.csv").write_text("n\n1\n", encoding="utf-8")
    with pytest.raises(
        InputError, match="What the columns mean has to be told. Run: relgraph import table .* --propose"
    ):
        await import_source(graph, TABLE, tmp_path / "t.csv", Given())
    with pytest.raises(InputError, match="is a folder. Name one file"):
        await import_source(graph, TABLE, tmp_path, given)
    (tmp_path / "no.xlsx").write_bytes(b"PK\x03\x04 and more")
    with pytest.raises(InputError, match="is no workbook that can be read"):
        await import_source(graph, TABLE, tmp_path / "no.xlsx", given)
    Workbook().save(tmp_path / "b.xlsx")
    with pytest.raises(InputError, match="b.xlsx has no sheet 'A'. Its sheets are Sheet."):
        await import_source(graph, TABLE, tmp_path / "b.xlsx", given)
    with pytest.raises(InputError, match="t.csv has no sheets"):
        await import_source(graph, TABLE, tmp_path / "t.csv", given)
