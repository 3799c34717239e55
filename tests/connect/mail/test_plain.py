"""What is read without the parser of the standard library is what that parser reads."""

from datetime import date
from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from relgraph.connect.mail import plain

ADDRESS = st.sampled_from(["a@b.test", "Ann.Berg@Acme.test", "x+y@b.c-d.test", "a.@b.test", "a@b", "a..b@c.test"])
NAME = st.sampled_from(["", "Ann", "Ann Berg", "Ann  B.", '"Berg, Ann"', "O'Hara", '"An"', "Ann-Li (us)", "a@b.test"])
ENTRY = st.builds(lambda name, address: f"{name} <{address}>" if name else address, NAME, ADDRESS)
VALUE = st.lists(ENTRY | ADDRESS, max_size=4).map(", ".join) | st.text("ab.,<>@\"()' \t:;\\é", max_size=20)
DAY = st.builds(
    lambda day, n, month, year, time, zone: f"{day}{n} {month} {year} {time} {zone}",
    st.sampled_from(["", "Mon, ", "Sun, ", "mon, ", "Mon "]),
    st.integers(0, 32) | st.sampled_from(["01", "31"]),
    st.sampled_from(["Jan", "Feb", "Jun", "Sept", "feb", "Dec"]),
    st.sampled_from(["2026", "1999", "26", "0000"]),
    st.sampled_from(["10:00", "23:59:59", "24:00:00", "10:60:00", "1:00:00"]),
    st.sampled_from(["+0000", "-0500", "GMT", "+1400", "+9900", "-0000", "+0100 (CET)", ""]),
)
FIELD = st.sampled_from(
    [
        b"From: a@b.test",
        b"to:\tx",
        b"Cc: a@b.test,\n\tc@d.test",
        b"Date: now",
        b"List-Id: =?utf-8?q?x?=",
        b"X",
        b"a b: c",
    ]
)


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(st.lists(VALUE, max_size=3))
@example(["Ann, Berg <a@b.test>"])
@example(["a@b.test,", ""])
def test_addresses(values: list[str]) -> None:
    found = plain.addresses_of(values)
    assume(found is not None)
    assert [(" ".join(name.split()), address) for name, address in found or ()] == [
        (" ".join(name.split()), address) for name, address in getaddresses(values)
    ]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("Me <me@acme.test>", [("Me", "me@acme.test")]),
        ('"Sun, Mei" <mei@grid.test>,\tjan@grid.test', [("Sun, Mei", "mei@grid.test"), ("", "jan@grid.test")]),
        ("Team: a@b.test;", None),
        ("a@b.test (home)", None),
    ],
)
def test_most_are_read_here(value: str, found: list[tuple[str, str]] | None) -> None:
    assert plain.addresses_of([value]) == found


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(DAY)
@example("Mon, 2 Mar 2026 23:30:00 -0500")
def test_days(text: str) -> None:
    found = plain.day_of(text)
    assume(found is not None)
    assert found == parsedate_to_datetime(text).date()


def test_most_days_are_read_here() -> None:
    assert plain.day_of("Mon, 2 Mar 2026 23:30:00 -0500") == date(2026, 3, 2)
    assert plain.day_of("Mon, 30 Feb 2026 23:30:00 -0500") is None


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(
    st.lists(FIELD | st.sampled_from([b"To: a\x0cFrom: b", b"To: a\rFrom: b"]) | st.binary(max_size=20), max_size=5),
    st.sampled_from([b"\n", b"\r\n"]),
)
def test_fields(lines: list[bytes], end: bytes) -> None:
    header = b"".join(line.replace(b"\n", end) + end for line in lines)
    found = plain.fields_of(header)
    assume(found is not None)
    parsed = BytesHeaderParser(policy=compat32).parsebytes(header).items()
    assert [(name, " ".join(value.split())) for name, value in found or ()] == [
        (name, " ".join(str(value).split())) for name, value in parsed
    ]
