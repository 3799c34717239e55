"""The power map as a pure rule: order, unknown, staleness (method M2)."""

from datetime import date, timedelta

import pytest

from relgraph.powermap import model
from tests.draw import TODAY

DEAL = model.Opportunity(id="t:deal", account="t:acme", name="deal", valid_from=date(2026, 1, 1))


def role(person: str, letter: str) -> model.Role:
    return model.Role(person=f"t:{person}", opportunity="t:deal", role=letter)


def support(person: str, level: int | None, on: date | None = None) -> model.Support:
    return model.Support(person=f"t:{person}", opportunity="t:deal", level=level, valid_from=on)


def test_the_weightiest_roles_come_first_and_people_without_one_last() -> None:
    roles = [role("inf", "I"), role("dec", "D"), role("app", "A"), role("both", "E"), role("both", "A")]
    cards = model.power_map(DEAL, roles, [support("none", 1)], TODAY).cards
    assert [(card.person, "".join(card.roles)) for card in cards] == [
        ("t:app", "A"),
        ("t:both", "AE"),
        ("t:dec", "D"),
        ("t:inf", "I"),
        ("t:none", ""),
    ]


@pytest.mark.parametrize(
    ("on", "day", "stale"),
    [
        (TODAY - timedelta(days=7), TODAY, False),
        (TODAY - timedelta(days=8), TODAY, True),
        (None, TODAY, None),  # assessed on an unknown day
        (date(2025, 6, 1), date(2025, 12, 1), False),  # the deal had not begun
    ],
)
def test_an_assessment_is_stale_after_a_week_of_a_live_deal(on: date | None, day: date, stale: bool | None) -> None:
    (card,) = model.power_map(DEAL, [], [support("ann", 1, on)], day).cards
    assert card.stale is stale


def test_an_ended_deal_needs_no_refresh() -> None:
    ended = DEAL.model_copy(update={"valid_to": TODAY})
    (card,) = model.power_map(ended, [], [support("ann", 1, date(2026, 2, 1))], TODAY).cards
    assert card.stale is False


def test_unknown_is_no_level() -> None:
    unassessed, unknown, neutral = model.power_map(
        DEAL, [role("a", "A")], [support("b", None), support("c", 0)], TODAY
    ).cards
    assert (unassessed.level, unknown.level, neutral.level) == (None, None, 0)


def test_a_map_says_when_it_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "MAX_CARDS", 2)
    roles = [role(name, "E") for name in "abc"]
    assert model.power_map(DEAL, roles[:2], [], TODAY).truncated is False
    cut = model.power_map(DEAL, roles, [], TODAY)
    assert cut.truncated is True
    assert len(cut.cards) == 2
