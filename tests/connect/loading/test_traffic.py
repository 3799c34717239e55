"""Single messages are added up by pair, channel and month, however many of them memory holds at a time."""

from collections import defaultdict
from datetime import date, timedelta
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from relgraph.connect.loading import traffic
from relgraph.connect.loading.spool import spooled
from relgraph.traffic.model import Month, Period, TrafficChannel, number_of

BEGIN = date(2026, 1, 1)
MESSAGES = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.sampled_from("abc"),
        st.sampled_from(TrafficChannel),
        st.integers(0, 70).map(lambda n: BEGIN + timedelta(days=n)),
    ),
    max_size=40,
)


@settings(deadline=None, max_examples=200)
@given(MESSAGES, st.integers(1, 10), st.integers(1, 5))
def test_they_are_added_up(messages: list[tuple[str, str, TrafficChannel, date]], held: int, size: int) -> None:
    expected: dict[tuple[str, str, TrafficChannel], dict[int, Month]] = defaultdict(dict)
    for *ends, channel, day in messages:
        months = expected[*ends, channel]
        times, days = months.get(number_of(day), Month(0, 0))
        months[number_of(day)] = Month(times + 1, days | 1 << day.day - 1)
    with patch.object(traffic, "HELD", held), spooled() as spool:
        for message in messages:
            spool.traffic.add(*message, "log mail.csv 2026-03-31")
        batches = list(spool.traffic.batches(size))
        assert spool.traffic.sum_up() == len(expected)
        days = [day for *_, day in messages]
        assert spool.traffic.period == (Period(min(days), max(days)) if days else None)
    flows = [flow for batch in batches for flow in batch]
    assert all(len(batch) == size for batch in batches[:-1])
    assert {(flow.sender, flow.receiver, flow.channel): flow.months for flow in flows} == expected
    assert {flow.source for flow in flows} <= {"log mail.csv"}


def test_what_is_told_later_is_added() -> None:
    told = ("a", "b", TrafficChannel.CALL)
    with spooled() as spool:
        assert spool.traffic.period is None
        spool.traffic.add(*told, BEGIN, "log a 2026-01-01")
        assert spool.traffic.sum_up() == 1
        spool.traffic.add(*told, BEGIN, "log b 2026-01-01")
        ((flow,),) = spool.traffic.batches(9)
    assert (flow.months, flow.source) == ({number_of(BEGIN): Month(2, 1)}, "log a")
