"""Calendars: who met, and when."""

import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given as supposing
from hypothesis import settings
from hypothesis import strategies as st

from relgraph.connect.loading.service import import_source
from relgraph.connect.mail.headers import Unsaid
from relgraph.connect.mail.meetings import Meeting, meetings_of
from relgraph.connect.mail.service import MAIL
from relgraph.connect.source import Given
from relgraph.connect.tabular.reader import Fault
from relgraph.graph.client import Graph
from relgraph.kinds import KINDS
from relgraph.kinds.participation import ParticipationPart
from relgraph.kinds.tie import TieOrigin
from relgraph.record.read import find
from tests.draw import Drawing, tid

HOSTED, ATTENDED = ParticipationPart.HOSTED, ParticipationPart.ATTENDED
TODAY = date(2026, 3, 10)
BOTH = "ORGANIZER;CN=Me:mailto:me@acme.test\nATTENDEE;CN=Mei Sun;PARTSTAT=ACCEPTED:MAILTO:mei@grid.test\n"


def event(begins: str, more: str = "", people: str = BOTH, uid: str = "1") -> str:
    return f"BEGIN:VEVENT\nUID:{uid}\nSUMMARY:SECRET\nDTSTART{begins}\n{people}{more}END:VEVENT\n"


def calendar(tmp_path: Path, *events: str) -> Path:
    file = tmp_path / "cal.ics"
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{''.join(events)}END:VCALENDAR\n"
    file.write_text(text, newline="\r\n")
    return file


def days_of(file: Path) -> list[date | str]:
    """The last day of each event, or why there is none."""
    found = meetings_of(file, TODAY)
    return [each.day if isinstance(each, Meeting) else each[0] or str(each[1]) for each in found]


def moment(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


async def meetings(graph: Graph) -> list[tuple[object, ...]]:
    found = await find(graph, KINDS["interaction"], as_of=None, limit=200)
    assert {each.kind for each in found} <= {"meeting"}
    return sorted((each.id, each.valid_from, each.at, each.minutes) for each in found)


async def participants(graph: Graph) -> list[tuple[object, ...]]:
    found = await find(graph, KINDS["participation"], as_of=None, limit=200)
    return sorted((each.person, each.interaction, each.part, each.came) for each in found)


async def test_who_met(drawing: Drawing, tmp_path: Path) -> None:
    await drawing.org("us", "vendor").save()
    graph = drawing.graph
    others = "ATTENDEE;PARTSTAT=DECLINED:mailto:no@grid.test\nATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:perhaps@grid.test\n"
    room = "ATTENDEE;CUTYPE=ROOM;PARTSTAT=ACCEPTED:mailto:room@grid.test\nATTENDEE:mailto:jan@grid.test\n"
    file = calendar(
        tmp_path,
        event(":20260302T100000Z", others + room),
        event(":20250101T100000Z", "RRULE:FREQ=SECONDLY\n", uid="2"),
        event(";VALUE=DATE:20260303", people="ORGANIZER:mailto:me@acme.test\n", uid="3"),
    )
    report = await import_source(graph, MAIL, file, Given(owner="me@acme.test"))
    (told,) = report.files
    assert (told.rows, told.created, told.unchanged, told.rejected) == (3, 1, 1, 1)
    assert told.note == "events of one alone, which tell nothing: 1"
    ties = [t for t in await find(graph, KINDS["tie"], as_of=None, limit=20) if t.origin is not TieOrigin.COMPUTED]
    assert {(frozenset({t.person_a, t.person_b}), t.basis, t.strength, t.last_contact) for t in ties} == {
        (frozenset({"mail:me@acme.test", "mail:mei@grid.test"}), "meetings", None, date(2026, 3, 2)),
        (frozenset({"mail:me@acme.test", "mail:jan@grid.test"}), "meetings", None, date(2026, 3, 2)),
    }
    assert await meetings(graph) == [("mail:meeting.1.20260302", date(2026, 3, 2), moment(2026, 3, 2, 10), None)]
    assert await participants(graph) == [
        ("mail:jan@grid.test", "mail:meeting.1.20260302", ATTENDED, None),
        ("mail:me@acme.test", "mail:meeting.1.20260302", HOSTED, None),
        ("mail:mei@grid.test", "mail:meeting.1.20260302", ATTENDED, None),
    ]
    (seat,) = await find(graph, KINDS["position"], as_of=None, limit=20)
    assert (seat.person, seat.organization, seat.title) == ("mail:me@acme.test", tid("us"), None)
    people = await find(graph, KINDS["person"], as_of=None, limit=20)
    assert {p.id: p.name for p in people} == {
        "mail:me@acme.test": "Me",
        "mail:mei@grid.test": "Mei Sun",
        "mail:jan@grid.test": "jan@grid.test",
    }
    assert (await import_source(graph, MAIL, file, Given(owner="me@acme.test"))).nothing_changed


async def test_one_meeting_in_two_calendars_is_one(graph: Graph, tmp_path: Path) -> None:
    """Each has it by the clock of its own place, and not everybody's answer. Ours alone are no dealings."""
    ours = "ORGANIZER:mailto:me@acme.test\nATTENDEE:mailto:pal@acme.test\n"
    private = "CLASS:PRIVATE\n"
    mine = (
        event(";TZID=Asia/Shanghai:20260303T003000", "DTEND;TZID=Asia/Shanghai:20260303T011500\n", uid="A b"),
        event(":20260305T100000Z", "DURATION:PT1H\n", people=BOTH.replace("grid.test", "gmail.com"), uid="2"),
        event(":20260305T100000Z", people=ours, uid="3"),
        event(":20260305T100000Z", private, uid="4"),
        event(":20260306T100000", "DTEND:20260306T113000\n", uid="5"),
        event(";VALUE=DATE:20260307", "DTEND;VALUE=DATE:20260308\n", uid="6"),
    )
    more = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:jan@grid.test\n"
    theirs = event(":20260302T163000Z", more + "DTEND:20260302T171500Z\n", uid="A b")
    (tmp_path / "all" / "pal").mkdir(parents=True)
    calendar(tmp_path / "all", *mine)
    calendar(tmp_path / "all" / "pal", theirs)
    given = Given(owner="me@acme.test")
    report = await import_source(graph, MAIL, tmp_path / "all", given)
    assert [(file.rows, file.rejected, file.note) for file in report.files] == [
        (6, 0, "meetings marked as private, which tell nothing: 1"),
        (1, 0, None),
    ]
    assert await meetings(graph) == [
        ("mail:meeting.5.20260306", date(2026, 3, 6), None, 90),
        ("mail:meeting.6.20260307", date(2026, 3, 7), None, None),
        ("mail:meeting.a-b.20260302", date(2026, 3, 3), moment(2026, 3, 2, 16, 30), 45),
    ]
    assert [each[:3] for each in await participants(graph) if each[1] == "mail:meeting.a-b.20260302"] == [
        ("mail:jan@grid.test", "mail:meeting.a-b.20260302", ATTENDED),
        ("mail:me@acme.test", "mail:meeting.a-b.20260302", HOSTED),
        ("mail:mei@grid.test", "mail:meeting.a-b.20260302", ATTENDED),
    ]
    assert (await import_source(graph, MAIL, tmp_path / "all", given)).nothing_changed
    assert (await import_source(graph, MAIL, tmp_path / "all" / "pal", given)).files[0].created == 0


async def test_strengths_follow_and_a_dry_run_foretells_it(graph: Graph, tmp_path: Path) -> None:
    yesterday = graph.clock.today() - timedelta(days=1)
    weekly = event(f":{yesterday - timedelta(weeks=1):%Y%m%d}T100000Z", "RRULE:FREQ=WEEKLY;COUNT=2\n")
    file, given = calendar(tmp_path, weekly), Given(owner="me@acme.test")
    dry = await import_source(graph, MAIL, file, given, dry_run=True)
    kinds = {each.noun: each.created for each in dry.kinds}
    assert (kinds["interaction"], kinds["participation"], await meetings(graph)) == (2, 4, [])
    done = await import_source(graph, MAIL, file, given)
    assert ({each.noun: each.created for each in done.kinds}, done.scored) == (kinds, 1)
    found = await find(graph, KINDS["tie"], as_of=graph.clock.today(), limit=9)
    (computed,) = (tie for tie in found if tie.origin is TieOrigin.COMPUTED)
    contact = 2 * (2 ** (-1 / 90) + 2 ** (-8 / 90))
    assert computed.strength == pytest.approx(1 - 2 ** (-contact / 1.4), abs=1e-4)
    assert computed.last_contact == yesterday
    again = await import_source(graph, MAIL, file, given)
    assert (again.nothing_changed, again.scored) == (True, 0)


@pytest.mark.parametrize(
    ("begins", "more", "last"),
    [
        (":20260309T100000Z", "", date(2026, 3, 9)),
        (";TZID=Europe/Berlin:20260309T233000", "", date(2026, 3, 9)),
        (";TZID=Nowhere/Unknown:20260309T100000", "", date(2026, 3, 9)),
        (";VALUE=DATE:20260310", "", date(2026, 3, 10)),
        (":20260311T100000Z", "", "meetings to come, or that did not take place"),
        (":20260309T100000Z", "STATUS:CANCELLED\n", "meetings that were called off"),
        (":20260105T100000Z", "RRULE:FREQ=WEEKLY\n", date(2026, 3, 9)),
        (":20260105T100000Z", "RRULE:FREQ=WEEKLY\nEXDATE:20260309T100000Z\n", date(2026, 3, 2)),
        (";VALUE=DATE:19900101", "RRULE:FREQ=DAILY\n", date(2026, 3, 10)),
        (":20100104T100000Z", "RRULE:FREQ=WEEKLY;UNTIL=20110101T000000Z\n", date(2010, 12, 27)),
        (":20100104T100000Z", "RRULE:FREQ=WEEKLY;COUNT=2\n", date(2010, 1, 11)),
        (":20260901T100000Z", "RRULE:FREQ=WEEKLY\n", "meetings to come, or that did not take place"),
        (":20260105T100000Z", "RDATE:20260201T100000Z,20270201T100000Z\n", date(2026, 2, 1)),
        (":20260105T100000Z", "RRULE:FREQ=HOURLY\n", "RRULE"),
        (":20260105T100000Z", "RRULE:FREQ=DAILY;BYSECOND=1,2,3\n", "RRULE"),
        (":19700101T100000Z", "", "DTSTART"),
        (":soon", "", "the event cannot be read"),
        (":20260105T100000Z", "RRULE:FREQ=NEVER\n", "the event cannot be read"),
    ],
)
def test_the_last_day(tmp_path: Path, begins: str, more: str, last: date | str) -> None:
    assert days_of(calendar(tmp_path, event(begins, more))) == [last]


@pytest.mark.parametrize(
    ("begins", "rule", "times", "first", "more"),
    [
        (":20260202T100000Z", "FREQ=WEEKLY", 6, date(2026, 2, 2), False),
        (":20100104T100000Z", "FREQ=MONTHLY;BYMONTHDAY=4", 24, date(2024, 4, 4), True),
        (":20100104T100000Z", "FREQ=MONTHLY;COUNT=5", 1, date(2010, 5, 4), True),
        (":20100104T100000Z", "FREQ=DAILY;COUNT=1", 1, date(2010, 1, 4), False),
        (";VALUE=DATE:19900101", "FREQ=DAILY", 731, date(2024, 3, 10), True),
    ],
)
def test_what_recurs_is_told_for_two_years(
    tmp_path: Path, begins: str, rule: str, times: int, first: date, more: bool
) -> None:
    (found,) = meetings_of(calendar(tmp_path, event(begins, f"RRULE:{rule}\n")), TODAY)
    assert isinstance(found, Meeting)
    assert (len(found.held), found.held[-1].day, found.more) == (times, first, more)
    days = [each.day for each in found.held]
    assert days == sorted(days, reverse=True)


def test_events_without_a_name_are_known_by_who_was_there(tmp_path: Path) -> None:
    (found,) = meetings_of(calendar(tmp_path, event(":20260309T100000Z").replace("UID:1\n", "")), TODAY)
    assert isinstance(found, Meeting)
    assert found.uid == "me@acme.test.mei@grid.test"


def test_where_it_was_otherwise_once(tmp_path: Path) -> None:
    """The last time one of them was not there, and the time before it was called off."""
    alone = "ORGANIZER:mailto:me@acme.test\nATTENDEE;PARTSTAT=DECLINED:mailto:mei@grid.test\n"
    file = calendar(
        tmp_path,
        event(":20260202T100000Z", "RRULE:FREQ=WEEKLY\n"),
        event(":20260309T110000Z", "RECURRENCE-ID:20260309T100000Z\n", alone),
        event(":20260302T100000Z", "RECURRENCE-ID:20260302T100000Z\nSTATUS:CANCELLED\n"),
    )
    assert days_of(file) == [date(2026, 2, 23), "events of one alone", "meetings that were called off"]


def test_a_large_meeting_tells_nothing(tmp_path: Path) -> None:
    many = BOTH + "".join(f"ATTENDEE:mailto:x{n}@acme.test\n" for n in range(19))
    assert days_of(calendar(tmp_path, event(":20260309T100000Z", people=many))) == ["meetings of more than 20"]


@pytest.mark.parametrize(
    ("content", "messages"),
    [
        (b"", ["the file is no calendar that can be read"]),
        (b"nothing", ["the file is no calendar that can be read"]),
        (b"\xff\xfe\x00", ["the file is no calendar that can be read"]),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", []),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n", ["the event, or its calendar, breaks off"]),
        (
            b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:1",
            ["the event, or its calendar, breaks off"] * 2,
        ),
    ],
)
def test_what_is_no_calendar(tmp_path: Path, content: bytes, messages: list[str]) -> None:
    file = tmp_path / "x.ics"
    file.write_bytes(content)
    found = list(meetings_of(file, TODAY))
    assert [each.message for each in found if isinstance(each, Fault)] == messages
    assert len(found) == len(messages)


def test_a_rule_that_never_comes_true_ends(tmp_path: Path) -> None:
    begun = time.perf_counter()
    file = calendar(tmp_path, event(":19900101T100000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\n"))
    assert len(list(meetings_of(file, TODAY))) == 1
    assert time.perf_counter() - begun < 60


LINES = [
    "DTSTART:20260101T100000Z",
    "RRULE:FREQ=DAILY;COUNT=3",
    "RRULE:x",
    "EXDATE:1",
    "UID:a",
    "ATTENDEE:mailto:a@b.test",
]


@settings(deadline=None, max_examples=150)
@supposing(
    events=st.lists(
        st.lists(st.sampled_from([*LINES, *BOTH.splitlines(), "junk", "DTSTART:x"]), max_size=8), max_size=4
    )
)
def test_whatever_an_event_says_it_is_told(events: list[list[str]], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("any")
    texts = ["BEGIN:VEVENT\n" + "".join(f"{line}\n" for line in lines) + "END:VEVENT\n" for lines in events]
    found = list(meetings_of(calendar(folder, *texts), TODAY))
    assert len(found) == len(events)
    assert all(isinstance(each, Meeting | Unsaid | Fault) for each in found)
