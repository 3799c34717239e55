"""Asks: what is particular to them besides what every fact can do (test_every_fact)."""

from datetime import date

from relgraph.kinds.ask import ASKS, Ask
from relgraph.record.read import find_versions, list_around
from tests.draw import TODAY, Drawing, tid

MAY, JULY = date(2026, 5, 1), date(2026, 7, 1)


async def test_the_same_asked_again_is_a_version_and_another_matter_is_another_ask(drawing: Drawing) -> None:
    d = drawing.people("ann", "coach").ask("ann", "coach", "who evaluates", since=MAY, until=JULY)
    await d.ask("ann", "coach", "a site visit").save()
    await d.ask("ann", "coach", "who evaluates", since=date(2026, 8, 1)).save()
    ask = Ask(asker=tid("ann"), asked=tid("coach"), about="who evaluates")
    spans = [(v.valid_from, v.valid_to) for v in await find_versions(d.graph, ASKS, ask.id)]
    assert spans == [(MAY, JULY), (date(2026, 8, 1), None)]
    found = await list_around(d.graph, ASKS, "asked", [tid("coach")], as_of=TODAY, after="", limit=9)
    assert sorted(open_ask.about or "" for open_ask in found[tid("coach")]) == ["a site visit", "who evaluates"]
    ids = {about: Ask(asker=tid("ann"), asked=tid("coach"), about=about).id for about in ("who evaluates", "x", None)}
    assert len(set(ids.values())) == 3
