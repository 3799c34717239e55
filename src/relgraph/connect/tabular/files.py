"""The CSV files of an export, however it was handed over: one file, a folder with sub-folders, zip archives."""

import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from relgraph.connect.report import PROBLEMS
from relgraph.connect.tabular.archives import check_archive
from relgraph.core.errors import InputError

_TABLE, _ARCHIVE = ".csv", ".zip"
_MADE_BY_SYSTEMS = ("__MACOSX/",)
_ENCRYPTED = 0x1


class TableFile(NamedTuple):
    """A file that may hold a table: where it lies, and its name below the export."""

    path: Path
    name: str


def table_files(path: Path, folder: Path, takes: Callable[[Path], bool] = lambda _file: True) -> Iterator[TableFile]:
    """The files of an export in the order of their names; archives are unpacked into `folder`.

    `takes` says which of a folder are meant.

    What an import left of rejected rows is no part of an export, but one of its own.
    Raises InputError for an archive that cannot be unpacked.
    """
    if path.is_dir():
        for file in sorted(each for each in path.rglob("*") if each.is_file()):
            if not takes(file) or file.name == PROBLEMS or (file.parent != path and (file.parent / PROBLEMS).exists()):
                continue
            name = file.relative_to(path).as_posix()
            if file.suffix.casefold() == _TABLE:
                yield TableFile(file, name)
            elif file.suffix.casefold() == _ARCHIVE:
                yield from (TableFile(each.path, f"{name}/{each.name}") for each in _unpacked(file, folder))
    elif zipfile.is_zipfile(path):
        yield from _unpacked(path, folder)
    else:
        yield TableFile(path, path.name)


def _unpacked(archive: Path, folder: Path) -> Iterator[TableFile]:
    try:
        with zipfile.ZipFile(archive) as opened:
            check_archive(opened, archive)
            members = [m for m in opened.infolist() if _is_table(m)]
            if sum(member.file_size for member in members) > shutil.disk_usage(folder).free:
                raise InputError(f"There is no room to unpack {archive}.", remedy="Make room in the temporary folder.")
            for member in sorted(members, key=lambda each: each.filename):
                yield TableFile(_unpack(opened, archive, member, folder), member.filename)
    except zipfile.BadZipFile as error:
        raise InputError(f"{archive} is no whole archive: {error}.", remedy="Download it again.") from error


def _is_table(member: zipfile.ZipInfo) -> bool:
    return member.filename.casefold().endswith(_TABLE) and not member.filename.startswith(_MADE_BY_SYSTEMS)


def _unpack(opened: zipfile.ZipFile, archive: Path, member: zipfile.ZipInfo, folder: Path) -> Path:
    """A member as a file with its own day. Its path inside the archive says nothing of where it is put."""
    if member.flag_bits & _ENCRYPTED:
        raise InputError(f"{archive} is encrypted.", remedy="Unpack it with its password, and import the folder.")
    target = Path(mkdtemp(dir=folder)) / Path(member.filename).name
    with opened.open(member) as source, target.open("wb") as file:
        shutil.copyfileobj(source, file)
    written = datetime(*member.date_time).timestamp()
    os.utime(target, (written, written))
    return target
