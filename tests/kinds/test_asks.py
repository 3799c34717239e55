"""Asks: who made them of whom, and which are open on a day."""

from collections.abc import Mapping
from datetime import date

import pytest
from pydantic import ValidationError

from relgraph.kinds.ask import ASKS, Ask
from relgraph.record.read import around, find_versions
from tests.draw import TODAY, Drawing, name_of, tid

list_asks, list_asks_made = around(ASKS, "asked"), around(ASKS, "asker")

MAY, JUNE, JULY = (date(2026, month, 1) for month in (5, 6, 7))


@pytest.fixture
async def drawn(drawing: Drawing) -> Drawing:
    """Ann and Bob ask things of the coach; Cyd asks Ann."""
    d = drawing.people("ann", "bob", "cyd", "coach")
    d.ask("ann", "coach", "who evaluates", since=MAY, until=JULY).ask("ann", "coach", "a site visit", since=JUNE)
    d.ask("bob", "coach", since=JUNE).ask("cyd", "ann", "a reference")
    await d.save()
    return d


def told(asks: Mapping[str, list[Ask]]) -> dict[str, list[tuple[str, str, str | None]]]:
    """Asker, asked and matter, by person."""
    return {
        name_of(person): sorted(((name_of(a.asker), name_of(a.asked), a.about) for a in found), key=str)
        for person, found in asks.items()
    }


async def test_what_is_asked_of_people_is_open_until_the_day_it_is_closed(drawn: Drawing) -> None:
    people = [tid("coach"), tid("ann"), tid("bob")]

    async def on(day: date) -> dict:
        return told(await list_asks(drawn.graph, people, as_of=day, after="", limit=10))

    of_ann = [("cyd", "ann", "a reference")]
    assert await on(date(2026, 4, 30)) == {"coach": [], "ann": of_ann, "bob": []}
    assert await on(MAY) == {"coach": [("ann", "coach", "who evaluates")], "ann": of_ann, "bob": []}
    still_open = [("ann", "coach", "a site visit"), ("bob", "coach", None)]
    assert (await on(date(2026, 6, 30)))["coach"] == sorted([*still_open, ("ann", "coach", "who evaluates")], key=str)
    assert (await on(JULY))["coach"] == still_open
    assert (await on(TODAY))["coach"] == still_open


async def test_what_people_ask_of_others(drawn: Drawing) -> None:
    found = await list_asks_made(drawn.graph, [tid("ann"), tid("coach")], as_of=TODAY, after="", limit=10)
    assert told(found) == {"ann": [("ann", "coach", "a site visit")], "coach": []}


async def test_each_person_has_a_page_of_their_own(drawn: Drawing) -> None:
    people = [tid("coach"), tid("ann")]
    first = await list_asks(drawn.graph, people, as_of=TODAY, after="", limit=1)
    assert {name_of(person): len(found) for person, found in first.items()} == {"coach": 1, "ann": 1}
    after = first[tid("coach")][0].key
    rest = await list_asks(drawn.graph, [tid("coach")], as_of=TODAY, after=after, limit=10)
    both = [ask.about for ask in (*first[tid("coach")], *rest[tid("coach")])]
    assert sorted(both, key=str) == [None, "a site visit"]


async def test_the_same_asked_again_is_a_version_and_another_matter_is_another_ask(drawn: Drawing) -> None:
    await drawn.ask("ann", "coach", "who evaluates", since=date(2026, 8, 1)).save()
    ask = Ask(asker=tid("ann"), asked=tid("coach"), about="who evaluates")
    spans = [(v.valid_from, v.valid_to) for v in await find_versions(drawn.graph, ASKS, ask.id)]
    assert spans == [(MAY, JULY), (date(2026, 8, 1), None)]
    ids = {about: Ask(asker=tid("ann"), asked=tid("coach"), about=about).id for about in ("who evaluates", "x", None)}
    assert len(set(ids.values())) == 3
    assert ids["x"].startswith("t:ask.")


async def test_the_day_of_an_ask_may_be_unknown_and_its_matter_too(drawing: Drawing) -> None:
    await drawing.people("ann", "bob").ask("ann", "bob").save()
    result = await drawing.graph.driver.execute_query("MATCH ()-[a:ASKS]->() RETURN keys(a) AS keys")
    assert not {"about", "valid_from", "valid_to"} & set(result.records[0]["keys"])


def test_nobody_asks_themselves() -> None:
    with pytest.raises(ValidationError, match="asker and asked are the same person"):
        Ask(asker="t:ann", asked="t:ann")
