"""The readiness of a chain against brute force, and that knowing less never looks like progress."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relgraph.chain.changes import changed
from relgraph.chain.contacts import NEXT_CONTACTS, SMALLEST_GAIN, next_contacts
from relgraph.chain.model import ChainChanges, ChainLack, ChainPartCode, MoveKind, NewTie, StanceTurn
from relgraph.chain.neighbourhood import Chain
from relgraph.chain.readiness import evaluate, readings_of, rival_nearer, secured_points, shares
from relgraph.kinds.role import RoleLetter
from tests.chain.oracle import Oracle
from tests.chain.worlds import NUMBERS, OURS, THEIRS, World, worlds
from tests.examples import MANY

NEARLY = 1e-9


def secured(world: World) -> float:
    return secured_points(world.chain())


@given(worlds())
def test_every_member_and_the_whole_are_what_brute_force_says(world: World) -> None:
    chain, oracle = world.chain(), Oracle(world)
    assert chain.members == oracle.members
    for person, read in readings_of(chain).items():
        assert read.stance == oracle.stance(person)
        assert read.sway.span == pytest.approx(oracle.sway(person))
        assert read.access.span == pytest.approx(oracle.access(person))
        ours, rivals = oracle.near(person, rivals=False), oracle.near(person, rivals=True)
        nearer = True if rivals[0] > ours[1] else False if rivals[1] <= ours[0] else None
        assert rival_nearer(chain, person) is nearer
    least, most = oracle.figure()
    ready = evaluate(chain)
    assert sum(part.secured for part in ready.parts) == pytest.approx(least, abs=0.21)
    assert sum(part.secured + part.unknown for part in ready.parts) == pytest.approx(most, abs=0.21)
    assert secured(world) == pytest.approx(least)


@given(worlds())
def test_parts_add_up_and_what_cannot_be_told_is_not(world: World) -> None:
    ready = evaluate(world.chain())
    assert [part.code for part in ready.parts] == list(ChainPartCode)
    assert sum(part.points for part in ready.parts) == pytest.approx(100, abs=0.2)
    for part in ready.parts:
        assert part.secured + part.unknown + part.lacking == pytest.approx(part.points, abs=0.05)
        assert min(part.secured, part.unknown, part.lacking) >= -0.05
    members = {person for person, letter in world.roles if letter in "ADE"}
    known = members & dict(world.levels).keys()
    lack = None if known else ChainLack.NO_STANCE if members else ChainLack.NO_KEY_ROLES
    assert ready.not_assessed is lack
    if lack:
        assert (ready.figure, ready.at_best) == (None, None)
    else:
        assert ready.figure == pytest.approx(sum(part.secured for part in ready.parts))
        assert 0 <= (ready.figure or 0) <= (ready.at_best or 0) + 0.05 <= 100.3


@MANY
@given(worlds(), st.data())
def test_knowing_less_never_looks_like_progress(world: World, data: st.DataObject) -> None:
    """Whatever is recorded of stances, ties, influences and lines: without it, or where its strength is unknown, the
    figure is no higher. Roles say what is asked, and frictions and wishes what is forbidden: those are no knowledge."""
    kinds = [kind for kind in ("levels", "ties", "influences", "lines") if getattr(world, kind)]
    if not kinds:
        return
    kind = data.draw(st.sampled_from(kinds))
    place = data.draw(st.integers(0, len(getattr(world, kind)) - 1))
    now = secured(world)
    assert secured(world.without(kind, place)) <= now + NEARLY
    if kind in ("ties", "influences"):
        assert secured(world.unknown(kind, place)) <= now + NEARLY
    coaches = tuple(role for role in world.roles if role[1] != "C")
    assert secured(replace(world, roles=coaches)) <= now + NEARLY


@given(worlds(), st.sampled_from(THEIRS), st.integers(-1, 2))
def test_more_support_is_never_worth_less_and_an_opponent_no_more_than_nobody_knows(
    world: World, person: str, level: int
) -> None:
    assert secured(world.turned(person, level)) <= secured(world.turned(person, level + 1)) + NEARLY
    unknown = replace(world, levels=tuple((who, held) for who, held in world.levels if who != person))
    assert secured(world.turned(person, -1)) <= secured(unknown) + NEARLY


@given(worlds(), st.sampled_from(OURS), st.sampled_from(THEIRS))
def test_a_new_tie_never_lowers_it(world: World, ours: str, theirs: str) -> None:
    chain = changed(world.chain(), ChainChanges(ties=(NewTie(ours=ours, theirs=theirs),)))
    drawn = replace(world, ties=(*world.ties, (ours, theirs, NUMBERS.new_tie)))
    assert secured_points(chain) == pytest.approx(secured(drawn))
    assert secured(drawn) >= secured(world) - NEARLY


@given(worlds(), st.sampled_from(THEIRS), st.one_of(st.none(), st.integers(-1, 3)), st.sampled_from((*THEIRS, *OURS)))
def test_what_is_made_up_is_as_if_it_had_been_recorded(
    world: World, turns: str, level: int | None, leaves: str
) -> None:
    changes = ChainChanges(turns=(StanceTurn(person=turns, level=level),), leaves=(leaves,))
    made_up = evaluate(changed(world.chain(), changes))
    kept = {who: held for who, held in world.levels if who != turns} | ({turns: level} if level is not None else {})
    gone = replace(
        world,
        levels=tuple((who, held) for who, held in kept.items() if who != leaves),
        **{
            kind: tuple(fact for fact in getattr(world, kind) if leaves not in fact[:2])
            for kind in ("roles", "ties", "influences", "lines", "frictions")
        },
    )
    assert made_up == evaluate(gone.chain())


@given(worlds())
def test_the_next_contacts_are_those_that_the_same_question_finds(world: World) -> None:
    """Every candidate and outcome asked anew, with nothing reused."""
    chain = world.chain()
    now, oracle = secured_points(chain), Oracle(world)

    def gain(person: str, level: int, *, met: bool) -> float:
        ties = (NewTie(ours="", theirs=person),) if met else ()
        other = changed(chain, ChainChanges(turns=(StanceTurn(person=person, level=level),), ties=ties))
        return secured_points(other) - now

    def worths(person: str) -> Iterator[float]:
        sways = [oracle.walks(person, m, oracle.sway_hop, 1, lambda _: True, 3) for m in oracle.members if m != person]
        level = oracle.levels.get(person)
        if oracle.foe(person) or not (any(sways) or person in oracle.members or (person, "C") in world.roles):
            return
        known = any(oracle.way_hop(by, person) not in (None, (0.0, 0.0)) for by in OURS)
        if level is None:
            yield sum(c * gain(person, to, met=not known) for to, c in NUMBERS.first_answer.chances().items())
        elif not known:
            yield gain(person, level, met=True)
        if level is not None and level < 2:
            yield NUMBERS.raise_chance * gain(person, level + 1, met=False)

    found = next_contacts(chain, limit=len(THEIRS))
    for move in found:
        met = move.move is MoveKind.MEET
        assert not met or not any(by in chain.ways.get(move.person, {}) for by in OURS)
        for outcome in move.outcomes:
            assert outcome.gain == pytest.approx(gain(move.person, outcome.level, met=met), abs=1e-9)
        assert sum(outcome.chance for outcome in move.outcomes) == pytest.approx(1)
        assert move.gain == pytest.approx(sum(o.chance * o.gain for o in move.outcomes))
        assert not chain.opposes(move.person)
    assert [move.gain for move in found] == sorted((move.gain for move in found), reverse=True)
    assert next_contacts(chain) == found[:NEXT_CONTACTS]
    best = {person: max(told, default=0.0) for person in THEIRS for told in [[*worths(person)]]}
    expected = {person: gain_ for person, gain_ in best.items() if gain_ >= SMALLEST_GAIN}
    assert {move.person: pytest.approx(move.gain) for move in found} == expected


def test_what_a_role_weighs_is_shared_and_a_vacant_one_keeps_its_share() -> None:
    chain = World(roles=(("p0", "D"), ("p1", "E"), ("p2", "E"), ("p1", "C"), ("p3", "I"))).chain()
    assert shares(chain) == {"A": 0.3, "p0": 0.45, "p1": 0.125, "p2": 0.125}


def figure_of(chain: Chain) -> dict[str, tuple[float, float, float]]:
    return {part.code.value: (part.secured, part.unknown, part.lacking) for part in evaluate(chain).parts}


def test_a_chain_in_full() -> None:
    """Ann knows p1 well, who supports us and sways the decider p0; an opponent sways p0, too; nobody approves."""
    world = World(
        roles=(("p0", "D"), ("p1", "E"), ("p2", "C")),
        levels=(("p0", 0), ("p1", 1), ("p2", 3), ("p3", -1)),
        ties=(("ann", "p1", 0.8),),
        influences=(("p1", "p0", 0.5), ("p3", "p0", 0.4)),
    )
    # 50 points of stance: .45 * .2 + .25 * .6; the approver, .3, is unknown. 15 of sway: p1's voice at p0, .5 * .6;
    # of p1 nobody has said whom they listen to. 20 of access: .8 * .5 to p0, .8 to p1.
    assert figure_of(world.chain()) == {
        "stance": (12.0, 15.0, 23.0),
        "sway": (2.0, 8.3, 4.7),
        "access": (7.6, 6.0, 6.4),
        "coach": (15.0, 0.0, 0.0),
    }
    assert evaluate(world.chain()).figure == 36.6
    facts = {fact.person: fact for fact in evaluate(world.chain()).parts[2].facts}
    assert facts["p0"].secured_by == ["ann", "p1", "p0"]
    assert (facts[None].roles, facts[None].secured, facts[None].at_best) == ([RoleLetter.APPROVER], 0.0, 6.0)
