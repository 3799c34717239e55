"""What an import would do, and what ends where a source is complete."""

from datetime import date
from pathlib import Path

from relgraph.connect.source import Given
from relgraph.graph.client import Graph
from relgraph.kinds import KINDS
from relgraph.record.read import find
from tests.connect.loading.toy import load

MAY, JUNE, JULY = (Given(day=date(2026, month, 1)) for month in (5, 6, 7))
FIRST = ("1,张伟,,zhang@acme.test,CIO", "2,Bo Ek,,bo@acme.test,CTO")
THEN = ("1,张伟,Zhang Wei,zhang@acme.test,CIO", "3,Nu,,nu@acme.test,", "4,,,,")


async def seats(graph: Graph) -> list[tuple[str, date | None, date | None]]:
    found = await find(graph, KINDS["position"], as_of=None, limit=20)
    return sorted(((s.person, s.valid_from, s.valid_to) for s in found), key=str)


async def test_a_dry_run_says_what_the_import_then_does(graph: Graph, tmp_path: Path) -> None:
    await load(graph, tmp_path, "crm", *FIRST, given=MAY)
    before = await seats(graph)
    dry = await load(graph, tmp_path, "crm", *THEN, given=JUNE, dry_run=True, complete=True)
    assert [(d.what, d.noun, d.id.split(".")[0]) for d in dry.differences] == [
        ("changed", "person", "crm:1"),
        ("new", "person", "crm:3"),
        ("new", "identifier", "email:nu@acme"),
        ("new", "position", "crm:position"),
        ("ends", "identifier", "email:bo@acme"),
        ("ends", "position", "crm:position"),
    ]
    (change,) = dry.differences[0].changes
    assert (change.field, change.before, change.after) == ("english_name", None, "Zhang Wei")
    assert [(p.row, p.column) for p in dry.problems] == [(4, "name")]
    assert (dry.dry_run, dry.ended, await seats(graph)) == (True, 2, before)

    done = await load(graph, tmp_path, "crm", *THEN, given=JUNE, complete=True)
    assert [(f.created, f.corrected, f.unchanged, f.rejected) for f in done.files] == [
        (f.created, f.corrected, f.unchanged, f.rejected) for f in dry.files
    ]
    assert done.ended == 2
    assert await seats(graph) == [
        ("crm:1", None, None),
        ("crm:2", None, date(2026, 6, 1)),
        ("crm:3", None, None),
    ]
    again = await load(graph, tmp_path, "crm", *THEN, given=JUNE, complete=True)
    assert (again.nothing_changed, again.ended) == (True, 0)


async def test_who_comes_back_holds_a_seat_again(graph: Graph, tmp_path: Path) -> None:
    await load(graph, tmp_path, "crm", *FIRST, given=MAY)
    await load(graph, tmp_path, "crm", FIRST[0], given=JUNE, complete=True)
    await load(graph, tmp_path, "crm", *FIRST, given=JULY, complete=True)
    assert [seat for seat in await seats(graph) if seat[0] == "crm:2"] == [
        ("crm:2", None, date(2026, 6, 1)),
        ("crm:2", date(2026, 7, 1), None),
    ]
    assert (await load(graph, tmp_path, "crm", *FIRST, given=JULY, complete=True)).nothing_changed


async def test_only_what_the_same_system_told_ends(graph: Graph, tmp_path: Path) -> None:
    await load(graph, tmp_path, "crm", *FIRST, given=MAY)
    await load(graph, tmp_path, "hr", "9,Other,,other@acme.test,CFO", given=JUNE, complete=True)
    assert [seat[2] for seat in await seats(graph)] == [None, None, None]
