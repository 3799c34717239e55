"""The whole power map of a deal: people, structure, ties, ghost seats, and what changed, from few queries."""

from datetime import date

import pytest

from relgraph.core.errors import InputError, NotFoundError
from relgraph.powermap.model import MapCard, NearestTie
from relgraph.powermap.service import view_power_map
from tests.draw import TODAY, Drawing, name_of, tid
from tests.powermap.worlds import SPRING, SUMMER, draw_deal


def told(card: MapCard) -> tuple[object, ...]:
    managers = "".join(name_of(id_) for id_ in card.managers)
    return card.person.name, card.person.layer, "".join(card.roles), card.level, card.age_days, card.stale, managers


def nearest(tie: NearestTie | None) -> tuple[object, ...] | None:
    return tie and (tie.name, tie.strength, tie.assumed)


async def test_everything_on_the_map_comes_from_three_queries(drawing: Drawing, transactions: list[str]) -> None:
    await draw_deal(drawing).save()
    view = await view_power_map(drawing.graph, tid("deal"), as_of=TODAY)
    assert transactions == ["powermap/find_maps", "powermap/find_map_relations", "powermap/find_surroundings"]
    assert [told(card) for card in view.map.cards] == [
        ("chief", 1, "A", None, 184, True, ""),
        ("odd", None, "S", None, None, None, ""),
        ("clerk", 4, "SEC", 2, 2, False, "boss"),
        ("expert", 2, "I", -1, 31, True, "chief"),
        ("late", 2, "", 1, 2, False, "chief"),
    ]
    assert [told(card) for card in view.map.above] == [("boss", 2, "", None, None, None, "chief")]
    assert [card.closeness and card.closeness.level for card in view.map.cards] == [None, None, 2, None, None]
    ghosts = [(ghost.role, ghost.manager_of and ghost.manager_of.name) for ghost in view.map.ghosts]
    assert ghosts == [("D", None), (None, "odd")]
    relations = view.relations
    lines = {(name_of(line.person), name_of(line.manager), line.line.value) for line in relations.reporting_lines}
    assert lines == {
        ("boss", "chief", "solid"),
        ("clerk", "boss", "solid"),
        ("clerk", "expert", "dotted"),
        ("expert", "chief", "solid"),
        ("late", "chief", "solid"),
    }
    sways = [(name_of(one.influencer), name_of(one.influenced), one.weight, one.basis) for one in relations.influences]
    assert sways == [("expert", "chief", 0.8, "mentor"), ("clerk", "boss", None, None)]
    odds = [{name_of(one.person_a), name_of(one.person_b)} for one in relations.frictions]
    assert odds == [{"clerk", "expert"}]
    assert {name_of(one.person): (nearest(one.ours), nearest(one.rivals)) for one in view.surroundings} == {
        "chief": (("ann", 0.3, True), None),
        "clerk": (("abe", 0.6, False), ("fay", 0.4, False)),
        **dict.fromkeys(("odd", "expert", "late", "boss"), (None, None)),
    }
    assert view.changes is None


async def test_what_changed_since_a_day_takes_one_more(drawing: Drawing, transactions: list[str]) -> None:
    await draw_deal(drawing).save()
    view = await view_power_map(drawing.graph, tid("deal"), as_of=TODAY, since=SPRING)
    assert len(transactions) == 4
    assert view.changes is not None
    assert [(one.person.name, one.kind.value, one.before, one.after) for one in view.changes.changes] == [
        ("clerk", "roles", "SC", "SEC"),
        ("clerk", "support", "0", "2"),
        ("expert", "support", None, "-1"),
        ("expert", "seat", "expert · 信息部 · 安科", "chief expert · 信息部 · 安科"),
        ("expert", "layer", "3", "2"),
        ("expert", "manager", "boss", "chief"),
        ("late", "entered", None, None),
        ("late", "support", None, "1"),
        ("gone", "left", None, None),
        ("gone", "roles", "I", None),
    ]


async def test_the_map_is_that_of_the_day(drawing: Drawing) -> None:
    await draw_deal(drawing).save()
    spring = await view_power_map(drawing.graph, tid("deal"), as_of=date(2026, 2, 28))
    assert [(card.person.name, "".join(card.roles), card.level) for card in spring.map.cards] == [
        ("odd", "S", None),
        ("clerk", "SC", None),
        ("expert", "I", None),
        ("gone", "I", None),
    ]
    assert [ghost.role.value for ghost in spring.map.ghosts if ghost.role] == ["A", "D", "E"]
    assert spring.map.deal.live is True
    before = await view_power_map(drawing.graph, tid("deal"), as_of=date(2025, 12, 31))
    assert before.map.deal.live is False


async def test_a_deal_of_which_nothing_is_known(drawing: Drawing) -> None:
    await drawing.org("acme").opportunity("deal", "acme").save()
    view = await view_power_map(drawing.graph, tid("deal"), as_of=TODAY)
    assert (view.map.cards, view.map.above, view.surroundings) == ([], [], [])
    assert [ghost.role.value for ghost in view.map.ghosts if ghost.role] == ["A", "D", "E"]


async def test_whoever_is_no_more_is_on_no_map(drawing: Drawing) -> None:
    d = drawing.org("acme").person("ann", at="acme").opportunity("deal", "acme").role("ann", "deal", "D")
    await d.add("person", until=SUMMER, id=tid("bob"), name="bob").role("bob", "deal", "A").reports("ann", "bob").save()
    view = await view_power_map(d.graph, tid("deal"), as_of=TODAY)
    assert [card.person.name for card in view.map.cards] == ["ann"]
    assert [(ghost.role, ghost.manager_of and ghost.manager_of.name) for ghost in view.map.ghosts] == [
        ("A", None),
        ("E", None),
        (None, "ann"),
    ]


async def test_unknown_deals_and_days_that_are_not_before_are_refused(drawing: Drawing) -> None:
    await drawing.org("acme").opportunity("deal", "acme").save()
    with pytest.raises(NotFoundError, match="No opportunity has the id 't:none'"):
        await view_power_map(drawing.graph, tid("none"), as_of=TODAY)
    with pytest.raises(InputError, match="since is 2026-09-01") as refused:
        await view_power_map(drawing.graph, tid("deal"), as_of=TODAY, since=TODAY)
    assert refused.value.remedy == "Give a day before 2026-09-01, the day of the map."
