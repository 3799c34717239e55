"""Strength of small cases, worked out by hand."""

from datetime import date

import pytest

from relgraph.core.errors import InputError
from relgraph.playbook.strength import StrengthNumbers
from relgraph.strength.model import (
    ContactEvidence,
    Encounter,
    EncounterKind,
    PairEvidence,
    PairStrength,
    Silence,
    TrafficMonth,
)
from relgraph.strength.score import score
from relgraph.traffic.model import TrafficChannel
from tests.strength.numbers import NUMBERS, numbers_with

DAY = date(2026, 6, 30)
JUNE, APRIL = date(2026, 6, 1), date(2026, 4, 1)
# Half lives of 30 days, a full day makes one half, and nothing is left over.
PLAIN = numbers_with(half_life_days=30, half_at=1, floor=0)
MAIL, MESSAGE, CALL = TrafficChannel
MEETING, EVENT, PHONED = EncounterKind


def on(*days: int) -> int:
    return sum(1 << day - 1 for day in days)


def mail(by_one: bool, *days: int, month: date = JUNE, channel: TrafficChannel = MAIL) -> TrafficMonth:
    return TrafficMonth(by_one, channel, month, on(*days), len(days))


def strength(*traffic: TrafficMonth, met: tuple[Encounter, ...] = (), numbers: StrengthNumbers = PLAIN) -> float | None:
    return score(PairEvidence(traffic, met), DAY, numbers).strength


def test_a_day_on_which_both_wrote_is_a_full_day() -> None:
    assert strength(mail(True, 30), mail(False, 30)) == pytest.approx(1 / 2)
    assert strength(mail(True, 29, 30), mail(False, 29, 30)) == pytest.approx(1 - 2 ** -(1 + 2 ** (-1 / 30)))


def test_a_day_counts_half_after_each_half_life() -> None:
    # 30 June less 30 days is 31 May, less 60 is 1 May.
    assert strength(mail(True, 31, month=date(2026, 5, 1)), mail(False, 31, month=date(2026, 5, 1))) == pytest.approx(
        1 - 2**-0.5
    )
    assert strength(mail(True, 1, month=date(2026, 5, 1)), mail(False, 1, month=date(2026, 5, 1))) == pytest.approx(
        1 - 2**-0.25
    )


def test_taking_turns_and_one_who_hardly_answers() -> None:
    lasting = PLAIN.model_copy(update={"half_life_days": 1e9})
    turns = score(PairEvidence([mail(True, 27, 29), mail(False, 28, 30)]), DAY, lasting)
    # Four days, on half of which the quieter wrote: 4 * (1/4 + 3/4 * 1/2).
    assert (turns.parts.traffic, turns.parts.balance, turns.parts.contact) == pytest.approx((4, 0.5, 2.5))
    assert turns.strength == pytest.approx(1 - 2**-2.5)
    hardly = score(PairEvidence([mail(True, *range(11, 31)), mail(False, 30)]), DAY, lasting)
    assert (hardly.parts.balance, hardly.parts.contact) == pytest.approx((0.05, 20 * (0.25 + 0.75 * 0.05)))


def test_one_way_is_unknown_until_it_is_answered_or_they_meet() -> None:
    assert strength(mail(True, 28, 29, 30)) is None
    assert strength() is None
    # By whatever channel.
    assert strength(mail(True, 30), mail(False, 30, channel=MESSAGE)) == pytest.approx(1 / 2)
    # Mails without an answer count a quarter beside a meeting, which counts two full days.
    assert strength(mail(True, 30), met=(Encounter(DAY, MEETING),)) == pytest.approx(1 - 2**-2.25)


def test_the_heaviest_channel_of_a_day_counts() -> None:
    both = [mail(by_one, 30, channel=channel) for by_one in (True, False) for channel in TrafficChannel]
    assert strength(*both) == pytest.approx(1 - 2**-1.5)
    assert strength(*both, numbers=PLAIN.model_copy(update={"call_weight": 0.5})) == pytest.approx(1 / 2)


@pytest.mark.parametrize(
    ("met", "contact"),
    [
        ([Encounter(DAY, MEETING)], 2),
        ([Encounter(DAY, MEETING, 5)], 2 / 2),
        ([Encounter(DAY, EVENT, 17)], 1 / 4),
        ([Encounter(DAY, PHONED)], 1.5),
        ([Encounter(date(2026, 5, 31), MEETING)], 1),
        # Of one day the one that counts most.
        ([Encounter(DAY, MEETING, 5), Encounter(DAY, MEETING), Encounter(DAY, EVENT)], 2),
        ([Encounter(DAY, MEETING), Encounter(date(2026, 5, 31), MEETING)], 3),
    ],
)
def test_encounters_by_kind_group_and_age(met: list[Encounter], contact: float) -> None:
    assert strength(met=tuple(met)) == pytest.approx(1 - 2**-contact)


def test_invited_is_not_met_and_neither_is_a_crowd() -> None:
    assert strength(met=(Encounter(DAY, MEETING, both_came=False), Encounter(DAY, EVENT, 21))) is None
    assert strength(met=(Encounter(DAY, EVENT, 20),)) == pytest.approx(1 - 2 ** -(19**-0.5))


def test_old_friends_keep_a_tenth_of_what_they_were() -> None:
    old = PairEvidence([mail(True, *range(1, 31), month=date(2016, 6, 1)), mail(False, 1, month=date(2016, 6, 1))])
    told = score(old, DAY, NUMBERS)
    # Thirty days, on one of which the other wrote.
    assert told.strength == told.parts.floor == pytest.approx(0.1 * (1 - 2 ** -((30 / 4 + 3 / 4) / 1.4)))
    assert told.due is None


def test_all_that_is_told() -> None:
    pair = PairEvidence(
        [
            mail(True, 1, 11, month=APRIL),
            mail(False, 1, 6, month=APRIL),
            mail(True, 6, month=APRIL, channel=CALL)._replace(estimated=True),
            # After the day.
            mail(True, 1, 2, month=date(2026, 7, 1)),
        ],
        [
            Encounter(date(2026, 4, 16), MEETING, 4),
            Encounter(date(2026, 4, 16), MEETING, 5),
            Encounter(date(2026, 4, 21), EVENT, 10),
            Encounter(date(2026, 4, 21), PHONED),
            Encounter(date(2026, 6, 30), EVENT, 400),
            Encounter(date(2026, 7, 1), MEETING),
        ],
    )
    told = score(pair, DAY, NUMBERS)
    assert told == PairStrength(
        as_of=DAY,
        strength=told.strength,
        parts=told.parts,
        evidence=ContactEvidence(
            meetings=2,
            last_meeting=date(2026, 4, 21),
            last_meeting_days=70,
            mail_days=3,
            message_days=0,
            call_days=2,
            days=5,
            first=APRIL,
            last=date(2026, 4, 21),
            estimated=True,
        ),
        # Every five days; eight times that is more than 28.
        silence=Silence(date(2026, 5, 31), 5),
        due=told.due,
    )
    assert told.silent
    assert not score(pair, date(2026, 5, 30), NUMBERS).silent


def test_silence_wants_a_usual_gap_and_outlasts_holidays() -> None:
    numbers = NUMBERS
    daily = [mail(True, 1, 2, 3, 4, 5), mail(False, 1)]
    assert score(PairEvidence(daily), DAY, numbers).silence == Silence(date(2026, 7, 3), 1)
    seldom = [mail(True, 1, 2, 3, 4), mail(False, 1)]
    assert score(PairEvidence(seldom), DAY, numbers).silence is None
    # The other never answered: there is nobody to miss.
    assert score(PairEvidence(daily[:1]), DAY, numbers).silence is None


def test_a_pair_is_due_when_it_has_moved() -> None:
    # A full day today: a half; 1 - 2 ** -x is 0.45 at 0.8625, which 2 ** (-d / 30) reaches on day 6.4.
    told = score(PairEvidence([mail(True, 30), mail(False, 30)]), DAY, PLAIN)
    assert told.due == date(2026, 7, 7)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (PairEvidence([mail(True, 31)]), "2026-06 has no such days. Set bit 0 for day 1."),
        (PairEvidence([mail(True, 1, month=DAY)]), "2026-06-30 is no month. Give its first day."),
        (
            PairEvidence([], [Encounter(DAY, MEETING, 1)]),
            "Two cannot both have come where 1 did. Count everybody who came, the two as well.",
        ),
    ],
)
def test_what_cannot_be_is_an_error(wrong: PairEvidence, message: str) -> None:
    with pytest.raises(InputError) as raised:
        score(wrong, DAY, PLAIN)
    assert str(raised.value) == message
