"""A small account with a key contact for each thing that can be missing, and one of whom nothing is."""

from datetime import date

from tests.draw import Drawing

LONG_AGO, MAY, JUNE, JULY = date(2020, 1, 1), *(date(2026, month, 1) for month in (5, 6, 7))
LATER = date(2026, 10, 1)


def draw(d: Drawing) -> Drawing:
    """Ann and abe are ours, gus has left, nil was never seated with us; joe joins in June."""
    d.org("us", "vendor").people("ann", "abe", at="us").person("gus", at="us", until=MAY).people("nil")
    d.person("joe", at="us", since=JUNE)
    d.org("acme").org("grid").org("none").unit("it", "acme")
    # Whole, but for the first: S1, A2, B1 and B3, C1.
    _key(d, "sue", "S", 1, a="ann", b="abe", unit="it", title="CEO")
    _key(d, "amy", "A", 2, a="abe", b="ann")
    d.owns("ann", "amy", "C").key_contact("amy", "acme", id="t:amy-again", since=MAY, relationship_class=1)
    _key(d, "bob", "B", 1, a="ann", b="joe", since=JUNE)
    # Each lacks one thing.
    _key(d, "eve", None, 1, a="ann", b="abe")
    _key(d, "cal", "C", None, a="ann", b="abe")
    d.people("sid").key_contact("sid", "acme", position_class="B", relationship_class=2)
    d.owns("ann", "sid").owns("abe", "sid", "B")
    d.person("lee", at="acme", title="Head")
    d.key_contact("lee", "acme", position_class="B", relationship_class=2).owns("ann", "lee").owns("abe", "lee", "B")
    _key(d, "two", "B", 2, a="ann", b="joe")
    d.owns("abe", "two")
    # Of these an owner does not count: gone, unknown, or the same as the A-owner.
    _key(d, "old", "C", 4, a="gus", b="abe")
    _key(d, "who", "C", 4, a="nil", b="abe")
    _key(d, "own", "C", 4, a="ann", b="ann")
    _key(d, "bak", "C", 4, a="ann", b="gus")
    # Nobody at all, who sits elsewhere by now.
    d.person("zed", at="grid", title="CFO", layer=1).key_contact("zed", "acme")
    # Not in the register: who is no more, who was or will be in it, who is in that of another account.
    _key(d, "dad", "S", 1, a="ann", b="abe", valid_to=JULY)
    d.person("was", at="acme", layer=1).key_contact("was", "acme", since=LONG_AGO, until=JULY, position_class="A")
    d.person("new", at="acme", layer=1).key_contact("new", "acme", since=LATER, position_class="A")
    d.person("far", at="grid", layer=1).key_contact("far", "grid", position_class="A")
    # Contact: a visit is a key action, a call and a mail are none; what comes later or with others does not count.
    d.met("visit", "visit", MAY, "ann", "sue").met("call", "call", JUNE, "abe", "sue").wrote("sue", "ann", JULY)
    d.met("later", "visit", LATER, "ann", "sue").met("past", "visit", JULY, "gus", "amy")
    d.tie("ann", "amy", last_contact=MAY).met("only", "call", JUNE, "ann", "cal")
    return d


def _key(
    d: Drawing,
    name: str,
    position: str | None,
    relationship: int | None,
    *,
    a: str,
    b: str,
    unit: str | None = None,
    title: str | None = None,
    since: date | None = None,
    valid_to: date | None = None,
) -> None:
    """A key contact of acme with a seat and a layer; `since` is the B-owner's, `valid_to` the person's."""
    d.person(name, at="acme", unit=unit, title=title, layer=2, valid_to=valid_to)
    d.key_contact(name, "acme", position_class=position, relationship_class=relationship)
    d.owns(a, name).owns(b, name, "B", since=since)
