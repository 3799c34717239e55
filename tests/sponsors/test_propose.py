"""How sponsorships stand and who is proposed: at the limits, with what is unknown, and always explained."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relgraph.core.language import Language
from relgraph.people.model import PersonCard
from relgraph.playbook.service import load_playbook
from relgraph.sponsors.model import (
    HeldSponsorship,
    MissingSponsor,
    SeniorOfOurs,
    SponsorDealing,
    SponsorLack,
    SponsorReason,
    UnsponsoredContact,
)
from relgraph.sponsors.propose import parity, propose, stands
from relgraph.sponsors.words import LACKS, REASONS
from tests.draw import TODAY

LIMITS = load_playbook(None).sponsors
LAYERS = st.none() | st.integers(1, 9)
FUNCTIONS = st.sampled_from([None, "it", "finance"])


def card(name: str, layer: int | None = None) -> PersonCard:
    known = dict.fromkeys(PersonCard.model_fields)
    return PersonCard.model_validate({**known, "id": name, "name": name, "layer": layer})


def held(sponsor: int | None, contact: int | None, cadence: int | None = None, since: date | None = None):
    return HeldSponsorship(
        sponsor=card("ann", sponsor),
        contact=card("bob", contact),
        purpose=None,
        cadence_days=cadence,
        since=since,
        carried=1,
    )


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("cadence", "since", "last", "due", "lapsed"),
    [
        (None, None, ago(90), TODAY, False),
        (None, None, ago(91), ago(1), True),
        (30, None, ago(31), ago(1), True),
        (None, ago(10), ago(400), TODAY + timedelta(days=80), False),
        (None, ago(400), None, ago(310), True),
        (None, None, None, None, None),
    ],
)
def test_it_has_lapsed_when_the_two_were_not_in_touch_for_longer_than_their_cadence(
    cadence: int | None, since: date | None, last: date | None, due: date | None, lapsed: bool | None
) -> None:
    found = stands(held(1, 1, cadence, since), last, LIMITS, TODAY, with_us=True)
    assert (found.due, found.cadence_days) == (due, cadence or 90)
    assert (SponsorLack.LAPSED in found.lacks, SponsorLack.LAPSED in found.unknown) == (bool(lapsed), lapsed is None)


@pytest.mark.parametrize(
    ("sponsor", "contact", "far"), [(3, 1, True), (2, 1, False), (1, 5, False), (None, 1, None), (2, None, None)]
)
def test_a_sponsor_far_below_is_no_match(sponsor: int | None, contact: int | None, far: bool | None) -> None:
    found = stands(held(sponsor, contact), TODAY, LIMITS, TODAY, with_us=True)
    assert (SponsorLack.MISMATCHED in found.lacks, SponsorLack.MISMATCHED in found.unknown) == (bool(far), far is None)


def test_of_an_account_as_such_nobody_sits_too_low_and_who_is_not_with_us_is_told() -> None:
    whole = held(9, 1).model_copy(update={"contact": None})
    assert stands(whole, TODAY, LIMITS, TODAY, with_us=True).lacks == []
    assert stands(whole, TODAY, LIMITS, TODAY, with_us=False).lacks == [SponsorLack.NOT_WITH_US]


def senior(name: str, layer: int | None = 2, function: str | None = None, carried: int = 0, **promises: int):
    return SeniorOfOurs(
        person=card(name, layer), function=function, carried=carried, **{"closed": 0, "kept": 0, **promises}
    )


def dealt(our: str, contact: str, last: date = TODAY) -> dict[str, dict[str, SponsorDealing]]:
    return {our: {contact: SponsorDealing(our=our, contact=contact, last=last, times=1)}}


BOB = UnsponsoredContact(person=card("bob", 2), function="it")


def proposed(*seniors: SeniorOfOurs, dealings: dict[str, dict[str, SponsorDealing]] | None = None) -> MissingSponsor:
    return propose(BOB, seniors, dealings or {}, LIMITS, TODAY)


def test_each_reason_counts_as_often_as_the_playbook_says_and_is_told() -> None:
    (one,) = proposed(senior("ann", 3, "it", closed=4, kept=3), dealings=dealt("ann", "bob")).proposals
    assert [(part.reason, part.value, part.weight) for part in one.parts] == [
        (SponsorReason.PARITY, 0.5, 4),
        (SponsorReason.LINE, 1.0, 2),
        (SponsorReason.DEALINGS, 1.0, 3),
        (SponsorReason.ABILITY, 0.75, 1),
    ]
    assert (one.score, one.last) == (0.78, TODAY)


def test_dealings_with_others_of_the_account_are_half_and_those_of_long_ago_none() -> None:
    def dealings(found: dict[str, dict[str, SponsorDealing]]) -> tuple[float | None, date | None]:
        (one,) = proposed(senior("ann"), dealings=found).proposals
        return one.parts[2].value, one.last

    assert dealings(dealt("ann", "bob", ago(364))) == (1.0, ago(364))
    assert dealings(dealt("ann", "bob", ago(365))) == (0.0, None)
    assert dealings(dealt("ann", "cat")) == (0.5, None)
    assert dealings(dealt("abe", "bob")) == (0.0, None)


def test_the_best_come_first_then_who_carries_less_and_who_carries_enough_is_left_out() -> None:
    found = proposed(
        senior("far", 4),
        senior("busy", 2, carried=4),
        senior("free", 2),
        senior("full", 2, carried=5),
        senior("mid", 3),
    )
    assert [each.person.id for each in found.proposals] == ["free", "busy", "mid"]
    assert proposed(senior("full", 2, carried=5)).proposals == []


@given(LAYERS, LAYERS, FUNCTIONS, FUNCTIONS, st.integers(0, 3), st.integers(0, 3))
def test_what_is_unknown_adds_nothing(
    ours: int | None, theirs: int | None, function: str | None, of_contact: str | None, closed: int, kept: int
) -> None:
    contact = UnsponsoredContact(person=card("bob", theirs), function=of_contact)
    one = senior("ann", ours, function, closed=closed, kept=min(kept, closed))
    (told,) = propose(contact, [one], {}, LIMITS, TODAY).proposals
    total = sum(part.weight for part in told.parts)
    assert total == 10
    assert 0 <= told.score <= 1
    known = [part for part in told.parts if part.value is not None]
    assert told.score == pytest.approx(sum(part.value * part.weight for part in known) / total, abs=0.01)
    for hidden in ({"function": None}, {"closed": 0, "kept": 0}, {"person": card("ann")}):
        (less,) = propose(contact, [one.model_copy(update=hidden)], {}, LIMITS, TODAY).proposals
        assert less.score <= told.score


def test_parity_falls_with_each_layer_between() -> None:
    assert [parity(1, 1), parity(1, 2), parity(3, 1), parity(None, 1), parity(1, None)] == [1, 0.5, 1 / 3, None, None]


def test_all_has_words_in_both_languages() -> None:
    assert LACKS.keys() == set(SponsorLack)
    assert REASONS.keys() == set(SponsorReason)
    assert all(words.keys() == set(Language) for words in (*LACKS.values(), *REASONS.values()))
