"""The key contacts of accounts with closeness and support, against a count in plain Python on random books."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from relgraph.analyses.asked import ClosenessAsked
from relgraph.analyses.contacts import CLOSENESS
from relgraph.analyses.declaration import Means
from relgraph.closeness.model import AccountRelationships, Quadrant
from relgraph.core.errors import NotFoundError
from relgraph.graph.client import Graph
from tests.audit.oracle import Oracle
from tests.audit.worlds import draw_world, some_world
from tests.audit.worlds_contact import add_contact
from tests.draw import TODAY, Drawing, name_of, tid
from tests.playbook.worlds import played, write

Level = tuple[int, date | None, int, int] | None
ENDS = {"rater": "ann", "contact": "bob", "account": "acme"}


async def asked(graph: Graph, account: str = "acme", limit: int = 500) -> AccountRelationships:
    return await CLOSENESS.run(Means(graph), ClosenessAsked(account=tid(account), as_of=TODAY, limit=limit))


def of_the_rows(o: Oracle, person: str, account: str, name: str) -> Level:
    """What counts: the newest, of one day the lowest; and the lowest and highest of all."""
    words = [
        (word.span[0], word.get(name))
        for word in o.standing("relationship_assessment")
        if word.other == person and word.get("account") == account and word.get(name) is not None
    ]
    if not words:
        return None
    day, level = min(words, key=lambda word: (-(word[0] or date.min).toordinal(), word[1]))
    return level, day, min(level for _, level in words), max(level for _, level in words)


@pytest.mark.parametrize("seed", range(2))
async def test_it_is_what_the_rows_say(graph: Graph, seed: int) -> None:
    world = some_world(Random(seed), add_contact)
    drawing, oracle = Drawing(graph), Oracle(world, TODAY)
    draw_world(drawing, world)
    await drawing.save()
    told, expected = {}, {}
    for account in (name for name, kind in world.organizations.items() if kind == "customer"):
        for contact in (await asked(graph, account)).contacts:
            levels = [
                held and (held.level, held.assessed, held.lowest, held.highest)
                for held in (contact.closeness, contact.support)
            ]
            told[account, name_of(contact.person.id)] = levels
            assert (contact.quadrant is Quadrant.UNKNOWN) == (None in levels)
        expected |= {
            (account, person): [of_the_rows(oracle, person, account, name) for name in ("closeness", "support")]
            for person in oracle.registered(account) & oracle.alive
        }
    assert told == expected
    assert any(None not in levels for levels in told.values())


async def test_who_weighs_most_comes_first_and_what_is_cut_is_told(drawing: Drawing) -> None:
    d = drawing.org("acme").people("bob", "cat", "dan", "eve", at="acme")
    d.key_contact("dan", "acme").key_contact("cat", "acme", position_class="B")
    await d.key_contact("eve", "acme", position_class="S").key_contact("bob", "acme", position_class="B").save()
    found = await asked(d.graph)
    assert [(name_of(one.person.id), one.position_class) for one in found.contacts] == [
        ("eve", "S"),
        ("bob", "B"),
        ("cat", "B"),
        ("dan", None),
    ]
    assert {(one.closeness, one.support, one.quadrant) for one in found.contacts} == {(None, None, Quadrant.UNKNOWN)}
    assert not found.truncated
    cut = await asked(d.graph, limit=3)
    assert ([name_of(one.person.id) for one in cut.contacts], cut.truncated) == (["eve", "bob", "cat"], True)


async def test_nobody_is_registered_and_nothing_is_known(drawing: Drawing) -> None:
    await drawing.org("acme").person("bob", at="acme").save()
    assert (await asked(drawing.graph)).contacts == []
    with pytest.raises(NotFoundError, match="'t:nowhere'"):
        await asked(drawing.graph, "nowhere")


async def test_what_is_high_is_the_playbooks(drawing: Drawing, tmp_path: Path) -> None:
    d = (
        drawing.org("us", "vendor")
        .person("ann", at="us")
        .org("acme")
        .person("bob", at="acme")
        .key_contact("bob", "acme")
    )
    await d.add("relationship_assessment", date(2026, 8, 1), **ENDS, closeness=1, support=0).save()
    (shipped,) = (await asked(d.graph)).contacts
    assert (shipped.quadrant, shipped.closeness and shipped.closeness.age_days) == (Quadrant.NEUTRAL, 31)
    limits = "version: a\nrelationship: {closeness: {high_from: 2, low_to: 1}, support: {high_from: 0}}\n"
    (own,) = (await asked(played(d.graph, write(tmp_path, limits)))).contacts
    assert own.quadrant is Quadrant.BARELY_KNOWN
