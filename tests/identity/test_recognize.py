"""A second system tells of somebody who is known: they are who they are, and every doubt is left to people."""

from pathlib import Path

from relgraph.core.language import Language
from relgraph.graph.client import Graph
from relgraph.identity.judgement import Verdict
from relgraph.identity.matching.model import Because
from relgraph.identity.matching.words import in_words
from relgraph.identity.service import judge, list_judgements, withdraw
from relgraph.identity.suggestions import list_suggestions
from relgraph.kinds import KINDS
from relgraph.kinds.person import PEOPLE
from relgraph.record.change import change
from relgraph.record.read import find, find_versions
from tests.connect.loading.toy import load
from tests.draw import TODAY


async def people(graph: Graph) -> list[tuple[str, str, str | None, tuple[str, ...]]]:
    found = await find(graph, PEOPLE, as_of=None, limit=50)
    return [(p.id, p.name, p.english_name, p.aliases) for p in found]


async def test_a_second_system_adds_to_the_person(graph: Graph, tmp_path: Path) -> None:
    await load(graph, tmp_path, "crm", "1,张伟,,zhang@acme.test,CIO", "2,Bo Ek,,bo@acme.test,")
    report = await load(graph, tmp_path, "hr", "z,Zhang Wei,Zhang Wei,Zhang@ACME.test,CIO", "n,Nu,,nu@acme.test,")
    assert (report.recognized, report.suggested, report.files[0].created) == (1, 0, 1)
    assert await people(graph) == [
        ("crm:1", "张伟", "Zhang Wei", ()),
        ("crm:2", "Bo Ek", None, ()),
        ("hr:n", "Nu", None, ()),
    ]
    # Both told of the same seat: it is one.
    assert [s.person for s in await find(graph, KINDS["position"], as_of=None, limit=9)].count("crm:1") == 1
    (judgement,) = await list_judgements(graph)
    assert (judgement.one, judgement.other, judgement.automatic) == ("crm:1", "hr:z", True)
    assert in_words(map(Because.kept, judgement.reasons), Language.EN) == "same e-mail address: email:zhang@acme.test"
    # Again, in any order: nothing changes.
    for system, rows in [
        ("hr", ("z,Zhang Wei,Zhang Wei,Zhang@ACME.test,CIO", "n,Nu,,nu@acme.test,")),
        ("crm", ("1,张伟,,zhang@acme.test,CIO", "2,Bo Ek,,bo@acme.test,")),
    ]:
        assert (await load(graph, tmp_path, system, *rows)).nothing_changed

    await withdraw(graph, judgement.id)
    assert await people(graph) == [
        ("crm:1", "张伟", None, ()),
        ("crm:2", "Bo Ek", None, ()),
        ("hr:n", "Nu", None, ()),
        ("hr:z", "Zhang Wei", "Zhang Wei", ()),
    ]
    # The rejection is remembered: the pair is a doubt, and stays two.
    await judge(graph, "crm:1", "hr:z", Verdict.DIFFERENT)
    await load(graph, tmp_path, "hr", "z,Zhang Wei,Zhang Wei,Zhang@ACME.test,CIO")
    assert len(await people(graph)) == 4
    assert await list_suggestions(graph) == []


async def test_what_one_system_tells_apart_is_a_doubt(graph: Graph, tmp_path: Path) -> None:
    await load(graph, tmp_path, "crm", "1,Ann,,ann@acme.test,")
    await load(graph, tmp_path, "hr", "a,Ann Lee,,ann@acme.test,")
    report = await load(graph, tmp_path, "hr", "b,Ann Liu,,ann@acme.test,")
    assert (report.recognized, report.suggested) == (0, 1)
    (pair,) = await list_suggestions(graph)
    assert (pair.one, pair.other, in_words(pair.reasons, Language.EN)) == (
        "crm:1",
        "hr:b",
        "same e-mail address: email:ann@acme.test; against it: one system tells them apart: hr",
    )
    assert in_words(pair.reasons, Language.ZH) == "邮箱相同：email:ann@acme.test；不支持：同一系统中是两条记录：hr"


async def test_what_was_set_by_hand_stays(graph: Graph, tmp_path: Path) -> None:
    await load(graph, tmp_path, "crm", "1,Ann,Ann L,ann@acme.test,CIO")
    given = {"id": "crm:1", "english_name": "Ann Lee"}
    await graph.write(lambda tx: change(tx, KINDS, PEOPLE, given, today=TODAY, operation="t"), operation="t")
    report = await load(graph, tmp_path, "crm", "1,Anne,Ann L,ann@acme.test,CIO")
    (told,) = report.not_taken
    assert (told.row, told.thing, told.kept, told.told, told.by_hand) == (2, "crm:1", "Ann Lee", "Ann L", True)
    (ann,) = await find_versions(graph, PEOPLE, "crm:1")
    assert (ann.name, ann.english_name, ann.by_hand) == ("Anne", "Ann Lee", ("english_name",))
