"""Users of a Microsoft Entra tenant, as Microsoft Graph answers them, into people of ours (docs/import.md).

https://learn.microsoft.com/graph/api/resources/user, .../api/user-delta, .../api/user-list-people
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from relgraph.connect.glance import Glance, KnownBy, Recognition
from relgraph.connect.loading.spool import SourceRow, Spool
from relgraph.connect.msgraph.answers import Entry, entries_of, files_of, removed_in, text_of
from relgraph.connect.naming import full_name, named_id
from relgraph.connect.source import Given, Source
from relgraph.connect.tabular.days import day_of
from relgraph.connect.tabular.reader import Fault
from relgraph.core.errors import InputError
from relgraph.core.identifiers import normal

SYSTEM = "msgraph"

_COLUMNS = {"name": "displayName", "title": "jobTitle", "unit": "department", "manager": "manager", "id": "id"}
_USER = "#microsoft.graph.user"
_NO_OBJECT = Fault(None, "this is no user", "Save the answer of GET /users again.")
_NO_ID = Fault("id", "the user has no id", "Ask for it: $select=id,displayName,…")
_NO_NAME = Fault("displayName", "the user has no name", "Ask for it: $select=id,displayName,…")
_GONE = Fault(
    "@removed", "the user was removed, and nothing here says who that is", "Import it with the page that has the user."
)
_OWN_MANAGER = Fault("manager", "the user reports to themselves", "Correct the manager in the directory.")


class _Manager(NamedTuple):
    """A manager as an entry about somebody else has them, the row of that, and its day."""

    row: SourceRow
    entry: Entry
    day: date


@dataclass
class _Users:
    """What is known across the pages: who is gone, who was told, and managers who only stand with others."""

    given: Given
    removed: Mapping[str, date]
    day: date = field(default_factory=date.today)
    told: set[str] = field(default_factory=set)
    gone: list[tuple[SourceRow, str]] = field(default_factory=list)
    managers: dict[str, _Manager] = field(default_factory=dict)

    def read_entry(self, row: SourceRow, entry: object) -> str | None:
        """Tell what an entry says; of what is no user, what it is."""
        if not isinstance(entry, dict):
            row.reject(_NO_OBJECT)
        elif "@removed" in entry:
            self.gone.append((row, f"{SYSTEM}:{entry.get('id')}"))
        elif entry.get("@odata.type", _USER) != _USER or _is_group(entry):
            return "groups, devices and others that are no users"
        elif "scoredEmailAddresses" in entry:
            self.tell_relevant(row, entry)
        elif id_ := self.tell_person(row, entry):
            self.told.add(id_)
            self.tell_user(row, entry, id_)
        return None

    def finish(self) -> None:
        """What can only be told when all pages are read.

        Managers who are no users of the pages have a seat and a manager, too. Whoever is removed ends where they are
        told; of others nothing is known.
        """
        for id_, manager in list(self.managers.items()):
            if id_ not in self.told:
                self.day = manager.day
                self.tell_user(manager.row, manager.entry, id_)
        for row, id_ in self.gone:
            if id_ not in self.told and id_ not in self.managers:
                row.reject(_GONE)

    def tell_person(self, row: SourceRow, entry: Entry, *, derived: bool = False) -> str | None:
        """Who it is, and the addresses."""
        key, name = text_of(entry, "id"), _name_of(entry)
        if key is None or name is None:
            row.reject(_NO_ID if key is None else _NO_NAME)
            return None
        person = row.tell("person", {"id": f"{SYSTEM}:{key}", "name": name}, _COLUMNS, derived=derived)
        mail, principal = text_of(entry, "mail"), text_of(entry, "userPrincipalName")
        row.identify("email", mail, column="mail", person=person)
        if principal and not _is_guest(entry) and normal("email", principal) not in (None, normal("email", mail or "")):
            row.identify("email", principal, column="userPrincipalName", person=person)
        if not _is_guest(entry):
            row.identify("phone", text_of(entry, "mobilePhone"), column="mobilePhone", person=person)
        return person

    def tell_user(self, row: SourceRow, entry: Entry, person: str) -> None:
        """The seat of a user, and the line to the manager."""
        if _is_guest(entry):
            return
        self.tell_seat(row, entry, person)
        above = entry.get("manager")
        if not isinstance(above, dict) or text_of(above, "id") is None:
            return
        manager = f"{SYSTEM}:{text_of(above, 'id')}"
        if manager == person:
            row.reject(_OWN_MANAGER)
            return
        row.tell("reporting_line", {"person": person, "manager": manager, "valid_to": self.end_of(entry)}, _COLUMNS)
        self.keep_managers(row, above)

    def keep_managers(self, row: SourceRow, entry: object) -> None:
        """Tell who the managers above each other are, and keep what else stands there until all users are known."""
        while isinstance(entry, dict) and text_of(entry, "id") and _name_of(entry):
            id_ = f"{SYSTEM}:{text_of(entry, 'id')}"
            if id_ not in self.told:
                self.tell_person(row, entry, derived=True)
                if "manager" in entry or id_ not in self.managers:
                    self.managers[id_] = _Manager(row, entry, self.day)
            entry = entry.get("manager")

    def tell_seat(self, row: SourceRow, entry: Entry, person: str) -> None:
        """A tenant is one organisation: ours, unless another was named."""
        if self.given.ours is None:
            raise InputError(
                "It is not known whose directory this is: the graph has no organisation of ours, or several.",
                field="ours",
                remedy="Name it: --ours ID, e.g. --ours crm:us.",
            )
        seat = {"person": person, "organization": self.given.ours, "title": text_of(entry, "jobTitle")}
        if name := text_of(entry, "department"):
            unit = {"id": named_id(SYSTEM, "unit", name), "organization": self.given.ours, "name": name}
            seat["unit"] = row.tell("unit", unit, {"name": "department"}, derived=True)
        row.tell("position", {**seat, "valid_to": self.end_of(entry)}, _COLUMNS)

    def tell_relevant(self, row: SourceRow, entry: Entry) -> None:
        """Somebody whom GET /me/people names: mostly of other organisations."""
        scored = entry.get("scoredEmailAddresses")
        mails = [text_of(each, "address") for each in scored if isinstance(each, dict)] if scored else []
        known = {**entry, "displayName": _name_of(entry) or next((mail for mail in mails if mail), None)}
        person = self.tell_person(row, {**known, "mail": None, "userPrincipalName": None})
        for mail in mails:
            row.identify("email", mail, column="scoredEmailAddresses", person=person)
        if person and (name := text_of(entry, "companyName")):
            employer = {"id": named_id(SYSTEM, "org", name), "name": name, "kind": "other"}
            organization = row.tell("organization", employer, {"name": "companyName"}, derived=True)
            seat = {"person": person, "organization": organization, "title": text_of(entry, "jobTitle")}
            row.tell("position", seat, _COLUMNS)

    def end_of(self, entry: Entry) -> date | None:
        """The day from which on a leaver is gone: that of the export, where the directory does not tell it."""
        removed = self.removed.get(str(entry.get("id")))
        if removed is None and entry.get("accountEnabled") is not False:
            return None
        left = day_of(text_of(entry, "employeeLeaveDateTime") or "", None, "employeeLeaveDateTime")
        return left if isinstance(left, date) and left <= self.day else removed or self.day


def read(path: Path, given: Given, spool: Spool) -> None:
    """Tell of every user who it is, the seat, and to whom they report."""
    files = [each for each in files_of(path) if given.takes(each)]
    users = _Users(given, removed_in(files, given))
    for each in files:
        file = spool.file(each.name if each == path else str(each.relative_to(path)), given.told_by(SYSTEM, each))
        users.day = given.day_of(each)
        left: dict[str, int] = {}
        for number, entry in enumerate(entries_of(each), 1):
            if what := users.read_entry(spool.row(file, number), entry):
                left[what] = left.get(what, 0) + 1
        for what, times in left.items():
            spool.note(file, f"{what}, left out: {times:,}")
    users.finish()


def recognise(seen: Glance) -> Recognition | None:
    """Pages of users or of people, by the names with which an answer begins."""
    if seen.path.suffix.casefold() != ".json" or not seen.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return None
    people = any(name in seen.head for name in (b'"userPrincipalName"', b'"displayName"', b'"scoredEmailAddresses"'))
    return Recognition("users", KnownBy.BEGINNING) if people and b'"id"' in seen.head else None


def _name_of(entry: Entry) -> str | None:
    parts = full_name(text_of(entry, "givenName"), text_of(entry, "surname"))
    names = (text_of(entry, "displayName"), parts, text_of(entry, "mail"), text_of(entry, "userPrincipalName"))
    return next((name for name in names if name), None)


def _is_guest(entry: Entry) -> bool:
    """Guests are people of other organisations; their principal name is no address."""
    return entry.get("userType") == "Guest" or "#EXT#" in (text_of(entry, "userPrincipalName") or "").upper()


def _is_group(entry: Entry) -> bool:
    kind = entry.get("personType")
    return isinstance(kind, Mapping) and kind.get("class") not in (None, "Person")


MSGRAPH = Source(
    "msgraph",
    SYSTEM,
    read,
    reads="JSON files with answers of Microsoft Graph: GET /users (with $expand=manager), /users/delta, /me/people.",
    leaves="Licences, groups, devices, photos, home addresses, business phones.",
    recognise=recognise,
)
