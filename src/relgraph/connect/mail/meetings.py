"""Meetings of calendars (.ics): who was there, and when.

What recurs is unfolded by recurring-ical-events, from today backwards: all times of the last two years, or else the
last one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from icalendar import Calendar, Component
from recurring_ical_events import of as unfolded

from relgraph.connect.mail.headers import EARLIEST, MOST_RECIPIENTS, Address, Unsaid
from relgraph.connect.mail.names import name_of
from relgraph.connect.tabular.reader import Fault
from relgraph.core.identifiers import normal
from relgraph.kinds.interaction import MOST_MINUTES

MOST_BYTES = 20_000_000
"""The largest calendar: one is parsed at once."""

UNFOLDED = timedelta(days=730)
"""For so long back all times of what recurs are told one by one."""

_BEGIN = re.compile(rb"^BEGIN:VEVENT[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_DAY, _MONTH = timedelta(days=1), timedelta(days=32)
_RAISED = (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError)
"""What the two libraries raise for what is no calendar, and no event."""


class MeetingTime(NamedTuple):
    """When a meeting took place, and for how long; `at` and `minutes` are None where that is not known."""

    day: date
    at: datetime | None
    minutes: int | None


@dataclass(frozen=True)
class Meeting:
    """Who met, the organizer first where there is one, and when, the last time first.

    `uid` is what all calendars call it. `more`: it took place before that as well.
    """

    uid: str
    people: tuple[Address, ...]
    organized: bool
    held: tuple[MeetingTime, ...]
    more: bool = False

    @property
    def day(self) -> date:
        """The last day."""
        return self.held[0].day


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
    begins, held, more = _day(event), [_held(event)], False
    if "RECURRENCE-ID" not in event and ("RRULE" in event or "RDATE" in event):
        # Where it was otherwise once, that has an event of its own.
        times = (_held(each) for each in _back(series, begins, today) if tuple(_people(each)) == people)
        held, more = _recent(times, today)
    if not held or held[0].day > today:
        return Unsaid("meetings to come, or that did not take place")
    if held[0].day < EARLIEST:
        return Fault("DTSTART", f"{held[0].day} is before {EARLIEST}", "Correct it.")
    return Meeting(_uid(event, people), people, any(_people(event, "ORGANIZER")), tuple(held), more)


def _recent(times: Iterator[MeetingTime], today: date) -> tuple[list[MeetingTime], bool]:
    """The last one, and all others not too long ago; whether there were more."""
    held: list[MeetingTime] = []
    for each in times:
        if held and each.day < today - UNFOLDED:
            return held, True
        held.append(each)
    return held, False


def _uid(event: Component, people: Sequence[Address]) -> str:
    """What the event is called in all calendars; where it has no name, those of a day are known by who was there."""
    return str(event.get("UID") or ".".join(sorted(each.address for each in people)))


def _unsaid(event: Component, people: Sequence[Address]) -> str | None:
    if _is_off(event):
        return "meetings that were called off"
    if str(event.get("CLASS", "")).upper() in ("PRIVATE", "CONFIDENTIAL"):
        return "meetings marked as private"
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


def _held(event: Component) -> MeetingTime:
    """When an event took place. Without a time zone nobody knows at which moment that was."""
    begins, ends = event.decoded("DTSTART"), event.decoded("DTEND", None)
    if not isinstance(begins, datetime):
        return MeetingTime(begins, None, None)
    took = event.decoded("DURATION", None)
    if isinstance(ends, datetime) and (begins.tzinfo is None) == (ends.tzinfo is None):
        took = _moment(ends) - _moment(begins)
    minutes = round(took.total_seconds() / 60) if isinstance(took, timedelta) else 0
    at = _moment(begins) if begins.tzinfo else None
    return MeetingTime(begins.date(), at, minutes if 0 < minutes <= MOST_MINUTES else None)


def _moment(time: datetime) -> datetime:
    """In the one zone in which all calendars tell the same moment alike."""
    return time.astimezone(UTC) if time.tzinfo else time


def _people(event: Component, *roles: str) -> Iterator[Address]:
    """The organizer, and whoever did not say that they do not come, or that they do not know yet; each once."""
    seen = set[str]()
    for role in roles or ("ORGANIZER", "ATTENDEE"):
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
