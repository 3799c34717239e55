"""Exports of Salesforce: of the API and the Data Loader, weekly exports, reports (docs/import.md)."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from relgraph.connect.glance import Glance, Recognition
from relgraph.connect.ids_by_name import IdsByName
from relgraph.connect.loading.spool import Spool
from relgraph.connect.naming import folded
from relgraph.connect.salesforce import shapes
from relgraph.connect.salesforce.activities import Activities
from relgraph.connect.salesforce.deals import read_contact_role, read_opportunity, read_relation
from relgraph.connect.salesforce.export import SYSTEM, SalesforceExport, entity_id
from relgraph.connect.salesforce.people import read_account, read_contact, read_user
from relgraph.connect.salesforce.reports import without_footer
from relgraph.connect.source import Given, Source
from relgraph.connect.tabular.find import find_tables, told_of_left
from relgraph.connect.tabular.shape import Entry, ShapedTable, TableShape

_Read = Callable[[Entry, date], None]


def read(path: Path, given: Given, spool: Spool) -> None:
    """Read an export into the spool."""
    tables, left = find_tables(path, given, spool, system=SYSTEM, shape_of=shapes.shape_of, nulls=shapes.NULLS)
    tables.sort(key=lambda table: shapes.SHAPES.index(table.shape))
    export = SalesforceExport(given, spool)
    _look_ahead(export, tables)
    activities = Activities(export)
    readers = _readers(export, activities)
    for table in tables:
        _read_table(export, table, readers[table.shape.name])
    activities.tell()
    export.notes.tell(spool)
    if tables and left:
        spool.note(1, told_of_left(left))


def _readers(export: SalesforceExport, activities: Activities) -> dict[str, _Read]:
    return {
        shapes.ACCOUNT.name: lambda entry, _: read_account(export, entry),
        shapes.USER.name: lambda entry, _: read_user(export, entry),
        shapes.CONTACT.name: lambda entry, _: read_contact(export, entry),
        shapes.OPPORTUNITY.name: lambda entry, _: read_opportunity(export, entry),
        shapes.CONTACT_ROLE.name: lambda entry, _: read_contact_role(export, entry),
        shapes.RELATION.name: lambda entry, day: read_relation(export, entry, day),
        shapes.TASK.name: lambda entry, day: activities.read(entry, day, task=True),
        shapes.EVENT.name: lambda entry, day: activities.read(entry, day, task=False),
    }


def _look_ahead(export: SalesforceExport, tables: Sequence[ShapedTable]) -> None:
    """What has to be known of all tables before the first of them is read."""
    for table in _of(shapes.OPPORTUNITY, tables):
        for cells in table.glance():
            if account := cells.get("account"):
                export.buyers.add(entity_id(account))
            if name := cells.get("account_name"):
                export.buyers.add(folded(name))
    if any("account_name" in table.headers for table in tables if table.shape is not shapes.ACCOUNT):
        export.accounts = IdsByName()
    if _of(shapes.RELATION, tables):
        export.employers = {}


def _of(shape: TableShape, tables: Sequence[ShapedTable]) -> list[ShapedTable]:
    return [table for table in tables if table.shape is shape]


def _read_table(export: SalesforceExport, table: ShapedTable, read_entry: _Read) -> None:
    given = export.given
    day = given.day_of(table.file.path)
    entries = table.entries(export.spool, given.dates)
    if "id" in table.shape.fields and "id" not in map(str.casefold, table.columns):
        entries = without_footer(entries, table.shape.field_of(table.columns[0]), export.notes)
    for entry in entries:
        read_entry(entry, day)


def recognise(seen: Glance) -> Recognition | None:
    """Tables that Salesforce exports, in a file or an archive."""
    found = [shapes.shape_of(each.name, each.columns) for each in seen.tables if shapes.is_of_salesforce(each.columns)]
    names = dict.fromkeys(shape.name for shape in shapes.SHAPES if shape in found)
    return Recognition(", ".join(names)) if names else None


SALESFORCE = Source(
    "salesforce",
    SYSTEM,
    read,
    reads="Account, Contact, Opportunity, OpportunityContactRole, User, AccountContactRelation, Task and Event: a "
    "folder of CSV files, one of them, or the zip of a weekly export; also reports as CSV.",
    leaves="Leads, campaigns, cases, products, amounts, addresses and fields of your own.",
    recognise=recognise,
)
