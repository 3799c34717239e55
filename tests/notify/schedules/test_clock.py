"""Which moments a schedule means: cron expressions in time zones, turns of the clock, what is missed."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relgraph.core.clock import check_zone
from relgraph.core.errors import InputError
from relgraph.notify.schedules.clock import check_cron, day_of, due, latest, moments, next_moments
from relgraph.notify.schedules.model import Due, Missed, Schedule

BERLIN = "Europe/Berlin"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def schedule(**given: object) -> Schedule:
    nothing = dict.fromkeys(
        (
            *("account", "moment", "holder", "free_at"),
            *("last_moment", "last_outcome", "last_run", "last_error", "last_ended_at"),
        )
    )
    usual = {"name": "daily", "cron": "0 7 * * *", "zone": "UTC", "missed": "run", "grace": 60, "paused": False}
    return Schedule.model_validate({**nothing, **usual, "since": at("2026-11-01"), **given})


def told(cron: str, after: str, count: int, zone: str = BERLIN) -> list[str]:
    return [f"{m:%d %H:%M %z}" for m in islice(moments(cron, zone, at(after)), count)]


@pytest.mark.parametrize(
    ("cron", "expected"),
    [
        # 2026-03-29 02:00 does not exist: fixed times come right after the gap, and once.
        ("30 2 * * *", ["29 03:00 +0200", "30 02:30 +0200"]),
        ("0,30 2 * * *", ["29 03:00 +0200", "30 02:00 +0200"]),
        ("30 2,3 * * *", ["29 03:00 +0200", "29 03:30 +0200"]),
        # Expressions that begin with * follow the clock.
        ("30 * * * *", ["29 01:30 +0100", "29 03:30 +0200"]),
        ("*/30 2 * * *", ["30 02:00 +0200", "30 02:30 +0200"]),
    ],
)
def test_when_clocks_go_forward(cron: str, expected: list[str]) -> None:
    assert told(cron, "2026-03-29T00:15", len(expected)) == expected


@pytest.mark.parametrize(
    ("cron", "expected"),
    [
        # 2026-10-25 02:30 comes twice: fixed times are the first.
        ("30 2 * * *", ["25 02:30 +0200", "26 02:30 +0100"]),
        ("30 * * * *", ["25 02:30 +0200", "25 02:30 +0100", "25 03:30 +0100"]),
        ("*/30 2 * * *", ["25 02:00 +0200", "25 02:30 +0200", "25 02:00 +0100", "25 02:30 +0100"]),
    ],
)
def test_when_clocks_go_back(cron: str, expected: list[str]) -> None:
    assert told(cron, "2026-10-24T23:45", len(expected)) == expected


def test_a_look_between_the_two_does_not_see_the_first_again() -> None:
    # 02:10 for the second time: 02:30 was there an hour ago.
    assert told("30 2 * * *", "2026-10-25T01:10", 1) == ["26 02:30 +0100"]


ZONES = st.sampled_from([BERLIN, "UTC", "America/New_York", "Australia/Lord_Howe", "Asia/Shanghai", "Asia/Kathmandu"])
CRONS = st.sampled_from(["30 2 * * *", "0,30 1,2,3 * * *", "*/20 * * * *", "15 */2 * * *", "0 0 * * SUN", "5 2 L * *"])


@given(ZONES, CRONS, st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)))
def test_moments_move_forward_and_do_not_depend_on_where_one_looks_from(zone: str, cron: str, start: datetime) -> None:
    first, second, third = islice(moments(cron, zone, start.replace(tzinfo=UTC)), 3)
    assert start.replace(tzinfo=UTC) < first < second < third
    assert next(moments(cron, zone, first)) == second
    assert latest(cron, zone, start.replace(tzinfo=UTC), third.astimezone(UTC)) == third


def test_the_latest_moment_however_long_ago() -> None:
    since = at("2016-01-01")
    assert latest("0 0 29 2 *", "UTC", since, at("2026-11-27")) == at("2024-02-29")
    assert latest("* * * * *", "UTC", since, at("2026-11-27T10:00:30")) == at("2026-11-27T10:00")
    assert latest("0 7 * * *", "UTC", at("2026-11-27T07:00"), at("2026-11-27T10:00")) is None


@pytest.mark.parametrize(
    ("cron", "message", "remedy"),
    [
        ("61 * * * *", "The minute of '61 * * * *' cannot be.", "0-59"),
        ("* 24 * * *", "The hour", "0-23"),
        ("* * 30 2 *", "The day of month", "a day that its month has"),
        ("* * * 13 *", "The month", "1-12 or JAN-DEC"),
        ("* * * * 1#2/2", "The day of week", "SUN-SAT"),
        ("@daily", "'@daily' has 1 fields.", "Give five"),
        ("0 0 7 * * MON", "has 6 fields", "Give five"),
        ("", "'' has 0 fields.", "Give five"),
    ],
)
def test_expressions_that_cannot_be(cron: str, message: str, remedy: str) -> None:
    with pytest.raises(InputError, match="cannot be|fields") as caught:
        check_cron(cron)
    assert caught.value.field == "cron"
    assert caught.value.message.startswith(message) or message in caught.value.message
    assert remedy in str(caught.value.remedy)


@given(st.text(alphabet="0123456789*/,-#LW MONAR", max_size=20))
def test_an_expression_is_taken_or_refused(cron: str) -> None:
    with suppress(InputError):  # any other exception fails
        assert check_cron(cron) == " ".join(cron.split())


@pytest.mark.parametrize(
    ("zone", "remedy"),
    [
        ("europe/berlin", "Did you mean Europe/Berlin?"),
        ("Shanghai", "Did you mean Asia/Shanghai?"),
        ("new york", "Did you mean America/New_York?"),
        ("../../etc/passwd", "Name one of the IANA database, e.g. Europe/Berlin or UTC."),
        ("", "Name one of the IANA database, e.g. Europe/Berlin or UTC."),
    ],
)
def test_zones_that_nobody_knows(zone: str, remedy: str) -> None:
    with pytest.raises(InputError) as caught:
        check_zone(zone)
    assert (caught.value.field, caught.value.remedy) == ("zone", remedy)


def test_the_day_is_the_one_in_the_zone() -> None:
    shanghai = schedule(zone="Asia/Shanghai")
    assert day_of(shanghai, at("2026-11-26T23:00")) == date(2026, 11, 27)
    assert day_of(schedule(), at("2026-11-26T23:00")) == date(2026, 11, 26)
    assert [f"{m:%H:%M %Z}" for m in next_moments(shanghai, at("2026-11-26T23:00"), 2)] == ["07:00 CST", "07:00 CST"]
    assert next_moments(schedule(paused=True), at("2026-11-26"), 3) == []


SEVEN = at("2026-11-27T07:00")
ABSENT = "Nobody was there to carry it out"


@pytest.mark.parametrize(
    ("now", "missed", "expected"),
    [
        ("2026-11-27T07:00", Missed.RUN, Due(moment=SEVEN)),
        ("2026-11-27T08:00", Missed.RUN, Due(moment=SEVEN)),
        ("2026-11-27T07:01", Missed.SKIP, Due(moment=SEVEN)),
        (
            "2026-11-27T08:01",
            Missed.RUN,
            Due(moment=SEVEN, missed=f"{ABSENT} within 60 minutes."),
        ),
        ("2026-11-27T07:03", Missed.SKIP, Due(moment=SEVEN, missed=f"{ABSENT}.")),
        # However many were missed, the last one stands for all.
        ("2026-11-30T07:30", Missed.RUN, Due(moment=at("2026-11-30T07:00"))),
    ],
)
def test_what_is_due_and_what_is_missed(now: str, missed: Missed, expected: Due) -> None:
    assert due(schedule(last_moment=at("2026-11-26T07:00"), missed=missed), at(now)) == expected


def test_nothing_is_due_twice_or_from_before_the_schedule_or_while_it_is_paused() -> None:
    now = at("2026-11-27T07:05")
    assert due(schedule(last_moment=SEVEN), now) is None
    assert due(schedule(since=SEVEN + timedelta(seconds=1)), now) is None
    assert due(schedule(paused=True), now) is None


def test_what_was_begun_and_left_is_gone_on_with() -> None:
    held = schedule(moment=SEVEN, holder="a", free_at=at("2026-11-27T09:30"))
    assert due(held, at("2026-11-27T09:29")) is None
    # The grace counts from when it was left: a run may take longer than the grace.
    assert due(held, at("2026-11-27T10:30")) == Due(moment=SEVEN)
    left = due(held, at("2026-11-27T10:31"))
    assert left
    assert left.missed == "It was stopped, and nobody went on within 60 minutes."


def test_what_waits_for_another_audit_waits_for_the_grace() -> None:
    waiting = schedule(moment=SEVEN, free_at=at("2026-11-27T07:15"), last_error="Another audit.")
    assert due(waiting, at("2026-11-27T07:14")) is None
    assert due(waiting, at("2026-11-27T08:00")) == Due(moment=SEVEN)
    over = due(waiting, at("2026-11-27T08:01"))
    assert over
    assert over.missed == "Not within 60 minutes: Another audit."
