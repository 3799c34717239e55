"""What is known of an export of Salesforce while it is read."""

from dataclasses import dataclass, field

from relgraph.connect.crm import CrmExport
from relgraph.connect.ids_by_name import IdsByName
from relgraph.connect.naming import full_name, named_id
from relgraph.connect.salesforce.ids import full_id
from relgraph.connect.tabular.shape import Entry

SYSTEM = "salesforce"


@dataclass
class SalesforceExport(CrmExport):
    """Look-ups over the files of one export, none longer than there are accounts, users or contacts.

    `accounts`: ids by name, where tables name accounts so. `users`: ids of ours that were told. `employers`: the
    account of each contact, where further ones are told.
    """

    accounts: IdsByName | None = None
    users: set[str] = field(default_factory=set)
    employers: dict[str, str] | None = None

    def account_of(self, entry: Entry) -> str | None:
        """The id of the account that a row names by id or by name; None where it names none, or several have the name.

        The latter is rejected. An account that is known by its name alone is told as a customer.
        """
        if id_ := entry["account"]:
            return entity_id(id_)
        name = entry["account_name"]
        if name is None:
            return None
        found = self.accounts.of(name) if self.accounts else ()
        if len(found) > 1:
            entry.reject(
                "account_name", f"{len(found)} accounts are called '{name}'", "Export the column Account ID as well."
            )
            return None
        if found:
            return found[0]
        values = {"id": org_id(name), "name": name, "kind": "customer"}
        return entry.row.tell("organization", values, {"name": entry.column("account_name")}, derived=True)

    def seat(self, entry: Entry, person: str, organization: str, account: str) -> None:
        """Where somebody works: the title, and the department as a unit. `account` is the field that names where."""
        unit = None
        if department := entry["department"]:
            unit = named_id(SYSTEM, "unit", organization.split(":", 1)[1], department)
            if not self.spool.has(unit):
                values = {"id": unit, "organization": organization, "name": department}
                entry.row.tell(
                    "unit", values, entry.columns(organization="department", name="department"), derived=True
                )
        columns = entry.columns(person="id", organization=account, unit="department", title="title")
        seat = {"person": person, "organization": organization, "unit": unit, "title": entry["title"]}
        entry.row.tell("position", seat, columns)


def entity_id(id_: str) -> str:
    """The id here of what has this one in Salesforce."""
    return f"{SYSTEM}:{full_id(id_)}"


def org_id(name: str) -> str:
    """The id of an account that is known by its name alone."""
    return named_id(SYSTEM, "org", name)


def is_gone(entry: Entry, noun: str) -> bool:
    """Whether a row is of what was deleted, which is rejected, or merged: then its id identifies what it is part of."""
    id_, master = entry["id"], entry["master"]
    if id_ and master and full_id(master) != full_id(id_):
        column = entry.column("master")
        entry.row.identify(SYSTEM, full_id(id_), column=column, **{noun: entity_id(master)})
        return True
    if entry.is_true("deleted"):
        entry.reject("deleted", "deleted in Salesforce", "Leave the row out, or restore it there.")
        return True
    return False


def person_name(entry: Entry) -> str | None:
    """The whole name of a person; None where the row tells none."""
    given = " ".join(part for part in (entry["first"], entry["middle"]) if part)
    return entry["name"] or full_name(given or None, entry["last"]) or None
