"""Who is ours, known to ours, or a rival is kept between reads, and never stale for whoever has written."""

from datetime import timedelta

from relgraph.audit.evaluation.service import find_sides
from relgraph.audit.evaluation.sides import KEPT, KeptSides
from tests.draw import TODAY, Drawing, tid


async def test_sides_are_found_once_until_something_is_recorded(drawing: Drawing, transactions: list[str]) -> None:
    d = drawing.org("us", "vendor").org("acme").people("ann", at="us").people("boss", "aide", at="acme")
    await d.tie("ann", "boss", 0.5).save()
    kept = KeptSides()
    first = await kept.on(d.graph, TODAY)
    assert (first.ours, first.known_anywhere, first.rivals) == ([tid("ann")], [tid("boss")], [])
    transactions.clear()
    assert await kept.on(d.graph, TODAY) is first
    assert transactions == ["evaluation/find_mark"]
    # Another caller, who knows of the first one's write by no bookmark, and the writer.
    await d.tie("ann", "aide", 0.5).save()
    for graph in (d.graph, d.graph.for_caller("other", await d.graph.bookmarks())):
        assert sorted((await kept.on(graph, TODAY)).known_anywhere) == [tid("aide"), tid("boss")]
    # What is recorded without people: an organisation becomes a rival's.
    await d.org("acme", "competitor").save()
    assert sorted((await kept.on(d.graph, TODAY)).rivals) == [tid("aide"), tid("boss")]


async def test_days_are_kept_apart_and_only_a_few(drawing: Drawing, transactions: list[str]) -> None:
    d = drawing.org("us", "vendor").org("acme").people("ann", at="us").person("boss", at="acme")
    await d.tie("ann", "boss", 0.5, since=TODAY).save()
    kept = KeptSides()
    for days in range(KEPT + 1):
        known = (await kept.on(d.graph, TODAY - timedelta(days=days))).known_anywhere
        assert known == ([tid("boss")] if days == 0 else [])
    transactions.clear()
    await kept.on(d.graph, TODAY - timedelta(days=KEPT))
    await kept.on(d.graph, TODAY)
    assert transactions == ["evaluation/find_mark", "evaluation/find_mark", "evaluation/find_sides"]


async def test_nothing_is_kept_of_a_graph_without_a_record(drawing: Drawing, transactions: list[str]) -> None:
    kept = KeptSides()
    for _ in range(2):
        assert (await kept.on(drawing.graph, TODAY)).ours == []
    assert transactions == ["evaluation/find_mark", "evaluation/find_sides"] * 2


async def test_they_are_what_is_found_anew(drawing: Drawing) -> None:
    d = drawing.org("us", "vendor").org("acme").people("ann", "abe", at="us").people("p0", "p1", at="acme")
    await d.save()
    kept = KeptSides()
    for ours, person in (("ann", "p0"), ("abe", "p0"), ("abe", "p1")):
        await d.tie(ours, person, 0.5).save()
        found, anew = await kept.on(d.graph, TODAY), await find_sides(d.graph, TODAY)
        assert {name: sorted(ids) for name, ids in found} == {name: sorted(ids) for name, ids in anew}
