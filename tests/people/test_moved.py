"""Who left an account and holds a seat elsewhere."""

from datetime import date

import pytest

from relgraph.core.errors import NotFoundError
from relgraph.people.moved import find_moved
from tests.draw import TODAY, Drawing, tid

LONG_AGO, JANUARY, MAY, JUNE, JULY = date(2020, 1, 1), *(date(2026, month, 1) for month in (1, 5, 6, 7))


async def test_who_moved_is_told_with_both_places(drawing: Drawing) -> None:
    d = (
        drawing.org("us", "vendor")
        .org("acme")
        .org("grid")
        .org("shop", "other")
        .unit("it", "acme")
        .person("ann", at="us")
    )
    # To another account, in July; we know them.
    d.person("bob", at="acme", unit="it", title="CIO", until=JUNE)
    d.add("position", JULY, person="bob", organization="grid", title="CTO").tie("ann", "bob", 0.5)
    # Elsewhere, nobody knows since when.
    d.person("cyd", at="acme", until=MAY).add("position", person="cyd", organization="shop")
    # Left for nowhere; moved within the account; left long ago.
    d.person("dan", at="acme", until=MAY).person("eve", at="acme", title="Buyer", until=MAY)
    d.add("position", MAY, person="eve", organization="acme", title="Head")
    d.person("old", at="acme", until=LONG_AGO).add("position", person="old", organization="grid")
    # From another account.
    d.person("fay", at="grid", until=MAY).add("position", person="fay", organization="shop")
    await d.save()
    found = await find_moved(d.graph, tid("acme"), since=JANUARY, as_of=TODAY, limit=10)
    assert [(m.person.name, m.title, m.person.organization, m.left_on, m.joined_on, m.known) for m in found] == [
        ("bob", "CIO", "grid", JUNE, JULY, True),
        ("cyd", None, "shop", MAY, None, False),
    ]
    every = await find_moved(d.graph, since=JANUARY, as_of=TODAY, limit=10)
    assert [(m.person.name, m.account) for m in every] == [("bob", "acme"), ("cyd", "acme"), ("fay", "grid")]
    assert every[1:] == await find_moved(d.graph, since=JANUARY, as_of=TODAY, limit=10, after=every[0].place)
    # On a day before, nobody had moved yet.
    assert await find_moved(d.graph, since=JANUARY, as_of=date(2026, 4, 1), limit=10) == []
    with pytest.raises(NotFoundError):
        await find_moved(d.graph, tid("nobody"), since=MAY, as_of=TODAY, limit=1)
