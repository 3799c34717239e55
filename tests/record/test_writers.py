"""Two who write at once: nothing is lost, versions never overlap, an id names one thing, no circle closes unseen."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from relgraph.graph.client import Graph, Transaction
from relgraph.kinds import KINDS
from relgraph.kinds.friction import FRICTIONS, Friction
from relgraph.kinds.organization import ORGANIZATIONS
from relgraph.kinds.person import PEOPLE, Person
from relgraph.kinds.reporting_line import REPORTING_LINES, ReportingLine
from relgraph.kinds.tie import TIES, Tie
from relgraph.record import references
from relgraph.record.change import change
from relgraph.record.model import Recorded
from relgraph.record.outcome import Outcome
from relgraph.record.read import find_versions
from relgraph.record.service import CycleFoundError, record
from tests.draw import Drawing, tid

DAY = date(2026, 9, 1)

Work = Callable[[Transaction], Awaitable[object]]


async def at_once(graph: Graph, first: Work, second: Work) -> list[object]:
    """What became of two pieces of work in two transactions, both open before either writes, the first done first."""
    open_ = asyncio.Barrier(2)
    written = asyncio.Event()

    async def one(work: Work, *, leads: bool) -> object:
        met = False

        async def together(transaction: Transaction) -> object:
            nonlocal met
            if not met:
                met = True
                await open_.wait()
            if not leads:
                await written.wait()
            done = await work(transaction)
            if leads:
                written.set()
                # The other has begun to write by now, and has to wait for the end of this transaction.
                await asyncio.sleep(0.3)
            return done

        return await graph.for_caller().write(together, operation="test")

    return await asyncio.gather(one(first, leads=True), one(second, leads=False), return_exceptions=True)


def said(kind, **values: object) -> Work:
    return lambda tx: change(tx, KINDS, kind, values, today=DAY, operation="test")


def given(kind, *things: Recorded) -> Work:
    return lambda tx: record(tx, kind, things, kinds=KINDS, operation="test")


@pytest.fixture
async def two(drawing: Drawing) -> Graph:
    await drawing.people("ann", "bob").save()
    return drawing.graph


async def test_two_who_say_different_things_of_one_tie_are_both_heard(two: Graph) -> None:
    await two.write(said(TIES, id="t:tie", person_a=tid("ann"), person_b=tid("bob"), strength=0.2), operation="test")
    await at_once(two, said(TIES, id="t:tie", strength=0.9), said(TIES, id="t:tie", basis="alumni"))
    (tie,) = await find_versions(two, TIES, "t:tie")
    assert (tie.strength, tie.basis) == (0.9, "alumni")


async def test_also_of_one_that_neither_found_recorded(two: Graph) -> None:
    ends = {"person_a": tid("ann"), "person_b": tid("bob")}
    await at_once(two, said(TIES, **ends, strength=0.9), said(TIES, **ends, last_contact=DAY))
    (tie,) = await find_versions(two, TIES, Tie(**ends).id)
    assert (tie.strength, tie.last_contact) == (0.9, DAY)


@pytest.mark.parametrize("later_first", [False, True])
async def test_versions_that_two_create_at_once_do_not_overlap(two: Graph, later_first) -> None:
    days = [date(2024, 1, 1), date(2025, 1, 1)]
    old, new = [Tie(id="t:x", person_a=tid("ann"), person_b=tid("bob"), valid_from=day) for day in days]
    works = [given(TIES, old), given(TIES, new)]
    await at_once(two, *(reversed(works) if later_first else works))
    spans = [(tie.valid_from, tie.valid_to) for tie in await find_versions(two, TIES, "t:x")]
    assert spans == [(days[0], days[1]), (days[1], None)]


async def test_one_id_does_not_become_a_person_and_an_organisation(two: Graph) -> None:
    firm = ORGANIZATIONS.model(id="crm:1", kind="customer", name="Acme")
    outcomes = await at_once(two, given(ORGANIZATIONS, firm), given(PEOPLE, Person(id="crm:1", name="Ann")))
    (first,), (second,) = outcomes
    assert (first.kind, second.kind) == ("created", "conflict")
    assert second == Outcome(
        kind="conflict",
        field="id",
        problem="the id 'crm:1' belongs to an organization",
        remedy="give this one an id that nothing else has, e.g. 'crm:person.1'",
    )


async def test_nor_a_fact_and_a_person_or_two_kinds_of_fact(two: Graph) -> None:
    ends = {"person_a": tid("ann"), "person_b": tid("bob")}
    await two.write(given(TIES, Tie(id="crm:1", **ends)), operation="test")
    for kind, thing in [(PEOPLE, Person(id="crm:1", name="Ann")), (FRICTIONS, Friction(id="crm:1", **ends))]:
        (outcome,) = await two.write(given(kind, thing), operation="test")
        assert (outcome.kind, outcome.problem) == ("conflict", "the id 'crm:1' belongs to a tie")


async def test_two_who_close_a_circle_together_are_told(two: Graph) -> None:
    lines = [ReportingLine(person=tid(a), manager=tid(b)) for a, b in [("ann", "bob"), ("bob", "ann")]]
    done, refused = await at_once(two, *(given(REPORTING_LINES, line) for line in lines))
    assert [outcome.kind for outcome in done] == ["created"]
    assert isinstance(refused, CycleFoundError)


async def test_who_appears_while_a_row_is_written_is_no_defect(two: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    real = references.explain_missing

    async def late(transaction, things):
        # In the same transaction: another one would wait for this one's look at the index.
        if things:
            await record(transaction, PEOPLE, [Person(id=tid("cyd"), name="Cyd")], kinds=KINDS, operation="other")
        return await real(transaction, things)

    monkeypatch.setattr("relgraph.record.service.explain_missing", late)
    rows = [Tie(person_a=tid("ann"), person_b=tid(name)) for name in ("cyd", "zoe", "bob")]
    outcomes = await two.write(given(TIES, *rows), operation="test")
    assert [outcome.kind for outcome in outcomes] == ["created", "missing", "created"]
