"""Months of traffic: out of days, out of what tells no days, out of several sources."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relgraph.core.errors import InputError
from relgraph.strength.model import Encounter, EncounterKind, PairEvidence, TrafficMonth
from relgraph.strength.traffic import by_month, merged, spread
from relgraph.traffic.model import TrafficChannel
from tests.strength.oracle import days_of

MAIL = TrafficChannel.MAIL
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
NAMED = {"by_one": True, "channel": MAIL}


def test_days_become_masks() -> None:
    days = [date(2026, 6, 30), date(2026, 5, 1), date(2026, 6, 2), date(2026, 6, 30)]
    assert by_month(days, **NAMED) == [
        TrafficMonth(True, MAIL, MAY, 1, 1),
        TrafficMonth(True, MAIL, JUNE, 1 << 29 | 1 << 1, 3),
    ]


def test_unknown_days_are_spread_evenly() -> None:
    first, last = date(2026, 5, 30), date(2026, 6, 9)
    told = spread(total=7, active_days=4, first=first, last=last, **NAMED)
    # 10 days in three steps: after 3.3 and 6.7 days.
    assert [day for month in told for day in days_of(month)] == [first, date(2026, 6, 2), date(2026, 6, 6), last]
    assert [(month.total, month.estimated) for month in told] == [(2, True), (6, True)]
    assert spread(total=3, active_days=1, first=first, last=first, **NAMED) == [
        TrafficMonth(True, MAIL, MAY, 1 << 29, 3, estimated=True)
    ]


@given(between=st.integers(1, 400), share=st.floats(0, 1), begin=st.dates(date(2000, 1, 1), date(2030, 1, 1)))
def test_as_many_days_as_told_and_no_two_gaps_differ_by_more_than_one(between: int, share: float, begin: date) -> None:
    active, last = 2 + round(share * (between - 1)), begin + timedelta(between)
    told = spread(total=active, active_days=active, first=begin, last=last, **NAMED)
    days = [day for month in told for day in days_of(month)]
    gaps = {(later - day).days for day, later in pairwise(days)}
    assert (len(days), days[0], days[-1]) == (active, begin, last)
    assert max(gaps) - min(gaps) <= 1
    assert min(gaps) >= 1


@pytest.mark.parametrize(
    ("total", "active_days", "last", "message"),
    [
        (9, 4, date(2026, 6, 3), "active_days is 4, which cannot be from 2026-06-01 to 2026-06-03."),
        (9, 1, date(2026, 6, 3), "active_days is 1, which cannot be from 2026-06-01 to 2026-06-03."),
        (9, 2, date(2026, 5, 31), "active_days is 2, which cannot be from 2026-06-01 to 2026-05-31."),
        (1, 2, date(2026, 6, 3), "total is 1, fewer than active_days, 2."),
    ],
)
def test_days_that_cannot_be(total: int, active_days: int, last: date, message: str) -> None:
    with pytest.raises(InputError) as raised:
        spread(total=total, active_days=active_days, first=JUNE, last=last, **NAMED)
    assert raised.value.message == message


def test_sources_are_joined() -> None:
    met = Encounter(date(2026, 6, 3), EncounterKind.MEETING, 3)
    call = Encounter(date(2026, 6, 2), EncounterKind.CALL)
    one = PairEvidence([TrafficMonth(True, MAIL, JUNE, 0b0110, 5)], [met])
    other = PairEvidence(
        [TrafficMonth(True, MAIL, JUNE, 0b0011, 3, estimated=True), TrafficMonth(False, MAIL, MAY, 1, 1)], [call, met]
    )
    assert merged([one, other]) == PairEvidence(
        [TrafficMonth(False, MAIL, MAY, 1, 1), TrafficMonth(True, MAIL, JUNE, 0b0111, 5, estimated=True)], [call, met]
    )
    assert merged([]) == PairEvidence([], [])
