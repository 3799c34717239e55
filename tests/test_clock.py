"""Today is told in a time zone: the machine's, the setting's, the option's or the request's."""

import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from starlette.datastructures import Headers

from relgraph.core.clock import HERE, Clock
from relgraph.core.config import Settings
from relgraph.core.errors import ConfigurationError, InputError
from relgraph.surfaces.cli.session import Session
from relgraph.surfaces.graphql.errors import RefusedError
from relgraph.surfaces.graphql.request import read_zone

LATE = datetime(2026, 9, 1, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day"), [("UTC", 1), ("Asia/Shanghai", 2), ("America/New_York", 1), ("Pacific/Kiritimati", 2)]
)
def test_the_day_is_the_one_in_the_zone(zone: str, day: int) -> None:
    assert Clock(zone).day_of(LATE) == date(2026, 9, day)


def test_without_a_zone_it_is_the_one_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        assert HERE.day_of(LATE) == date(2026, 9, 2)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_setting_that_is_no_zone_is_refused() -> None:
    assert Settings(_env_file=None, time_zone="Asia/Shanghai").time_zone == "Asia/Shanghai"
    with pytest.raises(ConfigurationError) as caught:
        Settings(_env_file=None, time_zone="Shanghai")
    assert caught.value.remedy == "Did you mean Asia/Shanghai?"


def test_the_option_goes_before_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELGRAPH_TIME_ZONE", "UTC")
    # At any hour, the day of at least one of these two is not the day of UTC.
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        before = datetime.now(ZoneInfo(zone)).date()
        day = Session(None, time_zone=zone).day(None)
        assert before <= day <= datetime.now(ZoneInfo(zone)).date()
    with pytest.raises(InputError):
        Session(None, time_zone="Mars").day(None)


def test_a_request_may_name_its_zone() -> None:
    assert read_zone(Headers({"Time-Zone": "Asia/Shanghai"})) == "Asia/Shanghai"
    assert read_zone(Headers({})) is None
    with pytest.raises(RefusedError):
        read_zone(Headers({"Time-Zone": "Mars"}))
