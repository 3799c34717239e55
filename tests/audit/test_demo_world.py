"""The rules see in the demo world what a plain count of its files sees."""

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from relgraph.audit.findings.service import list_findings
from relgraph.audit.runs.model import Finding
from relgraph.audit.runs.service import run_audit
from relgraph.connect.csv.service import import_folder
from relgraph.core.assets import asset_dir
from relgraph.graph.client import Graph
from tests.demo.demo_coverage import coverage
from tests.demo.demo_reading import AS_OF


@pytest.fixture
async def found(graph: Graph, tmp_path: Path) -> dict[str, list[Finding]]:
    """The findings of a run over the demo world, by rule."""
    await import_folder(graph, asset_dir("demo") / "world", rejects=tmp_path / "rejects")
    await run_audit(graph, as_of=date.fromisoformat(AS_OF))
    findings = defaultdict(list)
    for finding in await list_findings(graph):
        findings[finding.rule].append(finding)
    return findings


def by_deal(findings: list[Finding]) -> dict[str, list[str]]:
    deals = defaultdict(list)
    for finding in findings:
        deals[finding.opportunity].append(finding.subject)
    return {deal: sorted(people) for deal, people in deals.items()}


def told(holes: dict[str, list[str]]) -> dict[str, list[str]]:
    return {deal: people for deal, people in holes.items() if people}


async def test_the_rules_and_a_plain_count_agree(found: dict[str, list[Finding]]) -> None:
    expected = coverage()
    assert by_deal(found["key_role_support_unknown"]) == told(expected["key_roles_unknown_support"])
    assert by_deal(found["support_stale"]) == told(expected["stale_assessments"])
    assert sorted(f.subject for f in found["opportunity_without_coach"]) == expected["opportunities_without_coach"]
    assert {f.subject for f in found["unit_without_tie"]} == set(expected["unit_trees_without_tie"])
    untied, single = (
        {person for people in expected[name].values() for person in people}
        for name in ("key_roles_without_tie", "key_roles_with_one_tie")
    )
    # The rules look at registered key contacts, too.
    assert untied <= {f.subject for f in found["key_contact_without_tie"]}
    assert single <= {f.subject for f in found["key_contact_single_tie"]}
    left = {(f.subject, f.other) for f in found["key_contact_owner_left"]}
    assert left == {(row["contact"], row["owner"]) for row in expected["departed_owners"]}
    assert set(expected["key_contacts_without_owner"]) <= {f.subject for f in found["key_contact_without_owner"]}
    assert set(expected["key_contacts_without_backup"]) <= {f.subject for f in found["key_contact_without_backup"]}
