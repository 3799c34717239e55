"""The formations of accounts and contacts on the graph: exact on a drawn one, and as the rows say on random books."""

from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from relgraph.analyses.asked import FormationAsked, FormationsAsked
from relgraph.analyses.contacts import FORMATION, FORMATIONS
from relgraph.analyses.declaration import Means
from relgraph.core.errors import InputError, NotFoundError
from relgraph.formation.model import (
    AccountFormations,
    CellState,
    ContactFormation,
    FormationLayer,
    KnownFormation,
    LayerBasis,
    NotAssessed,
)
from relgraph.formation.service import find_formation, find_formations
from relgraph.graph.client import Graph
from tests.audit import oracle_formation
from tests.audit.oracle import RULES, Oracle
from tests.audit.oracle_contact import contacts
from tests.audit.oracle_formation import Around, formations
from tests.audit.worlds import draw_world, some_world
from tests.audit.worlds_contact import add_contact
from tests.draw import TODAY, Drawing, name_of, tid
from tests.formation.brute import brute_score
from tests.formation.known import NUMBERS, activity, link, side
from tests.playbook.worlds import played, write

ABOVE, MIDDLE, BELOW = FormationLayer
PATTERNS = {
    "upper_only": "formation_upper_only",
    "confusion": "formation_confused",
    "blind_upwards": "formation_blind_upwards",
    "effort_away": "formation_effort_away",
}


async def around(graph: Graph, account: str = "acme", limit: int = 200, day: date = TODAY) -> AccountFormations:
    return await FORMATIONS.run(Means(graph), FormationsAsked(account=tid(account), as_of=day, limit=limit))


async def around_one(graph: Graph, contact: str = "kim", day: date = TODAY) -> ContactFormation:
    return await FORMATION.run(Means(graph), FormationAsked(contact=tid(contact), as_of=day))


def drawn(d: Drawing) -> Drawing:
    """kim, whom ann owns, with lines on both sides."""
    d.org("us", "vendor").people("ann", "boss", "dee", at="us").reports("ann", "boss").reports("dee", "ann")
    d.org("acme").people("lee", "max", at="acme").person("kim", at="acme", title="CTO", layer=2)
    d.reports("kim", "lee").reports("max", "kim", "dotted").key_contact("kim", "acme", position_class="A")
    d.owns("ann", "kim").tie("ann", "kim", 0.6, basis="alumni", last_contact=TODAY).tie("boss", "kim")
    return d.met("talk", "visit", TODAY - timedelta(days=3), "ann", "boss", "dee", "kim", purpose="plans")


def places(one: ContactFormation) -> dict[tuple[str, str], tuple[str, str | None, str | None]]:
    return {
        (cell.ours.value, cell.theirs.value): (
            cell.state.value,
            cell.our and name_of(cell.our.person.id),
            cell.their and name_of(cell.their.person.id),
        )
        for cell in one.cells
        if cell.needed
    }


async def test_a_formation_with_all_that_led_to_it(drawing: Drawing) -> None:
    await drawn(drawing).save()
    (one,) = (await around(drawing.graph)).formations
    assert one == await around_one(drawing.graph)
    assert (one.contact.title, one.position_class, one.owner and one.owner.name) == ("CTO", "A", "ann")
    assert places(one) == {
        ("above", "middle"): ("linked", "boss", "kim"),
        ("middle", "above"): ("empty", "ann", "lee"),
        ("middle", "middle"): ("linked", "ann", "kim"),
        ("middle", "below"): ("empty", "ann", "max"),
        ("below", "middle"): ("linked", "dee", "kim"),
    }
    cells = {(cell.ours, cell.theirs): cell for cell in one.cells}
    own, below = cells[MIDDLE, MIDDLE].link, cells[MIDDLE, BELOW].their
    assert own is not None
    assert (own.tied, own.strength, own.basis, own.last_contact) == (True, 0.6, "alumni", TODAY)
    assert below is not None
    assert (below.basis, below.steps) == (LayerBasis.DOTTED, 1)
    by_contact = cells[BELOW, MIDDLE].link
    assert by_contact is not None
    assert (by_contact.tied, by_contact.last_contact) == (False, TODAY - timedelta(days=3))
    assert {part.part.value: (part.got, part.of) for part in one.parts} == {
        **{"ours": (3, 3), "theirs": (1, 3), "in_touch": (3, 5), "together": (1, 2)}
    }
    assert one.score == round(35 + 35 / 3 + 15 * 3 / 5 + 15 / 2)
    assert [(each.id, each.kind, each.purpose) for each in one.together] == [("t:talk", "visit", "plans")]
    assert {seen.pattern.value: seen.found for seen in one.patterns} == {
        **{"upper_only": None, "confusion": None, "blind_upwards": True, "effort_away": None}
    }
    assert one.move is not None
    assert (one.move.our.person.name, one.move.their.person.name, one.move.before, one.move.after) == (
        *("ann", "lee"),
        *(63, 78),
    )


async def test_it_is_of_the_day(drawing: Drawing) -> None:
    d = drawn(drawing).people("new", at="acme").reports("new", "kim", since=TODAY).tie("ann", "new", since=TODAY)
    await d.tie("ann", "lee", until=TODAY).save()
    now, before = await around_one(d.graph), await around_one(d.graph, day=TODAY - timedelta(days=1))
    assert (places(now)["middle", "above"][0], places(now)["middle", "below"]) == ("empty", ("linked", "ann", "new"))
    assert (places(before)["middle", "above"][0], places(before)["middle", "below"][2]) == ("linked", "max")
    assert (await around_one(d.graph, day=TODAY - timedelta(days=4))).together == []


async def test_layers_by_solid_lines_come_before_dotted_ones_and_ranks(drawing: Drawing) -> None:
    d = drawing.org("us", "vendor").person("ann", at="us").org("acme").unit("it", "acme")
    d.person("kim", at="acme", unit="it", layer=4).owns("ann", "kim")
    for name, layer in (("rank", 3), ("peer", 4), ("far", 1), ("upper", 2), ("low", 6)):
        d.person(name, at="acme", unit="it", layer=layer)
    d.person("other", at="acme", layer=3).people("dot", "second", "gone", at="acme")
    d.reports("kim", "dot", "dotted").reports("kim", "rank").reports("rank", "second").reports("kim", "ann", "dotted")
    await d.reports("kim", "gone", until=TODAY).save()
    one = await around_one(d.graph)
    above = next(cell for cell in one.cells if (cell.ours, cell.theirs) == (MIDDLE, ABOVE))
    assert (above.their and above.their.person.name, above.their and above.their.basis) == ("rank", LayerBasis.SOLID)
    blind = next(seen for seen in one.patterns if seen.pattern == "blind_upwards")
    # By lines rank, second (over rank) and dot; by rank upper; nobody of ours, of another unit, or too far above.
    assert [(count.code, count.count) for count in blind.counts] == [("above", 4), ("linked", 0)]
    below = next(cell for cell in one.cells if (cell.ours, cell.theirs) == (MIDDLE, BELOW))
    assert (below.their and below.their.person.name, below.their and below.their.steps) == ("low", 2)


async def test_only_a_owners_who_are_with_us_own(drawing: Drawing) -> None:
    d = drawing.org("us", "vendor").person("ann", at="us").person("ex", at="us", until=TODAY).org("acme")
    d.people("kim", "bob", at="acme").key_contact("kim", "acme").key_contact("bob", "acme")
    await d.owns("ann", "kim", "B").owns("ex", "kim").owns("ann", "bob").tie("ann", "bob").save()
    bob, kim = (await around(d.graph)).formations
    assert (kim.owner, kim.score, kim.not_assessed, kim.move) == (None, None, NotAssessed.NO_OWNER, None)
    assert (bob.score, bob.not_assessed) == (None, NotAssessed.LAYERS_UNKNOWN)
    assert {cell.state for cell in bob.cells if cell.needed} == {CellState.LINKED, CellState.UNKNOWN}


async def test_heavy_seats_come_first_and_what_is_cut_is_told(drawing: Drawing) -> None:
    d = drawn(drawing).people("bob", "eve", at="acme").key_contact("eve", "acme", position_class="S")
    await d.key_contact("bob", "acme").save()
    found = await around(d.graph)
    assert ([one.contact.name for one in found.formations], found.truncated) == (["eve", "kim", "bob"], False)
    cut = await around(d.graph, limit=2)
    assert ([one.contact.name for one in cut.formations], cut.truncated) == (["eve", "kim"], True)


async def test_who_is_unknown_or_one_of_ours_is_told(drawing: Drawing) -> None:
    await drawing.org("acme").org("us", "vendor").person("ann", at="us").save()
    assert (await around(drawing.graph)).formations == []
    with pytest.raises(NotFoundError, match="'t:nowhere'"):
        await around(drawing.graph, "nowhere")
    with pytest.raises(NotFoundError, match="'t:nobody'"):
        await around_one(drawing.graph, "nobody")
    with pytest.raises(InputError, match="ann is one of ours"):
        await around_one(drawing.graph, "ann")


async def test_the_numbers_are_the_playbooks(drawing: Drawing, tmp_path: Path) -> None:
    await drawn(drawing).save()
    own = "version: a\nformation: {together: 1, weights: {ours: 0, theirs: 0, in_touch: 0, together: 1}}\n"
    assert (await around_one(played(drawing.graph, write(tmp_path, own)))).score == 100


class Counted:
    """Counts what is asked of a graph."""

    def __init__(self, graph: Graph) -> None:
        self._graph, self.asked = graph, 0

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._graph, name)
        if name in ("fetch", "fetch_one", "fetch_maybe"):
            self.asked += 1
        return found


async def test_few_queries_answer_for_all(drawing: Drawing) -> None:
    d = drawn(drawing)
    for n in range(30):
        d.person(f"p{n}", at="acme").key_contact(f"p{n}", "acme").owns("ann", f"p{n}").reports(f"p{n}", "kim")
    await d.save()
    counted: Any = Counted(d.graph)
    found = await find_formations(counted, tid("acme"), numbers=NUMBERS, as_of=TODAY, limit=200)
    assert (len(found.formations), counted.asked) == (31, 5)
    counted = Counted(d.graph)
    await find_formation(counted, tid("kim"), numbers=NUMBERS, as_of=TODAY)
    assert counted.asked == 5


def known_of(o: Oracle, one: Around) -> KnownFormation:
    """What the rows tell of a formation."""
    ours, theirs = {one.owner, *one.our_above, *one.our_below}, {one.contact, *one.above, *one.below}
    links = []
    for their in theirs:
        days = defaultdict(list)
        for our, day in contacts(o, their):
            days[our].append(day)
        tied = o.known_by(their)
        pairs = ours & {*days, *tied}
        links += [link(our, their, tied=our in tied, last=max(days[our], default=None)) for our in pairs]
    layer = {True: 1, False: None}
    return KnownFormation(
        ours=side(one.owner, tuple(one.our_above), tuple(one.our_below), layer[one.owner_at_the_top]),
        theirs=side(one.contact, tuple(one.above), tuple(one.below), layer[one.at_the_top]),
        links=tuple(links),
        activities=tuple(
            activity(f"{n}", day, " ".join(us), " ".join(them)) for n, (us, them, day) in enumerate(one.dated)
        ),
    )


@pytest.mark.parametrize("seed", range(2))
async def test_it_is_what_the_rows_say(graph: Graph, seed: int) -> None:
    world = some_world(Random(seed), add_contact)
    drawing, oracle = Drawing(graph), Oracle(world, TODAY)
    draw_world(drawing, world)
    await drawing.save()
    assert NUMBERS.period_days == oracle_formation.PERIOD
    assessed = 0
    for account in (name for name, kind in world.organizations.items() if kind == "customer"):
        told = {name_of(one.contact.id): one for one in (await around(graph, account)).formations}
        assert told.keys() == oracle.registered(account) & oracle.alive
        owned = defaultdict(list)
        for one in formations(oracle, account):
            owned[one.contact].append(one)
        verdicts = {rule: dict(RULES[rule](oracle, account)) for rule in PATTERNS.values()}
        for contact, formation in told.items():
            if contact not in owned:
                assert formation.not_assessed is NotAssessed.NO_OWNER
                continue
            assert formation.owner is not None
            pair = f"{contact}|{name_of(formation.owner.id)}"
            seen = {PATTERNS[each.pattern.value]: each.found for each in formation.patterns}
            assert seen == {rule: verdicts[rule][pair] for rule in seen}, (account, pair)
            scores = [
                brute_score(known_of(oracle, one))
                for one in owned[contact]
                if one.above or one.below or one.our_above or one.our_below
            ]
            assert formation.score == (round(max(scores)) if scores else None), (account, pair)
            assessed += formation.score is not None
    assert assessed >= 10
