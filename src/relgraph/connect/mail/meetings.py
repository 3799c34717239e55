"""Meetings of calendars (.ics): who was there, and on which day for the last time.

What recurs is unfolded by recurring-ical-events, from today backwards until it took place.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from icalendar import Calendar, Component
from recurring_ical_events import of as unfolded

from relgraph.connect.mail.headers import EARLIEST, MOST_RECIPIENTS, Address, Unsaid
from relgraph.connect.mail.names import name_of
from relgraph.connect.tabular.reader import Fault
from relgraph.core.identifiers import normal

MOST_BYTES = 20_000_000
"""The largest calendar: one is parsed at once."""

_BEGIN = re.compile(rb"^BEGIN:VEVENT[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_DAY, _MONTH = timedelta(days=1), timedelta(days=32)
_RAISED = (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError)
"""What the two libraries raise for what is no calendar, and no event."""


@dataclass(frozen=True)
class Meeting:
    """Who met, and on which day for the last time."""

    people: tuple[Address, ...]
    day: date


def meetings_of(path: Path, today: date) -> Iterator[Meeting | Unsaid | Fault]:
    """What each event of a calendar says; one fault for a file that is none."""
    if path.stat().st_size > MOST_BYTES:
        yield Fault(None, f"the calendar is larger than {MOST_BYTES:,} bytes", "Export it year by year.")
        return
    content = path.read_bytes()
    try:
        calendars = Calendar.from_ical(content, multiple=True)
        events = [(calendar, event) for calendar in calendars for event in calendar.walk("VEVENT")]
    except _RAISED:
        calendars, events = [], []
    begun = len(_BEGIN.findall(content))
    if not calendars and not begun:
        yield Fault(None, "the file is no calendar that can be read", "Export it again.")
    for _ in range(begun - len(events)):
        yield Fault(None, "the event, or its calendar, breaks off", "Export the calendar again.")
    zones = {id(calendar): calendar.walk("VTIMEZONE") for calendar in calendars}
    series: dict[tuple[int, str], list[Component]] = {}
    for calendar, event in events:
        key = id(calendar), str(event.get("UID"))
        series.setdefault(key, list(zones[id(calendar)])).append(event)
    for calendar, event in events:
        try:
            yield _meeting(event, series[id(calendar), str(event.get("UID"))], today)
        except _RAISED:
            yield Fault(None, "the event cannot be read", "Export the calendar again.")


def _meeting(event: Component, series: Sequence[Component], today: date) -> Meeting | Unsaid | Fault:
    people = tuple(_people(event))
    if why := _unsaid(event, people):
        return Unsaid(why)
    if event.get("DTSTART") is None:
        return Fault("DTSTART", "no day stands there", "Delete the event.")
    if _is_often(event):
        return Fault("RRULE", "no meeting recurs within a day", "Delete the event.")
    day = begins = _day(event)
    if "RECURRENCE-ID" not in event and ("RRULE" in event or "RDATE" in event):
        # Where it was otherwise once, that has an event of its own.
        days = (_day(each) for each in _back(series, begins, today) if tuple(_people(each)) == people)
        day = next(days, today + _DAY)
    if day > today:
        return Unsaid("meetings to come, or that did not take place")
    return Meeting(people, day) if day >= EARLIEST else Fault("DTSTART", f"{day} is before {EARLIEST}", "Correct it.")


def _unsaid(event: Component, people: Sequence[Address]) -> str | None:
    if _is_off(event):
        return "meetings that were called off"
    if len(people) > MOST_RECIPIENTS:
        return f"meetings of more than {MOST_RECIPIENTS}"
    return None if len(people) > 1 else "events of one alone"


def _back(series: Sequence[Component], begins: date, today: date) -> Iterator[Component]:
    """When an event took place, from today backwards; `series` has all that is said of it, and the time zones."""
    alone = Calendar()
    for each in series:
        alone.add_component(each)
    asked = unfolded(alone)
    until, first, span = today, max(begins - _DAY, EARLIEST), _MONTH
    while until >= first:
        since = max(until - span, first)
        found = [each for each in asked.between(since, until + _DAY) if since <= _day(each) <= until]
        yield from sorted((each for each in found if not _is_off(each)), key=_day, reverse=True)
        until, span = since - _DAY, 2 * span


def _is_often(event: Component) -> bool:
    """Whether it recurs within a day, as no meeting does: to unfold that would take for ever."""
    for rule in _listed(event.get("RRULE", [])):
        if {str(often).upper() for often in rule.get("FREQ", [])} & {"SECONDLY", "MINUTELY", "HOURLY"}:
            return True
        if any(len(rule.get(part, [])) > 1 for part in ("BYHOUR", "BYMINUTE", "BYSECOND")):
            return True
    return False


def _is_off(event: Component) -> bool:
    return str(event.get("STATUS", "")).upper() == "CANCELLED"


def _day(event: Component) -> date:
    begins: date | datetime = event.decoded("DTSTART")
    return begins.date() if isinstance(begins, datetime) else begins


def _people(event: Component) -> Iterator[Address]:
    """The organizer, and whoever did not say that they do not come, or that they do not know yet; each once."""
    seen = set[str]()
    for role in ("ORGANIZER", "ATTENDEE"):
        for each in _listed(event.get(role, [])):
            parameters = each.params
            coming = str(parameters.get("PARTSTAT", "ACCEPTED")).upper() == "ACCEPTED" or role == "ORGANIZER"
            person = str(parameters.get("CUTYPE", "INDIVIDUAL")).upper() == "INDIVIDUAL"
            known = normal("email", _without_scheme(str(each))) if coming and person else None
            if known and known not in seen:
                seen.add(known)
                plain = known.removeprefix("email:")
                yield Address(plain, name_of(str(parameters.get("CN", "")), plain))


def _without_scheme(text: str) -> str:
    return text[len("mailto:") :] if text.casefold().startswith("mailto:") else text


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]
