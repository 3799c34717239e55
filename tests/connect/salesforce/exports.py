"""Small exports of Salesforce, as its API gives them."""

from collections.abc import Mapping
from pathlib import Path

from relgraph.connect.loading.service import import_source
from relgraph.connect.report import ImportReport
from relgraph.connect.salesforce.ids import full_id
from relgraph.connect.salesforce.service import SALESFORCE
from relgraph.connect.source import Given
from relgraph.graph.client import Graph
from relgraph.kinds import KINDS
from relgraph.record.model import Recorded
from relgraph.record.read import find


def sf(prefix: str, number: int = 1) -> str:
    """An id of 18 letters: 001 an account, 003 a contact, 005 a user, 006 an opportunity."""
    return full_id(f"{prefix}5g00AbCd{number:04d}")


def here(prefix: str, number: int = 1) -> str:
    """The id in relgraph of what has that in Salesforce."""
    return f"salesforce:{sf(prefix, number)}"


def write(folder: Path, files: Mapping[str, str], encoding: str = "utf-8-sig") -> Path:
    """Write files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding=encoding, newline="")
    return folder


async def load(graph: Graph, path: Path, given: Given | None = None) -> ImportReport:
    """Import an export; every row has one fate."""
    report = await import_source(graph, SALESFORCE, path, given or Given())
    assert report.every_row_told
    return report


async def told(graph: Graph, noun: str, *fields: str) -> list[tuple[object, ...]]:
    """All of a kind, whenever it holds, by these fields."""
    found: list[Recorded] = list(await find(graph, KINDS[noun], as_of=None, limit=1000))
    return sorted((tuple(getattr(each, name) for name in fields) for each in found), key=str)


def problems(report: ImportReport) -> list[tuple[str, int, str | None, str]]:
    """What is wrong with which rows."""
    return [(p.file, p.row, p.column, p.message) for p in report.problems]


def notes(report: ImportReport) -> dict[str, str | None]:
    """What is noted of the files."""
    return {file.file: file.note for file in report.files}


ACCOUNTS = f"""\
Id,IsDeleted,MasterRecordId,Name,Type,BillingAddress,Website,OwnerId
{sf("001", 1)},false,,ACME,Customer - Direct,"{{""city"":""Graz"",""country"":null}}",https://www.acme.test/en,{sf("005")}
{sf("001", 2)},false,,Blend,Partner,,,{sf("005")}
{sf("001", 3)},false,,Corp,Competitor,,,{sf("005")}
{sf("001", 4)},false,,Dyn,Old Customer,,,{sf("005")}
{sf("001", 5)},false,,Ebb,Channel Partner / Reseller,,,{sf("005")}
"""
USERS = f"""\
Id,Username,FirstName,LastName,Email,Title,Department,IsActive,UserType,ManagerId
{sf("005", 1)},uma@us.test,Uma,Ray,uma@us.test,Sales Manager,Sales,true,Standard,
{sf("005", 2)},vic@us.test,Vic,Low,vic@us.test,,,false,Standard,{sf("005", 1)}
{sf("005", 3)},auto,,Automated Process,auto@us.test,,,true,AutomatedProcess,
"""
CONTACTS = f"""\
Id,IsDeleted,MasterRecordId,AccountId,LastName,FirstName,Name,Phone,MobilePhone,ReportsToId,Email,Title,\
Department,OwnerId
{sf("003", 1)},false,,{sf("001", 1)},Sun,Mei,Mei Sun,,+43 664 1234567,,mei@acme.test,CTO,Head Office,{sf("005", 1)}
{sf("003", 2)},false,,{sf("001", 1)},Hut,Jan,Jan Hut,+43 1 999999,,{sf("003", 1)},jan@acme.test,\
Buyer,head  office,{sf("005", 9)}
{sf("003", 3)},false,,,Lee,Ann,Ann Lee,+43 1 999999,,,,,Sales,
{sf("003", 4)},true,{sf("003", 1)},,Sun,M.,M. Sun,,,,m.sun@acme.test,,,
"""
OPPORTUNITIES = f"""\
Id,IsDeleted,AccountId,Name,StageName,Amount,CloseDate,IsClosed,IsWon,CreatedDate
{sf("006", 1)},false,{sf("001", 1)},Grid,Needs Analysis,100,2099-01-01,false,false,2025-10-10T08:38:20.000+0000
{sf("006", 2)},false,{sf("001", 2)},Pilot,Closed Won,100,2026-02-01,true,true,2025-10-10T08:38:20.000+0000
{sf("006", 3)},false,{sf("001", 1)},Old,Shelved,100,2019-02-01,true,false,2025-10-10T08:38:20.000+0000
{sf("006", 4)},false,{sf("001", 1)},Odd,Stuck,100,2099-01-01,false,false,2025-10-10T08:38:20.000+0000
"""
ROLES = f"""\
Id,OpportunityId,ContactId,Role,IsPrimary
{sf("00K", 1)},{sf("006", 1)},{sf("003", 1)},Economic Buyer,true
{sf("00K", 2)},{sf("006", 1)},{sf("003", 2)},technical evaluator,false
{sf("00K", 3)},{sf("006", 1)},{sf("003", 3)},教练,false
"""
RELATIONS = f"""\
Id,AccountId,ContactId,IsDirect,IsActive,StartDate,EndDate,Roles
{sf("07k", 1)},{sf("001", 1)},{sf("003", 1)},true,true,,,
{sf("07k", 2)},{sf("001", 2)},{sf("003", 1)},false,true,2024-01-01,,
{sf("07k", 3)},{sf("001", 3)},{sf("003", 2)},false,false,2024-01-01,2025-01-01,
{sf("07k", 4)},{sf("001", 4)},{sf("003", 2)},false,false,,,
"""
TASKS = f"""\
Id,WhoId,WhatId,Subject,ActivityDate,Status,OwnerId,IsClosed,TaskSubtype
{sf("00T", 1)},{sf("003", 1)},,Call,2026-01-05,Completed,{sf("005", 1)},true,Call
{sf("00T", 2)},{sf("003", 1)},,Call,2026-03-01,Completed,{sf("005", 1)},true,Task
{sf("00T", 3)},{sf("003", 1)},,Call,2026-04-01,Not Started,{sf("005", 1)},false,Call
{sf("00T", 4)},,,Call,2026-01-01,Completed,{sf("005", 1)},true,Call
{sf("00T", 5)},{sf("00Q", 1)},,Call,2026-01-01,Completed,{sf("005", 1)},true,Call
{sf("00T", 6)},{sf("003", 1)},,Call,2026-01-01,Completed,{sf("005", 9)},true,Call
"""
EVENTS = f"""\
Id,WhoId,WhatId,Subject,ActivityDateTime,StartDateTime,OwnerId
{sf("00U", 1)},{sf("003", 1)},,Visit,,2026-02-01T09:00:00.000+0000,{sf("005", 1)}
{sf("00U", 2)},{sf("003", 2)},,Visit,2026-02-03T09:00:00.000+0000,2026-02-03T09:00:00.000+0000,{sf("005", 2)}
{sf("00U", 3)},{sf("003", 2)},,Visit,,2026-07-01T09:00:00.000+0000,{sf("005", 2)}
"""
EXPORT = {
    "Account.csv": ACCOUNTS,
    "User.csv": USERS,
    "Contact.csv": CONTACTS,
    "Opportunity.csv": OPPORTUNITIES,
    "OpportunityContactRole.csv": ROLES,
    "AccountContactRelation.csv": RELATIONS,
    "Task.csv": TASKS,
    "Event.csv": EVENTS,
}
