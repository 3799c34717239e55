"""`relgraph identity`: from a pair that may be one to a judgement, and back."""

from tests.draw import Drawing, tid
from tests.surfaces.cli.conftest import Run


async def test_from_a_pair_to_a_judgement_and_back(relgraph: Run, drawing: Drawing) -> None:
    d = drawing.org("us", "vendor").org("acme", name="ACME").person("ann", at="us", name="Ann")
    d.person("zw", name="张伟", at="acme", title="CIO").person("zhang", name="Zhang Wei", at="acme", title="CIO")
    await d.tie("ann", "zw", 0.5).tie("ann", "zhang", 0.25).add("identifier", id="hr:77", person="zw").save()

    assert (await relgraph("identity", "list")).lines == ["Nothing waits for a judgement."]
    compared = await relgraph("identity", "compare")
    assert compared.lines == ["1 new; 1 wait for a judgement: relgraph identity list"], compared.err
    (pair,) = (await relgraph("identity", "list", "--json")).json
    assert (pair["one"]["id"], pair["other"]["id"], pair["days"]) == (tid("zw"), tid("zhang"), 0)
    assert pair["moves"] == [{"type": "HOLDS", "number": 1}, {"type": "TIE", "number": 1}]
    shown = (await relgraph("identity", "list", "--lang", "zh")).lines
    assert shown[0].endswith("张伟 · CIO, ACME =? Zhang Wei · CIO, ACME")
    assert "同名，文字不同" in shown[2]
    assert shown[3] == "合并将移动: 1 HOLDS, 1 TIE"

    judged = await relgraph("identity", "judge", "hr:77", "Zhang Wei", "same", "--json")
    assert (judged.code, judged.json["one"], judged.json["other"]) == (0, tid("zw"), tid("zhang")), judged.err
    assert (await relgraph("identity", "list")).lines == ["Nothing waits for a judgement."]
    # All that it was known by leads to the one that is kept.
    for given in ("t:zhang", "hr:77", "Zhang Wei", "张伟"):
        assert (await relgraph("show", given, "--json")).json["person"]["id"] == tid("zw"), given
    (listed,) = (await relgraph("identity", "judgements", "张伟", "--json")).json
    assert listed["id"] == judged.json["id"]
    withdrawn = await relgraph("identity", "withdraw", listed["id"])
    assert withdrawn.lines[0].startswith("the same t:zw t:zhang"), withdrawn.err
    assert withdrawn.lines[0].endswith("(withdrawn)")
    assert (await relgraph("show", "t:zhang", "--json")).json["person"]["id"] == tid("zhang")

    refused = await relgraph("identity", "judge", "t:zw", "t:zw", "same")
    assert (refused.code, "are the same already" in refused.err) == (2, True)
