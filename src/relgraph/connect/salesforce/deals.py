"""Opportunities of Salesforce, the roles of contacts in them, and further accounts of contacts."""

from datetime import date

from relgraph.connect.naming import named_id
from relgraph.connect.salesforce.export import SYSTEM, SalesforceExport, entity_id, is_gone
from relgraph.connect.stages import StageMeaning
from relgraph.connect.tabular.shape import Entry
from relgraph.kinds.opportunity import DealOutcome, Stage


def read_opportunity(export: SalesforceExport, entry: Entry) -> None:
    """An opportunity of an account: since the day it was entered, until it was closed."""
    if is_gone(entry, "opportunity"):
        return
    account, name = export.account_of(entry), entry["name"]
    if account is None and entry["account_name"]:
        return
    if account is None:
        entry.reject("account", "the opportunity is of no account", "Name its account in Salesforce.")
        return
    id_ = entity_id(entry["id"]) if entry["id"] else None
    if "id" not in entry.headers and name:
        id_ = named_id(SYSTEM, "opportunity", account.split(":", 1)[1], name)
    by = "account" if entry["account"] else "account_name"
    export.tell_deal(entry, id_, account, _meaning(export, entry), by=by)


def _meaning(export: SalesforceExport, entry: Entry) -> StageMeaning:
    """How far an opportunity has come, and how it ended: flags say more than the word of the stage."""
    meaning = export.stage(entry)
    if entry.is_true("won"):
        return StageMeaning(meaning.stage or Stage.CONTRACT, DealOutcome.WON)
    if "closed" not in entry.headers:
        return meaning
    if entry.is_true("closed"):
        return meaning if meaning.outcome else StageMeaning(None, DealOutcome.LOST)
    return StageMeaning(meaning.stage)


def read_contact_role(export: SalesforceExport, entry: Entry) -> None:
    """The role of a contact in an opportunity."""
    if is_gone(entry, "role"):
        return
    word = entry["role"]
    letter = export.roles.find(word) if word else None
    if word is None:
        entry.reject("role", "no role is told", "Choose the role in Salesforce.")
    elif letter is None:
        export.notes.count(entry.row, f"rows of the unknown role '{word}'")
        entry.reject("role", f"the role '{word}' is unknown", export.roles.how(word))
    elif ends := _ends(entry, person="contact", opportunity="opportunity"):
        columns = entry.columns(person="contact", opportunity="opportunity", role="role")
        entry.row.tell("role", {"role": letter, **ends}, columns)


def read_relation(export: SalesforceExport, entry: Entry, day: date) -> None:
    """A further account of a contact: a seat there. That at the contact's own account is told by the contact.

    `day` is that of the export: who is not active any more, nobody says since when, is not since then.
    """
    if is_gone(entry, "position"):
        return
    seat = _ends(entry, person="contact", organization="account")
    employers = export.employers or {}
    if seat is None or entry.is_true("direct") or employers.get(seat["person"]) == seat["organization"]:
        return
    begins, ends = export.day(entry, "start"), export.day(entry, "end")
    if ends is None and "active" in entry.headers and not entry.is_true("active"):
        export.notes.count(entry.row, f"relations that are not active and tell no last day, taken as ended on {day}")
        ends = day
    columns = entry.columns(person="contact", organization="account", valid_from="start", valid_to="end")
    if begins and ends and ends <= begins:
        entry.reject("end", f"ends on {ends}, and begins on {begins}", "Correct the days.")
    else:
        entry.row.tell("position", {**seat, "valid_from": begins, "valid_to": ends}, columns)


def _ends(entry: Entry, **fields: str) -> dict[str, str] | None:
    """The ids of what a row is between, by what they refer to; None where one is missing, for which it is rejected."""
    missing = [field for field in fields.values() if not entry[field]]
    for field in missing:
        entry.reject(field, "the cell is empty", "Fill it in: the column is required.")
    return None if missing else {name: entity_id(entry[field] or "") for name, field in fields.items()}
