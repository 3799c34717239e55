"""What breaks when somebody leaves: small graphs with exact rows, and random ones that they really leave."""

from collections import Counter
from datetime import date
from random import Random

import pytest

from relgraph.audit.evaluation.service import find_coverage_by_account, find_sides
from relgraph.core.errors import NotFoundError
from relgraph.core.principal import Principal, Right
from relgraph.graph.client import Graph
from relgraph.simulation.leaving import END_SEATS, simulate_leaving
from relgraph.simulation.model import LeaverSide, Leaving
from tests.audit.worlds import draw_world, some_world
from tests.draw import TODAY, Drawing, name_of, tid

JUNE = date(2026, 6, 1)


@pytest.fixture
async def acme(drawing: Drawing) -> Drawing:
    """Ann owns Bob and is the only one who knows him; Cid and she know Dora; Eve of theirs reports to Bob."""
    d = drawing.org("us", "vendor").org("acme").org("zeta").people("ann", "cid", at="us").people("eve", at="acme")
    d.person("bob", at="acme", title="CTO", layer=1).person("dora", at="acme").person("zoe", at="zeta")
    d.reports("cid", "ann").reports("eve", "bob").opportunity("deal", "acme").role("bob", "deal", "D", "A")
    d.role("dora", "deal", "S").key_contact("bob", "acme").owns("ann", "bob").owns("cid", "bob", "B").owns(
        "ann", "dora"
    )
    d.tie("ann", "bob", 0.5, last_contact=JUNE).tie("ann", "dora").tie("cid", "dora", 0.7).tie("cid", "zoe", 0.2)
    await d.save()
    return d


def told(found: Leaving) -> dict[tuple[str, str], list[str]]:
    return {
        (name_of(effect.account), each.rule.id): [name_of(finding.id) for finding in each.findings]
        for effect in found.accounts
        for each in effect.opened
    }


async def test_one_of_ours(acme: Drawing) -> None:
    found = await simulate_leaving(acme.graph, tid("ann"), as_of=TODAY)
    assert (found.side, found.person.organization, found.truncated) == (LeaverSide.OURS, "us", False)
    bonds = [
        (name_of(b.person.id), b.strength, b.last_contact, b.others, b.roles, b.registered, b.goes_dark)
        for b in found.bonds
    ]
    assert bonds == [
        ("bob", 0.5, JUNE, 0, ["A", "D"], True, True),
        ("dora", None, None, 1, ["S"], False, False),
    ]
    assert [name_of(bond.person.id) for bond in found.dark] == ["bob"]
    assert [(name_of(o.person.id), o.role, o.others) for o in found.duties.owned] == [
        ("bob", "A", ["B"]),
        ("dora", "A", []),
    ]
    assert (found.duties.parts, found.duties.reports) == ([], 1)
    opened = told(found)
    assert opened["acme", "key_contact_without_tie"] == ["bob"]
    assert opened["acme", "key_contact_owner_left"] == ["bob"]
    # Zeta is two relations away, and nothing changes there.
    assert {account for account, _ in opened} == {"acme"}
    assert found.looked_at == 2


async def test_one_of_theirs(acme: Drawing) -> None:
    found = await simulate_leaving(acme.graph, tid("bob"), as_of=TODAY)
    assert found.side is LeaverSide.OTHERS
    assert [(name_of(b.person.id), b.strength, b.others, b.goes_dark) for b in found.bonds] == [("ann", 0.5, 0, False)]
    parts = [(name_of(part.opportunity), part.role, part.others) for part in found.duties.parts]
    assert parts == [("deal", "A", 0), ("deal", "D", 0)]
    assert (found.dark, found.duties.owned, found.duties.reports) == ([], [], 1)
    opened = told(found)
    assert opened["acme", "person_left_on_map"] == ["bob"]
    assert opened["acme", "key_contact_left"] == ["bob"]


async def test_nothing_is_kept_and_who_only_reads_may_ask(acme: Drawing) -> None:
    reader = acme.graph.for_caller(principal=Principal("reader", frozenset({Right.READ})))
    before = await find_coverage_by_account(acme.graph, [tid("acme")], as_of=TODAY)
    first = await simulate_leaving(reader, tid("ann"), as_of=TODAY)
    assert await find_coverage_by_account(acme.graph, [tid("acme")], as_of=TODAY) == before
    assert await simulate_leaving(reader, tid("ann"), as_of=TODAY) == first


async def test_whoever_nothing_is_known_of(acme: Drawing) -> None:
    acme.person("nobody")
    await acme.save()
    found = await simulate_leaving(acme.graph, tid("nobody"), as_of=TODAY)
    assert (found.side, found.person.organization, found.bonds, found.accounts) == (LeaverSide.OTHERS, None, [], [])
    assert found.looked_at == 0
    with pytest.raises(NotFoundError, match="t:who"):
        await simulate_leaving(acme.graph, tid("who"), as_of=TODAY)


async def test_before_they_came_and_after_they_left(acme: Drawing) -> None:
    acme.person("gone", at="us", until=JUNE).tie("gone", "bob", 0.9)
    await acme.save()
    found = await simulate_leaving(acme.graph, tid("gone"), as_of=TODAY)
    # No more one of ours: nothing breaks that has not.
    assert (found.side, found.accounts) == (LeaverSide.OTHERS, [])
    earlier = await simulate_leaving(acme.graph, tid("gone"), as_of=date(2026, 5, 1))
    assert (earlier.side, [b.others for b in earlier.bonds]) == (LeaverSide.OURS, [1])


@pytest.mark.parametrize("seed", range(2))
async def test_it_is_what_the_audit_finds_when_they_have_left(graph: Graph, seed: int) -> None:
    drawing, world = Drawing(graph), some_world(Random(seed))
    draw_world(drawing, world)
    await drawing.save()
    accounts = [tid(name) for name, kind in world.organizations.items() if kind == "customer"]
    relations = Counter(end for fact in world.of("tie") + world.of("ownership") for end in (fact.one, fact.other))
    who = max((await find_sides(graph, TODAY)).ours, key=lambda id_: relations[name_of(id_)])
    found = await simulate_leaving(graph, who, as_of=TODAY)
    before = await find_coverage_by_account(graph, accounts, as_of=TODAY)
    await graph.write(lambda t: t.fetch_one(END_SEATS, person=who, as_of=TODAY), operation="test")
    after = await find_coverage_by_account(graph, accounts, as_of=TODAY)
    expected = {}
    for account in accounts:
        for then, now in zip(before[account].results, after[account].results, strict=True):
            failed = {hole.identity for hole in then.holes}
            if opened := sorted(hole.identity for hole in now.holes if hole.identity not in failed):
                expected[account, now.rule.id] = opened
    assert expected
    assert {
        (effect.account, each.rule.id): [finding.identity for finding in each.findings]
        for effect in found.accounts
        for each in effect.opened
    } == expected
