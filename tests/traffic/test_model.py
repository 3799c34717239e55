"""Months of traffic: days as bits, what a source tells again, and what two sources tell of the same messages."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from relgraph.traffic.model import (
    SPREAD,
    Flow,
    Month,
    Period,
    Traffic,
    TrafficChannel,
    first_of,
    length_of,
    number_of,
    spread,
    together,
    told_again,
)

MARCH = number_of(date(2026, 3, 1))


def on(*days: int, times: int | None = None) -> Month:
    return Month(times or len(days), sum(1 << day - 1 for day in days))


def row(**values: object) -> Traffic:
    return Traffic.model_validate(
        {"sender": "t:a", "receiver": "t:b", "channel": "mail", "month": "2026-03", "count": 5, **values}
    )


def test_months_are_numbered_in_their_order() -> None:
    assert (first_of(MARCH), length_of(MARCH)) == (date(2026, 3, 1), 31)
    assert number_of(date(2026, 1, 31)) - number_of(date(2025, 12, 1)) == 1


def test_a_month_knows_its_days() -> None:
    month = on(3, 7, 31, times=9)
    assert (month.times, month.active, month.first, month.last) == (9, 3, 3, 31)
    assert spread(1, 4, 4) == SPREAD | 0b1000
    assert spread(3, 1, 31) == SPREAD | 1 | 1 << 15 | 1 << 30


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "tell the days"),
        ({"month": "2026-02", "days": ("29",)}, "2026-02 has 28 days"),
        ({"month": "2026-13", "days": ("1",)}, "a month reads YYYY-MM"),
        ({"active_days": 2, "first": date(2026, 3, 9), "last": date(2026, 4, 1)}, "days of 2026-03"),
        ({"active_days": 3, "first": date(2026, 3, 9), "last": date(2026, 3, 10)}, "cannot be on 3"),
        ({"active_days": 1, "first": date(2026, 3, 9), "last": date(2026, 3, 11)}, "cannot be on 1"),
        ({"active_days": 2, "first": date(2026, 3, 9), "last": date(2026, 3, 8)}, "in this order"),
        ({"active_days": 2, "first": date(2026, 3, 9), "last": date(2026, 3, 11), "count": 1}, "cannot be on 2"),
        ({"days": ("1",), "valid_from": date(2026, 3, 1)}, "leave valid_from"),
        ({"days": ("1",), "receiver": "t:a"}, "the same person"),
    ],
)
def test_what_cannot_be(said: dict[str, object], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        row(**said)


masks = st.integers(min_value=1, max_value=(1 << 31) - 1)
months = st.dictionaries(
    st.sampled_from([MARCH, MARCH + 2]),
    st.builds(lambda days, more: Month(days.bit_count() + more, days), masks, st.integers(0, 9)),
)


@given(st.integers(1, 31), st.integers(1, 31), st.integers(0, 30), st.integers(0, 100))
def test_what_was_told_in_sum_is_told_again(first: int, last: int, active: int, more: int) -> None:
    first, last = min(first, last), max(first, last)
    active = 1 if first == last else 2 + active % (last - first)
    said = {"active_days": active, "first": date(2026, 3, first), "last": date(2026, 3, last), "count": active + more}
    told = row(**said).told()
    assert (told.active, told.first, told.last) == (active, first, last)
    (again,) = Traffic.of(Flow("t:a", "t:b", TrafficChannel.MAIL, "t", {MARCH: told}))
    assert {name: getattr(again, name) for name in said} == said


@given(between=st.integers(1, 30), share=st.floats(0, 1))
def test_as_many_days_as_told_and_no_two_gaps_differ_by_more_than_one(between: int, share: float) -> None:
    active, last = 2 + round(share * (between - 1)), 1 + between
    mask = spread(active, 1, last)
    days = [day for day in range(1, 32) if mask >> day - 1 & 1]
    gaps = {later - day for day, later in pairwise(days)}
    assert (len(days), days[0], days[-1], mask & SPREAD) == (active, 1, last, SPREAD)
    assert max(gaps) - min(gaps) <= 1
    assert min(gaps) >= 1


@given(months, months, months)
def test_two_sources_in_any_order_and_as_often_as_they_like(one: dict, two: dict, three: dict) -> None:
    assert together(one, two) == together(two, one)
    assert together(one, together(two, three)) == together(together(one, two), three)
    assert together(together(one, two), two) == together(one, two)


def test_days_that_somebody_told_go_before_days_that_were_spread() -> None:
    counted = {MARCH: Month(9, spread(4, 1, 20))}
    assert together(counted, {MARCH: on(2, 3)}) == {MARCH: Month(9, on(2, 3).days)}
    assert together({MARCH: on(2, 3, times=5)}, {MARCH: on(1, 2)}) == {MARCH: on(1, 2, 3, times=5)}
    assert together({MARCH: on(2, 3)}, counted) == {MARCH: Month(9, on(2, 3).days)}


def test_the_same_source_replaces_the_days_of_its_period() -> None:
    before = {MARCH: on(2, 20, times=5), MARCH - 1: on(1)}
    half = Period(date(2026, 3, 1), date(2026, 3, 15))
    whole = Period(date(2026, 2, 10), date(2026, 3, 31))
    assert told_again(before, {MARCH: on(4)}, whole) == {MARCH: on(4), MARCH - 1: on(1)}
    assert told_again(before, {MARCH: on(4)}, None) == {MARCH: on(4), MARCH - 1: on(1)}
    # Of the five in all, those of the second half are not known one by one.
    assert told_again(before, {MARCH: on(4)}, half) == {MARCH: on(4, 20, times=5), MARCH - 1: on(1)}
    # A log that goes on where the other ended.
    assert told_again({MARCH: on(20, times=3)}, {MARCH: on(4)}, half) == {MARCH: on(4, 20, times=4)}


@given(st.lists(st.tuples(st.integers(0, 80), st.integers(1, 3)), min_size=1), st.integers(0, 80))
def test_a_log_in_two_parts_is_the_log(sent: list[tuple[int, int]], cut: int) -> None:
    """Cut between two days, the parts tell what the whole tells; told twice, nothing changes."""
    begin = date(2026, 1, 5)

    def told(days: list[tuple[int, int]]) -> dict[int, Month]:
        found: dict[int, Month] = {}
        for after, times in days:
            day = begin + timedelta(days=after)
            then = found.get(number_of(day), Month(0, 0))
            found[number_of(day)] = Month(then.times + times, then.days | 1 << day.day - 1)
        return found

    def span(first: int, last: int) -> Period:
        return Period(begin + timedelta(days=first), begin + timedelta(days=last))

    early, late = [each for each in sent if each[0] < cut], [each for each in sent if each[0] >= cut]
    one = told_again({}, told(early), span(0, cut - 1))
    both = told_again(one, told(late), span(cut, 80))
    assert both == told(sent)
    assert told_again(both, told(sent), span(0, 80)) == both
