"""A small world in which ours meet people of two accounts."""

from datetime import date, datetime, timedelta, timezone

from tests.draw import Drawing

SHANGHAI = timezone(timedelta(hours=8))
MAY = date(2026, 5, 1)


def met(d: Drawing, name: str, kind: str, *people: str, on: date, **said: object) -> None:
    """An interaction with its people; `!` before a name: they did not come."""
    d.add("interaction", on, id=f"t:{name}", kind=kind, **said)
    for person in people:
        came = {"came": False} if person.startswith("!") else {}
        d.add("participation", person=person.lstrip("!"), interaction=name, **came)


def draw(d: Drawing) -> Drawing:
    """Five meetings: one on another day, three on one, of which two have a moment, one that is still to come."""
    d.org("us", "vendor").org("acme", name="Acme").org("beta", name="Beta").unit("it", "acme", name="IT")
    d.person("ann", at="us", layer=3, name="Anna Berg").person("ben", at="us", name="Ben Ode")
    d.person("liu", at="acme", title="CEO", layer=1, name="刘伟", english_name="Liu Wei")
    # She rose a layer after the spring.
    d.person("chen", name="Chen Jun")
    d.add("position", person="chen", organization="acme", unit="it", layer=3, until=date(2026, 6, 1))
    d.add("position", date(2026, 6, 1), person="chen", organization="acme", title="CTO", layer=2)
    d.person("max", at="beta", layer=2, name="Max Roe").opportunity("deal", "acme", name="Grid")
    met(d, "first", "visit", "ann", "liu", on=date(2026, 3, 1), account="acme", unit="it", purpose="roadmap")
    at = datetime(2026, 5, 1, 10, tzinfo=SHANGHAI)
    met(d, "call", "call", "ann", "chen", on=MAY, at=at, account="acme", opportunity="deal")
    met(d, "meal", "meal", "ben", "liu", on=MAY, account="acme", outcome="they want a pilot", next_step="send an offer")
    at = datetime(2026, 5, 1, 8, tzinfo=SHANGHAI)
    met(d, "fair", "expo", "ann", "!liu", "chen", "max", on=MAY, at=at)
    met(d, "soon", "visit", "ann", "max", on=date(2026, 10, 1), account="beta")
    return d
