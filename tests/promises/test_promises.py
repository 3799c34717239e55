"""Promises as they stand on a day."""

from datetime import date

import pytest

from relgraph.core.errors import ConflictError, NotFoundError
from relgraph.kinds.commitment import Closing
from relgraph.promises.model import PromiseStanding, PromiseState, PromisesWanted, Side
from relgraph.promises.service import close_promise, find_promises
from tests.draw import TODAY, Drawing, name_of, tid

MAY, JUNE, JULY, AUGUST, LATER = *(date(2026, month, 1) for month in (5, 6, 7, 8)), date(2026, 10, 1)
OPEN, OVERDUE, CLOSED = PromiseState.OPEN, PromiseState.OVERDUE, PromiseState.CLOSED


@pytest.fixture
async def d(drawing: Drawing) -> Drawing:
    """Ann and abe are ours; bob was at acme until July and is at grid since; cat is at acme."""
    d = drawing.org("us", "vendor").org("acme").org("grid").unit("it", "acme").people("ann", "abe", at="us")
    d.person("bob", at="acme", unit="it", until=JULY).add("position", JULY, person="bob", organization="grid")
    d.person("cat", at="acme").add("interaction", MAY, id=tid("visit"), kind="visit", account="acme", purpose="talks")
    return d


def promise(d: Drawing, who: str, whom: str, what: str, since: date | None = MAY, **said: object) -> Drawing:
    return d.add("commitment", since, promiser=who, promisee=whom, promise=what, **said)


async def told(d: Drawing, as_of: date = TODAY, **wanted: object) -> list[str]:
    found = await find_promises(d.graph, PromisesWanted.model_validate(wanted), grace_days=0, as_of=as_of, limit=20)
    return [each.promise for each in found]


async def test_each_is_told_with_all_that_is_known_of_it(d: Drawing) -> None:
    promise(d, "ann", "bob", "slides", due=JULY, interaction="visit")
    promise(d, "cat", "abe", "plan", since=None)
    await promise(d, "ann", "cat", "pilot", due=JUNE, until=AUGUST, closed="late").save()
    found = await find_promises(d.graph, PromisesWanted(states=tuple(PromiseState)), grace_days=0, as_of=TODAY, limit=5)
    assert [_row(each) for each in found] == [
        ("ann", "bob", Side.OURS, "slides", MAY, JULY, OVERDUE, 62, None, None),
        ("cat", "abe", Side.THEIRS, "plan", None, None, OPEN, None, None, None),
        ("ann", "cat", Side.OURS, "pilot", MAY, JUNE, CLOSED, 61, Closing.LATE, AUGUST),
    ]
    within = found[0].interaction
    assert within is not None
    assert (name_of(within.id), within.kind, within.on, within.purpose) == ("visit", "visit", MAY, "talks")
    assert found[1].interaction is None
    assert found[0].promisee.organization == "grid"


def _row(each: PromiseStanding) -> tuple[object, ...]:
    ends = (each.promiser.name, each.promisee.name, each.side, each.promise, each.made_on, each.due)
    return (*ends, each.state, each.days_overdue, each.closed, each.closed_on)


async def test_they_are_asked_for_by_day_and_state(d: Drawing) -> None:
    promise(d, "ann", "cat", "late", due=JUNE)
    promise(d, "ann", "cat", "today", due=TODAY)
    promise(d, "ann", "cat", "soon", due=LATER)
    promise(d, "ann", "cat", "one day")
    promise(d, "ann", "cat", "kept", due=JULY, until=JUNE, closed="kept")
    promise(d, "ann", "cat", "broken", until=AUGUST, closed="broken")
    promise(d, "ann", "cat", "nobody said", until=JULY)
    await promise(d, "ann", "cat", "tomorrow's", since=LATER).save()
    assert await told(d) == ["late", "today", "soon", "one day"]
    assert await told(d, states=[OVERDUE]) == ["late"]
    assert await told(d, states=[OPEN]) == ["today", "soon", "one day"]
    assert await told(d, due_by=TODAY) == ["late", "today"]
    assert await told(d, states=[CLOSED]) == ["broken", "nobody said", "kept"]
    # Before it was closed it was open, before it was made it was not there.
    assert await told(d, JUNE, states=[OPEN]) == ["late", "today", "soon", "broken", "nobody said", "one day"]
    assert await told(d, JUNE, states=[CLOSED]) == ["kept"]
    assert await told(d, date(2026, 4, 1)) == []


async def test_they_are_asked_for_by_account_and_by_who_is_in_them(d: Drawing) -> None:
    promise(d, "ann", "bob", "at acme")
    promise(d, "bob", "ann", "at grid", since=AUGUST)
    promise(d, "abe", "cat", "abe's")
    promise(d, "ann", "abe", "among us")
    await promise(d, "bob", "cat", "among them").save()
    assert sorted(await told(d)) == ["abe's", "at acme", "at grid"]
    # It belongs to where the contact was when it was made.
    assert sorted(await told(d, account=tid("acme"))) == ["abe's", "at acme"]
    assert await told(d, account=tid("grid")) == ["at grid"]
    assert sorted(await told(d, owner=tid("ann"))) == ["at acme", "at grid"]
    assert await told(d, owner=tid("bob")) == []
    assert await told(d, by=tid("bob")) == ["at grid"]
    assert await told(d, by=tid("ann"), owner=tid("ann")) == ["at acme"]
    assert await told(d, side=Side.THEIRS) == ["at grid"]
    assert sorted(await told(d, side=Side.OURS)) == ["abe's", "at acme"]
    for field in ("account", "by", "owner"):
        with pytest.raises(NotFoundError) as error:
            await told(d, **{field: tid("nobody")})
        assert error.value.field == field


async def test_what_somebody_promised_who_has_left_us_is_still_ours(d: Drawing) -> None:
    d.person("old", at="us", until=JULY)
    await promise(d, "old", "cat", "a visit", due=JUNE).save()
    assert await told(d, side=Side.OURS, states=[OVERDUE]) == ["a visit"]


async def test_one_that_was_prolonged_is_one(d: Drawing) -> None:
    promise(d, "ann", "cat", "a visit", due=JUNE)
    await promise(d, "ann", "cat", "a visit", since=JULY, due=LATER).save()
    assert await told(d, states=list(PromiseState)) == ["a visit"]
    (it,) = await find_promises(d.graph, PromisesWanted(), grace_days=0, as_of=TODAY, limit=5)
    assert (it.state, it.due, it.made_on) == (OPEN, LATER, JULY)
    (before,) = await find_promises(d.graph, PromisesWanted(), grace_days=0, as_of=date(2026, 6, 15), limit=5)
    assert (before.state, before.due, before.days_overdue) == (OVERDUE, JUNE, 14)


async def test_days_of_grace_are_given(d: Drawing) -> None:
    await promise(d, "ann", "cat", "slides", due=JUNE).save()
    for day, state in ((date(2026, 6, 6), OPEN), (date(2026, 6, 7), OVERDUE)):
        (it,) = await find_promises(d.graph, PromisesWanted(), grace_days=5, as_of=day, limit=5)
        assert (it.state, it.days_overdue) == (state, (day - JUNE).days)


async def test_pages_go_on_where_the_last_one_ended(d: Drawing) -> None:
    for number, due in enumerate((JUNE, JUNE, LATER, None, None)):
        promise(d, "ann", "cat", f"promise {number}", due=due)
    await d.save()
    every = await find_promises(d.graph, PromisesWanted(), grace_days=0, as_of=TODAY, limit=20)
    assert len(every) == 5
    paged: list[PromiseStanding] = []
    while page := await find_promises(
        d.graph, PromisesWanted(), grace_days=0, as_of=TODAY, limit=2, after=paged[-1].place if paged else None
    ):
        paged += page
    assert paged == every


async def test_one_is_closed_by_a_word(d: Drawing) -> None:
    await promise(d, "ann", "cat", "slides", due=JULY).save()
    (it,) = await find_promises(d.graph, PromisesWanted(), grace_days=0, as_of=TODAY, limit=5)
    changed = await close_promise(d.graph, it.id, Closing.LATE, AUGUST, operation="test")
    assert changed.outcome.accepted
    (closed,) = await find_promises(d.graph, PromisesWanted(states=(CLOSED,)), grace_days=0, as_of=TODAY, limit=5)
    assert (closed.id, closed.closed, closed.closed_on, closed.days_overdue) == (it.id, Closing.LATE, AUGUST, 31)
    with pytest.raises(ConflictError):
        await close_promise(d.graph, it.id, Closing.KEPT, date(2026, 4, 30), operation="test")
    with pytest.raises(NotFoundError):
        await close_promise(d.graph, tid("nothing"), Closing.KEPT, MAY, operation="test")
