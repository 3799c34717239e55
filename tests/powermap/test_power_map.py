"""The power map as a pure rule: order, unknown, staleness, ghost seats (method M2)."""

from datetime import date, timedelta

import pytest

from relgraph.people.model import PersonCard
from relgraph.powermap import model
from tests.draw import TODAY


def person(
    name: str,
    roles: str = "",
    *,
    said: list[tuple[int | None, date | None]] | None = None,
    layer: int | None = 2,
    at: str | None = "acme",
    managers: tuple[str, ...] = ("boss",),
) -> model.MapPerson:
    card = PersonCard(
        id=f"t:{name}",
        name=name,
        english_name=None,
        title=None,
        english_title=None,
        layer=layer,
        unit=None,
        organization_id=at and f"t:{at}",
        organization=at,
        organization_kind="customer" if at else None,
    )
    supports = [model.MapSupport(level=level, assessed=on) for level, on in said or []]
    return model.MapPerson(
        person=card,
        named=bool(roles or said),
        roles=[model.RoleLetter(letter) for letter in roles],
        supports=supports,
        closeness=[],
        managers=[f"t:{manager}" for manager in managers],
    )


def drawn(*people: model.MapPerson, live: bool = True, day: date = TODAY) -> model.PowerMap:
    deal = {"id": "t:deal", "name": "deal", "english_name": None, "live": live}
    account = {"account": "t:acme", "account_name": "acme", "account_english_name": None}
    return model.power_map(model.MapRow(**deal, **account, people=list(people)), day)


def ghosts(of: model.PowerMap) -> list[str | None]:
    return [ghost.role or (ghost.manager_of and ghost.manager_of.name) for ghost in of.ghosts]


def test_the_weightiest_roles_come_first_and_people_without_one_last() -> None:
    of = drawn(
        person("inf", "I"),
        person("dec", "D"),
        person("app", "A"),
        person("both", "EA"),
        person("all", "CISEDA"),
        person("none", said=[(1, None)]),
        person("boss"),
    )
    assert [(card.person.name, "".join(card.roles)) for card in of.cards] == [
        ("app", "A"),
        ("all", "ADSEIC"),
        ("both", "AE"),
        ("dec", "D"),
        ("inf", "I"),
        ("none", ""),
    ]
    assert [card.person.name for card in of.above] == ["boss"]


@pytest.mark.parametrize(
    ("on", "age", "stale"),
    [
        (TODAY - timedelta(days=7), 7, False),
        (TODAY - timedelta(days=8), 8, True),
        (TODAY, 0, False),
        (None, None, None),  # assessed on an unknown day
    ],
)
def test_an_assessment_is_stale_after_a_week_of_a_live_deal(
    on: date | None, age: int | None, stale: bool | None
) -> None:
    (card,) = drawn(person("ann", said=[(1, on)])).cards
    assert (card.level, card.assessed_on, card.age_days, card.stale) == (1, on, age, stale)


def test_a_deal_that_is_not_live_needs_no_refresh() -> None:
    (card,) = drawn(person("ann", said=[(1, date(2026, 2, 1))]), live=False).cards
    assert (card.age_days, card.stale) == (212, False)


def test_unknown_is_no_level() -> None:
    cards = drawn(person("a", "A"), person("b", said=[(None, TODAY)]), person("c", said=[(0, None)])).cards
    assert [(card.level, card.stale) for card in cards] == [(None, None), (None, False), (0, None)]


def test_the_newest_known_assessment_counts_and_of_one_day_the_least_friendly() -> None:
    spring, summer = date(2026, 3, 1), date(2026, 8, 30)
    (card,) = drawn(person("ann", said=[(2, summer), (-1, summer), (3, spring), (3, None), (None, TODAY)])).cards
    assert (card.level, card.assessed_on, card.sources_differ) == (-1, summer, True)
    (alone,) = drawn(person("bob", said=[(1, spring), (1, summer)])).cards
    assert (alone.level, alone.assessed_on, alone.sources_differ) == (1, summer, False)


def test_a_key_role_that_nobody_is_known_to_hold_is_a_ghost_seat() -> None:
    assert ghosts(drawn()) == ["A", "D", "E"]
    assert ghosts(drawn(person("ann", "E"), person("bob", "SIC"))) == ["A", "D"]
    assert ghosts(drawn(person("ann", "ADE"))) == []


def test_so_is_a_manager_who_is_not_known_but_above_the_top_and_elsewhere_there_is_none() -> None:
    of = drawn(
        person("top", "A", layer=1, managers=()),
        person("low", "D", layer=3, managers=()),
        person("who", "E", layer=None, managers=()),
        person("seatless", "S", layer=None, at=None, managers=()),
        person("guest", "I", at="consultants", managers=()),
        person("led", "C", managers=("boss",)),
        person("boss", layer=None, managers=()),
    )
    assert ghosts(of) == ["low", "seatless", "who", "boss"]


def test_a_map_says_when_it_is_cut_and_then_misses_no_role(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "MAX_CARDS", 2)
    assert drawn(person("a", "S"), person("b", "S")).truncated is False
    cut = drawn(*(person(name, "S") for name in "abc"))
    assert (cut.truncated, len(cut.cards), ghosts(cut)) == (True, 2, [])
