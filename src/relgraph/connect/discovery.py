"""Which exports lie in a folder, by what their files look like: what to import, and what nothing reads."""

import os
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from relgraph.connect.csv.columns import FaultyError, RowParser
from relgraph.connect.csv.files import FILES
from relgraph.connect.glance import Glance, KnownBy, Recognition, glance
from relgraph.connect.hubspot.service import HUBSPOT
from relgraph.connect.linkedin.service import LINKEDIN
from relgraph.connect.mail.service import MAIL, is_maildir
from relgraph.connect.msgraph.service import MSGRAPH
from relgraph.connect.orgchart.source import ORGCHART
from relgraph.connect.report import PROBLEMS
from relgraph.connect.salesforce.service import SALESFORCE
from relgraph.connect.source import Source
from relgraph.connect.sources import CSV, SOURCES
from relgraph.connect.table.source import TABLE
from relgraph.connect.vcard.service import VCARD
from relgraph.core.errors import InputError
from relgraph.core.extras import named

MOST_FILES = 1_000
"""A folder with more files than this is most likely not one of exports."""

_SUREST = (LINKEDIN, HUBSPOT, SALESFORCE, MSGRAPH, VCARD, MAIL)
_OF_ANYBODY = (ORGCHART, TABLE)
_SUREST_FIRST = (*_SUREST, *(each for each in SOURCES if each not in _SUREST + _OF_ANYBODY), *_OF_ANYBODY)


@dataclass(frozen=True)
class FoundFile:
    """A file of an export: its name below the folder, and what is in it."""

    path: Path
    name: str
    seen: Recognition


@dataclass(frozen=True)
class FoundExport:
    """What one source reads, or one file of several where it reads each alone. `source`: None for relgraph's own."""

    source: Source | None
    path: Path
    files: tuple[FoundFile, ...]

    @property
    def name(self) -> str:
        """The source as the command names it."""
        return self.source.name if self.source else CSV

    @property
    def command(self) -> str:
        """What to type to import it."""
        path = shlex.quote(str(self.path))
        if self.source is None:
            return f"relgraph import {path}"
        return f"relgraph import {self.source.name} {path} {self.source.needs}".strip()


@dataclass(frozen=True)
class UnreadFile:
    """A file that nothing reads; `lacks`: what to install so that it is looked into; `link`: it leads elsewhere."""

    name: str
    lacks: str | None = None
    link: bool = False


@dataclass(frozen=True)
class Discovery:
    """What lies in a folder: exports in the order in which they are best imported, and the rest."""

    folder: Path
    exports: tuple[FoundExport, ...]
    unread: tuple[UnreadFile, ...]


def discover(folder: Path) -> Discovery:
    """Look through a folder, or at a file. Links that lead out of it are named, and not followed.

    Raises InputError where it is not there, cannot be read, or holds more than MOST_FILES files.
    """
    if not folder.exists():
        raise InputError(f"{folder} is not there.", remedy="Name the folder, or the file, that a system exported.")
    found: dict[str, list[FoundFile]] = {}
    unread: list[UnreadFile] = []
    for path in _paths(folder):
        name = path.name if path == folder else path.relative_to(folder).as_posix()
        if path != folder and not path.resolve().is_relative_to(folder.resolve()):
            unread.append(UnreadFile(name, link=True))
            continue
        if path.is_dir() and not is_maildir(path):
            continue  # a link to what is looked at anyway
        source, seen, lacks = recognise(path)
        if seen:
            found.setdefault(source, []).append(FoundFile(path, name, seen))
        else:
            unread.append(UnreadFile(name, lacks))
    exports = [each for name in (CSV, *(s.name for s in _ORDER)) for each in _exports(name, found.get(name, []))]
    return Discovery(folder, tuple(exports), tuple(unread))


def recognise(path: Path) -> tuple[str, Recognition | None, str | None]:
    """Which source reads a file, and what it finds; else what to install. Raises InputError where it is unreadable."""
    try:
        seen = glance(path)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", remedy="Mend that, or move it away.") from error
    if own := _own_format(seen):
        return CSV, own, None
    for source in _SUREST_FIRST:
        if source.recognise and (recognition := source.recognise(seen)):
            return source.name, recognition, None
    return "", None, named(seen.lacks) if seen.lacks else None


def other_systems(path: Path) -> InputError | None:
    """Why a path is no folder of relgraph's own, where it holds what other systems export; None else."""
    try:
        if any(recognise(each)[0] == CSV for name in FILES if (each := path / name).is_file()):
            return None
        found = [each for each in discover(path).exports if each.source]
    except InputError:
        return None  # told better by whoever reads it
    if not found:
        return None
    lines = [f"  {each.command}" for each in found]
    systems = ", ".join(dict.fromkeys(each.name for each in found))
    reads = "reads" if "," not in systems else "read"
    whole = [f"  relgraph init {shlex.quote(str(path))}   (asks, and does all of it)"] if path.is_dir() else []
    return InputError(
        f"{path} is no CSV folder of relgraph's own, but holds what {systems} {reads}.",
        remedy="Name the source:\n" + "\n".join([*lines, *whole]),
    )


_ORDER = (SALESFORCE, HUBSPOT, MSGRAPH, *(s for s in SOURCES if s not in (SALESFORCE, HUBSPOT, MSGRAPH)))
"""Who tells most of accounts and of ours comes first: what is told later is recognised by it."""


def _exports(name: str, files: list[FoundFile]) -> Iterator[FoundExport]:
    source = next((each for each in SOURCES if each.name == name), None)
    if source and source.alone:
        yield from (FoundExport(source, each.path, (each,)) for each in files)
    elif len(files) == 1 and source:
        yield FoundExport(source, files[0].path, tuple(files))
    elif files:
        common = os.path.commonpath([each.path.parent for each in files])
        yield FoundExport(source, Path(common), tuple(files))


def _paths(folder: Path) -> Iterator[Path]:
    """The files in their order; mailboxes that are folders as one, what an import rejected left out."""
    if not folder.is_dir() or is_maildir(folder):
        yield folder
        return
    count = 0
    for within, folders, files in os.walk(folder):
        here = Path(within)
        if here != folder and (PROBLEMS in files or is_maildir(here)):
            folders.clear()
            if PROBLEMS not in files:
                yield here
            continue
        folders.sort()
        yield from (here / name for name in folders if (here / name).is_symlink())
        count += len(files)
        if count > MOST_FILES:
            raise InputError(
                f"{folder} holds more than {MOST_FILES:,} files.",
                remedy="Name the folder that holds the exports alone.",
            )
        yield from (here / name for name in sorted(files) if name != PROBLEMS and (here / name).is_file())


def _own_format(seen: Glance) -> Recognition | None:
    """A file of relgraph's own: called as a kind's file is, with columns of that kind."""
    file = FILES.get(seen.path.name)
    if file is None or not seen.tables:
        return None
    try:
        RowParser(file.model, seen.tables[0].columns)
    except FaultyError:
        return None
    return Recognition(seen.path.name, KnownBy.COLUMNS)
