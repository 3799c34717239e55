"""Users of a directory: people of ours, their seats, and to whom they report."""

import json
from datetime import date
from pathlib import Path

import pytest

from relgraph.connect.loading.service import import_source
from relgraph.connect.loading.spool import spooled
from relgraph.connect.msgraph.service import MSGRAPH, read
from relgraph.connect.source import Given
from relgraph.core.errors import InputError
from relgraph.kinds import KINDS
from relgraph.record.read import find
from tests.draw import Drawing, tid

DAY = date(2026, 3, 1)
ANN = {"id": "a1", "displayName": "Ann Lee", "mail": "Ann@us.test", "jobTitle": "CEO", "department": "Board"}
PAGE = {
    "@odata.nextLink": "https://graph.microsoft.com/v1.0/users?$skiptoken=x",
    "value": [
        {
            **{"id": "b2", "displayName": "Bo Ek", "mail": "bo@us.test", "userPrincipalName": "bo.ek@us.test"},
            **{"mobilePhone": "+49 170 1234567", "jobTitle": "Buyer", "department": "Supply Chain"},
            **{"accountEnabled": True, "manager": {"id": "a1", "displayName": "Ann Lee"}},
        },
        ANN,
        {
            **{"id": "c3", "displayName": "Cy Fox", "mail": None, "userPrincipalName": "cy@us.test"},
            **{"department": "SUPPLY  chain", "accountEnabled": False, "manager": {"id": "b2"}},
        },
        {"id": "g4", "displayName": "Gil Roe", "mail": "gil@guest.test", "userPrincipalName": "gil#EXT#@us.test"},
        {"id": "g5", "displayName": "Hal Poe", "userType": "Guest", "mail": "hal@guest.test", "jobTitle": "CFO"},
        {"id": "d6", "displayName": "Di Gray", "manager": {"id": "d6", "displayName": "Di Gray"}},
        {"displayName": "No Id"},
        {"id": "n8"},
        "nonsense",
        {"id": "e9", "displayName": "Eve Orr", "manager": {"id": "nobody"}},
        {"@odata.type": "#microsoft.graph.group", "id": "t1", "displayName": "All of us"},
    ],
}


@pytest.fixture
async def ours(drawing: Drawing) -> Drawing:
    await drawing.org("us", "vendor").save()
    return drawing


def saved(path: Path, answer: object) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(answer), encoding="utf-8-sig")
    return path


async def test_users_of_a_page(ours: Drawing, tmp_path: Path) -> None:
    file = saved(tmp_path / "users.json", PAGE)
    report = await import_source(ours.graph, MSGRAPH, file, Given(day=DAY))
    (told,) = report.files
    assert (told.rows, told.created, told.unchanged, told.rejected) == (11, 5, 1, 5)
    assert told.note == "groups, devices and others that are no users, left out: 1"
    assert [(p.row, p.column, p.message) for p in told.problems] == [
        (6, "manager", "the user reports to themselves"),
        (7, "id", "the user has no id"),
        (8, "displayName", "the user has no name"),
        (9, None, "this is no user"),
        (10, "manager", "no person has the id 'msgraph:nobody'"),
    ]
    identifiers = await find(ours.graph, KINDS["identifier"], as_of=None, limit=20)
    assert {i.id: i.person for i in identifiers} == {
        "email:ann@us.test": "msgraph:a1",
        "email:bo@us.test": "msgraph:b2",
        "email:bo.ek@us.test": "msgraph:b2",
        "phone:+491701234567": "msgraph:b2",
        "email:cy@us.test": "msgraph:c3",
        "email:gil@guest.test": "msgraph:g4",
        "email:hal@guest.test": "msgraph:g5",
    }
    seats = await find(ours.graph, KINDS["position"], as_of=None, limit=20)
    assert {s.person: (s.organization, s.unit, s.title, s.valid_to) for s in seats} == {
        "msgraph:a1": (tid("us"), "msgraph:unit.board", "CEO", None),
        "msgraph:b2": (tid("us"), "msgraph:unit.supply-chain", "Buyer", None),
        "msgraph:c3": (tid("us"), "msgraph:unit.supply-chain", None, DAY),
        "msgraph:d6": (tid("us"), None, None, None),
        "msgraph:e9": (tid("us"), None, None, None),
    }
    lines = await find(ours.graph, KINDS["reporting_line"], as_of=None, limit=20)
    assert {(line.person, line.manager, line.line, line.valid_to) for line in lines} == {
        ("msgraph:b2", "msgraph:a1", "solid", None),
        ("msgraph:c3", "msgraph:b2", "solid", DAY),
    }
    again = await import_source(ours.graph, MSGRAPH, file, Given(day=DAY))
    assert (again.nothing_changed, again.files[0].rejected) == (True, 5)


async def test_a_chain_of_managers_above_one_user(ours: Drawing, tmp_path: Path) -> None:
    top = {"id": "t", "displayName": "Top", "jobTitle": "CEO"}
    chain = {"id": "u", "displayName": "User", "manager": {"id": "m", "displayName": "Mid", "manager": top}}
    report = await import_source(ours.graph, MSGRAPH, saved(tmp_path / "me.json", chain), Given(day=DAY))
    assert (report.files[0].rows, report.created) == (1, 1)
    lines = await find(ours.graph, KINDS["reporting_line"], as_of=None, limit=20)
    assert {(line.person, line.manager) for line in lines} == {
        ("msgraph:u", "msgraph:m"),
        ("msgraph:m", "msgraph:t"),
    }
    seats = await find(ours.graph, KINDS["position"], as_of=None, limit=20)
    assert {s.person: s.title for s in seats} == {"msgraph:u": None, "msgraph:m": None, "msgraph:t": "CEO"}


async def test_pages_of_changes(ours: Drawing, tmp_path: Path) -> None:
    """Whoever is removed ends; nothing is deleted. Of whom nothing else is told that cannot be said."""
    folder = tmp_path / "delta"
    saved(folder / "1.json", {"value": [ANN, {"id": "b2", "displayName": "Bo Ek", "manager": {"id": "a1"}}]})
    gone = [{"id": "b2", "@removed": {"reason": "deleted"}}, {"id": "z9", "@removed": {"reason": "changed"}}]
    saved(folder / "2.json", {"@odata.deltaLink": "x", "value": gone})
    report = await import_source(ours.graph, MSGRAPH, folder, Given(day=DAY))
    assert [(f.file, f.rows, f.rejected) for f in report.files] == [("1.json", 2, 0), ("2.json", 2, 1)]
    (problem,) = report.files[1].problems
    assert (problem.row, problem.message) == (2, "the user was removed, and nothing here says who that is")
    seats = await find(ours.graph, KINDS["position"], as_of=None, limit=20)
    assert {s.person: s.valid_to for s in seats} == {"msgraph:a1": None, "msgraph:b2": DAY}
    (line,) = await find(ours.graph, KINDS["reporting_line"], as_of=None, limit=20)
    assert (line.person, line.valid_to) == ("msgraph:b2", DAY)


async def test_the_day_somebody_left_where_it_is_told(ours: Drawing, tmp_path: Path) -> None:
    left = {"id": "l", "displayName": "Leo", "accountEnabled": False, "employeeLeaveDateTime": "2025-12-31T00:00:00Z"}
    await import_source(ours.graph, MSGRAPH, saved(tmp_path / "l.json", left), Given(day=DAY))
    (seat,) = await find(ours.graph, KINDS["position"], as_of=None, limit=20)
    assert seat.valid_to == date(2025, 12, 31)


async def test_people_relevant_to_the_user(ours: Drawing, tmp_path: Path) -> None:
    people = [
        {
            **{"id": "p1", "displayName": "Pat Kim", "jobTitle": "CTO", "companyName": "Grid"},
            "scoredEmailAddresses": [{"address": "pat@grid.test", "relevanceScore": 8}, {"address": "p@home.test"}],
            "personType": {"class": "Person", "subclass": "PersonalContact"},
        },
        {"id": "p2", "displayName": "", "scoredEmailAddresses": [{"address": "x@grid.test"}], "companyName": "GRID"},
        {"id": "p3", "displayName": "Team", "scoredEmailAddresses": [], "personType": {"class": "Group"}},
    ]
    report = await import_source(ours.graph, MSGRAPH, saved(tmp_path / "people.json", {"value": people}), Given())
    assert (report.rows, report.created, report.files[0].rejected) == (3, 2, 0)
    found = await find(ours.graph, KINDS["person"], as_of=None, limit=20)
    assert [(p.id, p.name) for p in found] == [("msgraph:p1", "Pat Kim"), ("msgraph:p2", "x@grid.test")]
    identifiers = await find(ours.graph, KINDS["identifier"], as_of=None, limit=20)
    assert [i.id for i in identifiers] == ["email:p@home.test", "email:pat@grid.test", "email:x@grid.test"]
    seats = await find(ours.graph, KINDS["position"], as_of=None, limit=20)
    assert {(s.person, s.organization, s.title) for s in seats} == {
        ("msgraph:p1", "msgraph:org.grid", "CTO"),
        ("msgraph:p2", "msgraph:org.grid", None),
    }


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"value": [\n{"id": 1,]}', "users.json, line 2, column 10: this is no JSON"),
        ('{"value": 1}', "holds neither users nor a page of them"),
        ('{"error": {"code": "Expired", "message": "The token has expired."}}', "answered: The token has expired."),
        ("[" * 100_000, "users.json is nested too deeply"),
        (json.dumps([ANN]), "It is not known whose directory this is"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "users.json"
    file.write_text(content)
    with spooled() as spool, pytest.raises(InputError) as raised:
        read(file, Given(), spool)
    assert message in str(raised.value)
    assert raised.value.remedy


def test_a_folder_without_any(tmp_path: Path) -> None:
    with spooled() as spool, pytest.raises(InputError, match="holds no JSON files"):
        read(tmp_path, Given(), spool)
