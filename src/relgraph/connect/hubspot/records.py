"""Companies, contacts and deals of HubSpot: organisations, people with their seats, opportunities and roles."""

from relgraph.connect.hubspot.export import HubSpotExport, associated, entity_id
from relgraph.connect.naming import full_name
from relgraph.connect.tabular.shape import Entry


def read_company(export: HubSpotExport, entry: Entry) -> None:
    """A company: an organisation, and its domain."""
    organization = export.tell_account(entry, _own_id(entry, "company"))
    if organization and (name := entry["name"]):
        export.companies.add(name, organization)
        export.owner_of(entry)


def read_contact(export: HubSpotExport, entry: Entry) -> None:
    """A contact: a person, seats at the companies, addresses, the owner. Without a name it goes by its address."""
    name = full_name(entry["first"], entry["last"]) or entry["email"]
    if name is None:
        entry.reject("last", "the contact has no name", "Fill in the name, or the e-mail address.")
        return
    if not (entry["first"] or entry["last"]):
        export.notes.count(entry.row, "contacts without a name, called by their e-mail address")
    values = {"id": _own_id(entry, "contact"), "name": name}
    person = entry.row.tell("person", values, entry.columns(id="id", name="last"))
    if person is None:
        return
    for company in export.companies_of(entry):
        seat = {"person": person, "organization": company, "title": entry["title"]}
        entry.row.tell("position", seat, entry.columns(person="id", organization="companies", title="title"))
    for scheme, field in (("email", "email"), ("phone", "mobile"), ("phone", "phone"), ("linkedin", "linkedin")):
        entry.row.identify(scheme, entry[field], column=entry.column(field), person=person)
    _keep_roles(export, entry, person)
    if owner := export.owner_of(entry):
        values = {"owner": owner, "contact": person, "role": "A"}
        entry.row.tell("ownership", values, entry.columns(owner="owner", contact="id"))


def read_deal(export: HubSpotExport, entry: Entry) -> None:
    """A deal of one company; the contacts play in it the roles that they have in buying."""
    companies = export.companies_of(entry)
    if not companies:
        if not associated(entry["companies"]):
            entry.reject("companies", "the deal is of no company", "Associate it with a company in HubSpot.")
        return
    if len(companies) > 1:
        export.notes.count(entry.row, "deals with several companies, of which the first is taken")
    deal = export.tell_deal(entry, _own_id(entry, "deal"), companies[0], export.stage(entry), by="companies")
    export.owner_of(entry)
    if deal:
        _tell_roles(export, entry, deal)


def _own_id(entry: Entry, noun: str) -> str | None:
    return entity_id(noun, id_) if (id_ := entry["id"]) else None


def _keep_roles(export: HubSpotExport, entry: Entry, person: str) -> None:
    """What role a contact has in buying; words that nobody knows are noted, for they are of no deal yet."""
    words = associated(entry["buying_role"])
    letters = {word: export.roles.find(word) for word in words}
    for word in (word for word, letter in letters.items() if letter is None):
        export.notes.count(entry.row, f"contacts of the unknown buying role '{word}'")
    if known := tuple(letter for letter in letters.values() if letter):
        export.roles_of[person] = tuple(dict.fromkeys(known))


def _tell_roles(export: HubSpotExport, entry: Entry, deal: str) -> None:
    """The roles of the contacts of a deal; who has none in buying is left, as a deal says none."""
    for contact in associated(entry["contacts"]):
        person = entity_id("contact", contact)
        for letter in export.roles_of.get(person, ()):
            role = {"person": person, "opportunity": deal, "role": letter}
            entry.row.tell("role", role, entry.columns(person="contacts", opportunity="id"))
        if person not in export.roles_of:
            export.notes.count(entry.row, "contacts of deals without a buying role, who have none in the deal")
