"""Exports that others have published, where they are at hand (RELGRAPH_DATA); they are never part of the project."""

import os
import shutil
from pathlib import Path

import pytest

from relgraph.connect.hubspot.service import HUBSPOT
from relgraph.connect.loading.service import import_source
from relgraph.connect.salesforce.service import SALESFORCE
from relgraph.connect.source import Given
from relgraph.graph.client import Graph
from tests.connect.salesforce.exports import problems, told

DATA = Path(os.environ.get("RELGRAPH_DATA", Path(__file__).parents[3] / "shared" / "data")) / "crm"

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="no reference data at hand")


async def test_an_org_of_salesforce(graph: Graph, tmp_path: Path) -> None:
    export = shutil.copytree(DATA / "salesforce_demo_org", tmp_path / "export")
    report = await import_source(graph, SALESFORCE, export, Given())
    assert [(file.file, file.rows, file.created) for file in report.files] == [
        ("Account.csv", 83, 83),
        ("Contact.csv", 133, 133),
        ("Opportunity.csv", 774, 774),
    ]
    assert problems(report) == []
    found = [len(await told(graph, noun, "id")) for noun in ("organization", "person", "position", "reporting_line")]
    assert found == [83, 133, 133, 30]
    assert (await import_source(graph, SALESFORCE, export, Given())).nothing_changed


async def test_roles_of_contacts_and_a_contact_that_is_nowhere(graph: Graph, tmp_path: Path) -> None:
    export = shutil.copytree(DATA / "salesforce_ocr_example", tmp_path / "export")
    report = await import_source(graph, SALESFORCE, export, Given())
    linked = "invalid-link/OpportunityContactRole.csv"
    assert problems(report) == [
        ("OpportunityContactRole.csv", 4, "Role", "the role 'Procurement' is unknown"),
        (linked, 3, "ContactId", "no person has the id 'salesforce:003TerrapinMissing'"),
        (linked, 4, "Role", "the role 'Procurement' is unknown"),
    ]
    assert await told(graph, "role", "role") == [("D",), ("E",)]


async def test_hubspot(graph: Graph, tmp_path: Path) -> None:
    export = shutil.copytree(DATA / "hubspot", tmp_path / "export")
    report = await import_source(graph, HUBSPOT, export, Given())
    assert problems(report) == [
        ("contacts.csv", 3, "Associated Company IDs", "no organization has the id 'hubspot:company.9999'")
    ]
    assert await told(graph, "opportunity", "name", "account") == [
        ("Bluebay – Casino", "hubspot:company.9001"),
        ("Harbour – Draw Games", "hubspot:company.9002"),
    ]
