"""Connections of a LinkedIn member (Connections.csv) into people whom the member knows (docs/import.md)."""

import shutil
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from relgraph.connect.loading.spool import SourceRow, Spool
from relgraph.connect.naming import full_name, named_id
from relgraph.connect.source import Given, Source
from relgraph.connect.tabular.archives import check_archive
from relgraph.connect.tabular.days import day_of
from relgraph.connect.tabular.reader import Fault
from relgraph.connect.tabular.table import Cells, TextTable
from relgraph.core.clock import HERE
from relgraph.core.errors import InputError
from relgraph.core.identifiers import normal
from relgraph.record.fields import is_id

SYSTEM = "linkedin"
FILE = "Connections.csv"
BASIS = "LinkedIn"
MOST_BYTES = 100_000_000
"""The largest Connections.csv that is unpacked: LinkedIn allows 30,000 connections, some 10 MB."""

_HEADER = {"First Name", "Last Name", "Connected On"}
_NAMELESS = Fault(
    "First Name", "the person has no name", "Write it, or delete the row: whoever closed their account has none."
)


def read(path: Path, given: Given, spool: Spool) -> None:
    """Tell of every connection who it is, where they work, and that the owner knows them."""
    if not given.owner or not is_id(given.owner):
        said = f"'{given.owner}' is no id" if given.owner else "The file does not say whose connections these are"
        raise InputError(f"{said}.", field="owner", remedy="Name the person of ours: --owner ID, e.g. --owner hr:jane.")
    table = TextTable(given.told_by(SYSTEM, path), given.encoding, is_header=_is_header)
    homeless: dict[int, int] = {}
    for row, cells in table.rows(spool, _connections(path, spool), FILE):
        _tell(row, cells, given, given.owner)
        if "Position" in cells and "Company" not in cells:
            homeless[row.file] = homeless.get(row.file, 0) + 1
    for file, times in homeless.items():
        spool.note(file, f"positions without a company, left out: {times:,}")


def _is_header(cells: Sequence[str]) -> bool:
    return {" ".join(cell.split()) for cell in cells} >= _HEADER


def _connections(path: Path, spool: Spool) -> Path:
    """The file itself, or the one in a folder or an archive."""
    if path.is_dir():
        found = sorted(each for each in path.rglob("*.csv") if each.name.casefold() == FILE.casefold())
        if found:
            return found[0]
    elif not zipfile.is_zipfile(path):
        return path
    else:
        with zipfile.ZipFile(path) as archive:
            check_archive(archive, path)
            for each in archive.infolist():
                if Path(each.filename).name.casefold() == FILE.casefold():
                    return _unpacked(archive, each, spool.folder / FILE)
    raise InputError(f"{path} holds no {FILE}.", remedy=f"Ask LinkedIn for your data, connections among it: {FILE}.")


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> Path:
    if member.file_size > MOST_BYTES:
        raise InputError(f"{FILE} in the archive is larger than {MOST_BYTES:,} bytes.", remedy="Unpack it, and look.")
    try:
        with archive.open(member) as packed, target.open("wb") as file:
            shutil.copyfileobj(packed, file)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise InputError(f"{FILE} cannot be unpacked: {error}.", remedy="Unpack it, and import the file.") from error
    return target


def _tell(row: SourceRow, cells: Cells, given: Given, owner: str) -> None:
    name = full_name(cells.get("First Name"), cells.get("Last Name"))
    if not name:
        row.reject(_NAMELESS)
        return
    url = cells.get("URL", "")
    person = row.tell("person", {"id": _id_of(url, name, cells.get("Company")), "name": name}, {"id": "URL"})
    row.identify("linkedin", url, column="URL", person=person)
    row.identify("email", cells.get("Email Address"), column="Email Address", person=person)
    if person:
        _tell_seat(row, cells, person)
        _tell_tie(row, cells.get("Connected On"), given, {"person_a": owner, "person_b": person})


def _id_of(url: str, name: str, company: str | None) -> str:
    """`linkedin:jane-doe`. The address itself, `linkedin:in/jane-doe`, is an identifier, and no id of anybody."""
    profile = normal("linkedin", url)
    if profile is None:
        return named_id(SYSTEM, "person", name, company)
    return f"{SYSTEM}:{profile.split(':', 1)[1].removeprefix('in/').replace('/', '.')}"


def _tell_seat(row: SourceRow, cells: Cells, person: str) -> None:
    if company := cells.get("Company"):
        employer = {"id": named_id(SYSTEM, "org", company), "name": company, "kind": "other"}
        organization = row.tell("organization", employer, {"name": "Company"}, derived=True)
        seat = {"person": person, "organization": organization, "title": cells.get("Position")}
        row.tell("position", seat, {"title": "Position", "organization": "Company"})


def _tell_tie(row: SourceRow, connected: str | None, given: Given, between: dict[str, str]) -> None:
    """How well the two know each other is unknown: LinkedIn does not say."""
    day = day_of(connected, given.dates, "Connected On") if connected else None
    if isinstance(day, date) and day > HERE.today():
        day = Fault("Connected On", f"{day} is in the future", "Correct the day.")
    if isinstance(day, Fault):
        row.reject(day)
        return
    row.tell("tie", {**between, "basis": BASIS, "valid_from": day}, {"person_a": "owner", "valid_from": "Connected On"})


LINKEDIN = Source(
    "linkedin",
    SYSTEM,
    read,
    reads=f"{FILE}, or the archive or folder of a LinkedIn data export that holds it.",
    leaves="Everything else of a LinkedIn data export.",
)
