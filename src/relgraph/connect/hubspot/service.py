"""Exports of HubSpot: companies, contacts and deals (docs/import.md)."""

from collections.abc import Callable, Sequence
from pathlib import Path

from relgraph.connect.glance import Glance, Recognition
from relgraph.connect.hubspot import shapes
from relgraph.connect.hubspot.export import SYSTEM, HubSpotExport, associated, entity_id
from relgraph.connect.hubspot.records import read_company, read_contact, read_deal
from relgraph.connect.loading.spool import Spool
from relgraph.connect.naming import folded
from relgraph.connect.source import Given, Source
from relgraph.connect.tabular.find import find_tables, told_of_left
from relgraph.connect.tabular.shape import Entry, ShapedTable

_READERS: dict[str, Callable[[HubSpotExport, Entry], None]] = {
    shapes.COMPANY.name: read_company,
    shapes.CONTACT.name: read_contact,
    shapes.DEAL.name: read_deal,
}


def read(path: Path, given: Given, spool: Spool) -> None:
    """Read an export into the spool."""
    tables, left = find_tables(path, given, spool, system=SYSTEM, shape_of=shapes.shape_of)
    tables.sort(key=lambda table: shapes.SHAPES.index(table.shape))
    export = HubSpotExport(given, spool)
    _look_ahead(export, tables)
    for table in tables:
        for entry in table.entries(spool, given.dates):
            _READERS[table.shape.name](export, entry)
    export.notes.tell(spool)
    if tables and left:
        spool.note(1, told_of_left(left))


def _look_ahead(export: HubSpotExport, tables: Sequence[ShapedTable]) -> None:
    """Who buys: companies are read before deals, and what a company is to us says its type and its deals."""
    for table in tables:
        if table.shape is shapes.DEAL:
            for cells in table.glance():
                for named in associated(cells.get("companies")):
                    export.buyers |= {entity_id("company", named), folded(named)}


def recognise(seen: Glance) -> Recognition | None:
    """Tables that HubSpot exports, by the names of their columns."""
    found = {shape.name for each in seen.tables if (shape := shapes.shape_of(each.name, each.columns))}
    return Recognition(", ".join(sorted(found))) if found else None


HUBSPOT = Source(
    "hubspot",
    SYSTEM,
    read,
    reads="companies, contacts and deals: a folder of CSV files, one of them, or a zip, with the column Record ID.",
    leaves="Tickets, activities, amounts, marketing and properties of your own.",
    recognise=recognise,
)
