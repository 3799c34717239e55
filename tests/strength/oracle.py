"""Strength as docs/strength.md tells it, day by day: slow, and nothing is looked up. And pairs to try it with."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from hypothesis import strategies as st

from relgraph.playbook.strength import StrengthNumbers
from relgraph.strength.model import Encounter, EncounterKind, PairEvidence, TrafficMonth
from relgraph.traffic.model import TrafficChannel
from tests.strength.numbers import NUMBERS, numbers_with

BEGIN = date(2025, 11, 1)
MONTHS = [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]
DAYS = st.integers(0, 150).map(lambda n: BEGIN + timedelta(n))


def strength(pair: PairEvidence, as_of: date, numbers: StrengthNumbers) -> float | None:
    """The strength of a pair; None is unknown."""
    weights = {"mail": 1, "message": numbers.message_weight, "call": numbers.call_weight}
    wrote: dict[bool, dict[date, float]] = {True: defaultdict(float), False: defaultdict(float)}
    for month in pair.traffic:
        for day in days_of(month):
            if day <= as_of:
                side = wrote[month.by_one]
                side[day] = max(side[day], weights[month.channel])
    met = defaultdict[date, float](float)
    of_kind = {"meeting": numbers.meeting_weight, "event": numbers.event_weight, "call": numbers.call_weight}
    for each in pair.encounters:
        if each.both_came and each.day <= as_of and each.participants <= numbers.crowd:
            met[each.day] = max(met[each.day], of_kind[each.kind] / (each.participants - 1) ** numbers.dilution)
    if not met and not (wrote[True] and wrote[False]):
        return None

    def contact(half_life: float | None) -> float:
        def counted(days: dict[date, float]) -> float:
            fades = {day: 1 if half_life is None else 0.5 ** ((as_of - day).days / half_life) for day in days}
            return sum(weight * fades[day] for day, weight in days.items())

        either = {day: max(wrote[True].get(day, 0), wrote[False].get(day, 0)) for day in {*wrote[True], *wrote[False]}}
        quieter = min(counted(wrote[True]), counted(wrote[False]))
        share = numbers.one_way_share
        return share * counted(either) + (1 - share) * quieter + counted(met)

    fresh, whole = (1 - 0.5 ** (contact(life) / numbers.half_at) for life in (numbers.half_life_days, None))
    return max(fresh, numbers.floor * whole)


def days_of(month: TrafficMonth) -> Iterator[date]:
    """The days of a mask."""
    return (month.month + timedelta(n) for n in range(31) if month.days >> n & 1)


def until(pair: PairEvidence, as_of: date) -> PairEvidence:
    """What was known of a pair on a day."""
    traffic = []
    for month in pair.traffic:
        mask = sum(1 << day.day - 1 for day in days_of(month) if day <= as_of)
        traffic += [month._replace(days=mask)] if mask else []
    return PairEvidence(traffic, [each for each in pair.encounters if each.day <= as_of])


@st.composite
def traffic_months(draw: st.DrawFn) -> TrafficMonth:
    """Any month of any channel."""
    month = draw(st.sampled_from(MONTHS))
    length = ((month.replace(day=28) + timedelta(4)).replace(day=1) - month).days
    mask = draw(st.integers(1, (1 << length) - 1) | st.integers(0, length - 1).map(lambda n: 1 << n))
    return TrafficMonth(draw(st.booleans()), draw(st.sampled_from(TrafficChannel)), month, mask, mask.bit_count())


def encounters() -> st.SearchStrategy[Encounter]:
    """Any encounter, crowds too."""
    return st.builds(Encounter, DAYS, st.sampled_from(EncounterKind), st.integers(2, 30), st.booleans())


def pairs() -> st.SearchStrategy[PairEvidence]:
    """Any pair."""
    return st.builds(PairEvidence, st.lists(traffic_months(), max_size=6), st.lists(encounters(), max_size=4))


def numbers() -> st.SearchStrategy[StrengthNumbers]:
    """Defaults, and others."""
    weights = st.sampled_from((0, 0.5, 1, 2, 3))
    return st.just(NUMBERS) | st.builds(
        numbers_with,
        half_life_days=st.sampled_from((1, 7, 90, 400.5)),
        one_way_share=st.sampled_from((0, 0.25, 1)),
        message_weight=weights,
        call_weight=weights,
        meeting_weight=weights,
        dilution=st.sampled_from((0, 0.5, 1)),
        crowd=st.sampled_from((2, 20)),
        half_at=st.sampled_from((0.3, 1.4, 20)),
        floor=st.sampled_from((0, 0.1, 1)),
        step=st.sampled_from((0.01, 0.05, 0.4)),
    )
