"""Connections of a LinkedIn member (Connections.csv) into people whom the member knows (docs/import.md)."""

import shutil
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from relgraph.connect.glance import Glance, Recognition
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
from relgraph.identity.matching.organizations import ResolvedEmployer
from relgraph.record.fields import is_id

SYSTEM = "linkedin"
FILE = "Connections.csv"
BASIS = "LinkedIn"
MOST_BYTES = 100_000_000
"""The largest Connections.csv that is unpacked: LinkedIn allows 30,000 connections, some 10 MB."""

TOLD_AT_MOST = 5
"""So many employers that are known already are told one by one."""

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
    file = _connections(path, spool)
    known = _known_employers(table, file, given)
    homeless: dict[int, int] = {}
    named: dict[str, str] = {}
    number = 0
    for row, cells in table.rows(spool, file, FILE):
        number = row.file
        company = cells.get("Company")
        if company and _org_id(company) in known:
            named[company] = _org_id(company)
        _tell(row, cells, given, known)
        if "Position" in cells and not company:
            homeless[row.file] = homeless.get(row.file, 0) + 1
    for each, times in homeless.items():
        spool.note(each, f"positions without a company, left out: {times:,}")
    if named:
        spool.note(number, _told_of({company: known[id_] for company, id_ in named.items()}))


def _known_employers(table: TextTable, path: Path, given: Given) -> dict[str, ResolvedEmployer]:
    """Which employers surely are organisations that are known, by the ids that they would have else.

    What an earlier import told as one of its own stays that. An employer is one thing in all rows, also where only some
    of them have an address there.
    """
    found: dict[str, ResolvedEmployer] = {}
    if (employers := given.employers) is None:
        return found
    for cells in table.glance(path):
        company, address = cells.get("Company"), normal("email", cells.get("Email Address", ""))
        if company and (id_ := _org_id(company)) not in found and id_ not in employers:
            domain = address.rpartition("@")[2] if address else None
            if resolved := employers.resolve(company, domain):
                found[id_] = resolved
    return found


def _org_id(company: str) -> str:
    return named_id(SYSTEM, "org", company)


def recognise(seen: Glance) -> Recognition | None:
    """The connections of a member: the file, or an archive that holds it."""
    found = any(_is_header(cells) for table in seen.tables for cells in table.rows)
    return Recognition(FILE) if found else None


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


def _told_of(employers: Mapping[str, ResolvedEmployer]) -> str:
    """Which employers are organisations that are known already, the first of them one by one."""
    told = [f"'{name}' is {each.name} ({each.id}), by {each.by}" for name, each in employers.items()]
    more = f"; and {len(told) - TOLD_AT_MOST:,} more" if len(told) > TOLD_AT_MOST else ""
    return f"employers that are known already: {len(told):,}: {'; '.join(told[:TOLD_AT_MOST])}{more}"


def _tell(row: SourceRow, cells: Cells, given: Given, known: Mapping[str, ResolvedEmployer]) -> None:
    name = full_name(cells.get("First Name"), cells.get("Last Name"))
    if not name:
        row.reject(_NAMELESS)
        return
    url = cells.get("URL", "")
    person = row.tell("person", {"id": _id_of(url, name, cells.get("Company")), "name": name}, {"id": "URL"})
    row.identify("linkedin", url, column="URL", person=person)
    row.identify("email", cells.get("Email Address"), column="Email Address", person=person)
    if person:
        _tell_seat(row, cells, person, known)
        _tell_tie(row, cells.get("Connected On"), given, {"person_a": str(given.owner), "person_b": person})


def _id_of(url: str, name: str, company: str | None) -> str:
    """`linkedin:jane-doe`. The address itself, `linkedin:in/jane-doe`, is an identifier, and no id of anybody."""
    profile = normal("linkedin", url)
    if profile is None:
        return named_id(SYSTEM, "person", name, company)
    return f"{SYSTEM}:{profile.split(':', 1)[1].removeprefix('in/').replace('/', '.')}"


def _tell_seat(row: SourceRow, cells: Cells, person: str, known: Mapping[str, ResolvedEmployer]) -> None:
    if company := cells.get("Company"):
        id_ = _org_id(company)
        employer = {"id": id_, "name": company, "kind": "other"}
        organization = (
            known[id_].id if id_ in known else row.tell("organization", employer, {"name": "Company"}, derived=True)
        )
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
    recognise=recognise,
    alone=True,
    names_employers=True,
    needs="--owner ID-of-one-of-ours",
)
