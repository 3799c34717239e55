"""What has an identity and is no node has an id of all on which it depends: caches merge the same, and nothing else."""

import pytest

from relgraph.audit.runs.service import run_audit
from relgraph.surfaces.graphql.ids import Opaque
from tests.audit.cases import start
from tests.draw import TODAY, Drawing
from tests.surfaces.graphql.conftest import Ask

REPORT = "{ id results { id rule { id ruleId } holes { id subjectId } } }"


@pytest.fixture
async def acme(drawing: Drawing) -> Drawing:
    d = start(drawing).person("boss", at="acme", title="CEO").role("boss", "deal", "D").person("sub", at="acme")
    await d.unit("it", "acme").person("mid", at="acme", unit="it").influence("mid", "boss", 0.5).save()
    return d


def key(id_: str) -> tuple[str, str]:
    read = Opaque.read(id_)
    assert read is not None
    assert read.day is None
    return read.of, read.key


async def test_a_hub_is_one_among_some_people(acme: Drawing, ask: Ask) -> None:
    data = await ask(
        """{ acme: hubs(among: { account: "t:acme" }) { ...Ids } again: account(id: "t:acme") { hubs { ...Ids } }
          degree: hubs(among: { account: "t:acme" }, orderBy: DEGREE) { ...Ids }
          book: hubs(among: { book: true }) { ...Ids }
          it: hubs(among: { unit: "t:it" }) { ...Ids } deal: hubs(among: { opportunity: "t:deal" }) { ...Ids } }
        fragment Ids on HubConnection { nodes { id person { name } } }"""
    )
    data["again"] = data["again"]["hubs"]
    of = {asked: {hub["person"]["name"]: key(hub["id"]) for hub in page["nodes"]} for asked, page in data.items()}
    assert of["acme"] == of["again"] == of["degree"]
    assert of["acme"]["boss"] == ("Hub", "t:boss account t:acme")
    assert of["book"]["boss"] == ("Hub", "t:boss book")
    assert of["it"]["mid"] == ("Hub", "t:mid unit t:it")
    assert of["deal"]["boss"] == ("Hub", "t:boss opportunity t:deal")


async def test_a_report_is_one_for_all_that_was_asked(acme: Drawing, ask: Ask) -> None:
    data = await ask(
        f"""{{ acme: coverageHoles(account: "t:acme") {REPORT} below: account(id: "t:acme") {{ coverageHoles {REPORT} }}
          cold: coverageHoles(account: "t:acme", coldBelow: 0.4, staleDays: 30) {REPORT}
          deal: coverageHoles(opportunity: "t:deal") {REPORT} }}"""
    )
    acme_, cold, deal = data["acme"], data["cold"], data["deal"]
    assert data["below"]["coverageHoles"] == acme_
    assert key(acme_["id"]) == ("CoverageReport", "t:acme")
    assert key(cold["id"]) == ("CoverageReport", "t:acme cold_below=0.4 stale_days=30")
    assert key(deal["id"]) == ("CoverageReport", "t:acme t:deal")
    for report in (acme_, cold, deal):
        asked = key(report["id"])[1]
        for result in report["results"]:
            assert key(result["id"]) == ("CoverageRuleResult", f"{asked} {result['rule']['ruleId']}")
            assert key(result["rule"]["id"]) == ("CoverageRule", result["rule"]["ruleId"])
            assert all(key(hole["id"])[1].startswith(f"{asked} ") for hole in result["holes"])
    ids = [hole["id"] for report in (acme_, cold, deal) for result in report["results"] for hole in result["holes"]]
    assert len(ids) == len(set(ids)) > 6


async def test_a_hole_has_the_key_by_which_the_audit_remembers_it(acme: Drawing, ask: Ask) -> None:
    await run_audit(acme.graph, as_of=TODAY)
    data = await ask(
        '{ coverageHoles(account: "t:acme") { results { holes { id } } }'
        " auditFindings(first: 200) { nodes { key } }"
        " auditRuns { nodes { results { nodes { id } } } } }"
    )
    holes = {key(hole["id"])[1] for result in data["coverageHoles"]["results"] for hole in result["holes"]}
    assert holes == {f"t:acme {finding['key']}" for finding in data["auditFindings"]["nodes"]}
    (score,) = data["auditRuns"]["nodes"][0]["results"]["nodes"]
    assert key(score["id"]) == ("AuditAccountResult", "1 t:acme")


async def test_a_card_of_a_power_map_is_one_of_its_deal(acme: Drawing, ask: Ask) -> None:
    data = await ask('{ opportunity(id: "t:deal") { powerMap { id cards { id } } } }')
    power_map = data["opportunity"]["powerMap"]
    assert key(power_map["id"]) == ("PowerMap", "t:deal")
    assert [key(card["id"]) for card in power_map["cards"]] == [("PowerMapCard", "t:deal t:boss")]
