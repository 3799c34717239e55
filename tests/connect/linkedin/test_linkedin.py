"""Connections of a LinkedIn member: people, their employers, and that the member knows them."""

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given as supposing
from hypothesis import settings
from hypothesis import strategies as st

from relgraph.connect.linkedin.service import LINKEDIN, read
from relgraph.connect.loading.service import import_source
from relgraph.connect.loading.spool import spooled
from relgraph.connect.source import Given
from relgraph.core.errors import InputError
from relgraph.kinds import KINDS
from relgraph.record.read import find
from tests.draw import Drawing, tid

ROWS = (
    b"\xef\xbb\xbfNotes:\r\n"
    b'"When exporting your connection data, you may notice, that some addresses are missing."\r\n'
    b"\r\n"
    b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n"
    b'Mei,Sun,https://www.linkedin.com/in/Mei-Sun-1a/,,"Grid, Inc.",Buyer,12 Mar 2024\r\n'
    b'Jan,Hut,https://www.linkedin.com/in/janhut,jan@grid.test,"GRID,  inc.","Engineer ""Platform""",03 Jan 2023\r\n'
    b"Ann,,https://www.linkedin.com/in/ann-k,,,Adviser,7-Feb-22\r\n"
    b",,,,,,\r\n"
    b",,https://www.linkedin.com/in/nobody,,,,\r\n"
    b"Bo,Ek,,,Mill,,01 Aug 2021\r\n"
    b"\xe4\xbc\x9f,\xe7\x8e\x8b,https://www.linkedin.com/in/wei,nonsense,Mill,,01 Aug 2021\r\n"
    b"Cy,Fox,https://www.linkedin.com/in/cy,,Mill,,01 Foo 2021\r\n"
    b"Di,Gray,https://www.linkedin.com/in/di,,Mill,,01 Aug 2921\r\n"
)
OWNED = Given(owner=tid("me"), day=date(2026, 3, 1))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "Connections.csv"
    file.write_bytes(ROWS)
    return file


@pytest.fixture
async def ours(drawing: Drawing) -> Drawing:
    await drawing.org("us", "vendor").person("me", at="us").save()
    return drawing


async def test_people_whom_the_owner_knows(ours: Drawing, file: Path) -> None:
    report = await import_source(ours.graph, LINKEDIN, file, OWNED)
    (told,) = report.files
    assert (told.file, told.rows, told.created, told.rejected) == ("Connections.csv", 8, 4, 4)
    assert told.note == "positions without a company, left out: 1"
    assert [(p.row, p.column, p.message) for p in told.problems] == [
        (9, "First Name", "the person has no name"),
        (11, "Email Address", "'nonsense' is no e-mail address"),
        (12, "Connected On", "'01 Foo 2021' is no day"),
        (13, "Connected On", "2921-08-01 is in the future"),
    ]
    people = await find(ours.graph, KINDS["person"], as_of=None, limit=20)
    assert {p.id: p.name for p in people} == {
        tid("me"): "me",
        "linkedin:mei-sun-1a": "Mei Sun",
        "linkedin:janhut": "Jan Hut",
        "linkedin:ann-k": "Ann",
        "linkedin:person.bo-ek.mill": "Bo Ek",
        "linkedin:wei": "王伟",
        "linkedin:cy": "Cy Fox",
        "linkedin:di": "Di Gray",
    }
    identifiers = await find(ours.graph, KINDS["identifier"], as_of=None, limit=20)
    assert {i.id: i.person for i in identifiers} == {
        "linkedin:in/mei-sun-1a": "linkedin:mei-sun-1a",
        "linkedin:in/janhut": "linkedin:janhut",
        "email:jan@grid.test": "linkedin:janhut",
        "linkedin:in/ann-k": "linkedin:ann-k",
        "linkedin:in/wei": "linkedin:wei",
        "linkedin:in/cy": "linkedin:cy",
        "linkedin:in/di": "linkedin:di",
    }


async def test_seats_and_ties(ours: Drawing, file: Path) -> None:
    await import_source(ours.graph, LINKEDIN, file, OWNED)
    employers = await find(ours.graph, KINDS["organization"], as_of=None, limit=9)
    assert {o.id: (o.name, o.kind) for o in employers if o.id != tid("us")} == {
        "linkedin:org.grid,-inc.": ("Grid, Inc.", "other"),
        "linkedin:org.mill": ("Mill", "other"),
    }
    seats = await find(ours.graph, KINDS["position"], as_of=None, limit=20)
    assert {(s.person, s.organization, s.title) for s in seats if s.organization != tid("us")} == {
        ("linkedin:mei-sun-1a", "linkedin:org.grid,-inc.", "Buyer"),
        ("linkedin:janhut", "linkedin:org.grid,-inc.", 'Engineer "Platform"'),
        ("linkedin:person.bo-ek.mill", "linkedin:org.mill", None),
        ("linkedin:wei", "linkedin:org.mill", None),
        ("linkedin:cy", "linkedin:org.mill", None),
        ("linkedin:di", "linkedin:org.mill", None),
    }
    ties = await find(ours.graph, KINDS["tie"], as_of=None, limit=20)
    assert {({t.person_a, t.person_b} - {tid("me")}).pop(): t.valid_from for t in ties} == {
        "linkedin:mei-sun-1a": date(2024, 3, 12),
        "linkedin:janhut": date(2023, 1, 3),
        "linkedin:ann-k": date(2022, 2, 7),
        "linkedin:person.bo-ek.mill": date(2021, 8, 1),
        "linkedin:wei": date(2021, 8, 1),
    }
    assert {(t.basis, t.strength, t.last_contact, t.source) for t in ties} == {
        ("LinkedIn", None, None, "linkedin Connections.csv 2026-03-01")
    }

    again = await import_source(ours.graph, LINKEDIN, file, OWNED)
    assert (again.nothing_changed, again.files[0].rejected) == (True, 4)


async def test_an_archive_and_a_folder_hold_the_same(ours: Drawing, file: Path, tmp_path: Path) -> None:
    archive = tmp_path / "Basic_LinkedInDataExport.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("Profile.csv", "First Name\nMe\n")
        packed.writestr("export/connections.csv", ROWS)
    first = await import_source(ours.graph, LINKEDIN, archive, OWNED)
    assert (first.files[0].rows, first.created) == (8, 4)
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "Connections.csv").write_bytes(ROWS)
    assert (await import_source(ours.graph, LINKEDIN, folder, OWNED)).nothing_changed


@pytest.mark.parametrize(
    ("owner", "content", "message", "remedy"),
    [
        (None, ROWS, "The file does not say whose connections these are.", "--owner ID"),
        ("Jane Doe", ROWS, "'Jane Doe' is no id.", "--owner ID"),
        (tid("me"), b"a,b\n1,2\n", "has no header.", "names of the columns"),
    ],
)
def test_what_it_needs(file: Path, owner: str | None, content: bytes, message: str, remedy: str) -> None:
    file.write_bytes(content)
    with spooled() as spool, pytest.raises(InputError) as raised:
        read(file, Given(owner=owner), spool)
    assert message in str(raised.value)
    assert remedy in str(raised.value.remedy)


def test_an_archive_of_something_else(tmp_path: Path) -> None:
    archive = tmp_path / "other.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("readme.txt", "x")
    for path in (archive, tmp_path):
        with spooled() as spool, pytest.raises(InputError, match=r"holds no Connections\.csv"):
            read(path, OWNED, spool)


CELL = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


@settings(deadline=None, max_examples=60)
@supposing(rows=st.lists(st.tuples(CELL, CELL, CELL, CELL, CELL, CELL, CELL), max_size=8))
def test_whatever_stands_in_the_cells_every_row_counts(
    rows: list[tuple[str, ...]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"])
    writer.writerows(rows)
    file = tmp_path_factory.mktemp("any") / "Connections.csv"
    file.write_text(text.getvalue(), encoding="utf-8", newline="")
    with spooled() as spool:
        read(file, OWNED, spool)
        count = spool.rows
    assert count == sum(1 for row in rows if "".join(row).strip())
