"""Exports of HubSpot: companies, contacts and deals, associations by id and by name, owners, defects."""

import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from relgraph.connect.hubspot.service import HUBSPOT
from relgraph.connect.hubspot.shapes import shape_of
from relgraph.connect.loading.service import import_source
from relgraph.connect.report import ImportReport
from relgraph.connect.source import Given
from relgraph.graph.client import Graph
from tests.connect.salesforce.exports import notes, problems, told, write
from tests.draw import Drawing, tid

COMPANIES = """\
Record ID,Company name,Website URL,Type,Company owner,Create Date
7001,ACME Ltd,https://acme.test,Prospect,Sam Sales,2024-02-01 09:30
7002,Blend Ltd,,Partner,,
7003,acme ltd,,,sam  sales,
7004,Corp,,Vendor,,
7005,Dyn,,Friend,,
"""
CONTACTS = """\
Record ID,First Name,Last Name,Email,Phone Number,Job Title,Buying Role,Contact owner,Associated Company IDs
7001,Mei,Sun,mei@acme.test,+43 664 1234567,CTO,BUDGET_HOLDER;CHAMPION,Sam Sales,7001
7002,,,jan@blend.test,,,Legal,,7002;9999
7003,Ola,Nord,,,,,Eva Ext,7001;7002
7004,,,,,,,,7001
7005,Uma,Ray,,12,,,,
"""
DEALS = """\
Record ID,Deal Name,Deal Stage,Create Date,Close Date,Deal owner,Associated Company IDs,Associated Contact IDs
7001,Grid,Closed Won,2025-03-01 08:00,2026-02-01 08:00,Sam Sales,7001;7002,7001;7003
7002,Pilot,Old stage,2026-03-01 08:00,,,blend LTD,
7003,Twice,Proposal,,,,ACME Ltd,
7004,Nobody,Proposal,,,,Nobody Ltd,
7005,Alone,Proposal,,,,,
7006,Lost,closedlost,,,,7002,
7007,When,Proposal,soon,,,7002,
"""
EXPORT = {"all companies.csv": COMPANIES, "all contacts.csv": CONTACTS, "all deals.csv": DEALS}
CONTACTS_FILE, DEALS_FILE = "all contacts.csv", "all deals.csv"


async def load(graph: Graph, path: Path, given: Given | None = None) -> ImportReport:
    report = await import_source(graph, HUBSPOT, path, given or Given())
    assert report.every_row_told
    return report


def archived(path: Path, files: Mapping[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as opened:
        for name, text in files.items():
            opened.writestr(zipfile.ZipInfo(name, (2026, 5, 4, 3, 2, 0)), text)
    return path


async def test_everything_is_told_and_again_changes_nothing(graph: Graph, drawing: Drawing, tmp_path: Path) -> None:
    await drawing.org("us", "vendor").save()
    export = archived(tmp_path / "export.zip", EXPORT)
    report = await load(graph, export)
    assert problems(report) == [
        (CONTACTS_FILE, 3, "Associated Company IDs", "no organization has the id 'hubspot:company.9999'"),
        (CONTACTS_FILE, 5, "Last Name", "the contact has no name"),
        (CONTACTS_FILE, 6, "Phone Number", "'12' is no phone number"),
        (DEALS_FILE, 4, "Associated Company IDs", "2 companies of the export are called 'ACME Ltd'"),
        (DEALS_FILE, 5, "Associated Company IDs", "no company of the export is called 'Nobody Ltd'"),
        (DEALS_FILE, 6, "Associated Company IDs", "the deal is of no company"),
        (DEALS_FILE, 7, "Close Date", "the deal is closed, and no day says since when"),
        (DEALS_FILE, 8, "Create Date", "'soon' is no day"),
    ]
    assert [(file.rows, file.created, file.rejected) for file in report.files] == [(5, 5, 0), (5, 2, 3), (7, 2, 5)]
    assert await told(graph, "organization", "id", "name", "kind") == [
        ("hubspot:company.7001", "ACME Ltd", "customer"),
        ("hubspot:company.7002", "Blend Ltd", "customer"),
        ("hubspot:company.7003", "acme ltd", "customer"),
        ("hubspot:company.7004", "Corp", "other"),
        ("hubspot:company.7005", "Dyn", "customer"),
        (tid("us"), "us", "vendor"),
    ]
    assert await told(graph, "person", "id", "name") == [
        ("hubspot:contact.7001", "Mei Sun"),
        ("hubspot:contact.7002", "jan@blend.test"),
        ("hubspot:contact.7003", "Ola Nord"),
        ("hubspot:contact.7005", "Uma Ray"),
        ("hubspot:owner.eva-ext", "Eva Ext"),
        ("hubspot:owner.sam-sales", "Sam Sales"),
    ]
    assert await told(graph, "position", "person", "organization", "title") == [
        ("hubspot:contact.7001", "hubspot:company.7001", "CTO"),
        ("hubspot:contact.7002", "hubspot:company.7002", None),
        ("hubspot:contact.7003", "hubspot:company.7001", None),
        ("hubspot:contact.7003", "hubspot:company.7002", None),
        ("hubspot:owner.eva-ext", tid("us"), None),
        ("hubspot:owner.sam-sales", tid("us"), None),
    ]
    assert await told(graph, "ownership", "owner", "contact", "role") == [
        ("hubspot:owner.eva-ext", "hubspot:contact.7003", "A"),
        ("hubspot:owner.sam-sales", "hubspot:contact.7001", "A"),
    ]
    assert await told(graph, "opportunity", "id", "account", "name", "stage", "outcome", "valid_from", "valid_to") == [
        (
            *("hubspot:deal.7001", "hubspot:company.7001", "Grid", "contract", "won"),
            *(date(2025, 3, 1), date(2026, 2, 1)),
        ),
        ("hubspot:deal.7002", "hubspot:company.7002", "Pilot", None, None, date(2026, 3, 1), None),
        ("hubspot:deal.7007", "hubspot:company.7002", "When", "opportunity", None, None, None),
    ]
    assert await told(graph, "role", "person", "opportunity", "role") == [
        ("hubspot:contact.7001", "hubspot:deal.7001", "D"),
        ("hubspot:contact.7001", "hubspot:deal.7001", "S"),
    ]
    assert await told(graph, "identifier", "id", "person", "organization") == [
        ("domain:acme.test", None, "hubspot:company.7001"),
        ("email:jan@blend.test", "hubspot:contact.7002", None),
        ("email:mei@acme.test", "hubspot:contact.7001", None),
        ("phone:+436641234567", "hubspot:contact.7001", None),
    ]
    assert notes(report) == {
        "all companies.csv": "accounts of the type 'Partner' with deals, taken as customers: 1; "
        "unknown type of account 'Friend', taken as customer: 1",
        CONTACTS_FILE: "contacts without a name, called by their e-mail address: 1; "
        "contacts of the unknown buying role 'Legal': 1",
        DEALS_FILE: "deals with several companies, of which the first is taken: 1; "
        "contacts of deals without a buying role, who have none in the deal: 1; unknown stage 'Old stage', "
        "taken as none: 1",
    }
    assert (await load(graph, export)).nothing_changed


async def test_owners_are_left_where_it_is_not_known_who_we_are(graph: Graph, tmp_path: Path) -> None:
    report = await load(graph, write(tmp_path / "export", {"companies.csv": COMPANIES}))
    assert await told(graph, "person", "id") == []
    assert notes(report) == {
        "companies.csv": "owners left, as it is not known who we are (--ours): 2; "
        "unknown type of account 'Friend', taken as customer: 1"
    }


async def test_internal_names_are_read_as_well(graph: Graph, tmp_path: Path) -> None:
    files = {
        "a.csv": "hs_object_id,name,domain\n1,ACME,acme.test\n",
        "b.csv": "hs_object_id,firstname,lastname,jobtitle,associatedcompanyid\n1,Mei,Sun,CTO,1\n",
        "c.csv": "hs_object_id,dealname,dealstage,associatedcompanyid\n1,Grid,presentationscheduled,1\n",
    }
    report = await load(graph, write(tmp_path / "export", files))
    assert problems(report) == []
    assert await told(graph, "position", "person", "organization", "title") == [
        ("hubspot:contact.1", "hubspot:company.1", "CTO")
    ]
    assert await told(graph, "opportunity", "account", "name", "stage") == [
        ("hubspot:company.1", "Grid", "opportunity")
    ]


@pytest.mark.parametrize(
    ("columns", "shape"),
    [
        ("Record ID,Company name", "companies"),
        ("Record ID,First Name,Last Name,Email", "contacts"),
        ("Record ID,Email", "contacts"),
        ("Record ID,Deal Name,Deal Stage", "deals"),
        ("Record ID,Ticket name,Pipeline", None),
        ("Id,Name,LastName", None),
    ],
)
def test_tables_are_known_by_their_header(columns: str, shape: str | None) -> None:
    found = shape_of("export.csv", columns.split(","))
    assert (found and found.name) == shape
