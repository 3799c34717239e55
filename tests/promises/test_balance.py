"""Give and take with a person, between two, and with an account."""

from datetime import date

import pytest

from relgraph.core.errors import InputError, NotFoundError
from relgraph.playbook.service import load_playbook
from relgraph.promises.balance import balance_accounts, balance_people
from relgraph.promises.model import BalanceTerms, GivenAndOwed, Weighed
from tests.draw import TODAY, Drawing, tid

LONG_AGO, MAY, JUNE, JULY, LATER = date(2025, 3, 1), *(date(2026, month, 1) for month in (5, 6, 7, 10))
NOTHING = GivenAndOwed()
TERMS = BalanceTerms.of(load_playbook(None))


@pytest.fixture
async def d(drawing: Drawing) -> Drawing:
    """Ann and abe are ours; bob and cat are at acme, bob until July."""
    d = drawing.org("us", "vendor").org("acme").org("grid").people("ann", "abe", at="us")
    d.person("bob", at="acme", until=JULY).add("position", JULY, person="bob", organization="grid")
    return d.person("cat", at="acme")


def promise(d: Drawing, who: str, whom: str, what: str, **said: object) -> Drawing:
    return d.add("commitment", **{"since": MAY, **said}, promiser=who, promisee=whom, promise=what)


def ask(d: Drawing, who: str, whom: str, what: str, **said: object) -> Drawing:
    return d.ask(who, whom, what, **{"since": MAY, **said})


async def test_what_each_side_did_is_told(d: Drawing) -> None:
    promise(d, "ann", "bob", "one", until=JUNE, closed="kept")
    promise(d, "ann", "bob", "two", until=JUNE, closed="late")
    promise(d, "ann", "bob", "three", due=JUNE)
    promise(d, "ann", "bob", "four", due=LATER)
    promise(d, "ann", "bob", "five", until=JUNE, closed="dropped")
    promise(d, "bob", "ann", "six", until=JUNE, closed="broken")
    promise(d, "bob", "ann", "seven", until=JUNE)
    ask(d, "ann", "bob", "a", until=JUNE, outcome="granted", weight="heavy")
    ask(d, "ann", "bob", "b", until=JUNE, outcome="granted", weight="light")
    ask(d, "ann", "bob", "c", until=JUNE, outcome="granted")
    ask(d, "ann", "bob", "d", until=JUNE, outcome="refused", weight="normal")
    ask(d, "ann", "bob", "e", weight="normal").ask("ann", "bob", "f", since=LATER, weight="heavy")
    ask(d, "ann", "bob", "g", until=JUNE, weight="light")
    await ask(d, "bob", "ann", "h", until=JUNE, outcome="granted", weight="normal").save()
    balance = (await balance_people(d.graph, [tid("bob")], terms=TERMS, as_of=TODAY))[tid("bob")]
    assert balance.ours == GivenAndOwed(
        kept=1, late=1, dropped=1, open=2, overdue=1, asks_granted=Weighed(number=1, points=2)
    )
    assert balance.theirs == GivenAndOwed(
        broken=1,
        unsaid=1,
        asks_granted=Weighed(number=3, points=5, unweighed=1),
        asks_refused=Weighed(number=1, points=2),
        asks_unsaid=Weighed(number=1, points=1),
        asks_open=Weighed(number=1, points=2),
    )
    assert (balance.ours.favours, balance.theirs.favours) == (3, 3)
    # The same, as ann sees it: she is ours.
    assert (await balance_people(d.graph, [tid("ann")], terms=TERMS, as_of=TODAY))[tid("ann")] == balance


async def test_points_are_those_that_are_given(d: Drawing) -> None:
    await ask(d, "ann", "cat", "a", weight="light").ask("abe", "cat", "b", weight="heavy").save()
    terms = TERMS.model_copy(update={"light": 3, "heavy": 9})
    balance = (await balance_people(d.graph, [tid("cat")], terms=terms, as_of=TODAY))[tid("cat")]
    assert balance.theirs == GivenAndOwed(asks_open=Weighed(number=2, points=12))


async def test_what_was_closed_before_the_window_does_not_count_and_what_is_open_does(d: Drawing) -> None:
    promise(d, "ann", "cat", "old", since=LONG_AGO, until=date(2025, 9, 1), closed="kept")
    promise(d, "ann", "cat", "in it", since=LONG_AGO, until=date(2025, 9, 2), closed="kept")
    await promise(d, "ann", "cat", "open", since=LONG_AGO).save()
    balance = (await balance_people(d.graph, [tid("cat")], terms=TERMS, as_of=TODAY))[tid("cat")]
    assert (balance.since, balance.ours) == (date(2025, 9, 1), GivenAndOwed(kept=1, open=1))
    then = (await balance_people(d.graph, [tid("cat")], terms=TERMS, as_of=date(2025, 5, 1)))[tid("cat")]
    assert then.ours == GivenAndOwed(open=3)


async def test_a_pair_a_contact_and_an_account(d: Drawing) -> None:
    promise(d, "ann", "bob", "at acme", until=JUNE, closed="kept")
    promise(d, "ann", "bob", "at grid", since=JULY)
    promise(d, "abe", "bob", "abe's", until=JUNE, closed="broken")
    promise(d, "cat", "ann", "cat's")
    promise(d, "ann", "abe", "among us")
    await ask(d, "bob", "cat", "among them").save()
    bob, cat = tid("bob"), tid("cat")
    of = await balance_people(d.graph, [bob, cat], terms=TERMS, as_of=TODAY)
    assert (of[bob].ours, of[bob].theirs) == (GivenAndOwed(kept=1, broken=1, open=1), NOTHING)
    assert (of[cat].ours, of[cat].theirs) == (NOTHING, GivenAndOwed(open=1))
    pair = (await balance_people(d.graph, [bob], terms=TERMS, as_of=TODAY, other=tid("ann")))[bob]
    assert (pair.ours, pair.theirs) == (GivenAndOwed(kept=1, open=1), NOTHING)
    acme, grid, us = tid("acme"), tid("grid"), tid("us")
    at = await balance_accounts(d.graph, [acme, grid, us], terms=TERMS, as_of=TODAY)
    assert (at[acme].ours, at[acme].theirs) == (GivenAndOwed(kept=1, broken=1), GivenAndOwed(open=1))
    assert (at[grid].ours, at[grid].theirs) == (GivenAndOwed(open=1), NOTHING)
    assert (at[us].ours, at[us].theirs) == (NOTHING, NOTHING)


async def test_one_is_overdue_after_the_days_of_grace(d: Drawing) -> None:
    await promise(d, "ann", "cat", "one", due=JUNE).save()
    cat = tid("cat")
    for day, overdue in ((date(2026, 6, 6), 0), (date(2026, 6, 7), 1)):
        terms = TERMS.model_copy(update={"grace_days": 5})
        balance = (await balance_people(d.graph, [cat], terms=terms, as_of=day))[cat]
        assert balance.ours == GivenAndOwed(open=1, overdue=overdue)


def test_terms_are_the_playbooks_unless_somebody_asks_otherwise() -> None:
    assert BalanceTerms(light=1, normal=2, heavy=4, days=365, grace_days=0) == TERMS
    assert BalanceTerms.of(load_playbook(None), 30).days == 30
    with pytest.raises(InputError, match="days is 0"):
        BalanceTerms.of(load_playbook(None), 0)


async def test_an_ask_that_was_asked_again_is_one(d: Drawing) -> None:
    await ask(d, "ann", "cat", "a").ask("ann", "cat", "a", since=JULY).save()
    balance = (await balance_people(d.graph, [tid("cat")], terms=TERMS, as_of=TODAY))[tid("cat")]
    assert balance.theirs == GivenAndOwed(asks_open=Weighed(number=1, unweighed=1))


async def test_the_other_is_somebody_else_who_is_known(d: Drawing) -> None:
    await d.save()
    with pytest.raises(NotFoundError):
        await balance_people(d.graph, [tid("cat")], terms=TERMS, as_of=TODAY, other=tid("nobody"))
    with pytest.raises(InputError, match="same person"):
        await balance_people(d.graph, [tid("cat")], terms=TERMS, as_of=TODAY, other=tid("cat"))
