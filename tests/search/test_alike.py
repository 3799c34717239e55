"""Of several who read the same the one that is meant comes first; what is stored for that shows nowhere."""

from datetime import date

import pytest

from relgraph.core.errors import InputError
from relgraph.migrations import migrate
from relgraph.record.fields import EntityKind
from relgraph.record.revisions import list_revisions
from relgraph.search.service import search
from relgraph.surfaces.cli.names import find_id
from tests.draw import Drawing, tid
from tests.search.test_spellings import DAY, draw_book


async def test_a_name_that_is_so_comes_before_one_that_reads_so(drawing: Drawing) -> None:
    await drawing.person("same", name="Müller").person("other", name="Muller").person("more", name="Anna Muller").save()
    hits = (await search(drawing.graph, "muller", as_of=DAY, limit=5)).hits
    assert [(hit.id, hit.fit) for hit in hits] == [
        (tid("other"), "exact"),
        (tid("same"), "whole"),
        (tid("more"), "part"),
    ]
    assert await find_id(drawing.graph, "Muller", [EntityKind.PERSON], DAY, "it") == tid("other")


async def test_two_who_read_the_same_are_both_named(drawing: Drawing) -> None:
    await drawing.person("a", name="张伟").person("b", name="章伟").save()
    with pytest.raises(InputError, match=r"may be one of these:\n  t:a  张伟\n  t:b  章伟"):
        await find_id(drawing.graph, "zhang wei", [EntityKind.PERSON], DAY, "it")


async def test_whatever_is_looked_for_is_found_among_many_of_another_kind(drawing: Drawing, monkeypatch) -> None:
    monkeypatch.setattr("relgraph.search.service.MAX_CANDIDATES", 5)
    drawing.org("us", "vendor").unit("it", "us", name="王 IT")
    for number in range(6):
        drawing.person(f"wang{number}", name=f"王{number}", since=None)
    await drawing.save()
    found = await search(drawing.graph, "王", kinds=[EntityKind.UNIT], as_of=DAY, limit=3)
    assert ([hit.id for hit in found.hits], found.truncated) == ([tid("it")], False)
    # All five that were looked at had not begun: there may be others.
    for number in range(6):
        drawing.add("person", date(2030, 1, 1), None, id=tid(f"li{number}"), name=f"李{number}")
    await drawing.save()
    found = await search(drawing.graph, "李", as_of=DAY, limit=3)
    assert (found.hits, found.truncated) == ([], True)


async def test_who_is_not_found_is_told_of_where_it_is_known(drawing: Drawing) -> None:
    await (
        drawing.org("it", "customer", name="IT").add("person", date(2026, 2, 1), id=tid("eve"), name="Eve Adams").save()
    )
    with pytest.raises(InputError, match=r"IT \(t:it\) is an organization"):
        await find_id(drawing.graph, "IT", [EntityKind.UNIT], DAY, "it")
    with pytest.raises(InputError, match=r"Eve Adams \(t:eve\) is known, but not on that day"):
        await find_id(drawing.graph, "eve adams", [EntityKind.PERSON], date(2026, 1, 1), "it")


async def test_names_recorded_before_are_found_after_migrating(drawing: Drawing) -> None:
    graph = drawing.graph
    await draw_book(drawing).save()
    await graph.driver.execute_query("MATCH (n:Person|Organization|Unit) REMOVE n.search_words, n.search_more")
    await graph.driver.execute_query("MATCH (m:GraphMigration) WHERE m.number >= 7 DELETE m")
    assert (await search(graph, "zhangwei", as_of=DAY, limit=5)).hits == []
    assert "search_names" in [migration.name for migration in await migrate(graph)]
    for typed, meant in [("zhangwei", "11"), ("IT", "u1"), ("Mindful", "mind")]:
        assert (await search(graph, typed, as_of=DAY, limit=5)).hits[0].id == tid(meant)


async def test_what_is_stored_for_searching_shows_in_no_revision(drawing: Drawing) -> None:
    await drawing.person("ann", name="Ann").save()
    await drawing.person("ann", name="Anne").save()
    (revision,) = await list_revisions(drawing.graph, tid("ann"))
    assert {name for name, value in revision.values.items() if value is not None} == {
        "id", "name", "source", "recorded_at", "replaced_at"
    }  # fmt: skip
    assert (await search(drawing.graph, "Ann", as_of=DAY, limit=5)).hits[0].name == "Anne"
