"""A promise that was made and kept on one day, and an ask that was granted at once: daily life."""

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from relgraph.connect.csv.service import export_folder, import_folder
from relgraph.core.errors import ConflictError
from relgraph.graph.client import Graph, Transaction
from relgraph.interactions.service import find_interaction
from relgraph.kinds import KINDS
from relgraph.kinds.ask import ASKS, Ask
from relgraph.kinds.commitment import COMMITMENTS, Closing, Commitment
from relgraph.kinds.tie import Tie
from relgraph.playbook.service import load_playbook
from relgraph.profile.service import list_history
from relgraph.promises.balance import balance_people
from relgraph.promises.model import BalanceTerms, GivenAndOwed, PromiseState, PromisesWanted, Weighed
from relgraph.promises.service import close_promise, find_promises
from relgraph.record.change import Changed, end
from relgraph.record.read import find_by_ids, find_versions, list_around
from relgraph.record.settle import ToldBy, settled
from tests.connect.csv.folders import contents
from tests.draw import TODAY, Drawing, tid

MAY, JUNE, JULY = (date(2026, month, 1) for month in (5, 6, 7))
ENDS = {"promiser": tid("ann"), "promisee": tid("bob"), "promise": "slides"}
SLIDES = Commitment.model_validate(ENDS).id
ASKED = Ask(asker=tid("ann"), asked=tid("bob"), about="a word").id


@pytest.fixture
async def d(drawing: Drawing) -> Drawing:
    """Ann of ours promised bob slides in May, and asked him for a word."""
    d = drawing.org("us", "vendor").org("acme").people("ann", at="us").people("bob", at="acme")
    return d.met("visit", "visit", MAY, "ann", "bob", account="acme")


async def states(graph: Graph, as_of: date) -> list[tuple[str, PromiseState, Closing | None, date | None]]:
    wanted = PromisesWanted(states=tuple(PromiseState))
    found = await find_promises(graph, wanted, grace_days=0, as_of=as_of, limit=9)
    return [(each.promise, each.state, each.closed, each.closed_on) for each in found]


async def spans(graph: Graph) -> list[tuple[date | None, date | None, Closing | None]]:
    return [(v.valid_from, v.valid_to, v.closed) for v in await find_versions(graph, COMMITMENTS, SLIDES)]


async def ended(graph: Graph, on: date, **values: object) -> Changed[Ask]:
    async def work(transaction: Transaction) -> Changed[Ask]:
        return await end(transaction, KINDS, ASKS, ASKED, on, operation="test", values=values)

    return await graph.write(work, operation="test")


@pytest.mark.parametrize("closed", [Closing.KEPT, None])
async def test_a_promise_that_was_made_and_closed_on_one_day_is_closed_from_then_on(
    d: Drawing, closed: Closing | None
) -> None:
    await d.promise("ann", "bob", "slides", since=MAY, until=MAY, closed=closed, interaction="visit").save()
    for day in (MAY, TODAY):
        assert await states(d.graph, day) == [("slides", PromiseState.CLOSED, closed, MAY)]
    assert await states(d.graph, date(2026, 4, 30)) == []
    terms = BalanceTerms.of(load_playbook(None))
    balance = (await balance_people(d.graph, [tid("bob")], terms=terms, as_of=MAY))[tid("bob")]
    assert balance.ours == (GivenAndOwed(kept=1) if closed else GivenAndOwed(unsaid=1))
    # It is in no list of what is open, and in that of what was promised in the meeting.
    around = await list_around(d.graph, COMMITMENTS, "promisee", [tid("bob")], as_of=MAY, after="", limit=9)
    assert around == {tid("bob"): []}
    meeting = await find_interaction(d.graph, tid("visit"), as_of=MAY)
    assert meeting is not None
    assert [(made.since, made.open, made.closed) for made in meeting.promises] == [(MAY, False, closed)]
    # By its id it is found on its day alone, as all facts are on the days on which they held.
    assert list(await find_by_ids(d.graph, COMMITMENTS, [SLIDES], as_of=MAY)) == [SLIDES]
    assert await find_by_ids(d.graph, COMMITMENTS, [SLIDES], as_of=date(2026, 5, 2)) == {}
    assert await find_by_ids(d.graph, COMMITMENTS, [SLIDES], as_of=date(2026, 4, 30)) == {}


async def test_one_that_is_open_is_closed_on_the_day_on_which_it_was_made(d: Drawing) -> None:
    await d.promise("ann", "bob", "slides", since=MAY).save()
    for how, outcome in ((Closing.KEPT, "corrected"), (Closing.KEPT, "unchanged"), (Closing.DROPPED, "corrected")):
        changed = await close_promise(d.graph, SLIDES, how, MAY, operation="test")
        assert (changed.outcome.kind, changed.thing and changed.thing.closed) == (outcome, how)
    assert await spans(d.graph) == [(MAY, MAY, Closing.DROPPED)]
    with pytest.raises(ConflictError, match="does not hold on the day before"):
        await close_promise(d.graph, SLIDES, Closing.KEPT, JUNE, operation="test")
    with pytest.raises(ConflictError):
        await close_promise(d.graph, SLIDES, Closing.KEPT, date(2026, 4, 30), operation="test")
    told = [(f.valid_from, f.valid_to, f.said.get("closed")) for f in await list_history(d.graph, tid("bob"))
            if f.fact == "PROMISED"]  # fmt: skip
    assert told == [(MAY, MAY, "dropped"), (MAY, MAY, "kept"), (MAY, None, None)]


async def test_the_further_version_is_the_one_that_ends_on_the_day_on_which_it_begins(d: Drawing) -> None:
    d.promise("ann", "bob", "slides", since=MAY)
    await d.promise("ann", "bob", "slides", since=JUNE, due=JULY).save()
    await close_promise(d.graph, SLIDES, Closing.KEPT, JUNE, operation="test")
    assert await spans(d.graph) == [(MAY, JUNE, None), (JUNE, JUNE, Closing.KEPT)]
    # It is one promise, which was prolonged, and kept at once.
    assert await states(d.graph, JUNE) == [("slides", PromiseState.CLOSED, Closing.KEPT, JUNE)]
    assert await states(d.graph, MAY) == [("slides", PromiseState.OPEN, None, None)]
    # The same again, later, is a version as after any other end.
    await d.promise("ann", "bob", "slides", since=JULY).save()
    assert await spans(d.graph) == [(MAY, JUNE, None), (JUNE, JUNE, Closing.KEPT), (JULY, None, None)]
    assert await states(d.graph, TODAY) == [
        ("slides", PromiseState.OPEN, None, None),
        ("slides", PromiseState.CLOSED, Closing.KEPT, JUNE),
    ]


async def test_an_ask_is_granted_at_once(d: Drawing) -> None:
    await d.ask("ann", "bob", "a word", since=MAY, weight="light").save()
    assert (await ended(d.graph, MAY, outcome="granted")).outcome.kind == "corrected"
    terms = BalanceTerms.of(load_playbook(None))
    balance = (await balance_people(d.graph, [tid("bob")], terms=terms, as_of=MAY))[tid("bob")]
    assert balance.theirs == GivenAndOwed(asks_granted=Weighed(number=1, points=1))
    assert (await list_around(d.graph, ASKS, "asked", [tid("bob")], as_of=MAY, after="", limit=9))[tid("bob")] == []


async def test_it_is_exported_and_imported_again(d: Drawing, tmp_path: Path) -> None:
    d.promise("ann", "bob", "slides", since=MAY, until=MAY, closed="kept")
    await d.ask("ann", "bob", "a word", since=MAY, until=MAY, outcome="granted").save()
    await export_folder(d.graph, tmp_path / "out")
    assert ",2026-05-01,2026-05-01," in contents(tmp_path / "out")["commitments"]
    assert ",2026-05-01,2026-05-01," in contents(tmp_path / "out")["asks"]
    report = await import_folder(d.graph, tmp_path / "out")
    assert (report.nothing_changed, report.accepted) == (True, True)


def test_a_source_that_tells_it_on_that_day_does_not_open_it_again() -> None:
    """It tells of the version that began that day, and says nothing of its end."""
    there = Commitment.model_validate({**ENDS, "valid_from": MAY, "valid_to": MAY, "closed": "kept", "source": "crm x"})
    told = Commitment.model_validate({**ENDS, "source": "crm x", "due": JULY})
    settling = settled(told, [there], ToldBy("crm", MAY))
    assert (settling.before, settling.thing) == (there, there.model_copy(update={"due": JULY}))
    # On a later day it is told anew: a further version.
    assert settled(told, [there], ToldBy("crm", JUNE)).thing == told.model_copy(update={"valid_from": JUNE})


@pytest.mark.parametrize("kind", [Commitment, Ask])
def test_the_end_is_not_before_the_beginning(kind: type[Commitment | Ask]) -> None:
    given = {**ENDS} if kind is Commitment else {"asker": tid("ann"), "asked": tid("bob")}
    with pytest.raises(ValidationError, match="valid_to must be no earlier than valid_from"):
        kind.model_validate({**given, "valid_from": JUNE, "valid_to": MAY})


def test_what_holds_for_days_still_ends_later_than_it_begins() -> None:
    with pytest.raises(ValidationError, match="valid_to must be later than valid_from"):
        Tie(person_a=tid("ann"), person_b=tid("bob"), valid_from=MAY, valid_to=MAY)
