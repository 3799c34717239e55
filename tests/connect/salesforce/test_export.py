"""An export of the API becomes things of relgraph, each row with one fate; the same again changes nothing."""

from datetime import date
from pathlib import Path

from relgraph.connect.source import Given
from relgraph.graph.client import Graph
from relgraph.kinds import KINDS
from relgraph.kinds.tie import TieOrigin
from relgraph.record.read import find_versions
from tests.connect.salesforce.exports import EXPORT, here, load, notes, problems, told, write
from tests.draw import Drawing, tid

DAY = date(2026, 6, 1)
GIVEN = Given(day=DAY)


async def test_everything_is_told_and_again_changes_nothing(graph: Graph, drawing: Drawing, tmp_path: Path) -> None:
    await drawing.org("us", "vendor").save()
    export = write(tmp_path / "export", EXPORT)
    report = await load(graph, export, GIVEN)
    assert problems(report) == []
    assert {file.file: (file.rows, file.rejected) for file in report.files} == {
        "Account.csv": (5, 0),
        "User.csv": (3, 0),
        "Contact.csv": (4, 0),
        "Opportunity.csv": (4, 0),
        "OpportunityContactRole.csv": (3, 0),
        "AccountContactRelation.csv": (4, 0),
        "Task.csv": (6, 0),
        "Event.csv": (3, 0),
    }
    assert await told(graph, "organization", "id", "name", "kind") == [
        (here("001", 1), "ACME", "customer"),
        (here("001", 2), "Blend", "customer"),
        (here("001", 3), "Corp", "competitor"),
        (here("001", 4), "Dyn", "customer"),
        (here("001", 5), "Ebb", "partner"),
        (tid("us"), "us", "vendor"),
    ]
    assert await told(graph, "person", "id", "name") == [
        (here("003", 1), "Mei Sun"),
        (here("003", 2), "Jan Hut"),
        (here("003", 3), "Ann Lee"),
        (here("005", 1), "Uma Ray"),
        (here("005", 2), "Vic Low"),
    ]
    assert await told(graph, "identifier", "id", "person", "organization") == [
        ("domain:acme.test", None, here("001", 1)),
        ("email:jan@acme.test", here("003", 2), None),
        ("email:mei@acme.test", here("003", 1), None),
        ("email:uma@us.test", here("005", 1), None),
        ("email:vic@us.test", here("005", 2), None),
        ("phone:+436641234567", here("003", 1), None),
        (here("003", 4), here("003", 1), None),
    ]
    assert await told(graph, "reporting_line", "person", "manager", "line") == [
        (here("003", 2), here("003", 1), "solid"),
        (here("005", 2), here("005", 1), "solid"),
    ]
    assert await told(graph, "role", "person", "opportunity", "role") == [
        (here("003", 1), here("006", 1), "D"),
        (here("003", 2), here("006", 1), "E"),
        (here("003", 3), here("006", 1), "C"),
    ]
    assert await told(graph, "ownership", "owner", "contact", "role") == [(here("005", 1), here("003", 1), "A")]
    ties = await told(graph, "tie", "person_a", "person_b", "basis", "last_contact", "origin")
    assert [tie[:4] for tie in ties if tie[4] is not TieOrigin.COMPUTED] == [
        (here("003", 1), here("005", 1), "activities in Salesforce", date(2026, 3, 1)),
        (here("003", 2), here("005", 2), "activities in Salesforce", date(2026, 2, 3)),
    ]
    again = await load(graph, export, GIVEN)
    assert again.nothing_changed
    assert notes(again) == notes(report)
    assert notes(report) == {
        "Account.csv": "accounts of the type 'Partner' with deals, taken as customers: 1; "
        "unknown type of account 'Old Customer', taken as customer: 1",
        "User.csv": "users who are not active, who have no seat: 1; "
        "users of the type AutomatedProcess, who are none of ours: 1",
        "Contact.csv": "contacts whose owner is no user of the export, who have no owner: 1; "
        "contacts without an account, who have no seat: 1; +431999999 is told of 2: it identifies none of them",
        "Opportunity.csv": "unknown stage 'Shelved', taken as none: 1; "
        "deals closed no later than they were entered, whose first day is unknown: 1; "
        "unknown stage 'Stuck', taken as none: 1",
        "OpportunityContactRole.csv": None,
        "AccountContactRelation.csv": "relations that are not active and tell no last day, taken as ended on "
        "2026-06-01: 1",
        "Task.csv": "tasks that are no calls, mail or meetings, which tell the last contact alone: 1; "
        "tasks that are not completed, which tell nothing: 1; "
        "activities without a contact, which tell nothing: 1; activities with leads, which tell nothing: 1; "
        "activities whose owner is no user of the export, which tell nothing: 1",
        "Event.csv": "activities that are yet to come, which tell nothing: 1",
    }


async def test_seats_stand_in_units_and_end(graph: Graph, drawing: Drawing, tmp_path: Path) -> None:
    await drawing.org("us", "vendor").save()
    await load(graph, write(tmp_path / "export", EXPORT), GIVEN)
    key = here("001", 1).split(":")[1].casefold()
    unit = f"salesforce:unit.{key}.head-office"
    assert await told(graph, "unit", "id", "organization", "name") == [
        (unit, here("001", 1), "Head Office"),
        ("salesforce:unit.us.sales", tid("us"), "Sales"),
    ]
    assert await told(graph, "position", "person", "organization", "unit", "title", "valid_from", "valid_to") == [
        (here("003", 1), here("001", 1), unit, "CTO", None, None),
        (here("003", 1), here("001", 2), None, None, date(2024, 1, 1), None),
        (here("003", 2), here("001", 1), unit, "Buyer", None, None),
        (here("003", 2), here("001", 3), None, None, date(2024, 1, 1), date(2025, 1, 1)),
        (here("003", 2), here("001", 4), None, None, None, DAY),
        (here("005", 1), tid("us"), "salesforce:unit.us.sales", "Sales Manager", None, None),
    ]


async def test_deals_end_when_they_were_closed(graph: Graph, tmp_path: Path) -> None:
    await load(graph, write(tmp_path / "export", EXPORT), GIVEN)
    deals = [(await find_versions(graph, KINDS["opportunity"], here("006", n)))[0] for n in (1, 2, 3, 4)]
    assert [(d.account, d.name, d.stage, d.outcome, d.valid_from, d.valid_to) for d in deals] == [
        (here("001", 1), "Grid", "opportunity", None, date(2025, 10, 10), None),
        (here("001", 2), "Pilot", "contract", "won", date(2025, 10, 10), date(2026, 2, 1)),
        (here("001", 1), "Old", None, "lost", None, date(2019, 2, 1)),
        (here("001", 1), "Odd", None, None, date(2025, 10, 10), None),
    ]


async def test_who_we_are_may_be_unknown(graph: Graph, tmp_path: Path) -> None:
    report = await load(graph, write(tmp_path / "export", {"User.csv": EXPORT["User.csv"]}), GIVEN)
    assert await told(graph, "position", "id") == []
    assert notes(report)["User.csv"] == (
        "users without a seat, as it is not known who we are (--ours): 2; "
        "users of the type AutomatedProcess, who are none of ours: 1"
    )
