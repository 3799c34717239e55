"""Traffic: mail, messages and calls, kept by pair, direction and month (method M14, ADR 0025)."""

import calendar
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, NamedTuple, Self

from pydantic import AfterValidator, BaseModel, Field, StringConstraints, model_validator

from relgraph.record.fields import PersonId, Said
from relgraph.record.model import Fact

MONTHS = 12
SPREAD = 1 << 31
"""Marks days that nobody told: they are spread evenly between the first and the last."""
_DAYS = SPREAD - 1
_MOST = 1_000_000


class TrafficChannel(StrEnum):
    """By what somebody writes to or calls somebody."""

    MAIL = "mail"
    MESSAGE = "message"
    CALL = "call"


class Month(NamedTuple):
    """The traffic of a month: how many times, and on which days, as bits: bit 0 is the first. `SPREAD`: see there."""

    times: int
    days: int

    @property
    def active(self) -> int:
        """On how many days."""
        return (self.days & _DAYS).bit_count()

    @property
    def first(self) -> int:
        """The first of these days, from 1."""
        days = self.days & _DAYS
        return (days & -days).bit_length()

    @property
    def last(self) -> int:
        """The last of these days."""
        return (self.days & _DAYS).bit_length()


Months = Mapping[int, Month]
"""The traffic of months, by `number_of` them."""


def number_of(day: date) -> int:
    """The number of a day's month: months follow each other by one."""
    return day.year * MONTHS + day.month - 1


def first_of(month: int) -> date:
    """The first day of a month."""
    return date(month // MONTHS, month % MONTHS + 1, 1)


def length_of(month: int) -> int:
    """How many days a month has."""
    return calendar.monthrange(month // MONTHS, month % MONTHS + 1)[1]


def spread(active: int, first: int, last: int) -> int:
    """So many days spread evenly from the first to the last, and marked as such."""
    if active == 1:
        return SPREAD | 1 << first - 1
    days = {first + round(n * (last - first) / (active - 1)) for n in range(active)}
    return SPREAD | sum(1 << day - 1 for day in days)


@dataclass(frozen=True)
class Flow:
    """All traffic from one to another by a channel. `told` are the ids that it was told about where they are others."""

    sender: str
    receiver: str
    channel: TrafficChannel
    source: str | None = None
    months: Months = field(default_factory=dict)
    told: tuple[str, ...] = ()


class Period(NamedTuple):
    """The days of which a log tells: all traffic of these days, of those whom it tells of."""

    first: date
    last: date

    def within(self, month: int) -> int:
        """Its days in a month, as bits."""
        begin, length = first_of(month), length_of(month)
        first = max((self.first - begin).days, 0)
        last = min((self.last - begin).days, length - 1)
        return 0 if last < first else (1 << last + 1) - (1 << first)


def told_again(before: Months, told: Months, period: Period | None) -> Months:
    """What one source told before, and what it tells now: of the days of its period that replaces what it told before.

    Without a period it tells whole months. Of a month that it tells in part before and after, only the larger count is
    known.
    """
    found = dict(before)
    for month, now in told.items():
        then = before.get(month)
        if then is None or period is None:
            found[month] = now
            continue
        covered = period.within(month)
        left = then.days & _DAYS & ~covered
        if left == 0:
            found[month] = now
        elif left == then.days & _DAYS:
            found[month] = Month(then.times + now.times, then.days | now.days)
        else:
            found[month] = Month(max(then.times, now.times, (left | now.days).bit_count()), left | now.days)
    return found


def together(one: Months, other: Months) -> Months:
    """What two sources tell of the same two, who may have seen the same messages: all days, and the larger counts.

    Days that somebody told go before days that were spread.
    """
    found = dict(one)
    for month, there in other.items():
        here = found.get(month)
        if here is None:
            found[month] = there
            continue
        spreads = here.days & SPREAD, there.days & SPREAD
        days = {(0, SPREAD): here.days, (SPREAD, 0): there.days}.get(spreads, here.days | there.days)
        found[month] = Month(max(here.times, there.times), days)
    return found


def _is_month(text: str) -> str:
    year, _, month = text.partition("-")
    if not (1 <= int(month) <= MONTHS and int(year) >= 1):
        raise ValueError("a month reads YYYY-MM, e.g. 2026-03")
    return text


_MonthText = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}$"), AfterValidator(_is_month)]
_Count = Annotated[int, Field(ge=1, le=_MOST)]
_Day = Annotated[str, StringConstraints(pattern=r"^([1-9]|[12]\d|3[01])$")]


class Traffic(Fact):
    """A month of traffic from one to another, as a row of a file tells it."""

    noun: ClassVar[str] = "traffic"
    file: ClassVar[str] = "traffic"
    natural_key: ClassVar[tuple[str, ...]] = ("sender", "receiver", "channel", "month")

    sender: Annotated[PersonId, Said("Who wrote or called.")]
    receiver: Annotated[PersonId, Said("To whom.")]
    channel: Annotated[TrafficChannel, Said("By what.", column="`mail`, `message`, `call`")]
    month: Annotated[_MonthText, Said("In which month.", column="`YYYY-MM`")]
    count: Annotated[_Count, Said("How often.")]
    active_days: Annotated[
        Annotated[int, Field(ge=1, le=31)] | None, Said("On how many days; left out where `days` are told.")
    ] = None
    first: Annotated[date | None, Said("The first of these days; left out where `days` are told.")] = None
    last: Annotated[date | None, Said("The last of these days; left out where `days` are told.")] = None
    days: Annotated[
        tuple[_Day, ...],
        Said("On which days of the month, by number; the others are left out then.", column="`3;7;21`"),
    ] = ()

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.valid_from or self.valid_to:
            raise ValueError("traffic has a month: leave valid_from and valid_to empty")
        if self.days:
            if max(map(int, self.days)) > length_of(self.number):
                raise ValueError(f"{self.month} has {length_of(self.number)} days")
            return self
        if not (self.active_days and self.first and self.last):
            raise ValueError("tell the days; or active_days with first and last")
        if not number_of(self.first) == number_of(self.last) == self.number or self.last < self.first:
            raise ValueError(f"first and last are days of {self.month}, in this order")
        span = (self.last - self.first).days + 1
        if self.active_days > min(span, self.count) or (self.active_days == 1) != (span == 1):
            raise ValueError(f"{self.count} in {span} days from first to last cannot be on {self.active_days}")
        return self

    @property
    def number(self) -> int:
        """The number of its month."""
        year, month = self.month.split("-")
        return int(year) * MONTHS + int(month) - 1

    def told(self) -> Month:
        """What it tells."""
        if self.days:
            return Month(self.count, sum(1 << int(day) - 1 for day in set(self.days)))
        if not (self.active_days and self.first and self.last):
            raise TypeError("validated before")
        return Month(self.count, spread(self.active_days, self.first.day, self.last.day))

    @classmethod
    def of(cls, flow: Flow) -> Iterator[Self]:
        """The rows that tell a flow."""
        for month, told in sorted(flow.months.items()):
            begin = first_of(month)
            said: dict[str, object] = {"days": tuple(str(n + 1) for n in range(31) if told.days >> n & 1)}
            if told.days & SPREAD:
                first, last = begin.replace(day=told.first), begin.replace(day=told.last)
                said = {"active_days": told.active, "first": first, "last": last}
            yield cls.model_validate(
                {
                    "sender": flow.sender,
                    "receiver": flow.receiver,
                    "channel": flow.channel,
                    "month": f"{begin:%Y-%m}",
                    "count": told.times,
                    "source": flow.source,
                    "told_of": flow.told,
                    **said,
                }
            )


class ListedFlow(BaseModel, frozen=True):
    """A flow as it is listed."""

    sender: str
    receiver: str
    channel: TrafficChannel
    months: list[int]
    counts: list[int]
    days: list[int]
    source: str | None
    told_of: list[str] | None

    @property
    def flow(self) -> Flow:
        """The flow."""
        months = _by_month(self.months, self.counts, self.days)
        return Flow(self.sender, self.receiver, self.channel, self.source, months, tuple(self.told_of or ()))


def _by_month(months: Sequence[int], counts: Sequence[int], days: Sequence[int]) -> Months:
    return {month: Month(count, on) for month, count, on in zip(months, counts, days, strict=True)}


class Stored(BaseModel, frozen=True):
    """A flow as the graph has it; `flow` is the relationship, as long as a transaction lasts."""

    sender: str
    receiver: str
    channel: str
    told_of: list[str] | None
    months: list[int]
    counts: list[int]
    days: list[int]
    source: str | None
    flow: str

    @property
    def by_month(self) -> Months:
        """By month."""
        return _by_month(self.months, self.counts, self.days)
