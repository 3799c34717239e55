"""What holds of every strength, whatever the contact."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from relgraph.playbook.strength import StrengthNumbers
from relgraph.strength.model import Encounter, EncounterKind, PairEvidence, TrafficMonth
from relgraph.strength.score import Scorer, next_due, score, score_all
from relgraph.traffic.model import SPREAD, TrafficChannel, number_of
from tests.strength import oracle
from tests.strength.evidence import merged, turned
from tests.strength.numbers import NUMBERS, numbers_with
from tests.strength.oracle import DAYS, encounters, pairs, traffic_months, until

ROUNDING = 1e-12


@given(pair=pairs(), day=DAYS, numbers=oracle.numbers())
def test_it_equals_the_oracle(pair: PairEvidence, day: date, numbers: StrengthNumbers) -> None:
    assert score(pair, day, numbers).strength == pytest.approx(oracle.strength(pair, day, numbers), abs=1e-9)


@given(some=st.lists(pairs(), max_size=5), day=DAYS, numbers=oracle.numbers())
def test_many_are_scored_as_each_alone(some: list[PairEvidence], day: date, numbers: StrengthNumbers) -> None:
    assert list(score_all(some, day, numbers)) == [score(pair, day, numbers) for pair in some]


@given(pair=pairs(), day=DAYS, numbers=oracle.numbers())
def test_it_is_unknown_or_from_0_to_1(pair: PairEvidence, day: date, numbers: StrengthNumbers) -> None:
    told = score(pair, day, numbers)
    assert told.strength is None or 0 <= told.strength <= 1
    assert told.strength is None or told.strength >= told.parts.floor
    assert told.parts.balance is None or 0 <= told.parts.balance <= 1 + ROUNDING


@given(pair=pairs(), day=DAYS)
def test_what_comes_later_is_not_known(pair: PairEvidence, day: date) -> None:
    assert score(pair, day, NUMBERS) == score(until(pair, day), day, NUMBERS)


@given(pair=pairs(), day=DAYS, numbers=oracle.numbers())
def test_it_is_the_same_from_both_ends(pair: PairEvidence, day: date, numbers: StrengthNumbers) -> None:
    assert score(turned(pair), day, numbers) == score(pair, day, numbers)


@given(pair=pairs(), more=traffic_months() | encounters(), day=DAYS, numbers=oracle.numbers())
def test_more_contact_is_never_less_strength(
    pair: PairEvidence, more: TrafficMonth | Encounter, day: date, numbers: StrengthNumbers
) -> None:
    added = PairEvidence(*(([more], []) if isinstance(more, TrafficMonth) else ([], [more])))
    before, after = score(pair, day, numbers).strength, score(merged([pair, added]), day, numbers).strength
    assert before is None or (after is not None and after >= before - ROUNDING)


@given(months=st.lists(traffic_months().map(lambda month: month._replace(by_one=True)), max_size=6), day=DAYS)
def test_one_way_traffic_alone_is_unknown(months: list[TrafficMonth], day: date) -> None:
    told = score(PairEvidence(months), day, NUMBERS)
    assert (told.strength, told.silence, told.due) == (None, None, None)


@given(pair=pairs(), day=DAYS, later=st.integers(0, 40_000))
def test_old_friends_fade_to_their_floor_and_no_further(pair: PairEvidence, day: date, later: int) -> None:
    pair = until(pair, day)
    now, then = (score(pair, on, NUMBERS) for on in (day, day + timedelta(later)))
    assert then.parts.floor == pytest.approx(now.parts.floor, abs=ROUNDING)
    if now.strength is not None:
        assert now.strength + ROUNDING >= then.strength >= now.parts.floor - ROUNDING > 0


@given(day=DAYS, kind=st.sampled_from(EncounterKind), people=st.integers(2, 19))
def test_each_one_more_in_a_group_dilutes(day: date, kind: EncounterKind, people: int) -> None:
    fewer, more = (
        score(PairEvidence([], [Encounter(day, kind, count)]), day, NUMBERS).strength for count in (people, people + 1)
    )
    assert fewer > more > 0


@given(pair=pairs(), others=pairs(), day=DAYS)
def test_sources_are_joined_in_any_order(pair: PairEvidence, others: PairEvidence, day: date) -> None:
    together = score(merged([pair, others]), day, NUMBERS)
    assert together == score(merged([others, pair]), day, NUMBERS)
    assert together == score(merged([pair, others, pair, others]), day, NUMBERS)


@given(
    pair=pairs(),
    day=DAYS,
    numbers=oracle.numbers().map(lambda numbers: numbers.model_copy(update={"half_life_days": 9.7})),
)
@example(
    pair=PairEvidence([], [Encounter(date(2025, 11, 1), EncounterKind.MEETING)]),
    day=date(2025, 11, 1),
    numbers=numbers_with(step=0.5, floor=0),
)
def test_a_pair_is_due_when_its_strength_has_moved(pair: PairEvidence, day: date, numbers: StrengthNumbers) -> None:
    """Day by day, for ten times as long as anything takes to fade away."""
    pair = until(pair, day)
    now = score(pair, day, numbers).strength
    due = next_due(pair, day, numbers)
    if now is None:
        assert due is None
        return
    after = [day + timedelta(n) for n in range(1, 400)]
    moved = [on for on in after if now - score(pair, on, numbers).strength >= numbers.step - ROUNDING]
    firmly = [on for on in after if now - score(pair, on, numbers).strength >= numbers.step + ROUNDING]
    # A day on which it has moved by the step to the last bit may count or not.
    assert due in {moved[0] if moved else None, firmly[0] if firmly else None}


def test_no_seniority_goes_in() -> None:
    assert TrafficMonth._fields == ("by_one", "channel", "month", "days", "total", "estimated")
    assert Encounter._fields == ("day", "kind", "participants", "both_came")
    assert set(TrafficChannel) == {"mail", "message", "call"}


@given(pair=pairs(), day=DAYS, numbers=oracle.numbers())
def test_in_brief_it_is_the_same(pair: PairEvidence, day: date, numbers: StrengthNumbers) -> None:
    flows = [
        (each.by_one, each.channel.value, [number_of(each.month)], [each.days | (SPREAD if each.estimated else 0)])
        for each in pair.traffic
    ]
    told = score(pair, day, numbers)
    assert Scorer(day, numbers).brief(flows, pair.encounters) == (told.strength, told.evidence.last, told.due)
