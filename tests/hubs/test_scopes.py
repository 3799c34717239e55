"""Among whom hubs are counted, on which day, and why they are hubs."""

from datetime import date

import pytest

from relgraph.core.errors import InputError, NotFoundError
from relgraph.hubs import measures, service
from relgraph.hubs.model import Hub, HubMeasure, HubScope
from relgraph.hubs.reasons import explain_hubs, find_held_accounts, with_reasons
from relgraph.hubs.service import cursor_of, find_hubs
from tests.draw import TODAY, Drawing, name_of, tid

BEFORE = date(2026, 8, 31)
ACME = HubScope.of(account=tid("acme"))
OURS = HubScope.of(ours=True)


async def people(drawing: Drawing, scope: HubScope, as_of: date = TODAY) -> list[str]:
    return sorted(name_of(hub.person.id) for hub in await find_hubs(drawing.graph, scope, as_of=as_of))


@pytest.fixture
async def world(drawing: Drawing) -> Drawing:
    """Two accounts, a partner and us; bob left, cyd came today; dan's unit is part of it."""
    d = drawing.org("us", "vendor").org("acme").org("zeta").org("ally", "partner")
    d.unit("it", "acme").unit("ops", "acme", "it").unit("hr", "acme")
    d.person("ann", at="acme", unit="it").person("bob", at="acme", unit="it", until=TODAY)
    d.person("cyd", at="acme", unit="it", since=TODAY).person("dan", at="acme", unit="ops").person("eve", at="acme")
    d.person("zoe", at="zeta").person("pam", at="ally").person("our", at="us").person("old", at="us", until=TODAY)
    d.opportunity("deal", "acme").opportunity("done", "acme", until=TODAY).opportunity("zdeal", "zeta")
    d.role("ann", "deal", "D").support("eve", "deal", None).role("dan", "deal", "A", until=TODAY)
    d.influence("pam", "ann", 0.5).influence("our", "ann", 0.5).influence("zoe", "eve", 0.5, until=TODAY)
    d.influence("zoe", "pam", 0.9).role("our", "deal", "C")
    await d.save()
    return d


async def test_an_account_and_a_unit_with_its_parts(world: Drawing) -> None:
    assert await people(world, ACME) == ["ann", "cyd", "dan", "eve"]
    assert await people(world, ACME, BEFORE) == ["ann", "bob", "dan", "eve"]
    assert await people(world, HubScope.of(unit=tid("it"))) == ["ann", "cyd", "dan"]
    assert await people(world, HubScope.of(unit=tid("ops"))) == ["dan"]
    assert await people(world, HubScope.of(unit=tid("hr"))) == []


async def test_an_opportunity_is_its_decision_chain(world: Drawing) -> None:
    """On the map: ann and eve (whose support is `?`); pam sways ann. Not ours, not at two steps, not what ended."""
    assert await people(world, HubScope.of(opportunity=tid("deal"))) == ["ann", "eve", "pam"]
    assert await people(world, HubScope.of(opportunity=tid("deal")), BEFORE) == ["ann", "dan", "eve", "pam", "zoe"]
    found = await find_hubs(world.graph, HubScope.of(opportunity=tid("deal")), as_of=TODAY)
    assert [(name_of(hub.person.id), hub.influence) for hub in found] == [("pam", 0.5), ("ann", 0), ("eve", 0)]


async def test_the_book_and_ours(world: Drawing) -> None:
    assert await people(world, HubScope.of(book=True)) == ["ann", "cyd", "dan", "eve", "zoe"]
    assert await people(world, OURS) == ["our"]
    assert await people(world, OURS, BEFORE) == ["old", "our"]


async def test_one_scope_is_named_and_exists(world: Drawing) -> None:
    for named in ({}, {"account": "t:acme", "unit": "t:it"}, {"book": True, "ours": True}):
        with pytest.raises(InputError, match="one place"):
            HubScope.of(**named)
    for scope in (HubScope.of(unit=tid("acme")), HubScope.of(opportunity=tid("x")), HubScope.of(account=tid("it"))):
        with pytest.raises(NotFoundError):
            await find_hubs(world.graph, scope, as_of=TODAY)


async def test_unknown_strengths_count_as_paths_assume_and_are_told(drawing: Drawing) -> None:
    """ann - bob - cyd is likelier (0.9 * 0.9) than their own tie, which is unknown (0.3)."""
    d = drawing.org("acme").people("ann", "bob", "cyd", at="acme")
    d.tie("ann", "bob", 0.9).tie("bob", "cyd", 0.9).tie("ann", "cyd").tie("ann", "cyd", 1, basis="b", until=TODAY)
    await d.save()
    hubs = {name_of(hub.person.id): hub for hub in await find_hubs(d.graph, ACME, as_of=TODAY)}
    assert {name: (hub.betweenness, hub.unknown_strengths) for name, hub in hubs.items()} == {
        "ann": (0, 1),
        "bob": (1, 0),
        "cyd": (0, 1),
    }
    before = await find_hubs(d.graph, ACME, as_of=BEFORE)
    assert {hub.unknown_strengths for hub in before} == {0}
    assert {name_of(hub.person.id) for hub in before if hub.betweenness} == set()


async def test_costly_measures_are_taken_when_asked_for(world: Drawing) -> None:
    (hub,) = await find_hubs(world.graph, HubScope.of(unit=tid("ops")), as_of=TODAY, measures=())
    assert (hub.closeness, hub.betweenness, hub.brokerage, hub.bridges, hub.outside) == (None,) * 5
    assert (hub.constraint, hub.effective_size, hub.core, hub.degree) == (None, None, 0, 0)
    by = {"order_by": HubMeasure.BRIDGES, "measures": ()}
    (hub,) = await find_hubs(world.graph, HubScope.of(unit=tid("ops")), as_of=TODAY, **by)
    assert (hub.closeness, hub.brokerage, hub.bridges, hub.outside) == (None, 0, 0, 0)


async def test_bridges_lead_elsewhere(world: Drawing) -> None:
    d = world.tie("ann", "dan", 0.5).tie("ann", "eve", 0.5).tie("ann", "cyd", 0.5).tie("ann", "zoe", 0.5)
    await d.person("free").tie("ann", "free", 0.5).tie("ann", "pam", 0.5, until=TODAY).save()
    hubs = {name_of(hub.person.id): hub for hub in await find_hubs(d.graph, ACME, as_of=TODAY)}
    # dan sits in another unit, eve in none, zoe elsewhere; cyd beside her; where free sits nobody knows.
    assert (hubs["ann"].bridges, hubs["ann"].outside) == (3, 1)
    assert (hubs["cyd"].bridges, hubs["cyd"].outside) == (0, 0)
    free = HubScope.of(opportunity=tid("deal"))
    await d.support("free", "deal", 1).save()
    (unplaced,) = [hub for hub in await find_hubs(d.graph, free, as_of=TODAY) if hub.person.id == tid("free")]
    assert (unplaced.bridges, unplaced.outside, unplaced.brokerage) == (None, None, 0)


async def test_pages_go_on_after_a_cursor(world: Drawing) -> None:
    await world.tie("ann", "dan", 0.5).tie("ann", "eve", 0.5).tie("dan", "eve", 0.5).save()
    for by in HubMeasure:
        whole = await find_hubs(world.graph, ACME, as_of=TODAY, order_by=by)
        seen: list[Hub] = []
        after = ""
        while page := await find_hubs(world.graph, ACME, as_of=TODAY, order_by=by, after=after, limit=1):
            seen += page
            after = cursor_of(page[-1], by)
        assert seen == whole
    with pytest.raises(InputError, match="another list"):
        await find_hubs(world.graph, ACME, as_of=TODAY, order_by=HubMeasure.REACH, after=after)
    with pytest.raises(InputError, match="another list"):
        await find_hubs(world.graph, ACME, as_of=TODAY, after="influence much t:ann")


async def test_the_least_constrained_broker_comes_first_and_who_has_no_ties_last(world: Drawing) -> None:
    await world.tie("ann", "dan", 0.5).tie("ann", "eve", 0.5).save()
    hubs = await find_hubs(world.graph, ACME, as_of=TODAY, order_by=HubMeasure.CONSTRAINT)
    assert [(name_of(hub.person.id), hub.constraint) for hub in hubs] == [
        ("ann", 0.5),
        ("dan", 1.0),
        ("eve", 1.0),
        ("cyd", None),
    ]


async def test_scopes_that_are_too_large_are_refused_or_told(world: Drawing, monkeypatch: pytest.MonkeyPatch) -> None:
    await world.tie("ann", "dan", 0.5).save()
    monkeypatch.setattr(measures, "MAX_CHAIN_WORK", 3)
    found = await find_hubs(world.graph, ACME, as_of=TODAY)
    assert {(hub.closeness, hub.betweenness, hub.pagerank is None) for hub in found} == {(None, None, False)}
    with pytest.raises(InputError, match="too many for betweenness"):
        await find_hubs(world.graph, ACME, as_of=TODAY, order_by=HubMeasure.BETWEENNESS)
    monkeypatch.setattr(service, "MAX_PEOPLE", 3)
    with pytest.raises(InputError, match="more than 3 people"):
        await find_hubs(world.graph, ACME, as_of=TODAY)


class TestWhy:
    async def test_listeners_are_told_with_what_is_known_of_their_weight(self, world: Drawing) -> None:
        d = world.influence("ann", "bob", 0.5).influence("ann", "bob", 0.7, basis="b").influence("ann", "cyd")
        await d.influence("ann", "zoe", 0.9).influence("ann", "eve", 0.9, until=TODAY).save()
        why = (await explain_hubs(d.graph, [tid("ann")], ACME, as_of=TODAY))[tid("ann")]
        told = [(name_of(one.person.id), one.weight) for one in why.listeners]
        assert told == [("zoe", 0.9), ("bob", 0.7), ("cyd", None)]

    async def test_places_are_told_by_their_contacts(self, world: Drawing) -> None:
        d = world.tie("ann", "dan", 0.5).tie("ann", "dan", 0.5, basis="b").tie("ann", "zoe").tie("ann", "cyd")
        await d.person("zac", at="zeta").tie("zac", "ann").tie("ann", "pam", until=TODAY).save()
        why = (await explain_hubs(d.graph, [tid("ann")], ACME, as_of=TODAY))[tid("ann")]
        assert [(one.unit, one.organization, one.contacts) for one in why.bridged] == [
            (None, "zeta", 2),
            ("ops", "acme", 1),
        ]

    async def test_support_unknown_is_told_for_each_live_opportunity(self, world: Drawing) -> None:
        d = world.support("ann", "deal", 2, until=TODAY).support("dan", "deal", 0).support("cyd", "deal", -1)
        await d.person("cyd", at="zeta").save()
        ids = [tid(name) for name in ("ann", "cyd", "dan", "eve")]

        async def supports(scope: HubScope, as_of: date = TODAY) -> dict[str, list]:
            why = await explain_hubs(d.graph, ids, scope, as_of=as_of)
            return {name_of(id_): [(one.opportunity, one.level) for one in told.supports] for id_, told in why.items()}

        assert await supports(ACME) == {
            "ann": [("deal", None)],
            "cyd": [("deal", -1)],
            "dan": [("deal", 0)],
            "eve": [("deal", None)],
        }
        assert (await supports(ACME, BEFORE))["ann"] == [("deal", 2), ("done", None)]
        assert (await supports(HubScope.of(book=True)))["cyd"] == [("deal", -1), ("zdeal", None)]
        assert (await supports(HubScope.of(opportunity=tid("done"))))["dan"] == [("done", None)]

    async def test_our_best_tie(self, world: Drawing) -> None:
        d = world.person("abe", at="us").tie("our", "ann", 0.4, last_contact=date(2026, 1, 2)).tie("abe", "ann")
        d.tie("our", "ann", 0.2, basis="b", last_contact=date(2026, 5, 6)).tie("old", "ann", 0.9).tie("abe", "dan")
        await d.save()
        hubs = await find_hubs(d.graph, ACME, as_of=TODAY)
        best = {name_of(h.person.id): h.why.best_tie for h in await with_reasons(d.graph, hubs, ACME, as_of=TODAY)}
        assert {name: tie and (name_of(tie.our.id), tie.strength, tie.last_contact) for name, tie in best.items()} == {
            "ann": ("our", 0.4, date(2026, 5, 6)),
            "cyd": None,
            "dan": ("abe", None, None),
            "eve": None,
        }
        before = await explain_hubs(d.graph, [tid("ann")], ACME, as_of=BEFORE)
        assert name_of(before[tid("ann")].best_tie.our.id) == "old"

    async def test_a_colleague_is_no_tie_to_us(self, world: Drawing) -> None:
        await world.person("abe", at="us").tie("our", "abe", 0.9).save()
        hubs = await with_reasons(world.graph, await find_hubs(world.graph, OURS, as_of=TODAY), OURS, as_of=TODAY)
        assert [(hub.why.best_tie, hub.why.supports, hub.held_accounts) for hub in hubs] == [(None, [], [])] * 2


async def test_what_ours_hold_by_account(world: Drawing) -> None:
    d = world.person("abe", at="us").person("amy", at="us").person("zed", at="zeta", until=TODAY)
    d.tie("our", "ann", 0.6, last_contact=date(2026, 5, 6)).tie("our", "dan", 0.2).tie("our", "zoe").tie("our", "pam")
    d.tie("abe", "ann", 0.6).tie("old", "ann", 0.9).tie("amy", "zoe", 0.3).tie("abe", "zed", 0.9).tie("our", "abe", 1)
    await d.save()
    held = await find_held_accounts(d.graph, [tid(n) for n in ("our", "abe", "amy", "ann")], as_of=TODAY)
    told = {
        (name_of(one.person), one.account): (
            one.contacts,
            one.strength,
            one.last_contact,
            one.others,
            one.holds_best_tie,
        )
        for accounts in held.values()
        for one in accounts
    }
    assert told == {
        ("our", "acme"): (2, 0.6, date(2026, 5, 6), 1, False),  # abe's is as strong
        ("our", "zeta"): (1, None, None, 1, None),
        ("abe", "acme"): (1, 0.6, None, 1, False),
        ("amy", "zeta"): (1, 0.3, None, 1, None),  # nobody knows how strong his is
    }
    assert held[tid("ann")] == []
    alone = (await find_held_accounts(d.graph, [tid("abe")], as_of=BEFORE))[tid("abe")]
    assert [(one.account, one.holds_best_tie) for one in alone] == [("acme", False), ("zeta", None)]
