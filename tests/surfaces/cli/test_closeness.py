"""`relgraph closeness`: the example of its page on the demo world, in Chinese, for machines and over GraphQL."""

from pathlib import Path

import pytest

from relgraph.connect.csv.service import import_folder
from relgraph.core.assets import asset_dir
from relgraph.graph.client import Graph
from tests.draw import Drawing
from tests.surfaces.cli.conftest import Run
from tests.surfaces.graphql.conftest import Ask, Refuse, ask, refuse  # noqa: F401  (fixtures)

PAGE = (Path(__file__).parents[3] / "docs" / "method" / "closeness.md").read_text(encoding="utf-8")
COMMAND = next(line for line in PAGE.splitlines() if line.startswith("relgraph --demo closeness"))
ANSWER = PAGE.partition("```text\n")[2].partition("```")[0]
QUERY = """{ closeness(account: "demo:grid", first: 200, asOf: "2026-09-01") { asOf truncated contacts { quadrant
  person { externalId } positionClass closeness { ...L } support { ...L } } } }
  fragment L on AssessedLevel { level assessed ageDays lowest highest rater { externalId } }"""


def blanks_made_one(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


async def test_the_example_of_the_page(
    graph: Graph,
    relgraph: Run,
    ask: Ask,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    report = await import_folder(graph, asset_dir("demo") / "world", rejects=tmp_path / "rejects")
    assert report.accepted
    monkeypatch.setenv("COLUMNS", "200")
    command = COMMAND.split()[2:]
    shown = await relgraph(*command)
    assert (shown.code, shown.lines) == (0, blanks_made_one(ANSWER))

    chinese = await relgraph(*command, "--lang", "zh")
    assert chinese.lines[0] == (
        "沧岭电网集团 Cangling Power Grid Group关键客户的亲密度与支持度，2026-09-01，-3至3，与具体项目无关。"
    )
    assert [line for line in chinese.lines if "邵立群" in line] == [
        "邵立群 Shao Liqun A 2（评定者：1至2） -1（评定者：-1至0） 亲近但不支持，我方判断有误 "
        "夏侯萱 Xiahou Xuan，22天前"
    ]
    told = (await relgraph(*command, "--json")).json
    shown_over_graphql = (await ask(QUERY))["closeness"]
    assert shown_over_graphql == {
        "asOf": told["as_of"],
        "truncated": told["truncated"],
        "contacts": [
            {
                "quadrant": contact["quadrant"].upper(),
                "person": {"externalId": contact["person"]["id"]},
                "positionClass": contact["position_class"],
                "closeness": as_over_graphql(contact["closeness"]),
                "support": as_over_graphql(contact["support"]),
            }
            for contact in told["contacts"]
        ],
    }


def as_over_graphql(held: dict[str, object] | None) -> dict[str, object] | None:
    if held is None:
        return None
    renamed = {"ageDays": held["age_days"], "rater": {"externalId": held["rater"]["id"]}}
    return {**{name: held[name] for name in ("level", "assessed", "lowest", "highest")}, **renamed}


async def test_nobody_is_registered_and_no_day_is_known(
    drawing: Drawing,
    relgraph: Run,
    refuse: Refuse,  # noqa: F811
) -> None:
    d = drawing.org("us", "vendor").people("ann", "abe", at="us").org("acme").person("bob", at="acme").org("beta")
    d.key_contact("bob", "acme").add("relationship_assessment", rater="ann", contact="bob", account="acme", support=1)
    await d.save()
    shown = await relgraph("closeness", "t:acme", "--as-of", "2026-09-01")
    assert shown.lines[-1] == "bob ? ? 1 unknown: too little assessed ann, day unknown"
    assert (await relgraph("closeness", "t:beta", "--lang", "zh")).lines[-1] == "没有登记关键客户。"
    missing = await relgraph("closeness", "t:nowhere")
    assert (missing.code, missing.out) == (2, "")
    error = await refuse('{ closeness(account: "t:nowhere") { truncated } }')
    assert str(error).startswith("No organization has the id 't:nowhere'")
