"""How well two know each other: which strength counts, and what a correction does to it on which days."""

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from relgraph.core.errors import InputError, NotFoundError
from relgraph.graph.client import Graph
from relgraph.kinds.tie import TieOrigin
from relgraph.playbook.service import load_playbook
from relgraph.strength.between import correct_strength, find_between
from relgraph.strength.in_force import counting
from relgraph.strength.service import score_ties
from tests.draw import Drawing, tid
from tests.strength.test_scoring import mails

COUNTING = counting(load_playbook(None))


async def counts(graph: Graph, day: date) -> tuple[float | None, TieOrigin | None] | None:
    known = await find_between(graph, tid("bob"), tid("ann"), COUNTING, as_of=day)
    return (known.counts.strength, known.counts.origin) if known.counts else None


async def correct(graph: Graph, strength: float, days: int = 30) -> None:
    await graph.write(
        lambda tx: correct_strength(
            tx, tid("ann"), tid("bob"), strength, today=tx.clock.today(), days=days, operation="t"
        ),
        operation="t",
    )


@pytest.fixture
async def today(graph: Graph) -> date:
    await Drawing(graph).people("ann", "bob").save()
    return graph.clock.today()


def days(today: date, *after: int) -> list[date]:
    return [today + timedelta(days=n) for n in after]


async def test_a_correction_goes_before_all_others_for_its_life(graph: Graph, today: date) -> None:
    since = today - timedelta(days=100)
    drawing = Drawing(graph).tie("ann", "bob", 0.9, basis="alumni", since=since).tie("ann", "bob", 0.7)
    await drawing.tie("ann", "bob", None, basis="neighbours").save()
    await correct(graph, 0.2)
    told = [await counts(graph, day) for day in days(today, -1, 0, 29, 30)]
    corrected = TieOrigin.CORRECTED
    assert told == [(0.9, None), (0.2, corrected), (0.2, corrected), (0.9, None)]
    known = await find_between(graph, tid("ann"), tid("bob"), COUNTING, as_of=today)
    assert {tie.basis: tie.strength for tie in known.ties} == {"alumni": 0.2, "neighbours": 0.2, None: 0.2}
    # Again, for longer.
    await correct(graph, 0.4, days=60)
    told = [await counts(graph, day) for day in days(today, -1, 0, 30, 59, 60)]
    assert told == [(0.9, None), (0.4, corrected), (0.4, corrected), (0.4, corrected), (0.9, None)]


async def test_a_tie_that_ends_meanwhile_is_not_made_longer(graph: Graph, today: date) -> None:
    await Drawing(graph).tie("ann", "bob", 0.9, until=today + timedelta(days=10)).save()
    await correct(graph, 0.2)
    assert [await counts(graph, day) for day in days(today, 0, 9, 10)] == [(0.2, "corrected"), (0.2, "corrected"), None]


async def test_what_is_computed_gives_way_and_comes_back(graph: Graph, today: date) -> None:
    await mails(graph, "ann", "bob", *days(today, -3, -9))
    await score_ties(graph, COUNTING)
    before = await counts(graph, today)
    assert before is not None
    assert before[1] is TieOrigin.COMPUTED
    await correct(graph, 0.8)
    assert await counts(graph, today) == (0.8, "corrected")
    known = await find_between(graph, tid("ann"), tid("bob"), COUNTING, as_of=today)
    assert known.contact is not None
    assert known.contact.strength == pytest.approx(before[0], abs=1e-4)
    later = today + timedelta(days=30)
    await score_ties(graph, COUNTING, as_of=later)
    after = await counts(graph, later)
    assert after is not None
    assert (after[1], (after[0] or 0) < (before[0] or 0)) == (TieOrigin.COMPUTED, True)


async def test_what_cannot_be(graph: Graph, today: date) -> None:
    with pytest.raises(ValidationError):
        await correct(graph, 1.2)
    for other, error in (("zoe", NotFoundError), ("ann", InputError)):
        with pytest.raises(error) as caught:
            await find_between(graph, tid("ann"), tid(other), COUNTING, as_of=today)
        assert caught.value.field == "other"
    assert (await find_between(graph, tid("ann"), tid("bob"), COUNTING, as_of=today)).counts is None
