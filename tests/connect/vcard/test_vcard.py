"""Address books: people, their employers, and whom they work with."""

import io
import time
from pathlib import Path

import pytest
from hypothesis import given as supposing
from hypothesis import settings
from hypothesis import strategies as st

from relgraph.connect.loading.service import import_source
from relgraph.connect.loading.spool import spooled
from relgraph.connect.source import Given
from relgraph.connect.vcard.cards import MOST_TEXT, cards_of
from relgraph.connect.vcard.properties import said_by
from relgraph.connect.vcard.service import VCARD, read
from relgraph.core.errors import InputError
from relgraph.graph.client import Graph
from relgraph.kinds import KINDS
from relgraph.record.read import find

BOOK = r"""BEGIN:VCARD
VERSION:2.1
N;LANGUAGE=en-us:Lee;Ann;Q.;Dr.;
FN:Dr. Ann Lee
NICKNAME:Annie
ORG:Grid, Inc.;Supply;Steel
TITLE:Head of Steel
TEL;CELL;VOICE:(030) 555-1234
TEL;HOME;VOICE:(030) 555-9999
EMAIL;PREF;INTERNET:Ann@Grid.test
X-MS-MANAGER:bo ek
X-MS-ASSISTANT:Cy Fox
X-MS-SPOUSE:Secret Love
BDAY:19800101
NOTE;ENCODING=QUOTED-PRINTABLE:private=0D=0A=
TEL;CELL:+491700000000
END:VCARD

BEGIN:VCARD
VERSION:4.0
UID:urn:uuid:b0-ek
FN:Bo Ek
ORG;TYPE=work:GRID,  inc.;Supply
TITLE:CPO
TEL;VALUE=uri;TYPE="work,cell":tel:+49-30-555-77;ext=1
TEL;TYPE=CELL:none
URL:https://www.linkedin.com/in/BoEk/
URL:https://blog.test
RELATED;TYPE=co-worker:urn:uuid:cy
RELATED;TYPE=spouse:Secret Love
RELATED;TYPE=colleague:Nobody Here
PHOTO:data:image/jpeg;base64,/9j
 AAAA:AAAA
END:VCARD
BEGIN:VCARD
VERSION:3.0
UID:cy
N:Fox;Cy;;;
EMAIL;type=INTERNET;type=WORK:cy@grid.test
item1.X-ABRELATEDNAMES;type=pref:Bo Ek
item1.X-ABLabel:_$!<Manager>!$_
item2.X-ABRELATEDNAMES:Secret Love
item2.X-ABLabel:_$!<Spouse>!$_
X-MANAGER:Cy Fox
PHOTO;ENCODING=b;TYPE=JPEG:AAAA
AAAA
PROFILE:VCard
END:VCARD
BEGIN:VCARD
VERSION:3.0
EMAIL:only@mail.test
END:VCARD
BEGIN:VCARD
VERSION:3.0
TEL;TYPE=CELL:+49 170 1
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Broken
BEGIN:VCARD
VERSION:3.0
X-ABShowAs:COMPANY
FN:Grid
END:VCARD
"""


async def test_people_of_an_address_book(graph: Graph, tmp_path: Path) -> None:
    file = tmp_path / "book.vcf"
    file.write_text(BOOK, encoding="utf-8", newline="\r\n")
    report = await import_source(graph, VCARD, file, Given())
    (told,) = report.files
    assert (told.rows, told.created, told.unchanged, told.rejected) == (7, 2, 1, 4)
    assert [(p.row, p.column, p.message) for p in told.problems] == [
        (19, "TEL", "'none' is no phone number"),
        (35, None, "the person reports to themselves"),
        (53, "FN", "card 5 has neither a name nor an e-mail address"),
        (57, None, "card 6 does not end"),
    ]
    assert str(told.note).split("; ") == [
        "cards of groups and organisations, left out: 1",
        "colleagues who are named and are not one card of the import, left out: 1",
    ]
    people = await find(graph, KINDS["person"], as_of=None, limit=20)
    assert {p.id: (p.name, p.aliases) for p in people} == {
        "vcard:person.dr.-ann-lee.ann@grid.test": ("Dr. Ann Lee", ("Annie",)),
        "vcard:b0-ek": ("Bo Ek", ()),
        "vcard:cy": ("Cy Fox", ()),
        "vcard:person.only@mail.test": ("only@mail.test", ()),
    }
    identifiers = await find(graph, KINDS["identifier"], as_of=None, limit=20)
    assert {i.id: i.person for i in identifiers} == {
        "email:ann@grid.test": "vcard:person.dr.-ann-lee.ann@grid.test",
        "phone:0305551234": "vcard:person.dr.-ann-lee.ann@grid.test",
        "phone:+493055577": "vcard:b0-ek",
        "linkedin:in/boek": "vcard:b0-ek",
        "email:cy@grid.test": "vcard:cy",
        "email:only@mail.test": "vcard:person.only@mail.test",
    }
    assert (report.rejects / "book.vcf").read_bytes().count(b"BEGIN:VCARD") == 4
    again = await import_source(graph, VCARD, file, Given())
    assert (again.nothing_changed, again.files[0].rejected) == (True, 4)


async def test_where_they_work_and_with_whom(graph: Graph, tmp_path: Path) -> None:
    file = tmp_path / "book.vcf"
    file.write_text(BOOK, encoding="utf-8")
    await import_source(graph, VCARD, file, Given())
    employers = await find(graph, KINDS["organization"], as_of=None, limit=20)
    assert [(o.id, o.name, o.kind) for o in employers] == [("vcard:org.grid,-inc.", "Grid, Inc.", "other")]
    units = await find(graph, KINDS["unit"], as_of=None, limit=20)
    assert {(u.id, u.name, u.parent) for u in units} == {
        ("vcard:unit.grid,-inc..supply", "Supply", None),
        ("vcard:unit.grid,-inc..supply.steel", "Steel", "vcard:unit.grid,-inc..supply"),
    }
    seats = await find(graph, KINDS["position"], as_of=None, limit=20)
    assert {(s.person, s.unit, s.title) for s in seats} == {
        ("vcard:person.dr.-ann-lee.ann@grid.test", "vcard:unit.grid,-inc..supply.steel", "Head of Steel"),
        ("vcard:b0-ek", "vcard:unit.grid,-inc..supply", "CPO"),
    }
    lines = await find(graph, KINDS["reporting_line"], as_of=None, limit=20)
    assert {(line.person, line.manager) for line in lines} == {
        ("vcard:person.dr.-ann-lee.ann@grid.test", "vcard:b0-ek"),
        ("vcard:cy", "vcard:b0-ek"),
    }
    ties = await find(graph, KINDS["tie"], as_of=None, limit=20)
    assert {(frozenset({t.person_a, t.person_b}), t.basis, t.strength) for t in ties} == {
        (frozenset({"vcard:cy", "vcard:person.dr.-ann-lee.ann@grid.test"}), "assistant", None),
        (frozenset({"vcard:cy", "vcard:b0-ek"}), "colleague", None),
    }


async def test_a_manager_with_a_namesake_is_nobody(graph: Graph, tmp_path: Path) -> None:
    for n in (1, 2):
        card = f"BEGIN:VCARD\nUID:{n}\nFN:Bo Ek\nX-MANAGER:BO EK\nEND:VCARD\n"
        (tmp_path / f"{n}.vcf").write_text(card)
    report = await import_source(graph, VCARD, tmp_path, Given(), rejects=tmp_path / "r")
    note = "managers who are named and are not one card of the import, left out: 1"
    assert [(f.file, f.rows, f.rejected, f.note) for f in report.files] == [
        ("1.vcf", 1, 0, note),
        ("2.vcf", 1, 0, note),
    ]
    assert await find(graph, KINDS["reporting_line"], as_of=None, limit=20) == []


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg =\r\nK=C3=A4se", "Jörg Käse"),
        (b"FN;quoted-printable;charset=iso-8859-1:J=F6rg K=E4se", "Jörg Käse"),
        (b"FN;CHARSET=windows-1252:J\xf6rg K\xe4se", "Jörg Käse"),
        (b"FN:J\xf6rg K\xe4se", "Jörg Käse"),
        ("FN:Jörg\r\n  Kä\r\n\tse".encode(), "Jörg Käse"),
        (b"N:K\\,S\\;E\\\\;J;;;", "J K,S;E\\"),
        ("N:王;小明;;;".encode(), "王小明"),
        (b"a.fn:Mr. John Richter, James Doe\\nSr.", "Mr. John Richter, James Doe Sr."),
        (b"AGENT:\r\nBEGIN:VCARD\r\nFN:Agent\r\nEND:VCARD\r\nFN:Principal", "Principal"),
        (b"PHOTO:" + b"A" * 3 * MOST_TEXT + b"\r\nFN:Ann", "Ann"),
    ],
)
def test_names_as_systems_write_them(tmp_path: Path, lines: bytes, name: str) -> None:
    file = tmp_path / "x.vcf"
    file.write_bytes(b"BEGIN:vCard\r\nVERSION:2.1\r\n" + lines + b"\r\nEND:vCard\r\n")
    with spooled() as spool:
        read(file, Given(), spool)
        assert spool.ask("SELECT thing ->> 'name' FROM things").fetchall() == [(name,)]
        assert spool.ask("SELECT count(*) FROM problems").fetchone() == (0,)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_files_with_a_mark(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "x.vcf"
    file.write_text("BEGIN:VCARD\nFN:Jörg\nEND:VCARD\n", encoding=encoding)
    with spooled() as spool:
        read(file, Given(), spool)
        assert spool.ask("SELECT thing ->> 'id' FROM things").fetchall() == [("vcard:person.jörg",)]


@pytest.mark.parametrize(
    ("lines", "column", "message"),
    [
        (b"FN:Ann\nORG;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=C3", "ORG", "cannot be read"),
        (b'FN:Ann\nTITLE;X="a:b', "TITLE", "cannot be read"),
        (b"FN:Ann\nTITLE:" + b"x" * MOST_TEXT, None, "card 1 has more than 100,000 letters of names and addresses"),
    ],
)
def test_what_is_wrong_with_a_card(tmp_path: Path, lines: bytes, column: str | None, message: str) -> None:
    file = tmp_path / "x.vcf"
    file.write_bytes(b"BEGIN:VCARD\n" + lines + b"\nEND:VCARD\nBEGIN:VCARD\nFN:Bo\nEND:VCARD")
    with spooled() as spool:
        read(file, Given(), spool)
        ((line, told, said),) = spool.ask('SELECT line, "column", message FROM problems').fetchall()
        assert (line, told) == (1, column)
        assert message in said
        assert spool.has("vcard:person.bo")


def test_no_cards(tmp_path: Path) -> None:
    (tmp_path / "x.vcf").write_text("nothing")
    with spooled() as spool, pytest.raises(InputError, match="holds no cards"):
        read(tmp_path, Given(), spool)


@pytest.mark.parametrize(
    "line",
    [
        "TEL;T=" + "a=," * 20_000,
        "TEL" + ";a" * 30_000,
        "TEL;T=" + '"a"' * 20_000,
        "a" * 40_000 + ".TEL;" + "b" * 40_000,
        "ORG:" + "a" * 90_000 + "\\",
        "ORG:" + "\\" * 90_001,
        "ORG:" + ";" * 90_000,
    ],
)
def test_no_line_takes_long(line: str) -> None:
    begun = time.perf_counter()
    (card,) = cards_of(io.BytesIO(f"BEGIN:VCARD\n{line}\nEND:VCARD".encode()))
    said = said_by(card, "utf-8", given=False)
    told = [each.parts() for each in said.properties]
    assert len(told) + len(said.faults) <= 1
    assert time.perf_counter() - begun < 5


@settings(deadline=None, max_examples=150)
@supposing(st.lists(st.sampled_from([*BOOK.splitlines(), "", "AGENT:", " fold", "X;ENCODING=QUOTED-PRINTABLE:a="])))
def test_however_lines_stand_every_card_counts(lines: list[str]) -> None:
    content = "\r\n".join(lines).encode()
    cards = list(cards_of(io.BytesIO(content)))
    assert [card.number for card in cards] == list(range(1, len(cards) + 1))
    assert len(cards) <= lines.count("BEGIN:VCARD")
    for card in cards:
        assert content[card.start : card.end].upper().startswith(b"BEGIN:VCARD")
        assert card.whole == content[card.start : card.end].rstrip().upper().endswith(b"END:VCARD")
