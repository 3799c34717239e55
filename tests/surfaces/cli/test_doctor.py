"""What the check-up finds."""

import shutil
from pathlib import Path

import pytest

from relgraph.core.assets import asset_dir
from relgraph.core.config import Settings
from relgraph.doctor.model import Check, CheckState
from relgraph.doctor.service import _files, _server, check_up
from relgraph.graph.fragments import load_fragments
from relgraph.graph.local.jars import LockFile
from tests.surfaces.cli.conftest import Run, invoke


async def test_all_is_well_with_a_graph_of_ones_own(relgraph: Run) -> None:
    done = await relgraph("doctor", "--json")
    assert done.code == 0, done.out
    assert isinstance(done.json, dict)
    found = {check["name"]: check for check in done.json["checks"]}
    assert list(found) == ["relgraph", "files", "playbook", "extras", "api", "database", "schema"]
    assert {check["state"] for check in found.values()} == {"ok"}
    assert found["schema"]["finding"].startswith("up to date")
    assert found["playbook"]["finding"] == "relgraph-1, as relgraph ships it"
    assert (
        found["extras"]["finding"]
        == "installed: hubs, import, local, match, notify, paths, pictures, reports, serve, telemetry"
    )
    fragments = len(list((asset_dir("cypher") / "fragments").glob("*.cypher")))
    assert f"queries, {fragments} fragments and" in found["files"]["finding"]


async def test_a_table_names_each_check(relgraph: Run) -> None:
    done = await relgraph("doctor")
    assert [line.split()[:2] for line in done.lines][-1] == ["✓", "schema"]


@pytest.mark.usefixtures("no_settings")
def test_a_database_that_does_not_answer_fails_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELGRAPH_NEO4J_URI", "bolt://127.0.0.1:1")
    monkeypatch.setenv("RELGRAPH_NEO4J_PASSWORD", "x")
    done = invoke("doctor")
    assert done.code == 1
    assert done.lines[-2:] == [
        "✗ database Neo4j does not answer ('connect').",
        "→ Is it running? `relgraph doctor` tells.",
    ]


async def test_a_local_graph_is_not_made_by_looking(no_settings: Path) -> None:
    result = await check_up(Settings(data_dir=no_settings / "data"))
    checks = {check.name: check for check in result.checks}
    assert result.healthy
    assert "makes one" in checks["database"].finding
    assert "GB are free" in checks["disk"].finding
    assert not (no_settings / "data").exists()


async def test_listening_to_others_without_a_token(no_settings: Path) -> None:
    result = await check_up(Settings(data_dir=no_settings, host="0.0.0.0"))
    (api,) = [check for check in result.checks if check.name == "api"]
    assert api.state is CheckState.FAILED
    assert api.remedy
    assert "relgraph token" in api.remedy


@pytest.mark.parametrize(
    ("broken", "text", "finding"),
    [
        ("hubs/find_deciders", "// Nothing.", "cypher/hubs/find_deciders.cypher:1: 'access' is missing."),
        ("fragments/holds", "// Meaning.\n@it", "cypher/fragments/holds.cypher:1: @it is used but not declared."),
    ],
)
def test_a_broken_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str, text: str, finding: str
) -> None:
    shutil.copytree(asset_dir("cypher"), tmp_path / "cypher")
    (tmp_path / "cypher" / f"{broken}.cypher").write_text(text)
    monkeypatch.setattr("relgraph.doctor.service.asset_dir", lambda name: tmp_path / name)
    monkeypatch.setattr("relgraph.graph.fragments.asset_dir", lambda name: tmp_path / name)
    load_fragments.cache_clear()
    try:
        assert _files() == Check(name="files", state=CheckState.FAILED, finding=finding, remedy=_files().remedy)
        assert _files().remedy
    finally:
        load_fragments.cache_clear()


@pytest.mark.parametrize(
    ("agent", "state"),
    [
        (f"Neo4j/{LockFile.read().neo4j}", CheckState.OK),
        ("Neo4j/2027.01.0", CheckState.OK),
        ("Neo4j/2025.10.1", CheckState.WARNING),
        ("Neo4j/5.26.1", CheckState.FAILED),
    ],
)
def test_the_version_of_the_server(agent: str, state: CheckState) -> None:
    assert _server(agent, Settings(_env_file=None)).state is state  # type: ignore[call-arg]
