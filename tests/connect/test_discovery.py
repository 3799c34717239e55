"""What lies in a folder is recognised by what it looks like; nothing is left unsaid, and links are not followed."""

import os
import zipfile
from pathlib import Path

import pytest

from relgraph.connect import discovery
from relgraph.connect.discovery import discover, other_systems
from relgraph.connect.glance import KnownBy
from relgraph.core.assets import asset_dir
from relgraph.core.errors import InputError

DATA = os.environ.get("RELGRAPH_DATA", "/nonexistent")
CONNECTIONS = 'Notes:\n"Some, addresses are missing."\n\nFirst Name,Last Name,URL,Company,Position,Connected On\n'
FILES = {
    "sf/Account.csv": "Id,IsDeleted,Name,Type\n001000000000001AAA,0,Grid,Customer\n",
    "sf/people of grid.csv": "Last Name,First Name,Account Name,Contact ID\nSun,Mei,Grid,003000000000001\n",
    "hub/contacts.csv": "Record ID,First Name,Last Name,Email\n1,Mei,Sun,mei@grid.test\n",
    "Connections.csv": CONNECTIONS,
    "users.json": '{"value": [{"id": "u1", "displayName": "Ann Low"}]}',
    "book.vcf": "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Mei Sun\r\nEND:VCARD\r\n",
    "sent": "From ann@us.test Mon Jan  5 10:00:00 2026\nFrom: ann@us.test\n\nhello\n",
    "week.ics": "BEGIN:VCALENDAR\nEND:VCALENDAR\n",
    "staff.csv": "No;Name;Reports to;Title\n1;Ann;;CEO\n",
    "list.csv": "Full Name,Company\nAnn,Grid\n",
    "gbk.csv": "姓名,公司\n孙梅,电网\n",
    "sums.csv": "year,sum\n2025,1\n",
    "settings.json": '{"colour": "red"}',
    "readme.txt": "Nothing to see.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "all of it"
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="gb18030" if name == "gbk.csv" else "utf-8", newline="")
    for part in ("cur", "new", "tmp"):
        (folder / "box" / part).mkdir(parents=True)
    (folder / "box" / "cur" / "1").write_text("From: ann@us.test\n\n")
    return folder


def test_every_file_is_read_by_one_source_or_named(folder: Path) -> None:
    found = discover(folder)
    assert [(each.name, {file.name: file.seen.holds for file in each.files}) for each in found.exports] == [
        ("salesforce", {"sf/Account.csv": "Account", "sf/people of grid.csv": "Contact"}),
        ("hubspot", {"hub/contacts.csv": "contacts"}),
        ("msgraph", {"users.json": "users"}),
        ("table", {"gbk.csv": "姓名, 公司"}),
        ("table", {"list.csv": "Full Name, Company"}),
        ("linkedin", {"Connections.csv": "Connections.csv"}),
        ("vcard", {"book.vcf": "vCards"}),
        ("mail", {"sent": "mbox", "week.ics": "calendar", "box": "Maildir"}),
        ("orgchart", {"staff.csv": "staff table"}),
    ]
    assert [each.name for each in found.unread] == ["readme.txt", "settings.json", "sums.csv"]
    assert {file.name: file.seen.by for each in found.exports for file in each.files if each.name == "mail"} == {
        "sent": KnownBy.BEGINNING,
        "week.ics": KnownBy.BEGINNING,
        "box": KnownBy.FOLDER,
    }
    by_name = {each.name: each.command for each in found.exports}
    assert by_name["salesforce"] == f"relgraph import salesforce '{folder}/sf'"
    assert by_name["linkedin"] == f"relgraph import linkedin '{folder}/Connections.csv' --owner ID-of-one-of-ours"


def test_archives_are_looked_into(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "WE_00D.ZIP", "w") as packed:
        packed.writestr("Account.csv", FILES["sf/Account.csv"] + "001000000000002AAA,0,Ö,Customer\n" * 5_000)
        packed.writestr(
            "User.csv", '"ID","USERNAME","LASTNAME","EMAIL"\n"005000000000001AAA","a@us","Low","a@us.test"\n'
        )
    with zipfile.ZipFile(tmp_path / "Basic.zip", "w") as packed:
        packed.writestr("in/Connections.csv", CONNECTIONS)
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as packed:
        packed.writestr("a.png", b"\x89PNG")
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 and no more")
    found = discover(tmp_path)
    assert [(each.name, each.path.name, each.files[0].seen.holds) for each in found.exports] == [
        ("salesforce", "WE_00D.ZIP", "Account, User"),
        ("linkedin", "Basic.zip", "Connections.csv"),
    ]
    assert [each.name for each in found.unread] == ["broken.zip", "photos.zip"]


def test_links_that_lead_out_are_named_and_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text(FILES["list.csv"])
    (folder / "away.csv").symlink_to(tmp_path / "secret.csv")
    (folder / "again.csv").symlink_to(folder / "list.csv")
    (folder / "up").symlink_to(tmp_path, target_is_directory=True)
    found = discover(folder)
    assert [each.name for each in found.unread if each.link] == ["up", "away.csv"]
    assert "again.csv" in [file.name for each in found.exports for file in each.files]
    assert len(found.unread) == 5


def test_what_an_import_rejected_is_no_export(folder: Path) -> None:
    before = discover(folder)
    rejects = folder / "sf-rejects"
    rejects.mkdir()
    (rejects / "problems.csv").write_text("file,row\n")
    (rejects / "Account.csv").write_text(FILES["sf/Account.csv"])
    assert discover(folder) == before


def test_a_folder_of_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery, "MOST_FILES", 2)
    for name in "abc":
        (tmp_path / name).touch()
    with pytest.raises(InputError, match="holds more than 2 files") as raised:
        discover(tmp_path)
    assert raised.value.remedy == "Name the folder that holds the exports alone."
    with pytest.raises(InputError, match="is not there"):
        discover(tmp_path / "nowhere")


def test_folders_of_our_own_are_recognised_by_names_and_columns(tmp_path: Path) -> None:
    world = asset_dir("demo") / "world"
    (export,) = discover(world).exports
    assert (export.source, export.command, len(export.files)) == (None, f"relgraph import {world}", 23)
    assert other_systems(world) is None
    # Called as one of ours, and exported by Salesforce.
    (tmp_path / "opportunities.csv").write_text("Id,Name,StageName,CloseDate\n006000000000001AAA,Deal,Won,2026-01-01\n")
    told = other_systems(tmp_path)
    assert told is not None
    assert f"relgraph import salesforce {tmp_path}/opportunities.csv" in str(told.remedy)


@pytest.mark.skipif(not Path(DATA, "crm").is_dir(), reason="RELGRAPH_DATA names no reference exports")
def test_reference_exports() -> None:
    found = discover(Path(DATA, "crm"))
    assert {each.name: len(each.files) for each in found.exports} == {
        "salesforce": 8,
        "hubspot": 3,
        "msgraph": 2,
        "linkedin": 1,
        "vcard": 17,
    }
    charts = discover(Path(DATA, "orgcharts")).exports
    assert {each.name for each in charts} == {"orgchart"}
