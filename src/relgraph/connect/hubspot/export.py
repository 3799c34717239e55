"""What is known of an export of HubSpot while it is read."""

import re
from dataclasses import dataclass, field

from relgraph.connect.crm import CrmExport
from relgraph.connect.ids_by_name import IdsByName
from relgraph.connect.naming import named_id
from relgraph.connect.tabular.shape import Entry
from relgraph.kinds.role import RoleLetter

SYSTEM = "hubspot"
_NUMBER = re.compile(r"\d+")


@dataclass
class HubSpotExport(CrmExport):
    """Look-ups over the files of one export, none longer than there are companies, owners or contacts with a role.

    `companies`: ids by name. `roles_of`: the roles that a contact is said to play in buying. `owners`: those told.
    """

    companies: IdsByName = field(default_factory=IdsByName)
    roles_of: dict[str, tuple[RoleLetter, ...]] = field(default_factory=dict)
    owners: set[str] = field(default_factory=set)

    def companies_of(self, entry: Entry) -> list[str]:
        """Ids of the companies that a row is associated with, by id or by name.

        A name that no company of the export has, or several have, is rejected.
        """
        found = (self._company(entry, named) for named in associated(entry["companies"]))
        return list(dict.fromkeys(company for company in found if company))

    def _company(self, entry: Entry, named: str) -> str | None:
        if _NUMBER.fullmatch(named):
            return entity_id("company", named)
        found = self.companies.of(named)
        if len(found) == 1:
            return found[0]
        how_many = f"{len(found)} companies of the export are" if found else "no company of the export is"
        entry.reject("companies", f"{how_many} called '{named}'", "Write its Record ID.")
        return None

    def owner_of(self, entry: Entry) -> str | None:
        """The one of ours who owns what a row tells of, by name; None where it is not known who we are."""
        name = entry["owner"]
        if name is None:
            return None
        if self.given.ours is None:
            self.notes.count(entry.row, "owners left, as it is not known who we are (--ours)")
            return None
        person = named_id(SYSTEM, "owner", name)
        if person not in self.owners:
            columns = entry.columns(name="owner", person="owner", organization="owner")
            entry.row.tell("person", {"id": person, "name": name}, columns, derived=True)
            entry.row.tell("position", {"person": person, "organization": self.given.ours}, columns, derived=True)
            self.owners.add(person)
        return person


def entity_id(noun: str, id_: str) -> str:
    """The id here of what has this one in HubSpot, which counts companies, contacts and deals each on their own."""
    return f"{SYSTEM}:{noun}.{id_}"


def associated(cell: str | None) -> list[str]:
    """What a cell of associations names, parted by semicolons."""
    return [named.strip() for named in (cell or "").split(";") if named.strip()]
