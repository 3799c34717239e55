"""Accounts, contacts and users of Salesforce: organisations, people with their seats, lines and owners."""

import re

from relgraph.connect.naming import named_id
from relgraph.connect.salesforce.export import SYSTEM, SalesforceExport, entity_id, is_gone, org_id, person_name
from relgraph.connect.tabular.shape import Entry

_ROUNDED = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")
_STANDARD = "standard"


def read_account(export: SalesforceExport, entry: Entry) -> None:
    """An account: an organisation, and its domain."""
    if is_gone(entry, "organization"):
        return
    name = entry["name"]
    organization = export.tell_account(entry, _own_id(entry, org_id(name) if name else None))
    if organization and name and export.accounts is not None:
        export.accounts.add(name, organization)


def read_contact(export: SalesforceExport, entry: Entry) -> None:
    """A contact: a person, the seat at the account, the line to the manager, addresses, the owner."""
    if is_gone(entry, "person"):
        return
    name = person_name(entry)
    if name is None:
        entry.reject("last", "the contact has no name", "Fill in the last name.")
        return
    employer = entry["account"] or entry["account_name"]
    own = named_id(SYSTEM, "contact", name, employer or entry["email"])
    person = entry.row.tell("person", {"id": _own_id(entry, own), "name": name}, entry.columns(id="id", name="last"))
    if person is None:
        return
    if account := export.account_of(entry):
        export.seat(entry, person, account, "account" if entry["account"] else "account_name")
        if export.employers is not None:
            export.employers[person] = account
    elif not employer:
        export.notes.count(entry.row, "contacts without an account, who have no seat")
    _report(entry, person, "reports_to")
    entry.row.identify("email", entry["email"], column=entry.column("email"), person=person)
    for field in ("mobile", "phone"):
        _identify_by_phone(entry, person, field)
    if (owner := entry["owner"]) and (ours := entity_id(owner)) in export.users:
        values = {"owner": ours, "contact": person, "role": "A"}
        entry.row.tell("ownership", values, entry.columns(owner="owner", contact="id"))
    elif owner:
        export.notes.count(entry.row, "contacts whose owner is no user of the export, who have no owner")


def read_user(export: SalesforceExport, entry: Entry) -> None:
    """A user: one of ours, with a seat where it is known who we are, and the line to the manager."""
    kind = entry["type"]
    if kind and kind.casefold() != _STANDARD:
        export.notes.count(entry.row, f"users of the type {kind}, who are none of ours")
        return
    values = {"id": _own_id(entry, None), "name": person_name(entry)}
    person = entry.row.tell("person", values, entry.columns(id="id", name="last"))
    if person is None:
        return
    export.users.add(person)
    entry.row.identify("email", entry["email"], column=entry.column("email"), person=person)
    _report(entry, person, "manager")
    if export.given.ours is None:
        export.notes.count(entry.row, "users without a seat, as it is not known who we are (--ours)")
    elif "active" in entry.headers and not entry.is_true("active"):
        export.notes.count(entry.row, "users who are not active, who have no seat")
    else:
        export.seat(entry, person, export.given.ours, "id")


def _own_id(entry: Entry, otherwise: str | None) -> str | None:
    """The id of the row's own; where the table has no such column, one that is made of names."""
    if id_ := entry["id"]:
        return entity_id(id_)
    return None if "id" in entry.headers else otherwise


def _report(entry: Entry, person: str, field: str) -> None:
    """The line to a manager."""
    if not (id_ := entry[field]):
        return
    manager = entity_id(id_)
    if manager == person:
        entry.reject(field, "reports to themselves", "Name the manager, or empty the cell.")
    else:
        values = {"person": person, "manager": manager}
        entry.row.tell("reporting_line", values, entry.columns(person="id", manager=field))


def _identify_by_phone(entry: Entry, person: str, field: str) -> None:
    number = entry[field]
    if number and _ROUNDED.fullmatch(number):
        remedy = "Export it again, and do not save it from a spreadsheet."
        entry.reject(field, f"'{number}' is a number that a spreadsheet has rounded", remedy)
    else:
        entry.row.identify("phone", number, column=entry.column(field), person=person)
