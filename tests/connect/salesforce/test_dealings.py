"""Tasks and events: meetings one by one, calls and mail by month, and the strengths that follow."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from relgraph.connect.loading.service import import_source
from relgraph.connect.report import ImportReport
from relgraph.connect.salesforce.service import SALESFORCE
from relgraph.connect.source import Given
from relgraph.core.errors import InputError
from relgraph.graph.client import Graph
from relgraph.kinds.participation import ParticipationPart
from relgraph.kinds.tie import TieOrigin
from relgraph.traffic.model import Month, TrafficChannel, number_of
from relgraph.traffic.service import flow_pages
from tests.connect.salesforce.exports import (
    ACCOUNTS,
    CONTACTS,
    OPPORTUNITIES,
    USERS,
    here,
    load,
    notes,
    problems,
    sf,
    told,
    write,
)

GIVEN = Given(day=date(2026, 6, 1))
MEI, JAN, UMA, VIC = sf("003", 1), sf("003", 2), sf("005", 1), sf("005", 2)
EVENT = (
    "Id,WhoId,WhatId,AccountId,Type,ActivityDate,StartDateTime,EndDateTime,DurationInMinutes,IsAllDayEvent,IsPrivate,"
    "IsRecurrence,OwnerId\n"
)
TASK = "Id,WhoId,ActivityDate,Status,OwnerId,Type,TaskSubtype,CallType\n"
BASE = {"Account.csv": ACCOUNTS, "Contact.csv": CONTACTS, "User.csv": USERS, "Opportunity.csv": OPPORTUNITIES}


def event(n: int, *, day: str = "2026-02-01", start: str = "", **more: str) -> str:
    """An event of Uma and Mei."""
    who, what, account = more.get("who", MEI), more.get("what", ""), more.get("account", "")
    marks = [more.get(name, "") for name in ("end", "minutes", "all_day", "private", "recurs")]
    return ",".join([sf("00U", n), who, what, account, more.get("type", ""), day, start, *marks, UMA]) + "\n"


def task(n: int, day: str, type_: str = "", subtype: str = "", call: str = "") -> str:
    """A completed task of Uma and Mei."""
    return ",".join([sf("00T", n), MEI, day, "Completed", UMA, type_, subtype, call]) + "\n"


async def load_both(graph: Graph, folder: Path, events: str = "", tasks: str = "") -> ImportReport:
    files = {**BASE, "Event.csv": EVENT + events, "Task.csv": TASK + tasks}
    return await load(graph, write(folder / "export", files), GIVEN)


async def flows(graph: Graph) -> dict[tuple[str, str, TrafficChannel], dict[int, Month]]:
    pages = [flow async for page in flow_pages(graph, senders=9) for flow in page]
    return {(flow.sender, flow.receiver, flow.channel): dict(flow.months) for flow in pages}


async def test_events_are_meetings(graph: Graph, tmp_path: Path) -> None:
    events = [
        event(1, start="2026-02-01T09:00:00.000+0000", minutes="45", what=sf("006", 1), account=sf("001", 1)),
        event(2, start="2026-02-01T23:30:00.000-0500", end="2026-02-02T00:10:00.000-0500", type="Kundenbesuch"),
        event(3, start="2026-02-01T09:00:00.000Z", minutes="1440", all_day="true", what=sf("001", 2), type="Odd"),
        event(4, start="2026-02-01 09:00:00", minutes="0", what=sf("006", 9), account=sf("001", 9), type="Call"),
        event(5, start="2026-02-09T09:00:00.000Z", type="Email"),
        event(6, private="true"),
        event(7, recurs="1"),
        event(9, day="2024-05-31"),
        event(8, day="2026-01-31", account=sf("001", 3), type="Lunch"),
    ]
    report = await load_both(graph, tmp_path, "".join(events))
    assert problems(report) == []
    known = await told(graph, "interaction", "id", "kind", "valid_from", "at", "minutes", "account", "opportunity")
    first, day = datetime(2026, 2, 1, 9, tzinfo=UTC), date(2026, 2, 1)
    assert known == [
        (here("00U", 1), "meeting", day, first, 45, here("001", 1), here("006", 1)),
        (here("00U", 2), "visit", day, datetime(2026, 2, 2, 4, 30, tzinfo=UTC), 40, None, None),
        (here("00U", 3), "meeting", day, None, None, here("001", 2), None),
        (here("00U", 4), "call", day, None, None, None, None),
        (here("00U", 8), "meal", date(2026, 1, 31), None, None, None, None),  # a competitor is no account
    ]
    assert await told(graph, "participation", "interaction", "person", "part", "came") == sorted(
        (
            row
            for n in (1, 2, 3, 4, 8)
            for row in (
                (here("00U", n), here("005", 1), ParticipationPart.HOSTED, None),
                (here("00U", n), here("003", 1), ParticipationPart.ATTENDED, None),
            )
        ),
        key=str,
    )
    february = number_of(day)
    assert await flows(graph) == {(here("005", 1), here("003", 1), TrafficChannel.MAIL): {february: Month(1, 1)}}
    assert notes(report)["Event.csv"] == (
        "events of the unknown type 'Odd', taken as meetings: 1; activities marked as private, which tell nothing: 1; "
        "activities that recur, which are told where they took place: 1; "
        "meetings more than two years ago, which tell the last contact alone: 1"
    )
    assert (await load_both(graph, tmp_path, "".join(events))).nothing_changed


async def test_tasks_are_traffic_by_month(graph: Graph, tmp_path: Path) -> None:
    tasks = [
        task(1, "2026-01-05", subtype="Email"),
        task(2, "2026-01-31", "E-Mail"),
        task(3, "2026-02-01", "Call", "Task"),
        task(4, "2026-02-02", subtype="Call", call="Inbound"),
        task(5, "2026-02-03", subtype="Call", call="Internal"),
        task(6, "2026-02-04", subtype="ListEmail"),
        task(7, "2026-02-05", "微信", "Task"),
        task(8, "2026-02-06", "Besuch"),
        task(9, "2026-02-07", "Other"),
    ]
    report = await load_both(graph, tmp_path, tasks="".join(tasks))
    assert (problems(report), report.traffic) == ([], 4)
    uma, mei = here("005", 1), here("003", 1)
    january, february = number_of(date(2026, 1, 1)), number_of(date(2026, 2, 1))
    assert await flows(graph) == {
        (uma, mei, TrafficChannel.MAIL): {january: Month(2, 1 << 4 | 1 << 30)},
        (uma, mei, TrafficChannel.CALL): {february: Month(1, 1)},
        (mei, uma, TrafficChannel.CALL): {february: Month(1, 1 << 1)},
        (uma, mei, TrafficChannel.MESSAGE): {february: Month(1, 1 << 4)},
    }
    assert await told(graph, "interaction", "id", "kind", "valid_from") == [(here("00T", 8), "visit", date(2026, 2, 6))]
    assert notes(report)["Task.csv"] == (
        "internal calls, which tell the last contact alone: 1; mail to lists, which tells the last contact alone: 1; "
        "tasks that are no calls, mail or meetings, which tell the last contact alone: 1"
    )
    assert (await load_both(graph, tmp_path, tasks="".join(tasks))).nothing_changed


async def test_strengths_follow_and_a_dry_run_foretells_it(graph: Graph, tmp_path: Path) -> None:
    yesterday = graph.clock.today() - timedelta(days=1)
    events, tasks = event(1, day=str(yesterday)), task(1, str(yesterday), subtype="Email")
    export = write(tmp_path / "export", {**BASE, "Event.csv": EVENT + events, "Task.csv": TASK + tasks})
    given = Given(day=yesterday)
    dry = await import_source(graph, SALESFORCE, export, given, dry_run=True)
    kinds = {each.noun: each.created for each in dry.kinds}
    assert (dry.traffic, kinds["interaction"], kinds["participation"]) == (1, 1, 2)
    assert await flows(graph) == {}
    done = await load(graph, export, given)
    assert ({each.noun: each.created for each in done.kinds}, done.traffic, done.scored) == (kinds, 1, 1)
    # A meeting of two counts two full days, a mail that nobody answers a quarter of one.
    contact = (2 + 0.25) * 2 ** (-1 / 90)
    assert [
        (tie[0], tie[1])
        for tie in await told(graph, "tie", "strength", "last_contact", "origin")
        if tie[2] is TieOrigin.COMPUTED
    ] == [(pytest.approx(1 - 2 ** (-contact / 1.4), abs=1e-4), yesterday)]
    again = await import_source(graph, SALESFORCE, export, given, dry_run=True)
    assert (again.traffic, again.nothing_changed) == (0, True)


async def test_what_took_place_does_not_end(graph: Graph, tmp_path: Path) -> None:
    await load_both(graph, tmp_path, event(1) + event(2))
    export = write(tmp_path / "later", {**BASE, "Event.csv": EVENT + event(2)})
    report = await import_source(graph, SALESFORCE, export, Given(day=date(2026, 7, 1)), complete=True)
    assert {each.noun: each.ended for each in report.kinds}["participation"] == 0
    assert await told(graph, "participation", "valid_to") == [(None,)] * 4


async def test_types_of_ones_own_are_said_in_a_file(graph: Graph, tmp_path: Path) -> None:
    words = tmp_path / "words.toml"
    words.write_text('[interactions]\n"Executive Briefing" = "summit"\n', encoding="utf-8")
    files = {**BASE, "Event.csv": EVENT + event(1, type="Executive briefing")}
    given = Given(day=date(2026, 6, 1), mapping=words)
    await load(graph, write(tmp_path / "export", files), given)
    assert await told(graph, "interaction", "kind") == [("summit",)]
    words.write_text('[interactions]\n"Executive Briefing" = "Big one"\n', encoding="utf-8")
    with pytest.raises(InputError, match="'Big one' is none of what interactions mean"):
        await load(graph, tmp_path / "export", given)
