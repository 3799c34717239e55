"""What the page of formations shows of the demo world is what is told, in both languages and over GraphQL."""

import pytest

from tests.draw import TODAY
from tests.pages import demo_world, graph, printed_as_shown, read_page  # noqa: F401  (fixtures)
from tests.surfaces.cli.conftest import Run, no_settings, relgraph  # noqa: F401  (fixtures)
from tests.surfaces.graphql.conftest import Ask, ask  # noqa: F401  (fixture)

PAGE = read_page("method/formation.md")
ON = ("--as-of", TODAY.isoformat())
QUERY = """{ formation(contact: "demo:luo.jiahui", asOf: "2026-09-01") { score contact { externalId } owner
  { externalId }
  notAssessed positionClass parts { part got of points most } cells { ours theirs needed state tied strength basis
  lastContact our { ...M } their { ...M } } patterns { pattern found text textZh counts { code count text textZh } }
  together { externalId } move { ours theirs renews before after text textZh our { ...M } their { ...M } } }
  formations(account: "demo:grid", first: 3, asOf: "2026-09-01") { asOf truncated formations { score notAssessed
  contact { name } } } } fragment M on FormationMember { person { externalId } basis steps }"""


async def test_the_commands_print_what_the_page_shows(
    relgraph: Run,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await printed_as_shown(relgraph, monkeypatch, PAGE, examples=2)


async def test_it_speaks_chinese(relgraph: Run, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setenv("COLUMNS", "200")
    one = await relgraph("formation", "demo:su.huaijin", "--lang", "zh", *ON)
    assert one.lines[0] == "苏怀瑾 Su Huaijin的三三制，2026-09-01；A角：廖静 Liao Jing；得分：53（满分100）。"
    assert "我方三层对联系人 1/3 12/35" in one.lines
    assert "层级错位：下层直达我方上层，或责任人多见下属 是 越级直达 0 · 责任人仅见下属 3 · 责任人共 5" in one.lines
    assert one.lines[-2:] == [
        "一方三层共同参加的活动：期间内没有。",
        "最能补强：请宋致远结识苏怀瑾：苏怀瑾由此认识责任人的上级；得分由53升至67。",
    ]
    shown = await relgraph("formation", "demo:bank", "--lang", "zh", *ON)
    assert shown.lines[0] == "澜汀银行 Lanting Bank关键客户的三三制，2026-09-01。"
    assert [line for line in shown.lines if "沙博文" in line] == [
        "沙博文 Sha Bowen A 温子豪 Wen Zihao 26 4项中1项，3项未知 "
        "请温子豪结识程宝琳：责任人由此可从沙博文的上级获得信息；得分由26升至41。"
    ]


async def test_machines_and_graphql_are_told_the_same(relgraph: Run, ask: Ask) -> None:  # noqa: F811
    one = (await relgraph("formation", "demo:luo.jiahui", "--json", *ON)).json
    data = await ask(QUERY)
    told = data["formation"]
    assert (told["score"], told["owner"]["externalId"], told["contact"]["externalId"]) == (
        *(one["score"], "demo:zhou.mingyuan", "demo:luo.jiahui"),
    )
    assert (told["notAssessed"], told["positionClass"]) == (None, one["position_class"])
    assert [(part["part"].lower(), part["got"], part["of"]) for part in told["parts"]] == [
        (part["part"], part["got"], part["of"]) for part in one["parts"]
    ]
    assert [place(cell) for cell in told["cells"]] == [
        {
            **{"ours": cell["ours"].upper(), "theirs": cell["theirs"].upper(), "state": cell["state"].upper()},
            **{"needed": cell["needed"], "our": who(cell["our"]), "their": who(cell["their"])},
            **{"last": (cell["link"] or {}).get("last_contact"), "tied": (cell["link"] or {}).get("tied")},
        }
        for cell in one["cells"]
    ]
    assert [(seen["pattern"].lower(), seen["found"]) for seen in told["patterns"]] == [
        (seen["pattern"], seen["found"]) for seen in one["patterns"]
    ]
    assert told["patterns"][2]["counts"] == [
        {"code": "above", "count": 4, "text": "people above", "textZh": "已知上级"},
        {"code": "linked", "count": 0, "text": "linked to the owner", "textZh": "与责任人有联系"},
    ]
    assert [each["externalId"] for each in told["together"]] == ["demo:company-visit.2026-05-28.luo.jiahui"]
    assert (told["move"]["text"], told["move"]["textZh"]) == (one["move"]["en"], one["move"]["zh"])
    assert told["move"]["their"] == {"person": {"externalId": "demo:he.yunfan"}, "basis": "SOLID", "steps": 1}
    assert data["formations"] == {
        **{"asOf": "2026-09-01", "truncated": True},
        "formations": [
            {"score": None, "notAssessed": "NO_OWNER", "contact": {"name": "方淑兰"}},
            {"score": 0, "notAssessed": None, "contact": {"name": "魏正邦"}},
            {"score": 0, "notAssessed": None, "contact": {"name": "许建衡"}},
        ],
    }


def place(cell: dict) -> dict[str, object]:
    members = {side: (cell[side] or {}).get("person", {}).get("externalId") for side in ("our", "their")}
    kept = {key: cell[key] for key in ("ours", "theirs", "state", "needed", "tied")}
    return {**kept, **members, "last": cell["lastContact"]}


def who(member: dict | None) -> str | None:
    return member and member["person"]["id"]


async def test_nobody_is_registered_and_nobody_owns(
    relgraph: Run,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    assert (await relgraph("formation", "demo:yingxi", *ON)).lines[1:] == ["No key contact is registered."]
    alone = await relgraph("formation", "demo:fang.shulan", *ON)
    assert alone.lines == [
        "Three-by-three formation around 方淑兰 Fang Shulan on 2026-09-01; owner: ?; score: not assessed: no A-owner "
        "with us is known."
    ]
    ours = await relgraph("formation", "demo:zhou.mingyuan", *ON)
    assert (ours.code != 0, ours.out) == (True, "")
    assert "周明远 is one of ours." in ours.complaint
