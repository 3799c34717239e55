"""What is wrong with a row is told by its file, row and column; the rest is loaded."""

from datetime import date
from pathlib import Path

import pytest

from relgraph.connect.source import Given
from relgraph.core.errors import InputError
from relgraph.graph.client import Graph
from tests.connect.salesforce.exports import ACCOUNTS, here, load, notes, problems, sf, told, write

CONTACTS = f"""\
Id,IsDeleted,MasterRecordId,AccountId,LastName,FirstName,Phone,ReportsToId,Email,OwnerId
{sf("003", 1)},false,,{sf("001", 1)},Sun,Mei,,{sf("003", 1)},mei@acme.test,
{sf("003", 2)},false,,{sf("001", 8)},Hut,Jan,ask reception,{sf("003", 8)},jan at acme,
{sf("003", 3)},false,,{sf("001", 1)},,,,,x@acme.test,
{sf("003", 4)},true,,{sf("001", 1)},Lee,Ann,,,,
{sf("003", 5)},true,{sf("003", 9)},{sf("001", 1)},Lee,Ann,,,,
,false,,{sf("001", 1)},Ray,Uma,,,,
{sf("003", 7)},false,,{sf("001", 1)},Low,Vic,1.03444E11,,,
{sf("003", 1)},false,,{sf("001", 1)},Sun,Mai,,,,
"""
OPPORTUNITIES = f"""\
Id,IsDeleted,AccountId,Name,StageName,CloseDate,IsClosed,IsWon,CreatedDate
{sf("006", 1)},false,,Grid,Prospecting,2026-02-01,false,false,2025-10-10
{sf("006", 2)},false,{sf("001", 1)},Grid,Closed Won,,true,true,2025-10-10
{sf("006", 3)},false,{sf("001", 1)},Grid,Closed Won,31/31/2026,true,true,2025-10-10
{sf("006", 4)},false,{sf("001", 8)},Grid,Prospecting,2026-02-01,false,false,2025-10-10
{sf("006", 5)},false,{sf("001", 1)},,Prospecting,2026-02-01,false,false,2025-10-10
{sf("006", 6)},false,{sf("001", 1)},Good,Prospecting,2026-02-01,false,false,2025-10-10
"""
ROLES = f"""\
Id,OpportunityId,ContactId,Role,IsPrimary
{sf("00K", 1)},{sf("006", 6)},{sf("003", 1)},Procurement,false
{sf("00K", 2)},{sf("006", 6)},{sf("003", 9)},Coach,false
{sf("00K", 3)},{sf("006", 6)},{sf("003", 1)},,false
{sf("00K", 4)},{sf("006", 6)},,Coach,false
{sf("00K", 5)},{sf("006", 6)},{sf("003", 7)},Procurement,false
"""
RELATIONS = f"""\
Id,AccountId,ContactId,IsDirect,StartDate,EndDate
{sf("07k", 1)},{sf("001", 2)},{sf("003", 1)},false,2024-01-01,2023-01-01
{sf("07k", 2)},{sf("001", 2)},{sf("003", 1)},false,soon,
"""
USERS = f"""\
Id,Username,LastName,Email
{sf("005", 1)},uma@us.test,Ray,uma@us.test
"""
TASKS = f"""\
Id,WhoId,ActivityDate,Status,OwnerId,IsDeleted
{sf("00T", 1)},{sf("003", 9)},2026-01-05,Completed,{sf("005", 1)},false
{sf("00T", 2)},{sf("003", 1)},,Completed,{sf("005", 1)},false
{sf("00T", 3)},{sf("003", 1)},2026-01-05,Completed,{sf("005", 1)},true
"""
EXPORT = {
    "Account.csv": ACCOUNTS,
    "Contact.csv": CONTACTS,
    "Opportunity.csv": OPPORTUNITIES,
    "OpportunityContactRole.csv": ROLES,
    "AccountContactRelation.csv": RELATIONS,
    "User.csv": USERS,
    "Task.csv": TASKS,
}
GIVEN = Given(day=date(2026, 6, 1))


async def test_every_defect_is_told_by_row_and_column(graph: Graph, tmp_path: Path) -> None:
    export = write(tmp_path / "export", EXPORT)
    report = await load(graph, export, GIVEN)
    contact, deal, role = "Contact.csv", "Opportunity.csv", "OpportunityContactRole.csv"
    assert problems(report) == [
        (contact, 2, "ReportsToId", "reports to themselves"),
        (contact, 3, "Email", "'jan at acme' is no e-mail address"),
        (contact, 3, "Phone", "'ask reception' is no phone number"),
        (contact, 3, "AccountId", f"no organization has the id '{here('001', 8)}'"),
        (contact, 3, "ReportsToId", f"no person has the id '{here('003', 8)}'"),
        (contact, 4, "LastName", "the contact has no name"),
        (contact, 5, "IsDeleted", "deleted in Salesforce"),
        (contact, 6, "MasterRecordId", f"no person has the id '{here('003', 9)}'"),
        (contact, 7, "Id", "the cell is empty"),
        (contact, 8, "Phone", "'1.03444E11' is a number that a spreadsheet has rounded"),
        (contact, 9, "Id", f"row 2 tells something else of the person '{here('003', 1)}'"),
        (deal, 2, "AccountId", "the opportunity is of no account"),
        (deal, 3, "CloseDate", "the deal is closed, and no day says since when"),
        (deal, 4, "CloseDate", "'31/31/2026' is no day"),
        (deal, 5, "AccountId", f"no organization has the id '{here('001', 8)}'"),
        (deal, 6, "Name", "the cell is empty"),
        (role, 2, "Role", "the role 'Procurement' is unknown"),
        (role, 3, "ContactId", f"no person has the id '{here('003', 9)}'"),
        (role, 4, "Role", "no role is told"),
        (role, 5, "ContactId", "the cell is empty"),
        (role, 6, "Role", "the role 'Procurement' is unknown"),
        ("AccountContactRelation.csv", 2, "EndDate", "ends on 2023-01-01, and begins on 2024-01-01"),
        ("AccountContactRelation.csv", 3, "StartDate", "'soon' is no day"),
        ("Task.csv", 2, "WhoId", f"no person has the id '{here('003', 9)}'"),
        ("Task.csv", 3, "ActivityDate", "the activity has no day"),
        ("Task.csv", 4, "IsDeleted", "deleted in Salesforce"),
    ]
    assert {file.file: (file.rows, file.rejected) for file in report.files} == {
        "Account.csv": (5, 0),
        contact: (8, 8),
        deal: (6, 5),
        role: (5, 5),
        "AccountContactRelation.csv": (2, 2),
        "User.csv": (1, 0),
        "Task.csv": (3, 3),
    }
    assert notes(report)[role] == "rows of the unknown role 'Procurement': 2"
    # What is right of a rejected row is there.
    assert await told(graph, "person", "id", "name") == [
        (here("003", 1), "Mei Sun"),
        (here("003", 2), "Jan Hut"),
        (here("003", 7), "Vic Low"),
        (here("005", 1), "Ray"),
    ]
    assert await told(graph, "identifier", "id", "person") == [
        ("domain:acme.test", None),
        ("email:mei@acme.test", here("003", 1)),
        ("email:uma@us.test", here("005", 1)),
    ]
    assert report.rejects
    assert (report.rejects / "Task.csv").read_text("utf-8-sig") == TASKS
    again = await load(graph, export, GIVEN)
    assert again.nothing_changed
    assert problems(again) == problems(report)


async def test_words_of_ones_own_are_said_in_a_file(graph: Graph, tmp_path: Path) -> None:
    contact = f"Id,LastName,AccountId\n{sf('003')},Sun,{sf('001', 1)}\n"
    account = f"Id,Name,Website,Type\n{sf('001', 1)},ACME,,Old Friend\n{sf('001', 2)},Blend,,Rival\n"
    deal = f"Id,AccountId,Name,StageName,CloseDate\n{sf('006')},{sf('001', 1)},Grid,Shaken Hands,2026-01-01\n"
    role = f"OpportunityId,ContactId,Role\n{sf('006')},{sf('003')},Procurement\n"
    files = {
        "Contact.csv": contact,
        "Account.csv": account,
        "Opportunity.csv": deal,
        "OpportunityContactRole.csv": role,
    }
    words = tmp_path / "words.toml"
    words.write_text(
        '[roles]\nprocurement = "E"\n[stages]\n"Shaken hands" = "contract"\n'
        '[account_types]\n"Old Friend" = "customer"\nRival = "competitor"\n'
    )
    report = await load(graph, write(tmp_path / "export", files), Given(mapping=words))
    assert problems(report) == []
    assert await told(graph, "role", "role") == [("E",)]
    assert await told(graph, "opportunity", "stage", "outcome") == [("contract", None)]
    assert await told(graph, "organization", "name", "kind") == [("ACME", "customer"), ("Blend", "competitor")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[roles]\nProcurement = "X"\n', "'X' is none of what roles mean, for 'Procurement'."),
        ('[stages]\nNew = "fresh"\n', "'fresh' is none of what stages mean, for 'New'."),
        ('[account_types]\nUs = "vendor"\n', "'vendor' is none of what account_types mean, for 'Us'."),
    ],
)
async def test_words_that_mean_nothing_are_refused(graph: Graph, tmp_path: Path, text: str, message: str) -> None:
    words = tmp_path / "words.toml"
    words.write_text(text)
    with pytest.raises(InputError) as refused:
        await load(graph, write(tmp_path / "export", {"Account.csv": ACCOUNTS}), Given(mapping=words))
    assert refused.value.message == message


async def test_what_is_no_export_is_refused(graph: Graph, tmp_path: Path) -> None:
    folder = write(
        tmp_path / "export", {"notes.csv": "when,what\n1,2\n", "Account.csv": "Record ID,Company name\n1,A\n"}
    )
    with pytest.raises(InputError) as refused:
        await load(graph, folder)
    assert refused.value.message == f"{folder} holds nothing that salesforce exports."
