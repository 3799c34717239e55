"""The decision chain of a deal as it is read from the graph: exact on a small one, and as if all were read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relgraph.analyses.asked import ChainAsked
from relgraph.analyses.deals import DECISION_CHAIN
from relgraph.analyses.declaration import Means
from relgraph.audit.evaluation.service import evaluate, find_known_here, find_sides
from relgraph.audit.rules.service import load_rules
from relgraph.chain.changes import changed
from relgraph.chain.model import (
    ChainChanges,
    ChainLack,
    ChainState,
    DecisionChain,
    MoveKind,
    NewTie,
    Readiness,
    StanceTurn,
)
from relgraph.chain.readiness import evaluate as evaluate_chain
from relgraph.core.errors import InputError, NotFoundError
from relgraph.graph.client import Graph
from relgraph.kinds.role import RoleLetter
from tests.chain.oracle import Oracle
from tests.chain.worlds import APRIL, OURS, THEIRS, World, draw_deal, worlds
from tests.database import wipe
from tests.draw import TODAY, Drawing, name_of, tid
from tests.examples import ON_NEO4J


async def asked(
    graph: Graph, deal: str = "deal", day: date = TODAY, changes: ChainChanges | None = None
) -> DecisionChain:
    return await DECISION_CHAIN.run(
        Means(graph), ChainAsked(opportunity=tid(deal), as_of=day, changes=changes or ChainChanges())
    )


async def test_members_are_told_with_voices_ways_and_competitors(drawing: Drawing) -> None:
    await draw_deal(drawing).save()
    chain = await asked(drawing.graph)
    members = {name_of(member.person): member for member in chain.members}
    assert {name: (m.state.value, m.level, m.stale, m.share) for name, m in members.items()} == {
        "bob": ("unknown", None, None, 0.45),
        "amy": ("ours", 2, False, 0.3),
        "eve": ("neutral", 0, True, 0.25),
    }
    bob = members["bob"]
    assert [(name_of(v.person), v.sign, v.least, v.most, len(v.people) - 1) for v in bob.voices] == [
        ("vic", -1, 0.9, 0.9, 1),
        ("amy", 1, 0.5, 0.5, 1),
        ("sue", None, 0.0, 1.0, 1),
    ]
    # Of the walks of two steps each keeps .8: kim sways eve, who sways nobody; amy sways eve by the line, too.
    assert [(name_of(v.person), v.least) for v in members["eve"].voices] == [("kim", 0.6), ("amy", 0.4)]
    assert bob.secured_way is not None
    assert ([name_of(p) for p in bob.secured_way.people], bob.secured_way.least) == (["ann", "amy", "bob"], 0.4)
    assert bob.possible_way is not None
    assert ([name_of(p) for p in bob.possible_way.people], bob.possible_way.least, bob.possible_way.most) == (
        # As likely as through amy, if sue's weight were 1.
        *(["abe", "sue", "bob"], 0.0, 0.4),
    )
    assert [(name_of(r.person), r.competitor, r.least) for r in bob.rivals] == [("rex", "foe", 0.7)]
    assert {name: m.rival_nearer for name, m in members.items()} == {"bob": True, "amy": False, "eve": False}
    assert chain.competitors_known
    (fact,) = next(hop.facts for hop in chain.hops if (hop.by, hop.to) == (tid("amy"), tid("bob")))
    assert (fact.id, fact.kind, fact.strength, fact.since, fact.source, fact.basis) == (
        *("t:amy-bob", "influence", 0.5, APRIL, "t", "board"),
    )


async def test_who_counts_who_blocks_and_who_guides(drawing: Drawing) -> None:
    await draw_deal(drawing).save()
    chain = await asked(drawing.graph)
    # Amy holds .3, sways bob's .45 by a half and eve's .25 by her line.
    assert [(name_of(one.person), one.say) for one in chain.key_people] == [
        ("amy", 0.625),
        ("bob", 0.45),
        ("vic", 0.405),
        ("eve", 0.25),
        ("kim", 0.15),
    ]
    assert [name_of(member.person) for member in chain.members] == ["amy", "bob", "eve"]
    assert list(map(name_of, chain.coaches)) == ["kim"]
    (vic,) = chain.blockers
    (block,) = vic.blocks
    assert (name_of(vic.person), vic.roles, name_of(block.member), block.strength.least) == ("vic", [], "bob", 0.9)
    assert block.way is not None
    assert ([name_of(p) for p in block.way.people], name_of(block.supporter or "")) == (["ann", "amy", "bob"], "amy")


async def test_the_readiness_and_what_to_do_next(drawing: Drawing) -> None:
    await draw_deal(drawing).save()
    chain = await asked(drawing.graph)
    told = {part.code.value: (part.secured, part.unknown, part.lacking) for part in chain.readiness.parts}
    # Stance: .3 of .85, .25 of .2, bob unknown. Sway: amy's .5 * .85 at bob, kim's .6 at eve; to whom amy listens is
    # unknown. Access: .8 to amy, .8 * .5 to bob, .8 * .9 to eve through her manager amy.
    assert told == {
        "stance": (15.2, 22.6, 12.2),
        "sway": (5.1, 4.5, 5.4),
        "access": (12.0, 0.0, 8.0),
        "coach": (15.0, 0.0, 0.0),
    }
    assert (chain.readiness.figure, chain.readiness.at_best) == (47.3, 74.4)
    first, second = chain.next_contacts[:2]
    assert (name_of(first.person), first.move) == ("bob", MoveKind.MEET)
    assert [(o.level, o.chance) for o in first.outcomes] == [(-1, 0.25), (0, 0.4), (1, 0.25), (2, 0.1)]
    assert [o.gain for o in first.outcomes] == [0.0, 4.5, 13.5, 19.1]
    assert first.gain == 7.1
    assert first.en == (
        "Meet bob, whom none of ours knows, and of whom nobody has said where they stand; expected to bring 7.1 "
        "points, 19.1 at best; way: ann → amy → bob (0.40)."
    )
    assert first.zh == "结识bob，我方无人认识，立场亦未知；预期提高7.1分，最多19.1分；路径：ann → amy → bob (0.40)。"
    assert (name_of(second.person), second.move, second.gain) == ("eve", MoveKind.RAISE, 2.5)


async def test_on_another_day_it_is_as_it_was(drawing: Drawing) -> None:
    await draw_deal(drawing).save()
    before = await asked(drawing.graph, day=date(2026, 5, 1))
    assert {name_of(m.person): m.state for m in before.members} == dict.fromkeys(
        ("bob", "amy", "eve"), ChainState.UNKNOWN
    )
    assert before.readiness.not_assessed is ChainLack.NO_STANCE
    assert "gone" in {name_of(v.person) for m in before.members for v in m.voices}
    early = await asked(drawing.graph, day=date(2025, 12, 1))
    assert (early.live, early.readiness.not_assessed) == (False, ChainLack.NO_STANCE)


async def test_a_deal_of_which_nothing_is_known(drawing: Drawing) -> None:
    await draw_deal(drawing).save()
    chain = await asked(drawing.graph, "empty")
    assert (chain.members, chain.next_contacts, chain.coaches, chain.blockers) == ([], [], [], [])
    assert (chain.readiness.figure, chain.readiness.not_assessed) == (None, ChainLack.NO_KEY_ROLES)
    assert [(part.secured, part.unknown) for part in chain.readiness.parts] == [(0, 50), (0, 15), (0, 20), (0, 0)]
    with pytest.raises(NotFoundError) as told:
        await asked(drawing.graph, "nowhere")
    assert told.value.field == "opportunity"


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        (ChainChanges(turns=(StanceTurn(person="t:nobody", level=1),)), "turns", "No person has the id 't:nobody'."),
        (ChainChanges(leaves=("t:nobody",)), "leaves", "No person has the id 't:nobody'."),
        (ChainChanges(turns=(StanceTurn(person="t:ann", level=1),)), "turns", "'t:ann' is ours."),
        (ChainChanges(turns=(StanceTurn(person="t:bob", level=1),) * 2), "turns", "'t:bob' turns twice."),
        (ChainChanges(ties=(NewTie(ours="t:bob", theirs="t:amy"),)), "ties", "'t:bob' is none of ours on that day."),
        (ChainChanges(ties=(NewTie(ours="t:ann", theirs="t:abe"),)), "ties", "'t:abe' is ours."),
        (ChainChanges(leaves=("t:bob",) * 21), "whatIf", "There are 21 changes."),
    ],
)
async def test_changes_that_make_no_sense_are_refused(
    drawing: Drawing, changes: ChainChanges, field: str, message: str
) -> None:
    await draw_deal(drawing).save()
    with pytest.raises(InputError) as told:
        await asked(drawing.graph, changes=changes)
    assert (told.value.field, told.value.message) == (field, message)


async def test_what_if_tells_what_would_differ(drawing: Drawing) -> None:
    await draw_deal(drawing).save()
    changes = ChainChanges(turns=(StanceTurn(person=tid("bob"), level=1),), leaves=(tid("vic"), tid("kim")))
    chain = await asked(drawing.graph, changes=changes)
    assert chain.what_if is not None
    # 13.5 points of bob's stance; without kim no coach, 15, and eve hears amy's .4 * .85 instead of kim's .6.
    assert (chain.readiness.figure, chain.what_if.readiness.figure, chain.what_if.difference) == (47.3, 44.9, -2.4)
    assert [
        (name_of(c.person), c.before.value, c.after, c.points_before, c.points_after) for c in chain.what_if.members
    ] == [
        ("bob", "unknown", ChainState.OURS, 6.5, 20.0),
        ("eve", "neutral", ChainState.NEUTRAL, 8.4, 7.4),
    ]
    assert {tid("vic"), tid("kim"), tid("bob")} <= chain.people.keys()
    nothing = await asked(drawing.graph)
    assert nothing.what_if is None


async def test_six_queries_tell_it_however_large_it_is(drawing: Drawing, transactions: list[str]) -> None:
    await draw_deal(drawing).save()
    changes = ChainChanges(ties=(NewTie(ours=tid("ann"), theirs=tid("bob")),))
    for deal in ("deal", "empty"):
        transactions.clear()
        await asked(drawing.graph, deal, changes=changes)
        assert transactions == [
            "evaluation/find_sides",
            "chain/find_voices",
            *("chain/read_neighbourhood", "chain/find_stances", "chain/tell_people", "chain/tell_relations"),
        ]


@ON_NEO4J
@given(
    world=worlds(),
    turn=st.tuples(st.sampled_from(THEIRS), st.integers(-1, 3)),
    tie=st.tuples(st.sampled_from(OURS), st.sampled_from(THEIRS)),
)
async def test_what_is_read_is_all_that_counts(
    graph: Graph, world: World, turn: tuple[str, int], tie: tuple[str, str]
) -> None:
    """The readiness, and that after changes, of random worlds: as if everything had been read."""
    await wipe(graph)
    await world.draw(Drawing(graph)).save()
    changes = ChainChanges(
        turns=(StanceTurn(person=tid(turn[0]), level=turn[1]),), ties=(NewTie(ours=tid(tie[0]), theirs=tid(tie[1])),)
    )
    chain = await asked(graph, changes=changes)
    expected = evaluate_chain(world.chain())
    assert _figures(chain.readiness) == _figures(expected)
    least, most = Oracle(world).figure()
    assert sum(part.secured for part in chain.readiness.parts) == pytest.approx(least, abs=0.21)
    assert sum(part.secured + part.unknown for part in chain.readiness.parts) == pytest.approx(most, abs=0.21)
    named = ChainChanges(turns=(StanceTurn(person=turn[0], level=turn[1]),), ties=(NewTie(ours=tie[0], theirs=tie[1]),))
    assert chain.what_if is not None
    assert _figures(chain.what_if.readiness) == _figures(evaluate_chain(changed(world.chain(), named)))


async def holes(graph: Graph, rule: str) -> tuple[set[str], set[str]]:
    """Who fails a rule of the audit in the deal, and whom it cannot judge."""
    loaded = next(each for each in load_rules() if each.rule.id == rule)
    sides, account = await find_sides(graph, TODAY), [tid("acme")]
    here = await find_known_here(graph, account, sides)
    (seen,) = await evaluate(graph, loaded, account, sides=sides, here=here, as_of=TODAY, opportunity=tid("deal"))
    return {failure.id for failure in seen.failures}, {subject.id for subject in seen.unknown}


@ON_NEO4J
@given(world=worlds())
async def test_the_chain_and_the_audit_agree(graph: Graph, world: World) -> None:
    """To whom no way leads, and to whom a competitor stands nearer: rule and chain say the same of decision makers."""
    await wipe(graph)
    await world.draw(Drawing(graph)).save()
    chain = await asked(graph)
    deciders = [member for member in chain.members if RoleLetter.DECISION_MAKER in member.roles]
    nearer = {member.person for member in deciders if member.rival_nearer}
    unclear = {member.person for member in deciders if member.rival_nearer is None}
    assert await holes(graph, "decider_competitor_nearer") == (nearer, unclear)
    no_way = {member.person for member in deciders if member.possible_way is None}
    assert await holes(graph, "decider_without_way") == (no_way, set())


def _figures(readiness: Readiness) -> list[tuple[float, float, float]]:
    return [(part.secured, part.unknown, part.lacking) for part in readiness.parts]
