"""The files of an export: of folders, sub-folders, archives; what an import left of rejected rows is apart."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from relgraph.connect.linkedin.service import LINKEDIN
from relgraph.connect.source import Given
from relgraph.connect.tabular import archives
from relgraph.connect.tabular.files import table_files
from relgraph.connect.tabular.workbook import names_of
from relgraph.core.errors import InputError


def archived(path: Path, *names: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as opened:
        for name in names:
            opened.writestr(zipfile.ZipInfo(name, (2026, 5, 4, 3, 2, 0)), f"from {name}")
    return path


def names(path: Path, folder: Path) -> list[str]:
    folder.mkdir()
    return [file.name for file in table_files(path, folder)]


def test_one_file_is_an_export_whatever_it_is_called(tmp_path: Path) -> None:
    file = tmp_path / "export.txt"
    file.write_text("Id,Name\n")
    assert names(file, tmp_path / "work") == ["export.txt"]


def test_folders_archives_and_archives_in_folders(tmp_path: Path) -> None:
    export = tmp_path / "export"
    for name in (
        "b.CSV",
        "a/b.csv",
        "a/notes.txt",
        "Account.csv-rejects/Account.csv",
        "Account.csv-rejects/problems.csv",
    ):
        (export / name).parent.mkdir(parents=True, exist_ok=True)
        (export / name).write_text(name)
    archived(export / "c.zip", "x/Account.csv", "Account.csv", "__MACOSX/Account.csv", "logo.png")
    assert names(export, tmp_path / "work") == ["a/b.csv", "b.CSV", "c.zip/Account.csv", "c.zip/x/Account.csv"]
    # A folder of rejected rows is an export of its own.
    assert names(export / "Account.csv-rejects", tmp_path / "mended") == ["Account.csv"]


def test_files_of_archives_keep_their_day_and_stay_apart(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    archive = archived(tmp_path / "export.zip", "../../Account.csv", "x/Account.csv")
    found = list(table_files(archive, tmp_path / "work"))
    assert [file.path.read_text() for file in found] == ["from ../../Account.csv", "from x/Account.csv"]
    assert {file.path.parents[1] for file in found} == {tmp_path / "work"}
    assert {date.fromtimestamp(file.path.stat().st_mtime) for file in found} == {date(2026, 5, 4)}


def test_archives_that_cannot_be_unpacked_are_refused(tmp_path: Path) -> None:
    archive = archived(tmp_path / "export" / "a.zip", "Account.csv")
    whole = archive.read_bytes()
    # The flag of a member that is encrypted, in its entry of the directory.
    entry = whole.index(b"PK\x01\x02")
    archive.write_bytes(whole[: entry + 8] + b"\x01" + whole[entry + 9 :])
    with pytest.raises(InputError, match=r"a\.zip is encrypted\."):
        names(tmp_path / "export", tmp_path / "one")
    archive.write_bytes(whole[:20])
    with pytest.raises(InputError, match=r"a\.zip is no whole archive: File is not a zip file\. Download it again\."):
        names(tmp_path / "export", tmp_path / "two")


def test_an_archive_that_holds_far_more_than_exports_do_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("Account.csv", b"0" * 3_000_000)
    monkeypatch.setattr(archives, "ALWAYS_FINE", 1_000_000)
    with pytest.raises(InputError, match="would unpack to 3,000,000 bytes in 1 files, more than any export"):
        names(bomb, tmp_path / "work")
    assert list((tmp_path / "work").iterdir()) == []
    for read in (lambda: names_of(bomb), lambda: LINKEDIN.read(bomb, Given(owner="t:me"), None)):  # type: ignore[arg-type]
        with pytest.raises(InputError, match="more than any export"):
            read()
    monkeypatch.setattr(archives, "ALWAYS_FINE", 3_000_000)
    assert names(bomb, tmp_path / "again") == ["Account.csv"]
    monkeypatch.setattr(archives, "MOST_MEMBERS", 2)
    many = archived(tmp_path / "many.zip", "a.csv", "b.csv", "c.csv")
    with pytest.raises(InputError, match="in 3 files"):
        names(many, tmp_path / "third")
