"""Choke points: shares of the best paths to those who decide and approve."""

from datetime import date

import pytest

from relgraph.core.errors import InputError, NotFoundError
from relgraph.hubs.choke import find_choke_points
from relgraph.hubs.model import ChokePoints
from tests.draw import TODAY, Drawing, name_of, tid


@pytest.fixture
async def deal(drawing: Drawing) -> Drawing:
    """To boss: our-ann-boss (0.4) and abe-bob-boss (0.1); to chief: our-ann-chief (0.5)."""
    d = drawing.org("us", "vendor").people("our", "abe", at="us").org("acme")
    d.people("ann", "bob", "boss", "chief", "user", at="acme")
    d.tie("our", "ann", 0.5, id="t:1").tie("ann", "boss", 0.8, id="t:2").tie("abe", "bob", 0.2, id="t:3")
    d.tie("bob", "boss", 0.5, id="t:4").influence("ann", "chief", 1, id="t:5")
    d.opportunity("deal", "acme").role("boss", "deal", "D", "A").role("chief", "deal", "A").role(
        "user", "deal", "S", "E"
    )
    await d.save()
    return d


def shares(found: ChokePoints) -> dict[str, tuple[float, int, int]]:
    return {name_of(one.id): (one.share, one.paths, one.deciders) for one in found.points}


async def test_people_and_relations_by_their_share_of_the_strength(deal: Drawing) -> None:
    found = await find_choke_points(deal.graph, opportunity=tid("deal"), as_of=TODAY, max_hops=2)
    assert [(name_of(d.person.id), [*d.roles], d.paths, d.likelihood) for d in found.deciders] == [
        ("boss", ["A", "D"], 2, 0.4),
        ("chief", ["A"], 1, 0.5),
    ]
    assert list(shares(found).items()) == [
        ("ann", (0.9, 2, 2)),
        ("our", (0.9, 2, 2)),
        ("1", (0.9, 2, 2)),
        ("5", (0.5, 1, 1)),
        ("2", (0.4, 1, 1)),
        ("abe", (0.1, 1, 1)),
        ("bob", (0.1, 1, 1)),
        ("3", (0.1, 1, 1)),
        ("4", (0.1, 1, 1)),
    ]
    person, tie = found.points[0], found.points[2]
    assert (person.person.name, person.hop) == ("ann", None)
    assert (tie.person, tie.hop.origin.name, tie.hop.to.name) == (None, "our", "ann")
    assert not found.truncated


async def test_an_account_counts_its_live_opportunities(deal: Drawing) -> None:
    await deal.opportunity("done", "acme", until=TODAY).role("user", "done", "D").tie("our", "user", 0.9).save()
    found = await find_choke_points(deal.graph, account=tid("acme"), as_of=TODAY)
    assert {name_of(decider.person.id) for decider in found.deciders} == {"boss", "chief"}
    before = await find_choke_points(deal.graph, account=tid("acme"), as_of=date(2026, 8, 31))
    assert {name_of(decider.person.id) for decider in before.deciders} == {"boss", "chief", "user"}


async def test_opponents_are_gone_around_and_the_unreached_are_told(deal: Drawing) -> None:
    await deal.support("ann", "deal", -1).save()
    found = await find_choke_points(deal.graph, opportunity=tid("deal"), as_of=TODAY)
    assert [(name_of(d.person.id), d.paths, d.likelihood) for d in found.deciders] == [
        ("boss", 1, 0.1),
        ("chief", 0, None),
    ]
    assert shares(found) == dict.fromkeys(["abe", "bob", "3", "4"], (1.0, 1, 1))


async def test_nobody_decides(drawing: Drawing) -> None:
    await drawing.org("acme").opportunity("deal", "acme").save()
    found = await find_choke_points(drawing.graph, account=tid("acme"), as_of=TODAY)
    assert (found.deciders, found.points, found.truncated) == ([], [], False)


async def test_weaker_paths_than_those_listed_are_told(deal: Drawing) -> None:
    found = await find_choke_points(deal.graph, opportunity=tid("deal"), as_of=TODAY, k=1)
    assert found.truncated
    assert {name for name, _ in shares(found).items()} == {"ann", "our", "1", "2", "5"}


async def test_one_place_is_named_and_exists(drawing: Drawing) -> None:
    for named in ({}, {"account": "t:a", "opportunity": "t:b"}):
        with pytest.raises(InputError, match="one place"):
            await find_choke_points(drawing.graph, **named, as_of=TODAY)
    for named in ({"account": "t:a"}, {"opportunity": "t:b"}):
        with pytest.raises(NotFoundError):
            await find_choke_points(drawing.graph, **named, as_of=TODAY)
